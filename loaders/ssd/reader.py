"""Reading SSD tables: every row becomes a fact, a part of one, a reject, or is set aside with the reason."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from graph.facts import Fact, FactKind, Note, Reject, Source
from graph.spill import SpilledSet
from loaders.csv_files.corrections import write_rows
from loaders.extract import Row
from loaders.facts.builder import local_id
from loaders.facts.seen import SeenFacts
from loaders.files.folder import ExtractFolder
from loaders.rejects import unforeseen, write_table
from loaders.returns.tally import Tally, TallyPlace
from loaders.ssd.cells import RowSkipped, SsdCellError, SsdCells, TableSheet, changes_others, keys_of, read_rows
from loaders.ssd.facts import SsdFacts, days_of
from loaders.ssd.index import Index
from loaders.ssd.rows.care import care, period_of
from loaders.ssd.rows.people import named_alone, person
from loaders.ssd.rows.record_details import READERS, worker_text
from loaders.ssd.rows.table_builders import FACTS, ids_of
from loaders.ssd.tables import TABLES

_CARE, _REFERRALS, _WORKERS = "ssd_cla_episodes", "ssd_cin_episodes", "ssd_involvements"
_NAMES = ("ssd_professionals", "ssd_department")
_NAMED, _NAMED_AT_ONCE = "people named by id alone", 1000
_UNKEPT = tuple(name for name, table in TABLES.items() if table.unkept)


class SsdExtract:
    """The tables of one authority, opened; see `loaders.extract.Extract`. Memory: little, of however many rows."""

    format = "ssd"

    def __init__(
        self,
        folder: ExtractFolder,
        source: Source,
        files: tuple[tuple[str, str], ...],
        sheets: list[TableSheet],
        index: Index,
        rows: int,
        notes: list[Note],
    ) -> None:
        self.source, self.files, self.notes = source, files, notes
        self.rows: int | None = rows
        self.present = frozenset(_present({sheet.table.name for sheet in sheets} - index.torn))
        self._folder, self._sheets, self._index = folder, sheets, index
        self._make = SsdFacts(source)
        self._told_before: list[Note] = []
        self._tally = Tally()
        self._seen = SeenFacts()
        self._referrals, self._periods = SpilledSet(), SpilledSet()

    def people(self) -> Iterator[Row]:
        """The rows of ssd_person, and those that are kept inside the records of people."""
        self._told_before = list(self.notes)
        self._referrals, self._periods = SpilledSet(), SpilledSet()
        if self._index.has("ssd_person"):
            self._index.people = SpilledSet()
            yield from self._rows("ssd_person", self._person)
        else:
            yield from self._named_alone()
        for table in READERS:
            yield from self._rows(table, self._inside)

    def bundles(self) -> Iterator[list[Row]]:
        """The rows of every other table, each a bundle of its own."""
        for table in FACTS:
            yield from ([row] for row in self._rows(table, self._standing))
        own = {_CARE: self._episode, _WORKERS: self._worker} | dict.fromkeys(_NAMES, self._name)
        for table, make in (own | dict.fromkeys(_UNKEPT, self._unkept)).items():
            yield from ([row] for row in self._rows(table, make))

    def write_rejects(self, folder: Path, rejects: list[Reject]) -> list[Path]:
        """Write the rejected rows and cells as `rejects.csv`, and every row that is about the same as partial tables."""
        # Without a table of people, those whom a row names would be known by their ids alone.
        people = [sheet.file for sheet in self._sheets if sheet.table.name == "ssd_person"]
        table = write_table(folder, rejects)
        sheets = [sheet.csv for sheet in self._sheets]
        tables = write_rows(folder, sheets, keys_of, changes_others, self.source, rejects, people)
        return [table, *tables]

    def _named_alone(self) -> Iterator[Row]:
        """Without a table of people, everybody whom a row names is known by that id."""
        self._index.people = self._index.named
        if self._index.people:
            note = Note(self._folder.path.name, 0, "there is no ssd_person: people are known by their ids alone")
            facts = (fact for each in self._index.named for fact in named_alone(self._make, each, self._index))
            while some := tuple(islice(facts, _NAMED_AT_ONCE)):
                yield self._with_notes(Row(_NAMED, some, warnings=(note,)))

    def _rows(self, table: str, make: Callable[[SsdCells], Row]) -> Iterator[Row]:
        """The rows of a table, each as `make` has it; the last of a file says what is to be said of many of them."""
        self._seen.forget()
        for sheet in self._sheets:
            held: Row | None = None
            for cells in read_rows(sheet) if sheet.table.name == table else ():
                if held:
                    yield self._with_notes(held)
                held = cells if isinstance(cells, Row) else self._made(cells, make)
            if held:
                read_as = [Note(sheet.file, 1, sheet.read_as)] if sheet.read_as else []
                held.warnings += (*_left(sheet), *read_as, *self._tally.notes())
                self._tally = Tally()
                yield self._with_notes(held)

    def _with_notes(self, row: Row) -> Row:
        """What there is to know of the whole extract stands with its first row."""
        row.warnings, self._told_before = (*self._told_before, *row.warnings), []
        return row

    def _made(self, cells: SsdCells, make: Callable[[SsdCells], Row]) -> Row:
        try:
            row = make(cells)
        except RowSkipped as reason:
            row = Row(cells.table.name)
            cells.notes.append(str(reason))
        except SsdCellError as fault:
            also = tuple(map(cells.reject, cells.faults))
            return Row(cells.table.name, reject=self._rejected(cells, fault), also=also)
        except Exception as error:  # what a reader throws is a rejected row: others are written already
            return Row(cells.table.name, reject=self._rejected(cells, SsdCellError("", "", unforeseen(error))))
        if cells.faults:
            row.reject, *others = map(cells.reject, cells.faults)
            row.also = tuple(others)
        if row.facts or row.within:
            row.unkept = cells.untaken()
        for text in cells.strange:
            self._tally.count(TallyPlace(cells.sheet.file, cells.line), text)
        row.warnings += cells.noted()
        return row

    def _rejected(self, cells: SsdCells, fault: SsdCellError) -> Reject:
        reject = cells.reject(fault)
        lost = ids_of(self._make, cells) if cells.table.name in FACTS else self._lost(cells)
        return replace(reject, kind=lost[0][0], id=lost[0][1], others=tuple(lost[1:])) if lost else reject

    def _lost(self, cells: SsdCells) -> list[tuple[FactKind, str]]:
        try:
            if cells.table.name == "ssd_person":
                return [(FactKind.PERSON, self._make.key(cells.own_id()))]
            if cells.table.name == _CARE:
                cells.person = self._index.person_of(cells)
                return [(FactKind.INVOLVEMENT, self._make.key(local_id(cells.table.name, period_of(cells))))]
        except SsdCellError:
            pass
        return []

    def _person(self, cells: SsdCells) -> Row:
        facts = self._once(cells, person(self._make, cells, self._index))
        self._index.people |= {fact.source for fact in facts}
        return Row(cells.table.name, tuple(facts))

    def _inside(self, cells: SsdCells) -> Row:
        """A row that the record of its person has in it."""
        self._known(cells)
        READERS[cells.table.name](cells)
        return Row(cells.table.name, within=True)

    def _known(self, cells: SsdCells) -> None:
        cells.person = self._index.person_of(cells)
        if cells.person not in self._index.people:
            column = cells.table.person
            raise SsdCellError(
                column, cells.said(column), f"ssd_person has no person '{cells.person}' (or that row was rejected)"
            )

    def _standing(self, cells: SsdCells) -> Row:
        if cells.table.person:
            self._known(cells)
        facts = FACTS[cells.table.name][0](self._make, cells, self._index)
        if not facts:
            return Row(cells.table.name, within=True)
        facts = self._once(cells, facts)
        if cells.table.name == _REFERRALS:
            self._referrals.add(cells.own_id())
        return Row(cells.table.name, tuple(facts))

    def _once(self, cells: SsdCells, facts: list[Fact]) -> list[Fact]:
        """Those of these facts that are new; raises SsdCellError where a row said something else, RowSkipped where none is."""
        new = [fact for fact in facts if self._is_new(cells, fact)]
        if not new:
            raise RowSkipped("the same row stands above already: kept once")
        return new

    def _is_new(self, cells: SsdCells, fact: Fact) -> bool:
        first = self._seen.first(fact, cells.line)
        if not first.same:
            column = cells.table.id
            reason = f"the id '{cells.said(column)}' stands twice with different content, first in line {first.place}"
            raise SsdCellError(column, cells.said(column), reason)
        return first.place == cells.line

    def _episode(self, cells: SsdCells) -> Row:
        """The first episode of a period of care brings the involvement that it is; the others stand in it."""
        self._known(cells)
        cells.own_id()
        key = period_of(cells)
        days_of(cells)
        if key in self._periods:
            return Row(cells.table.name, within=True)
        self._periods.add(key)
        return Row(cells.table.name, (care(self._make, cells, key, self._index.periods[key]),))

    def _worker(self, cells: SsdCells) -> Row:
        """A worker's involvement stands in the referral that it names, else in the record of the child."""
        cells.person = self._index.person_of(cells)
        worker_text(cells, self._index.professional)
        place = self._index.place_of_worker(cells)
        if place.startswith("r:") and place[2:] not in self._referrals:
            raise SsdCellError("invo_referral_id", place[2:], f"the referral '{place[2:]}' was rejected")
        if place.startswith("p:"):
            self._known(cells)
        return Row(cells.table.name, within=True)

    def _name(self, cells: SsdCells) -> Row:
        """A professional or a team: kept in those rows that name them."""
        if cells.own_id() not in self._index.workers:
            raise RowSkipped("no row that was kept names them: set aside")
        return Row(cells.table.name, within=True)

    def _unkept(self, cells: SsdCells) -> Row:
        return Row(cells.table.name)


def _present(tables: set[str]) -> Iterator[str]:
    """Each kind of fact with each table that tells it; of people, the table of them."""
    if "ssd_person" in tables:
        yield FactKind.PERSON.value
    if _CARE in tables:
        yield f"{FactKind.INVOLVEMENT.value} {_CARE}"
    for name, (_, kinds) in FACTS.items():
        yield from (f"{kind.value} {name}" for kind in kinds if name in tables)


def _left(sheet: TableSheet) -> Iterator[Note]:
    """What of a file was read and is not kept at all."""
    if sheet.table.unkept:
        yield Note(sheet.file, 1, f"{sheet.table.name}: {sheet.table.unkept}; its rows were read and set aside")
