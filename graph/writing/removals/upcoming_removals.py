"""What an extract would take away, counted before anything of it is written."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from graph.dates import FIRST_DAY, LAST_DAY
from graph.facts import FactKind, Source
from graph.store import Store
from graph.versions import merged, versions
from graph.writing.batch import Writer
from graph.writing.changes.stored_versions import Stored
from graph.writing.past_loads import PastLoad, lacking, table_of
from graph.writing.pending_writes import origin_of
from graph.writing.removals.removals import Unseen, queries, stored_of_all

_SIZE = 2000
_SHOWN = 5
_FEW = 20
_TENTH = 10


@dataclass(slots=True)
class ComingRemovals:
    """Of one kind: how many facts this system has, how many would go, the first of their ids, and how many of each table."""

    kind: FactKind
    held: int
    count: int = 0
    ids: list[str] = field(default_factory=list)
    tables: Counter[str] = field(default_factory=Counter)

    def add(self, id_: str) -> None:
        """One more that would go."""
        self.count += 1
        self.tables[table_of(id_)] += 1
        if len(self.ids) < _SHOWN:
            self.ids.append(id_)

    def are_many(self, empty: Iterable[str] = ()) -> bool:
        """Whether somebody must be asked: more than 20, and a tenth of the kind, or all of one of these empty tables."""
        return self.count > _FEW and (self.count * _TENTH > self.held or any(self.tables[each] > _FEW for each in empty))


async def coming_removals(
    store: Store, source: Source, past: list[PastLoad], extract: PastLoad, has: Callable[[FactKind, str], bool]
) -> list[ComingRemovals]:
    """Of every kind of which something would go, what; `past` are the loads before, `has` says what the extract has."""
    before = [each for each in past if each.id != extract.id]
    writer = Writer(store, None, origin_of(source, extract.id, (each.id for each in past)), {}, before)  # type: ignore[arg-type]
    found = [await _of_kind(writer, kind, extract, has) for kind in _kinds(extract)]
    return [each for each in found if each.count]


def _kinds(extract: PastLoad) -> list[FactKind]:
    named = {each.partition(" ")[0] for each in (*extract.removed, *(extract.present if extract.covers else ()))}
    return [kind for kind in FactKind if kind.value in named]


async def _of_kind(writer: Writer, kind: FactKind, extract: PastLoad, has: Callable[[FactKind, str], bool]) -> ComingRemovals:
    source = writer.origin.source
    own = {"agency": source.agency, "system": source.system}
    held = [row[0] for query, _ in queries("count", kind) for row in await writer.store.read_for_write(query, **own)]
    removals = ComingRemovals(kind, sum(held))
    lacked = await _lacked(writer, kind, extract, has)
    ids = sorted(lacked)
    for start in range(0, len(ids), _SIZE):
        batch = {id_: lacked[id_] for id_ in ids[start : start + _SIZE]}
        stored = await stored_of_all(writer, kind, batch)
        for id_ in _going(writer.past, extract, kind, stored):
            removals.add(id_)
    return removals


async def _lacked(writer: Writer, kind: FactKind, extract: PastLoad, has: Callable[[FactKind, str], bool]) -> Unseen:
    """What the extract names as deleted, and what it should have and has not."""
    found = {id_: ("", "") for of, _, id_ in (each.partition(" ") for each in extract.removed) if of == kind}
    if extract.covers is None or not any(each.partition(" ")[0] == kind for each in extract.present):
        return found
    covers = (FIRST_DAY, LAST_DAY) if kind is FactKind.PERSON else extract.covers
    source = writer.origin.source
    given: dict[str, date | str] = {
        "agency": source.agency, "system": source.system, "extracted_on": source.extracted_on,
        "covers_from": covers[0], "covers_to": covers[1],
    }  # fmt: skip
    for query, label in queries("held", kind):
        async for id_, parent in writer.store.stream(query, **given):
            if not has(kind, id_):
                found[id_] = (label, parent)
    return found


def _going(past: list[PastLoad], extract: PastLoad, kind: FactKind, stored: dict[str, list[Stored]]) -> Iterator[str]:
    """Of these facts, those that get another day of removal."""
    for id_, own in stored.items():
        seen = merged([each.version for each in own], [])
        after = versions(seen, lacking([*past, extract], kind, id_))
        if {each.removed_on for each in after} - {each.version.removed_on for each in own} - {None}:
            yield id_
