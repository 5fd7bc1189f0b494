"""Giving a load up: taking back what one that is not whole has written, as if it had never begun.

All unfinished loads of one agency's system are taken back together: of one fact they may both have said something. It is many
transactions, as the load was; one that is killed is gone on with, by the same command or by the next load of that system.
Decision: docs/adr/0026.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.facts import FactKind, Source
from graph.model import FACT_NODES
from graph.store import ReadKind, Store
from graph.writing.addresses import meaning, moved_text
from graph.writing.batch import NODE_KINDS, Writer
from graph.writing.changes.plan import WritePlan
from graph.writing.changes.stored_versions import PART_TYPES, TIE_TYPES
from graph.writing.commits import Commits
from graph.writing.cypher_texts import text
from graph.writing.loads import now
from graph.writing.past_loads import PastLoad, lacking, past_loads
from graph.writing.pending_writes import PendingWrite, Statement, as_day, origin_of, short
from graph.writing.persons.clusters import label_statements
from graph.writing.persons.histories import every_history
from graph.writing.persons.records import everybody
from graph.writing.persons.rights_properties import rights_kept
from graph.writing.removals.removals import Unseen, queries, stored_of_all
from graph.writing.undo.journal import Displaced, Journal, read_journal
from graph.writing.undo.people import take_back_people
from graph.writing.undo.places import take_back_places
from graph.writing.write_lock import write_lock

_SIZE = 2000
_KINDS = (*PART_TYPES, *TIE_TYPES, *NODE_KINDS)
"""Parts before the records that they hang on; people come last, when no fact hangs on them."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A load that is not whole: whose, of which day, when it began and who began it."""

    id: str
    agency: str
    system: str
    extracted_on: date
    started_at: str
    loaded_by: str
    files: tuple[str, ...]

    @property
    def name(self) -> str:
        """How it is named when it is given up."""
        return f"{self.agency}/{self.system}"


async def unfinished_loads(store: Store) -> list[Unfinished]:
    """Every load that is not whole, by agency, system and day."""
    rows = await store.read(text("every_unfinished_load"), ReadKind.BEFORE_WRITE)
    found = [
        Unfinished(id_, agency, system, as_day(on) or date.min, began, by, tuple(files))
        for id_, agency, system, on, began, by, files in rows
    ]
    return sorted(found, key=lambda each: (each.agency, each.system, each.extracted_on, each.id))


async def give_up(store: Store, agency: str, system: str, waiting: Callable[[str], None] | None = None) -> int:
    """Take back every unfinished load of an agency's system; returns how many facts and records were taken back or mended.

    `waiting` is told who is writing. Raises StoreBusy when somebody else is writing all the time.
    """
    await store.prepare()
    async with write_lock(store, waiting=waiting) as held, Commits(store, held) as commits:
        return await take_back(store, commits, agency, system)


async def take_back(store: Store, commits: Commits, agency: str, system: str) -> int:
    """The same for somebody who holds the write lock."""
    past = await past_loads(store, agency, system)
    loads = [each for each in past if not each.finished]
    if not loads:
        return 0
    ids = [each.id for each in loads]
    commits.touched.everybody = True  # The facts that are gone do not say whose they were.
    await commits.at_once([(text("begin_giving_up"), {"ids": ids, "now": now()}), commits.touched.begin()])
    journal = await read_journal(store, ids)
    source = Source(agency, "", "", system, loads[0].extracted_on)
    origin = origin_of(source, loads[0].id, (each.id for each in past))
    writer = Writer(store, commits, origin, {}, [each for each in past if each.finished])
    undo = _Undo(writer, loads, journal)
    for kind in _KINDS:
        await undo.facts(kind)
    await take_back_places(store, commits, journal)
    records = await undo.written(FactKind.PERSON)
    displaced = undo.displaced(FactKind.PERSON)
    changed = await take_back_people(writer, sorted({*records, *displaced}), undo.shorts, displaced, journal, ids[0])
    for statement in await label_statements(store, await everybody(store)):
        await commits.at_once([statement])
    await commits.at_once(await every_history(store))
    kept = await rights_kept(store, commits.lock, commits.touched)
    await commits.at_once(
        [
            *kept,
            *await _agencies(store, agency, ids, journal),
            (text("end_journal"), {"ids": ids}),
            (text("delete_loads"), {"ids": ids}),
        ]
    )
    return writer.changed + changed


