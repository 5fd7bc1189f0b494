"""Reading an extract once before anything of it is written: which facts it has, and what it would take away."""

import asyncio
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator

from graph.errors import RefusedFile, RemovalsRefused
from graph.facts import FactKind, Note
from graph.store import Store
from graph.writing.past_loads import PastLoad
from graph.writing.removals.upcoming_removals import ComingRemovals, coming_removals
from loaders.checks.new_ids import under_other_ids
from loaders.extract import Extract, Reopen, Row
from loaders.guard import bundles_of, foreseen, people_of, size_of_rows
from loaders.load_node import as_past, load_id
from loaders.summary import Summary

_MASK = (1 << 64) - 1


class Ids:
    """Which facts an extract has, by kind: eight bytes for each, of its id."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._hashes: dict[FactKind, array[int]] = {kind: array("Q") for kind in FactKind}
        for row in rows:
            for fact in row.facts:
                self._hashes[fact.kind].append(hash(fact.id) & _MASK)
        self._hashes = {kind: array("Q", sorted(hashes)) for kind, hashes in self._hashes.items()}

    def has(self, kind: FactKind, id_: str) -> bool:
        """Whether the extract has this fact."""
        hashes, wanted = self._hashes[kind], hash(id_) & _MASK
        place = bisect_left(hashes, wanted)
        return place < len(hashes) and hashes[place] == wanted

    def count(self, kind: FactKind) -> int:
        """How many facts of a kind it has."""
        return len(self._hashes[kind])


def first_reading(extract: Extract, summary: Summary) -> Ids:
    """Read it all, entering every row in the summary; raises RefusedFile where that cannot be done to its end."""
    return Ids(_entered(extract, summary))


def _entered(extract: Extract, summary: Summary) -> Iterator[Row]:
    for rows in _bundles(extract, summary):
        size_of_rows(rows, summary.path)
        for row in rows:
            summary.enter(row)
            yield row


def _bundles(extract: Extract, summary: Summary) -> Iterator[list[Row]]:
    yield people_of(extract, summary.path)
    yield from bundles_of(extract, summary.path)


async def check(
    store: Store, extract: Extract, reopen: Reopen, summary: Summary, past: list[PastLoad], *, accepted: bool
) -> list[Note]:
    """Read a whole extract that others went before without writing; returns what is to be said of its tables.

    Raises RefusedFile where it cannot be read to its end or was changed, RemovalsRefused as `check_removals` does.
    """
    before = [each for each in past if each.finished]
    if not (before and extract.source.whole):
        return []
    path = summary.path
    again = await asyncio.to_thread(foreseen, path, reopen)
    if load_id(again) != summary.load_id:
        raise RefusedFile(f"{path}: it was changed while it was read: load it again")
    read = Summary(path, summary.load_id, again.source, again.format)
    ids = await asyncio.to_thread(first_reading, again, read)
    return await check_removals(store, again, reopen, ids, read, before, accepted=accepted)


async def check_removals(
    store: Store, extract: Extract, reopen: Reopen, ids: Ids, summary: Summary, past: list[PastLoad], *, accepted: bool
) -> list[Note]:
    """What is to be said of the tables that are empty now; raises RemovalsRefused for what somebody should be asked first.

    Where that is much, it is read once more for facts that would be kept under the ids that they first came with: those stay.
    """
    as_one = as_past(extract, summary)
    found = await coming_removals(store, extract.source, past, as_one, ids.has)
    empty = _empty_tables(extract, summary, ids)
    if not accepted and _many(found, empty):
        kept = await under_other_ids(store, extract, reopen, past, summary.load_id)
        found = await coming_removals(
            store, extract.source, past, as_one, lambda kind, id_: (kind, id_) in kept or ids.has(kind, id_)
        )
        if many := _many(found, empty):
            raise RemovalsRefused(_question(extract, summary, many))
    return [note for each in found for note in _notes(summary, each, empty[each.kind])]


def _many(found: list[ComingRemovals], empty: dict[FactKind, list[str]]) -> list[ComingRemovals]:
    return [each for each in found if each.are_many(empty[each.kind])]


def _empty_tables(extract: Extract, summary: Summary, ids: Ids) -> dict[FactKind, list[str]]:
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
