"""Reading one file of the extract: its header, and row by row the values of its cells or what is wrong with them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from graph.errors import InvalidInput, RefusedFile
from graph.facts import Reject
from loaders.agency_extract.columns import COLUMNS, DAYS, Cell, CellReader
from loaders.csv_files.corrections import COLUMNS as REJECTS_COLUMNS
from loaders.csv_files.days import as_iso
from loaders.csv_files.file import LINE, CsvFile, CsvRecord


@dataclass(slots=True)
class ExtractCells:
    """One row read: where it stands, its cells as text, and its values by column (blank ones left out).

    `alone` are the cells without which the row is kept, `unkept` the columns that the format does not have and that say a thing.
    """

    file: str
    line: int
    raw: list[str]
    header: list[str]
    values: dict[str, Any]
    fault: Reject | None = None
    alone: list[Reject] = field(default_factory=list)
    unkept: tuple[str, ...] = ()

    @property
    def own(self) -> list[str]:
        """Its cells, without what stands beside them in a file of rejected rows: two rows may say the same."""
        if LINE not in self.header:
            return self.raw
        return [cell for name, cell in zip(self.header, self.raw, strict=False) if name not in REJECTS_COLUMNS]

    def reject(self, column: str, reason: str) -> Reject:
        """This row, rejected for one of its cells."""
        value = str(dict(zip(self.header, self.raw, strict=False)).get(column, ""))
        row = {name: cell for name, cell in zip(self.header, self.raw, strict=False) if name not in REJECTS_COLUMNS}
        return Reject(self.file, self.line, column, value, reason, row)


@dataclass(frozen=True, slots=True)
class FileHeader:
    """The columns that a file has: where each known one stands, and the names of those unknown."""

    names: list[str]
    places: dict[str, int]
    unknown: list[str]


def read_header(file: str, names: list[str], where: str) -> FileHeader:
    """The header row, checked; raises RefusedFile naming the required column that is missing, or the one that stands twice."""
    names = [name.strip() for name in names]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise RefusedFile(f"{where}, line 1: the column {twice[0]} stands twice")
    known = {column.name: column for column in COLUMNS[file]}
    for name, column in known.items():
        if column.required and name not in names:
            found = ", ".join(names)[:500] or "nothing"
            raise RefusedFile(f"{where}, line 1: the required column {name} is missing; found: {found}")
    places = {name: index for index, name in enumerate(names) if name in known}
    return FileHeader(names, places, [name for name in names if name and name not in known and name not in REJECTS_COLUMNS])


class ExtractTable:
    """One of the ten files, its header checked; raises RefusedFile as `read_header` does."""

    def __init__(self, sheet: CsvFile, where: str) -> None:
        sheet.check_width()
        self.sheet, self.file = sheet, sheet.name
        self.header, self._columns = read_header(sheet.name, sheet.names, where), COLUMNS[sheet.name]
        self._readers: list[tuple[str, int, Cell, bool]] = []
        self._alone = {column.name for column in self._columns if column.alone}
        self._unknown = [(name, self.header.names.index(name)) for name in self.header.unknown]

    def __iter__(self) -> Iterator[ExtractCells]:
        """Every row below the header; those in which every cell is blank are passed over."""
        return map(self.cells, self.sheet.records())

    def value(self, record: CsvRecord, column: str) -> str:
        """One value of a row as text, read as its column is; blank where it is, or cannot be read, or there is none."""
        place = self.header.places.get(column)
        cell = "" if place is None or len(record.cells) != len(self.header.names) else record.cells[place].strip()
        try:
            return str(next(each.read(cell) for each in self._columns if each.name == column)) if cell else ""
        except InvalidInput:
            return ""

    def cells(self, record: CsvRecord) -> ExtractCells:
        """A row as its values, or with the first thing that is wrong with it."""
        cells = ExtractCells(self.file, record.line, record.cells, self.header.names, {})
        if record.fault:
            cells.fault = cells.reject(self._unreadable(record), record.fault)
        elif len(record.cells) != len(self.header.names):
            cells.fault = cells.reject("", _width(len(self.header.names), len(record.cells)))
        else:
            self._read(cells)
        return cells

    def _unreadable(self, record: CsvRecord) -> str:
        named = zip(self.header.names, record.cells, strict=False)
        return next((name for name, cell in named if "\ufffd" in cell or not cell.isprintable()), "")

    def _read(self, cells: ExtractCells) -> None:
        values, raw = cells.values, cells.raw
        self._readers = self._readers or self._found_readers()
        for name, place, read, required in self._readers:
            cell = raw[place].strip()
            if not cell:
                if required:
                    cells.fault = cells.reject(name, f"expected a {name}, found a blank cell")
                    return
                continue
            try:
                values[name] = read(cell)
            except InvalidInput as error:
                said = str(error)
                fault = cells.reject(name, said if "found" in said else f"{said}, found '{cell[:60]}'")
                if name not in self._alone:
                    cells.fault = fault
                    return
                cells.alone.append(fault)
        self._left(cells)

    def _left(self, cells: ExtractCells) -> None:
        """What goes with the cells that were left out, and what stands in columns that the format does not have."""
        if any(each.column == "date_of_birth_kind" for each in cells.alone):
            cells.values.pop("date_of_birth", None)  # of what kind it is decides whether somebody is born
        if self._unknown:
            cells.unkept = tuple(name for name, place in self._unknown if cells.raw[place].strip())

    def _found_readers(self) -> list[tuple[str, int, Cell, bool]]:
        """How each column that is there is read; asked when the whole file has been looked at for its dates."""
        there = [each for each in self._columns if each.name in self.header.places]
        return [(each.name, self.header.places[each.name], self._reader(each), each.required) for each in there]

    def _reader(self, column: CellReader) -> Cell:
        if column.read in DAYS and column.name in self.sheet.day_first:
            return lambda cell: column.read(as_iso(cell))
        return column.read


@lru_cache(maxsize=1024)
def _width(expected: int, found: int) -> str:
    return f"expected {expected} cells, found {found}"