class _Undo:
    """One going back: which loads, and what they displaced."""

    def __init__(self, writer: Writer, loads: Sequence[PastLoad], journal: Journal) -> None:
        self._writer, self._loads, self._journal = writer, loads, journal
        self.shorts = frozenset(short(each.id) for each in loads)

    def displaced(self, kind: FactKind) -> dict[str, list[Displaced]]:
        """By fact id, what of this kind was displaced, but for what these loads themselves said."""
        found: dict[str, list[Displaced]] = defaultdict(list)
        for each in self._journal.displaced:
            if each.kind is kind and each.sighting.load not in self.shorts:
                found[each.id].append(each)
        return found

    async def written(self, kind: FactKind) -> Unseen:
        """What these loads changed: by id, with the label and id of the record that it is a part of."""
        source = self._writer.origin.source
        given: dict[str, Any] = {
            "agency": source.agency,
            "system": source.system,
            "loads": [each.id for each in self._loads],
            "shorts": sorted(self.shorts),
            "days": sorted({each.extracted_on for each in self._loads}),
        }
        found: dict[str, tuple[str, str]] = {}
        for query, label in queries("written", kind):
            async for id_, parent in self._writer.store.stream(query, **given):
                found[id_] = (label, parent)
        return found

    async def facts(self, kind: FactKind) -> None:
        """Take all facts of a kind back, a batch at a time."""
        displaced = self.displaced(kind)
        parts = {id_: (each.item.label, str(each.item.ends[0])) for id_, (each, *_) in displaced.items()}
        written = {**parts, **await self.written(kind)}
        ids = sorted(written)
        for start in range(0, len(ids), _SIZE):
            batch = {id_: written[id_] for id_ in ids[start : start + _SIZE]}
            await self._batch(kind, batch, {id_: displaced[id_] for id_ in batch if id_ in displaced})
        self._writer.forget_ties()

    async def _batch(self, kind: FactKind, batch: Unseen, displaced: dict[str, list[Displaced]]) -> None:
        stored = await stored_of_all(self._writer, kind, batch)
        items = await _with_their_ends(self._writer.store, [each for own in displaced.values() for each in own])
        plan = WritePlan(self._writer.origin)
        for id_ in batch:
            again = [(each.sighting, items[id_, each.sighting]) for each in displaced.get(id_, ())]
            plan.forget(kind, id_, stored.get(id_, []), self.shorts, again, lacking(self._writer.past, kind, id_))
        await self._writer.carry_out(plan, after=_unflagged(kind, batch))
        await self._writer.commits.written()


def _unflagged(kind: FactKind, batch: Unseen) -> list[Statement]:
    """The statements that say of records that they are not shared any more."""
    if kind is not FactKind.SHARE:
        return []
    parents: dict[str, set[str]] = defaultdict(set)
    for label, parent in batch.values():
        parents[label].add(parent)
    return [(text("unflag_shared", label=label), {"ids": sorted(ids)}) for label, ids in sorted(parents.items())]


async def _with_their_ends(store: Store, displaced: Iterable[Displaced]) -> dict[tuple[str, Any], PendingWrite]:
    """The versions that were displaced, each hung on the person whose record it came with, as that is now."""
    displaced = list(displaced)
    keys = sorted({key for each in displaced for key in _records(each.item)})
    persons: dict[str, str] = dict(await store.read(text("persons_of_records"), ReadKind.BEFORE_WRITE, keys=keys)) if keys else {}
    places = sorted(
        {str(each.item.says["place"]) for each in displaced if each.item.type == "LIVED_AT" and each.item.says.get("place")}
    )
    known = (
        {place: uprns or () for place, uprns in await store.read(text("known_texts"), ReadKind.BEFORE_WRITE, texts=places)}
        if places
        else {}
    )
    for each in displaced:
        each.item.ends = _ends(each.item, persons, known)
    return {(each.id, each.sighting): each.item for each in displaced}


def _records(item: PendingWrite) -> list[str]:
    if item.type in PART_TYPES[FactKind.SHARE]:
        return []
    if not item.label and item.type in {node.label for node in FACT_NODES.values()}:
        return [str(item.ends[1])]
    return [str(item.says[name]) for name in ("record", "from_record", "to_record") if item.says.get(name)]


def _ends(item: PendingWrite, persons: dict[str, str], texts: dict[str, Any]) -> tuple[Any, ...]:
    records = _records(item)
    if not records:
        return item.ends
    if item.label:
        return item.ends[0], persons[records[0]]
    if item.type == "LIVED_AT":
        place = str(item.says.get("place"))
        here = meaning(place, texts.get(place, ())) if moved_text(item.says) else f"uprn:{item.says['tied']}"
        return persons[records[0]], here
    if len(records) == 2:
        return persons[records[0]], persons[records[1]]
    return persons[records[0]], records[0]


async def _agencies(store: Store, agency: str, loads: list[str], journal: Journal) -> list[Statement]:
    """The statements that say of the agency what its other loads do, and take away those that nobody names."""
    rows = await store.read(text("descriptions"), ReadKind.BEFORE_WRITE, agency=agency)
    others = [(as_day(on), name, kind) for id_, on, name, kind in rows if id_ not in loads]
    gone = set(journal.agencies)
    statements: list[Statement] = []
    if others:
        on, name, kind = max(others, key=lambda each: (each[0], each[1] + each[2]))
        statements.append((text("redescribe_agency"), {"id": agency, "name": name, "kind": kind, "on": on}))
        gone.discard(agency)
    else:
        statements.append((text("undescribe_agency"), {"id": agency}))
    named = await store.read(text("named_agencies"), ReadKind.BEFORE_WRITE, ids=sorted(gone)) if gone else []
    return [*statements, (text("delete_agencies"), {"ids": sorted(gone - {id_ for (id_,) in named})})]
