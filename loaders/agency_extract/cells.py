"""Reading one file of the extract: its header, and row by row the values of its cells or what is wrong with them."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from graph.errors import InvalidInput, RefusedFile
from graph.facts import Reject
from loaders.agency_extract.columns import COLUMNS

csv.field_size_limit(16 * 1024 * 1024)
_OURS = ("_line", "_column", "_reason")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(slots=True)
class Cells:
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


def read_header(file: str, names: list[str]) -> Header:
    """The header row, checked; raises RefusedFile naming the required column that is missing, or the one that stands twice."""
    names = [name.strip() for name in names]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise RefusedFile(f"{file}, line 1: the column {twice[0]} stands twice")
    known = {column.name: column for column in COLUMNS[file]}
    for name, column in known.items():
        if column.required and name not in names:
            raise RefusedFile(f"{file}, line 1: the required column {name} is missing; found: {', '.join(names) or 'nothing'}")
    places = {name: index for index, name in enumerate(names) if name in known}
    return Header(names, places, [name for name in names if name and name not in known and name not in _OURS])


def header_of(file: str, stream: IO[str]) -> Header:
    """The header row of a file; raises RefusedFile as `read_header` does."""
    return read_header(file, _first(file, csv.reader(stream, strict=True)))


def read_rows(file: str, stream: IO[str]) -> Iterator[Cells]:
    """Every row below the header; those in which every cell is blank are passed over."""
    rows = csv.reader(stream, strict=True)
    header = read_header(file, _first(file, rows))
    columns = [(each.name, header.places[each.name], each) for each in COLUMNS[file] if each.name in header.places]
    width, line = len(header.names), rows.line_num + 1
    while True:
        try:
            raw = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            cells = Cells(file, line, [], header.names, {})
            cells.fault = cells.reject("", f"expected a row of CSV, found one that is not ({error})")
            yield cells
            line = rows.line_num + 1
            continue
        if any(map(str.strip, raw)):
            cells = _cells(Cells(file, line, raw, header.names, {}), columns, width)
            if header.unknown and not cells.fault:
                cells.unkept = tuple(name for name in header.unknown if raw[header.names.index(name)].strip())
            yield cells
        line = rows.line_num + 1


def _first(file: str, rows: Iterator[list[str]]) -> list[str]:
    try:
        return next(rows, [])
    except csv.Error as error:
        raise RefusedFile(f"{file}, line 1: expected the names of columns, found a row that is not CSV ({error})") from error


def _cells(cells: Cells, columns: list[tuple[str, int, Any]], width: int) -> Cells:
    if len(cells.raw) != width:
        cells.fault = cells.reject("", f"expected {width} cells, found {len(cells.raw)}")
        return cells
    values = cells.values
    for name, place, column in columns:
        cell = cells.raw[place].strip()
        if not cell:
            if column.required:
                cells.fault = cells.reject(name, f"expected a {name}, found a blank cell")
                return cells
            continue
        try:
            values[name] = column.read(cell)
        except InvalidInput as error:
            said = str(error)
            fault = cells.reject(name, said if "found" in said else f"{said}, found '{cell[:60]}'")
            if column.alone:
                cells.alone.append(fault)
                continue
            cells.fault = fault
            return cells
        if not cell.isprintable() and _CONTROL.search(cell):
            cells.fault = cells.reject(name, "expected text, found a control character")
            return cells
    if any(each.column == "date_of_birth_kind" for each in cells.alone):
        values.pop("date_of_birth", None)  # of what kind it is decides whether somebody is born
    return cells
