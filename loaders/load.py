"""Loading: the one way in which extracts of every format get into the graph.

Loading twice, in any order, or again after a kill in the middle gives the same graph as loading once. A load is many
transactions; until it ends its Load node has no `finished_at`, and findings say that a load is unfinished.
"""

import asyncio
import getpass
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from graph.errors import LoadFailed, NotWritten, StoreBusy, StoreError
from graph.facts import Fact, FactKind
from graph.store import Store
from graph.writing.batch import Writer
from graph.writing.committing import Commits
from graph.writing.items import Statement, origin_of
from graph.writing.journal import noted
from graph.writing.loads import describe, finish_properties, read_books, start_properties
from graph.writing.past import PastLoad, past_loads
from graph.writing.people import write_people
from graph.writing.removals import remove_missing, remove_named
from graph.writing.texts import text
from graph.writing.turn import Turn, turn
from graph.writing.undo import take_back
from loaders.extract import Extract, Row
from loaders.limits import checked_size
from loaders.placing import Asked, opened
from loaders.private_files import file_name
from loaders.summary import Books, Loaded, Summary

_BATCH = 3000
_BATCH_BYTES = 4_000_000


class Progress(Protocol):
    """What is told how far a load has come."""

    def start(self, label: str, total: int | None) -> None:
        """An extract begins, of so many rows about."""
        ...

    def advance(self, rows: int) -> None:
        """So many more rows are written."""
        ...

    def done(self) -> None:
        """The extract is whole."""
        ...


class Silent:
    """Progress that nobody watches."""

    def start(self, label: str, total: int | None) -> None:
        """Say nothing."""

    def advance(self, rows: int) -> None:
        """Say nothing."""

    def done(self) -> None:
        """Say nothing."""


async def load(
    store: Store,
    paths: list[Path],
    *,
    as_format: str | None = None,
    agency: str | None = None,
    extracted_on: date | None = None,
    rejects: Path | None = None,
    progress: Progress | None = None,
    by: str | None = None,
) -> Loaded:
    """Load every extract at these paths, each as a whole, one after the other; returns what became of each.

    A folder that is no extract itself is looked through, and what in it could not be placed is named in the answer.
    `extracted_on` is for files that do not say when they were made, `rejects` the folder under which rejected rows are written.
    Raises RefusedFile for a path that is not what it should be, before anything is loaded; StoreBusy when somebody else is
    writing all the time, LoadFailed when the load stopped before its end, NotWritten when its rejected rows could not be written.
    """
    extracts, unplaced = opened(paths, Asked(as_format, agency, extracted_on))
    summaries = Loaded(unplaced)
    for path, extract in extracts:
        try:
            summary = await _load_one(store, path, extract, progress or Silent(), by or getpass.getuser())
        except StoreBusy:
            raise
        except StoreError as error:
            raise LoadFailed(f"{path}: this load is unfinished: {error}; load the same files again to complete it") from error
        if summary.rejected_rows and rejects is not None:
            _write_rejects(extract, summary, rejects)
        summaries.append(summary)
    return summaries


def _write_rejects(extract: Extract, summary: Summary, rejects: Path) -> None:
    folder = rejects / f"{file_name(extract.source.agency)}-{extract.source.extracted_on}-{summary.load_id[:8]}"
    try:
        summary.rejects = extract.write_rejects(folder, summary.rejected_rows)
    except OSError as error:
        raise NotWritten(
            f"{summary.path} is loaded, but its {summary.rejected:,} rejected rows cannot be written to {folder}:"
            f" {error.strerror or error}; load the same files again, with room for them or another --rejects, to have them"
        ) from error


def load_id(extract: Extract) -> str:
    """SHA-256 of agency, system, `extracted_on`, and every file's name and hash in order."""
    source = extract.source
    parts = [source.agency, source.system, source.extracted_on.isoformat()]
    parts += [part for file in extract.files for part in file]
    return sha256("\n".join(parts).encode()).hexdigest()


async def _load_one(store: Store, path: Path, extract: Extract, progress: Progress, by: str) -> Summary:
    summary = Summary(path, load_id(extract), extract.source, extract.format)
    await store.prepare()
    async with turn(store) as held:
        past = await _past(store, held, extract, summary)
        if any(each.id == summary.load_id and each.finished for each in past):
            return await _as_before(store, summary, extract, progress)
        progress.start(_label(extract), extract.rows)
        mend = bool(await store.read_for_writing(text("unfinished_loads")))
        async with Commits(store, held, progress.advance) as commits:
            await commits.at_once(await _beginning(store, extract, summary.load_id, by))
            await _write(store, commits, extract, summary, past, mend)
        progress.done()
    return summary


def _label(extract: Extract) -> str:
    return f"{extract.source.agency}/{extract.source.system}"


