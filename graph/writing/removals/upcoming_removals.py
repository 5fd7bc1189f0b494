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
from graph.writing.changes.stored_versions import TIE_TYPES, Known
from graph.writing.past_loads import PastLoad, lacking, record_of, table_of
from graph.writing.pending_writes import origin_of
from graph.writing.removals.removals import Lacked, Unseen, queries, stored_of_all

_SIZE = 2000
_SHOWN = 5
# From how much on somebody must be asked (docs/adr/0027).
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


class UpcomingRemovals:
    """Of one extract, given the loads `past` before it: what of its system's facts it lacks, and what of these would go."""

    def __init__(self, store: Store, source: Source, past: list[PastLoad], extract: PastLoad) -> None:
        before = [each for each in past if each.id != extract.id]
        origin = origin_of(source, extract.id, (each.id for each in past))
        # A writer that only reads: nothing is ever handed over to commits that are None.
        self._writer = Writer(store, None, origin, {}, before)  # type: ignore[arg-type]
        self._extract = extract
        self._held: Counter[FactKind] = Counter()

    @property
    def ties(self) -> dict[FactKind, Known]:
        """The relationships and stays that were read for this."""
        return self._writer.read_ties

    async def lacked(self, has: Callable[[FactKind, str], bool]) -> dict[FactKind, Unseen]:
        """By kind, the facts that the extract should have and has not, as `has` says."""
        lacked: dict[FactKind, Unseen] = {}
        for kind in _kinds(self._extract):
            found = await (self._lacked_ties if kind in TIE_TYPES else self._lacked)(kind, has)
            if self._extract.covers is not None and kind in _present(self._extract):
                lacked[kind] = found
        return lacked

    async def of(self, lacked: Lacked) -> list[ComingRemovals]:
        """Of every kind of which something would go, what: of those that are lacked, and of those said to be deleted."""
        found = [await self._of_kind(kind, lacked.get(kind, {})) for kind in _kinds(self._extract)]
        return [each for each in found if each.count]

    async def _lacked(self, kind: FactKind, has: Callable[[FactKind, str], bool]) -> Unseen:
        source, covers = self._writer.origin.source, self._covers(kind)
        given: dict[str, date | str] = {
            "agency": source.agency, "system": source.system, "extracted_on": source.extracted_on,
            "covers_from": covers[0], "covers_to": covers[1],
        }  # fmt: skip
        unseen: dict[str, tuple[str, str]] = {}
        for query, label in queries("held", kind):
            async for count, ids in self._writer.store.stream(query, **given):
                self._held[kind] += count
                unseen |= {id_: (label, record_of(id_)) for id_ in ids if not has(kind, id_)}
        return unseen

    async def _lacked_ties(self, kind: FactKind, has: Callable[[FactKind, str], bool]) -> Unseen:
        """The same of relationships and stays, which the load needs anyway: what is on an edge is found by no index."""
        (start, end), made = self._covers(kind), self._writer.origin.source.extracted_on
        unseen: dict[str, tuple[str, str]] = {}
        for id_, stored in (await self._writer.ties(kind)).items():
            versions = [each.version for each in stored]
            self._held[kind] += any(each.removed_on is None for each in versions)
            due = (each for each in versions if each.on and start <= each.on <= end)
            if not has(kind, id_) and any(each.removed_on is None or each.removed_on > made for each in due):
                unseen[id_] = ("", "")
        return unseen

    def _covers(self, kind: FactKind) -> tuple[date, date]:
        """What days an extract should have of a kind: of records of people, all."""
        return (FIRST_DAY, LAST_DAY) if kind is FactKind.PERSON else self._extract.covers or (LAST_DAY, FIRST_DAY)

    async def _of_kind(self, kind: FactKind, lacked: Unseen) -> ComingRemovals:
        removals = ComingRemovals(kind, self._held[kind])
        deleted = (id_ for of, _, id_ in (each.partition(" ") for each in self._extract.removed) if of == kind)
        going = dict.fromkeys(deleted, ("", "")) | dict(lacked)
        ids = sorted(going)
        for start in range(0, len(ids), _SIZE):
            stored = await stored_of_all(self._writer, kind, {id_: going[id_] for id_ in ids[start : start + _SIZE]})
            for id_ in _going(self._writer.past, self._extract, kind, stored):
                removals.add(id_)
        return removals


def _kinds(extract: PastLoad) -> list[FactKind]:
    named = {each.partition(" ")[0] for each in extract.removed}
    return [kind for kind in FactKind if kind.value in named or (extract.covers and kind in _present(extract))]


def _present(extract: PastLoad) -> frozenset[FactKind]:
    return frozenset(FactKind(each.partition(" ")[0]) for each in extract.present)


def _going(past: list[PastLoad], extract: PastLoad, kind: FactKind, stored: Known) -> Iterator[str]:
    """Of these facts, those that get another day of removal."""
    for id_, own in stored.items():
        seen = merged([each.version for each in own], [])
        after = versions(seen, lacking([*past, extract], kind, id_))
        if {each.removed_on for each in after} - {each.version.removed_on for each in own} - {None}:
            yield id_
