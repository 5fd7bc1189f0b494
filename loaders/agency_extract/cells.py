"""Reading one file of the extract: its header, and row by row the values of its cells or what is wrong with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.errors import InvalidInput, RefusedFile
from graph.facts import Reject
from loaders.agency_extract.columns import COLUMNS, DAYS, Cell, Column
from loaders.csv_files.days import as_iso
from loaders.csv_files.file import CsvFile
from loaders.csv_files.records import Record

_OURS = ("_line", "_column", "_reason")


@dataclass(slots=True)
class Cells:
    """One row read: where it stands, its cells as text, and its values by column (blank ones left out)."""

    file: str
    line: int
    raw: list[str]
    header: list[str]
    values: dict[str, Any]
    fault: Reject | None = None

    def reject(self, column: str, reason: str) -> Reject:
        """This row, rejected for one of its cells."""
        value = str(dict(zip(self.header, self.raw, strict=False)).get(column, ""))
        row = {name: cell for name, cell in zip(self.header, self.raw, strict=False) if name not in _OURS}
        return Reject(self.file, self.line, column, value, reason, row)


@dataclass(frozen=True, slots=True)
class Header:
    """The columns that a file has: where each known one stands, and the names of those unknown."""

    names: list[str]
    places: dict[str, int]
    unknown: list[str]


def read_header(file: str, names: list[str], where: str) -> Header:
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
    return Header(names, places, [name for name in names if name and name not in known and name not in _OURS])


class Table:
    """One of the ten files, its header checked; raises RefusedFile as `read_header` does."""

    def __init__(self, sheet: CsvFile, where: str) -> None:
        sheet.check_width()
        self.sheet, self.file = sheet, sheet.name
        self.header, self._columns = read_header(sheet.name, sheet.names, where), COLUMNS[sheet.name]
        self._readers: list[tuple[str, int, Cell, bool]] = []

    def __iter__(self) -> Iterator[Cells]:
        """Every row below the header; blank lines are passed over."""
        return map(self.cells, self.sheet.records())

    def value(self, record: Record, column: str) -> str:
        """One value of a row as text, read as its column is; blank where it is, or cannot be read, or there is none."""
        place = self.header.places.get(column)
        cell = "" if place is None or len(record.cells) != len(self.header.names) else record.cells[place].strip()
        try:
            return str(next(each.read(cell) for each in self._columns if each.name == column)) if cell else ""
        except InvalidInput:
            return ""

    def cells(self, record: Record) -> Cells:
        """A row as its values, or with the first thing that is wrong with it."""
        cells = Cells(self.file, record.line, record.cells, self.header.names, {})
        if record.fault:
            cells.fault = cells.reject(self._unreadable(record), record.fault)
        elif len(record.cells) != len(self.header.names):
            cells.fault = cells.reject("", _width(len(self.header.names), len(record.cells)))
        else:
            self._read(cells)
        return cells

    def _unreadable(self, record: Record) -> str:
        named = zip(self.header.names, record.cells, strict=False)
        return next((name for name, cell in named if "\ufffd" in cell or not cell.isprintable()), "")

    def _read(self, cells: Cells) -> None:
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
                cells.fault = cells.reject(name, said if "found" in said else f"{said}, found '{cell[:60]}'")
                return

    def _found_readers(self) -> list[tuple[str, int, Cell, bool]]:
        """How each column that is there is read; asked when the whole file has been looked at for its dates."""
        there = [each for each in self._columns if each.name in self.header.places]
        return [(each.name, self.header.places[each.name], self._reader(each), each.required) for each in there]

    def _reader(self, column: Column) -> Cell:
        if column.read in DAYS and column.name in self.sheet.day_first:
            return lambda cell: column.read(as_iso(cell))
        return column.read


@lru_cache(maxsize=1024)
def _width(expected: int, found: int) -> str:
    return f"expected {expected} cells, found {found}"