async def _as_before(store: Store, summary: Summary, extract: Extract, progress: Progress) -> Summary:
    """The books of an extract that is whole already; its rejected rows and cells, and its warnings, are found by reading it."""
    summary.already_loaded = True
    whole = (await store.read_for_writing(text("whole_load"), id=summary.load_id))[0][0]
    for name, *numbers in read_books(whole["books"]):
        summary.tables[name] = Books(*numbers)
    again = Summary(summary.path, summary.load_id, summary.source, summary.format)
    progress.start(_label(extract), extract.rows)
    for row in await asyncio.to_thread(list, extract.people()):
        again.enter(row)
    bundles = extract.bundles()
    while batch := await asyncio.to_thread(_next_batch, bundles):
        for row in batch:
            again.enter(row)
        progress.advance(len(batch))
    progress.done()
    summary.rejected_rows, summary.warnings = again.rejected_rows, again.warnings
    return summary


async def _past(store: Store, held: Turn, extract: Extract, summary: Summary) -> list[PastLoad]:
    """The loads of this system; one that is being given up is taken back first. Raises LoadFailed for another one of this day.

    Of one day, what two extracts say is weighed when the second is written: that must not be one that may yet be taken back.
    """
    source = extract.source
    past = await past_loads(store, source.agency, source.system)
    if any(each.given_up for each in past):
        async with Commits(store, held) as commits:
            await take_back(store, commits, source.agency, source.system)
        past = await past_loads(store, source.agency, source.system)
    others = [each for each in past if not each.finished and each.id != summary.load_id]
    if any(each.extracted_on == source.extracted_on for each in others):
        name = f"{source.agency}/{source.system}"
        raise LoadFailed(
            f"{summary.path}: other files of {name} of {source.extracted_on} are loaded by half: load those again to complete"
            f" that, or take it back with: casegraph load --give-up {name}"
        )
    return past


async def _beginning(store: Store, extract: Extract, id_: str, by: str) -> list[Statement]:
    source = extract.source
    known = await store.read_for_writing(text("known_agencies"), ids=[source.agency])
    properties = start_properties(source, extract.format, extract.files, extract.present, by)
    new = [] if known else noted(id_, [["agencies", source.agency]])
    return [(text("start_load"), {"id": id_, "properties": properties}), *new, describe(source)]


async def _write(store: Store, commits: Commits, extract: Extract, summary: Summary, past: list[PastLoad], mend: bool) -> None:
    origin = origin_of(extract.source, summary.load_id, (each.id for each in past))
    people: list[Row] = await asyncio.to_thread(list, extract.people())
    for row in people:
        summary.enter(row)
    records = [fact for row in people for fact in row.facts]
    persons, changed = await write_people(store, commits, origin, past, records, mend=mend)
    writer = Writer(store, commits, origin, persons, past)
    del people, records
    await _write_bundles(writer, extract, summary)
    await commits.written()
    summary.facts = changed + writer.changed
    ended = finish_properties(
        [(name, *books.to_dict().values()) for name, books in sorted(summary.tables.items())],
        sorted({f"{kind} {id_}" for each in summary.rejected_rows for kind, id_ in ((each.kind, each.id), *each.others) if id_}),
        sorted(f"{kind} {id_}" for kind, id_ in summary.removed),
    )
    others = [each for each in past if each.id != summary.load_id]
    if others and (extract.source.whole or summary.removed):
        writer.past = [*others, _as_past(extract, summary, ended)]
        writer.forget_ties()
        present = frozenset(FactKind(each.split()[0]) for each in extract.present)
        await remove_missing(writer, present if extract.source.whole else frozenset())
        await remove_named(writer, frozenset(summary.removed))
    finished = text("finish_load"), {"id": summary.load_id, "properties": ended}
    await commits.at_once([finished, (text("end_journal"), {"ids": [summary.load_id]})])


def _as_past(extract: Extract, summary: Summary, ended: dict[str, Any]) -> PastLoad:
    source = extract.source
    covers: tuple[date, date] | None = None
    if source.whole and source.covers_from and source.covers_to:
        covers = (source.covers_from, source.covers_to)
    present = frozenset(map(str, extract.present))
    rejected, removed = frozenset(ended["rejected_ids"]), frozenset(ended["removed_ids"])
    return PastLoad(summary.load_id, source.extracted_on, covers, present, rejected, True, removed)


async def _write_bundles(writer: Writer, extract: Extract, summary: Summary) -> None:
    """Hand over batch after batch, reading the next one meanwhile."""
    bundles = extract.bundles()
    reading = asyncio.create_task(asyncio.to_thread(_next_batch, bundles))
    try:
        while batch := await reading:
            reading = asyncio.create_task(asyncio.to_thread(_next_batch, bundles))
            for row in batch:
                summary.enter(row)
            facts: list[Fact] = [fact for row in batch for fact in row.facts]
            await writer.write(facts, len(batch))
    finally:
        if not reading.done():
            await asyncio.wait([reading])


def _next_batch(bundles: Iterator[list[Row]]) -> list[Row]:
    """Whole bundles, until there are rows or bytes enough; empty at the end."""
    rows: list[Row] = []
    size = 0
    for bundle in bundles:
        rows += bundle
        size += sum(checked_size(fact) for row in bundle for fact in row.facts)
        if len(rows) >= _BATCH or size >= _BATCH_BYTES:
            break
    return rows
