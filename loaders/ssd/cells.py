"""One row of a table, read cell by cell; what is wrong with a cell is an SsdCellError that knows its column."""

import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from graph.errors import InvalidInput, RefusedFile
from graph.facts import Note, Reject
from loaders.checks.local_ids import plain_id, read_as
from loaders.corrections.groups import REJECTED
from loaders.csv_files.corrections import COLUMNS
from loaders.csv_files.file import CsvFile, CsvRecord
from loaders.extract import Row
from loaders.files.folder import ExtractFolder
from loaders.ssd.tables import BY_PREFIX, SsdTable
from loaders.ssd.values import code, day, own_id, supplied

T = TypeVar("T")
_AT_LEAST = 2
_NOT_ABOUT = frozenset({"professional_id", "worker_id", "team_id", "table_id", "role_id", "department_id"})
_NAMES = (BY_PREFIX["prof"], BY_PREFIX["dept"])


class SsdCellError(Exception):
    """What is wrong with one cell: its column, its value, and why."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason


class RowSkipped(Exception):
    """Why a row that is in order becomes no fact."""


@dataclass(slots=True)
class TableSheet:
    """A file that is one of the tables: where each column stands, how many there are, and which an earlier reading kept.

    `read_as` says of the first id that a spreadsheet took for a number how it is read; blank where there is none.
    """

    csv: CsvFile
    table: SsdTable
    places: dict[str, int]
    width: int
    kept: set[str] = field(default_factory=set)
    read_as: str = ""

    @property
    def file(self) -> str:
        """The name of the file, as rejects and notes have it."""
        return self.csv.name


@dataclass(slots=True)
class SsdCells:
    """A row: the line in which it begins and its cells; `faults` are those of cells without which it is kept.

    `early` are ends that stood before their starts, by column. `taken` are the columns that were asked for, `given` codes in no
    list as `column=code`, `strange` what is to be counted of many rows, `unkept` members of objects that nothing was made of.
    """

    sheet: TableSheet
    line: int
    raw: list[str]
    person: str = ""
    faults: list[SsdCellError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    early: dict[str, date] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    given: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    unkept: list[str] = field(default_factory=list)

    @property
    def table(self) -> SsdTable:
        """Which table it is of."""
        return self.sheet.table

    def said(self, column: str) -> str:
        """A cell as text, blank where nothing was supplied."""
        self.taken.add(column)
        place = self.sheet.places.get(column)
        return "" if place is None else supplied(self.raw[place])

    def read(self, column: str, reader: Callable[[str], T | None]) -> T | None:
        """What a cell says, None where it is blank; raises SsdCellError."""
        text = self.said(column)
        if reader is own_id and not self.sheet.read_as and plain_id(text) != text:
            self.sheet.read_as = f"{column}: {read_as(text)}"
        try:
            return reader(text) if text else None
        except InvalidInput as error:
            raise SsdCellError(column, text[:200], str(error)) from None

    def need(self, column: str, reader: Callable[[str], T | None]) -> T:
        """What a cell says that must say something; raises SsdCellError."""
        found = self.read(column, reader)
        if found is None:
            raise SsdCellError(column, self.said(column), f"expected {column}, found none")
        return found

    def leaf(self, column: str, reader: Callable[[str], T | None]) -> T | None:
        """What a cell says whose fault rejects only itself."""
        try:
            return self.read(column, reader)
        except SsdCellError as fault:
            self.faults.append(fault)
            return None

    def listed(self, column: str, known: Mapping[str, T]) -> T | None:
        """What a code means; one that is not in the list is counted, and goes to `given` as it is."""
        try:
            return self.read(column, code(known))
        except SsdCellError as fault:
            self.given.append(self.as_given(column, fault.value))
            return None

    def as_given(self, column: str, text: str) -> str:
        """A code that is in no list, as `column=code`; it is counted by name."""
        self.strange.append(f"{column} '{text[:60]}' is not in the list of codes; kept as given")
        return f"{column}={text[:60]}"

    def count_unlisted(self, known: Mapping[str, Collection[str]]) -> None:
        """Count by name the codes in these columns that are in no list; they are kept as given all the same."""
        for column, codes in known.items():
            text = self.said(column)
            if text and not {text.upper(), text.split()[0].upper()} & set(codes):
                self.as_given(column, text)

    def take_given(self) -> list[str]:
        """The codes in no list; given once, to the first fact of the row."""
        found, self.given = self.given, []
        return found

    def untaken(self) -> tuple[str, ...]:
        """The columns that say something and that nobody took, in any reading, and such members of objects."""
        others = self.sheet.places.keys() - self.taken - self.sheet.kept
        return (*sorted(each for each in others if supplied(self.raw[self.sheet.places[each]])), *self.unkept)

    def own_id(self) -> str:
        """The row's own id; raises SsdCellError."""
        return self.need(self.table.id, own_id)

    def own_day(self) -> date | None:
        """The row's own day, the first of its columns that says one; raises SsdCellError."""
        return next((found for column in self.table.on if (found := self.read(column, day))), None)

    def reject(self, fault: SsdCellError) -> Reject:
        """This row, or a cell of it, rejected."""
        return Reject(self.sheet.file, self.line, fault.column, fault.value, fault.reason)

    def noted(self) -> tuple[Note, ...]:
        """What there is to know of this row."""
        told = [f"{fault.column}: {fault.reason}; the row was kept without it" for fault in self.faults]
        return tuple(Note(self.sheet.file, self.line, text) for text in (*self.notes, *told))


