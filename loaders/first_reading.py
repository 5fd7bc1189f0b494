"""Reading a whole extract to its end before anything of it is written: which facts it has, and what it would take away.

Why somebody is asked: docs/adr/0027. Why it is then written from what was read: docs/adr/0046.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.errors import RemovalsRefused
from graph.facts import FactKind, Note
from graph.store import Store
from graph.writing.changes.stored_versions import Known
from graph.writing.past_loads import PastLoad
from graph.writing.removals.removals import Lacked
from graph.writing.removals.upcoming_removals import ComingRemovals, UpcomingRemovals
from loaders.checks.new_ids import under_other_ids
from loaders.extract import Extract, Reopen
from loaders.load_node import as_past
from loaders.rows.batches import Batches
from loaders.rows.fact_ids import FactIds
from loaders.rows.person_rows import PersonRows
from loaders.summary import Summary


@dataclass(frozen=True, slots=True)
class FirstReading:
    """What is known of an extract before it is written: its facts, what it lacks that is here, and what is to be said of it.

    `ties` are the relationships and stays of its system that are here, as far as they were read.
    """

    ids: FactIds
    lacked: Lacked
    ties: Mapping[FactKind, Known]
    notes: list[Note] = field(default_factory=list)


async def first_reading(
    store: Store,
    extract: Extract,
    reopen: Reopen,
    batches: Batches,
    people: PersonRows,
    summary: Summary,
    past: list[PastLoad],
    *,
    accepted: bool,
) -> FirstReading | None:
    """Read a whole extract that others went before, to be written from what was read; None for any other.

    Raises RefusedFile where it cannot be read to its end, RemovalsRefused as `check_removals` does.
    """
    before = [each for each in past if each.finished]
    if not (before and extract.source.whole):
        return None
    ids = await asyncio.to_thread(batches.read_all, people)
    as_one = as_past(extract, summary)
    upcoming = UpcomingRemovals(store, extract.source, before, as_one)
    lacked = await upcoming.lacked(ids.has)
    empty = _empty_tables(extract, summary, ids)
    found = await upcoming.of(lacked)
    if not accepted and _many(found, empty):
        # Facts that would be kept under the ids that they first came with stay: it is read once more for these.
        kept = await under_other_ids(store, extract, reopen, before, summary.load_id)
        fewer = {kind: {id_: at for id_, at in ids.items() if (kind, id_) not in kept} for kind, ids in lacked.items()}
        found = await upcoming.of(fewer)
        if many := _many(found, empty):
            raise RemovalsRefused(_question(extract, summary, many))
    return FirstReading(ids, lacked, upcoming.ties, [note for each in found for note in _notes(summary, each, empty[each.kind])])


def _many(found: Sequence[ComingRemovals], empty: dict[FactKind, list[str]]) -> list[ComingRemovals]:
    return [each for each in found if each.are_many(empty[each.kind])]


def _empty_tables(extract: Extract, summary: Summary, ids: FactIds) -> dict[FactKind, list[str]]:
    """Of each kind, the tables that are there without a row; one without a name is that of the kind itself."""
    empty: dict[FactKind, list[str]] = {kind: [] for kind in FactKind}
    for each in extract.present:
        kind, _, table = each.partition(" ")
        if table not in summary.tables if table else not ids.count(FactKind(kind)):
            empty[FactKind(kind)].append(table)
    return empty


def _question(extract: Extract, summary: Summary, many: list[ComingRemovals]) -> str:
    source = extract.source
    said = "; ".join(f"{each.count:,} of {each.held:,} of kind {each.kind} ({', '.join(each.ids)} …)" for each in many)
    return (
        f"{summary.path}: nothing of it is loaded yet: it would take away what {source.agency}/{source.system} had and this whole"
        f" extract has no longer: {said}. If that is so, load it again with --accept-removals"
    )


def _notes(summary: Summary, removals: ComingRemovals, empty: list[str]) -> Iterator[Note]:
    gone: Counter[str] = Counter({table: removals.tables[table] if table else removals.count for table in empty})
    for table, count in gone.items():
        if count:
            named = table or f"the table of kind {removals.kind}"
            facts = "1 fact of before is" if count == 1 else f"{count:,} facts of before are"
            text = f"{named} has its headings and no rows: {facts} taken away"
            yield Note(summary.path.name, 1, text)
