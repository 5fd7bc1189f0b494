"""What an extract would take away, counted before anything of it is written."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from graph.dates import FIRST_DAY, LAST_DAY
from graph.facts import FactKind, Source
from graph.store import Store
from graph.versions import merged, versions
from graph.writing.batch import Writer
from graph.writing.changes.stored_versions import Known
from graph.writing.past_loads import PastLoad, lacking, record_of, table_of
from graph.writing.pending_writes import origin_of
from graph.writing.removals.removals import Lacked, Unseen, queries, stored_of_all

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


async def lacked_facts(
    store: Store, source: Source, past: list[PastLoad], extract: PastLoad, has: Callable[[FactKind, str], bool]
) -> tuple[Counter[FactKind], Lacked]:
    """By kind, how many facts this system has, and those that the extract should have and has not (as `has` says)."""
    held: Counter[FactKind] = Counter()
    lacked: dict[FactKind, Unseen] = {}
    for kind in _kinds(extract):
        unseen: dict[str, tuple[str, str]] = {}
        for query, label in queries("held", kind):
            async for count, ids in store.stream(query, **_due(source, extract, kind)):
                held[kind] += count
                unseen |= {id_: (label, record_of(id_)) for id_ in ids if not has(kind, id_)}
        if extract.covers is not None and kind in _present(extract):
            lacked[kind] = unseen
    return held, lacked


def _due(source: Source, extract: PastLoad, kind: FactKind) -> dict[str, date | str]:
    """What an extract should have of a kind: of records of people, whatever day they are of."""
    covers = (FIRST_DAY, LAST_DAY) if kind is FactKind.PERSON else extract.covers or (LAST_DAY, FIRST_DAY)
    return {
        "agency": source.agency, "system": source.system, "extracted_on": source.extracted_on,
        "covers_from": covers[0], "covers_to": covers[1],
    }  # fmt: skip


async def coming_removals(
    store: Store, source: Source, past: list[PastLoad], extract: PastLoad, held: Mapping[FactKind, int], lacked: Lacked
) -> list[ComingRemovals]:
    """Of every kind of which something would go, what: of those that are lacked, and those that the extract says were deleted.

    `past` are the loads before.
    """
    before = [each for each in past if each.id != extract.id]
    writer = Writer(store, None, origin_of(source, extract.id, (each.id for each in past)), {}, before)  # type: ignore[arg-type]
    found = [await _of_kind(writer, ComingRemovals(kind, held[kind]), extract, lacked.get(kind, {})) for kind in _kinds(extract)]
    return [each for each in found if each.count]


def _kinds(extract: PastLoad) -> list[FactKind]:
    named = {each.partition(" ")[0] for each in extract.removed}
    return [kind for kind in FactKind if kind.value in named or (extract.covers and kind in _present(extract))]


def _present(extract: PastLoad) -> frozenset[FactKind]:
    return frozenset(FactKind(each.partition(" ")[0]) for each in extract.present)


async def _of_kind(writer: Writer, removals: ComingRemovals, extract: PastLoad, lacked: Unseen) -> ComingRemovals:
    kind = removals.kind
    going = {id_: ("", "") for of, _, id_ in (each.partition(" ") for each in extract.removed) if of == kind} | dict(lacked)
    ids = sorted(going)
    for start in range(0, len(ids), _SIZE):
        stored = await stored_of_all(writer, kind, {id_: going[id_] for id_ in ids[start : start + _SIZE]})
        for id_ in _going(writer.past, extract, kind, stored):
            removals.add(id_)
    return removals


def _going(past: list[PastLoad], extract: PastLoad, kind: FactKind, stored: Known) -> Iterator[str]:
    """Of these facts, those that get another day of removal."""
    for id_, own in stored.items():
        seen = merged([each.version for each in own], [])
        after = versions(seen, lacking([*past, extract], kind, id_))
        if {each.removed_on for each in after} - {each.version.removed_on for each in own} - {None}:
            yield id_
