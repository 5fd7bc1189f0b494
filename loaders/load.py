"""Loading: the one way in which extracts of every format get into the graph.

Loading twice, in any order, or again after a kill in the middle gives the same graph as loading once. A load is many
transactions; until it ends its Load node has no `finished_at`, and findings say that a load is unfinished.
"""

import asyncio
import getpass
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from graph.dates import PartialDate
from graph.errors import CasegraphError, LoadFailed, NotWritten, RefusedFile, StoreBusy, StoreError
from graph.facts import FactKind
from graph.matching import keys_of_system
from graph.store import ReadKind, Store
from graph.writing.batch import Writer
from graph.writing.changes.touched import Touched
from graph.writing.commits import Commits
from graph.writing.cypher_texts import text
from graph.writing.loads import describe, read_books, start_properties
from graph.writing.past_loads import PastLoad, past_loads
from graph.writing.pending_writes import Statement, origin_of
from graph.writing.persons.records import write_people
from graph.writing.persons.rights_properties import keep_rights, keep_rights_after, rights_kept
from graph.writing.recall import recalled
from graph.writing.removals.removals import remove_missing, remove_named
from graph.writing.undo.journal import noted
from graph.writing.undo.undo import take_back
from graph.writing.write_lock import WriteLock, write_lock
from loaders.checks.authorities import refuse_two_authorities
from loaders.checks.new_ids import look_for_new_ids, notes_of, refuse_new_people
from loaders.discovery import LoadOptions, opened
from loaders.extract import Extract, NamesOthers, Reopen
from loaders.files.private_files import file_name
from loaders.first_reading import FirstReading, first_reading
from loaders.load_node import as_past, ended, load_id, present_of, system_of
from loaders.matches import Reached, compare_people, propose
from loaders.progress import Progress, Silent
from loaders.rows.batches import Batches, write_batches
from loaders.rows.person_rows import PersonRows
from loaders.summary import Books, Loaded, Summary


@dataclass(frozen=True, slots=True)
class Allowed:
    """What is let in though somebody should be asked first: people under new ids, and extracts that take much away."""

    new_ids: bool = False
    removals: bool = False


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
    new_ids: bool = False,
    accept_removals: bool = False,
) -> Loaded:
    """Load every extract at these paths, each as a whole, one after the other; returns what became of each.

    A folder that is no extract itself is looked through, and what in it could not be placed is named in the answer.
    `extracted_on` is for files that do not say when they were made, `rejects` the folder under which rejected rows are written,
    `new_ids` lets an extract in whose people are here under other ids, `accept_removals` is for extracts that
    take much away that their system said before.
    Raises RefusedFile for a path that is not what it should be, before anything is loaded, and for one that cannot be read to
    its end, of which nothing is kept; RemovalsRefused, before anything of that extract is loaded; StoreBusy when somebody else is
    writing all the time, LoadFailed when the load stopped before its end, NotWritten when its rejected rows could not be written.
    """
    asked = LoadOptions(as_format, agency, extracted_on)
    extracts, unplaced = opened(paths, asked)
    await store.prepare()
    await refuse_two_authorities(store, extracts)
    allowed = Allowed(new_ids, accept_removals)
    summaries, reached, touched = Loaded(unplaced), Reached(), Touched()
    try:
        for path, extract in extracts:
            again = partial(asked.open, path, among_others=True)
            one = _OneLoad(store, path, extract, again, progress or Silent(), by or getpass.getuser(), allowed)
            summary = await one.run(reached, touched, last=extract is extracts[-1][1])
            if summary.rejected_rows and rejects is not None:
                _write_rejects(extract, summary, rejects)
            summaries.append(summary)
    # Somebody else writes all the time: nothing of this extract was begun, so there is nothing to complete.
    except StoreBusy:
        raise
    except StoreError as error:
        raise one.stopped(error) from error
    except CasegraphError:
        await keep_rights_after(store, touched)
        await propose(store, reached, progress or Silent())  # what was loaded before it stands
        raise
    summaries.matching = await compare_people(store, reached, progress or Silent())
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