def sheet_of(folder: ExtractFolder, name: str) -> TableSheet | None:
    """Which table a file is, by its columns; None where it is none.

    Raises RefusedFile where a column stands twice, or the table's own id is missing.
    """
    found = CsvFile(folder, name)
    names = [_plain(cell) for cell in found.names]
    table = _table(names)
    if table is None:
        return None
    twice = next((each for each in names if each and names.count(each) > 1), None)
    if twice:
        raise RefusedFile(f"{folder.path.name}: {name}, line {found.line}: the column {twice} stands twice")
    if table.id not in names:
        said = ", ".join(names)[:300]
        raise RefusedFile(
            f"{folder.path.name}: {name}, line {found.line}: expected {table.id}, as {table.name} has it; found {said}"
        )
    places = {each: place for place, each in enumerate(names) if each and each not in COLUMNS}
    return TableSheet(found, table, places, len(names))


def keys_of(sheet: CsvFile, record: CsvRecord) -> Iterator[str]:
    """The persons, referrals, assessments and other things that a row is about: its ids, but those of workers and teams."""
    if _table([_plain(name) for name in sheet.names]) in _NAMES:
        yield REJECTED
    if not sheet.names or not says_whom(sheet.names[0]) or _kind(sheet.names[0]) == "person_id":
        yield ""
    for name, cell in zip(sheet.names, record.cells, strict=False):
        if says_whom(name) and supplied(cell):
            yield f"{_kind(name)}:{plain_id(supplied(cell))}"


def says_whom(column: str) -> bool:
    """Whether a column says whom, or what about them, its row is about: an id, but those of workers, teams and rows."""
    kind = _kind(column)
    return kind.endswith("_id") and kind not in _NOT_ABOUT


def changes_others(column: str) -> bool:
    """Whether what is wrong in a column may change rows about anybody: it says whom a row is about, or names a worker or team."""
    return says_whom(column) or column.startswith(tuple(f"{each.prefix}_" for each in _NAMES))


def _kind(column: str) -> str:
    # Without the prefix of its table: `cine_referral_id` and `cina_referral_id` name the same referral.
    return "_".join(_plain(column).split("_")[-2:])


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip().lower()[:100]


def _table(names: list[str]) -> SsdTable | None:
    """The table whose columns most of these are; at least two, or its id."""
    prefixes = [name.split("_", 1)[0] for name in names]
    known = {prefix for prefix in prefixes if prefix in BY_PREFIX}
    best = max(sorted(known), key=prefixes.count, default="")
    if not best:
        return None
    table = BY_PREFIX[best]
    return table if prefixes.count(best) >= _AT_LEAST or table.id in names else None


def read_rows(sheet: TableSheet) -> Iterator[SsdCells | Row]:
    """Every row below the header that says anything; one that cannot be taken apart is a reject already."""
    for record in sheet.csv.records():
        if record.fault is None and not any(map(supplied, record.cells)):
            continue
        if record.fault is None and len(record.cells) == sheet.width:
            yield SsdCells(sheet, record.line, record.cells)
        else:
            yield _torn(sheet, record)


def _torn(sheet: TableSheet, record: CsvRecord) -> Row:
    reason = record.fault or f"expected {sheet.width} cells, found {len(record.cells)}"
    text = record.text or ",".join(record.cells)[:200]
    return Row(sheet.table.name, reject=Reject(sheet.file, record.line, "", text, reason))