class _OneLoad:
    """The load of one extract. `again` opens the same extract once more, for reading it without writing."""

    def __init__(
        self,
        store: Store,
        path: Path,
        extract: Extract,
        again: Reopen,
        progress: Progress,
        by: str,
        allowed: Allowed,
    ) -> None:
        self._store, self._extract, self._open_again = store, extract, again
        self._progress, self._by, self._allowed = progress, by, allowed
        self._others: Mapping[str, PartialDate | None] = {}
        self._reached, self._touched, self._begun, self._last = Reached(), Touched(), False, False
        self._summary = Summary(path, load_id(extract), extract.source, extract.format)

    async def run(self, reached: Reached, touched: Touched, *, last: bool) -> Summary:
        """Load it, unless it was loaded before; whom that reaches and touches is added. The `last` keeps what rights rest on."""
        self._reached, self._touched, self._last = reached, touched, last
        await self._store.prepare()
        async with write_lock(self._store) as held:
            touched.due(held.rights_due)
            summary = await self._run(held)
            if last and (touched.begun or touched.everybody):
                await keep_rights(self._store, held, touched)
        return summary

    async def _run(self, held: WriteLock) -> Summary:
        summary, extract = self._summary, self._extract
        past = await self._past(held)
        await self._recall(past)
        self._begun = any(each.id == summary.load_id and not each.finished for each in past)
        if any(each.id == summary.load_id and each.finished for each in past):
            return await self._as_before()
        people = await asyncio.to_thread(PersonRows, extract, summary)
        if not self._allowed.new_ids:
            await refuse_new_people(self._store, summary.path, extract, past, people)
        batches, accepted = Batches(extract, summary), self._allowed.removals
        read = await first_reading(self._store, extract, self._again, batches, people, summary, past, accepted=accepted)
        self._progress.start(system_of(extract), extract.rows)
        try:
            async with Commits(self._store, held, self._progress.advance, self._touched) as commits:
                await self._write(commits, past, people, batches, read)
                self._reached.add(commits)
        except RefusedFile as error:
            raise await self._taken_back(held, error) from error
        self._progress.done()
        summary.warnings = [*(read.notes if read else ()), *summary.left_out(), *summary.warnings]
        return summary

    def stopped(self, error: StoreError) -> LoadFailed:
        """What is said of this load after the store failed it: whether anything of it is there, and what to do."""
        if not self._begun:
            return LoadFailed(f"{self._summary.path}: nothing of it is loaded: {error}; load the same files again")
        return LoadFailed(
            f"{self._summary.path}: this load is unfinished: {error}; load the same files again to complete it,"
            f" or take it back with: casegraph load --give-up {system_of(self._extract)}"
        )

    async def _recall(self, past: list[PastLoad]) -> None:
        """Tell an extract that names people whom it does not describe which of them are here, before anything of it is read."""
        if past and isinstance(self._extract, NamesOthers):
            self._others = await recalled(self._store, self._extract.source, self._extract.wanted())
            _tell(self._extract, self._others)

    def _again(self) -> Extract:
        """The same extract once more, told of the same people."""
        extract = self._open_again()
        _tell(extract, self._others)
        return extract

    async def _past(self, held: WriteLock) -> list[PastLoad]:
        """The loads of this system; one that is being given up is taken back first. Raises LoadFailed for another of this day.

        Of one day, what two extracts say is weighed when the second is written: that must not be one that may yet be taken back.
        """
        source = self._extract.source
        past = await past_loads(self._store, source.agency, source.system)
        if any(each.given_up for each in past):
            await self._take_back(held)
            past = await past_loads(self._store, source.agency, source.system)
        others = [each for each in past if not each.finished and each.id != self._summary.load_id]
        if any(each.extracted_on == source.extracted_on for each in others):
            name = system_of(self._extract)
            raise LoadFailed(
                f"{self._summary.path}: other files of {name} of {source.extracted_on} are loaded by half: load those again to"
                f" complete that, or take it back with: casegraph load --give-up {name}"
            )
        return past

    async def _take_back(self, held: WriteLock) -> None:
        async with Commits(self._store, held, touched=self._touched) as commits:
            await take_back(self._store, commits, self._extract.source.agency, self._extract.source.system)
        self._reached.keys |= await keys_of_system(self._store, system_of(self._extract))

    async def _taken_back(self, held: WriteLock, error: RefusedFile) -> CasegraphError:
        """The error of a file that cannot be read to its end, of which nothing is kept; unless that would take others along."""
        source, name = self._extract.source, system_of(self._extract)
        past = await past_loads(self._store, source.agency, source.system)
        if any(not each.finished and each.id != self._summary.load_id for each in past):
            return LoadFailed(f"{error}; what was loaded of it is taken back with: casegraph load --give-up {name}")
        await self._take_back(held)
        return RefusedFile(f"{error}; nothing of it was kept")

    async def _as_before(self) -> Summary:
        """The books of an extract that is whole already; its rejects and its warnings are found by reading it."""
        summary, extract = self._summary, self._extract
        summary.already_loaded = True
        whole = (await self._store.read(text("whole_load"), ReadKind.BEFORE_WRITE, id=summary.load_id))[0][0]
        for name, *numbers in read_books(whole["books"]):
            summary.tables[name] = Books(*numbers)
        again = Summary(summary.path, summary.load_id, summary.source, summary.format)
        self._progress.start(system_of(extract), extract.rows)
        await asyncio.to_thread(PersonRows, extract, again)
        batches = Batches(extract, again)
        while batch := await batches.next():
            self._progress.advance(len(batch))
        self._progress.done()
        summary.rejected_rows, summary.not_kept = again.rejected_rows, again.not_kept
        summary.warnings = [*again.left_out(), *again.warnings]
        return summary

    async def _write(
        self, commits: Commits, past: list[PastLoad], people: PersonRows, batches: Batches, read: FirstReading | None
    ) -> None:
        extract, summary = self._extract, self._summary
        # Asked before this load is itself one that is unfinished.
        mend = bool(await self._store.read(text("unfinished_loads"), ReadKind.BEFORE_WRITE))
        beginning = await self._beginning()
        self._begun = True  # as far as anybody knows, from before it is written
        await commits.at_once(beginning)
        origin = origin_of(extract.source, summary.load_id, (each.id for each in past))
        written = await write_people(self._store, commits, origin, past, people.taken(), mend=mend)
        if any(each.id == summary.load_id for each in past):
            commits.parted.update(written.persons.values())  # what was written of it before it stopped was compared with nobody
        writer = Writer(self._store, commits, origin, written.persons, past)
        # Where somebody is another person now, relationships and stays hang elsewhere, and are read again (docs/adr/0046).
        if read and not written.moved:
            writer.remember_ties(read.ties)
        look_for_new_ids(writer, extract, self._again, read.ids if read else None)
        await write_batches(writer, batches)
        await commits.written()
        summary.warnings += notes_of(writer, summary.path.name)
        summary.facts = written.changed + writer.changed
        others = [each for each in past if each.id != summary.load_id]
        if others and (extract.source.whole or summary.removed):
            # From here on this extract is one of those that lack a fact; and it has written relationships and stays itself.
            writer.past = [*others, as_past(extract, summary)]
            writer.forget_ties()
            present = frozenset(FactKind(each.split()[0]) for each in present_of(extract, summary))
            kinds = present if extract.source.whole else frozenset()
            summary.taken_away = await remove_missing(writer, kinds, read.lacked if read else {})
            summary.taken_away += await remove_named(writer, frozenset(summary.removed))
        # In one transaction: what the load displaced is to be put back until it is whole, and never after (docs/adr/0026).
        finished = text("finish_load"), {"id": summary.load_id, "properties": ended(extract, summary)}
        kept = await rights_kept(self._store, commits.lock, self._touched) if self._last else []
        await commits.at_once([finished, (text("end_journal"), {"ids": [summary.load_id]}), *kept])

    async def _beginning(self) -> list[Statement]:
        extract, id_ = self._extract, self._summary.load_id
        known = await self._store.read(text("known_agencies"), ReadKind.BEFORE_WRITE, ids=[extract.source.agency])
        properties = start_properties(extract.source, extract.format, extract.files, extract.present, self._by)
        begin = text("start_load"), {"id": id_, "properties": properties}
        new = [] if known else noted(id_, [["agencies", extract.source.agency]])
        return [begin, self._touched.begin(), *new, describe(extract.source)]


def _tell(extract: Extract, others: Mapping[str, PartialDate | None]) -> None:
    if isinstance(extract, NamesOthers):
        for local, born in others.items():
            extract.recall(local, born)
