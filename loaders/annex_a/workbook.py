"""A workbook: which sheet is which list, and its rows as lines; every sheet is known by its headings, whatever its name."""

import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import repeat
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.datetime import from_excel

from graph.errors import InvalidInput, RefusedFile
from loaders.annex_a.lists import LISTS, ListOf
from loaders.annex_a.mapping import Mapping, plain
from loaders.annex_a.parts import check
from loaders.returns.lines import Line, real_day, shown, uk_day

_WIDEST = 200
_HEADINGS_WITHIN = 20
_FIRST_SERIAL, _LAST_SERIAL = 367, 2_958_465
_SHEETS = {plain(each.name): each for each in LISTS}

warnings.filterwarnings("ignore", module="openpyxl")


class NoList(RefusedFile):
    """A workbook that has nothing to do with Annex A."""


@dataclass(slots=True)
class Sheet:
    """One sheet: the list that it is (None: none), the row of its headings, where each column stands, and what is to be said."""

    title: str
    list_of: ListOf | None
    headings: int
    columns: dict[int, str]
    said: list[str]


class Workbook:
    """One checked workbook. Raises RefusedFile where no sheet is a list, two are the same, or one called a list is not it.

    Memory: its texts that are shared between cells; the rows are read as a stream.
    """

    def __init__(self, path: Path, mapping: Mapping) -> None:
        self.path, self._mapping = path, mapping
        self._formulas = check(path)
        with _opened(path) as book:
            self._epoch = book.epoch
            self.sheets = [self._sheet(sheet) for sheet in book.worksheets]
        self._only_once()

    def _only_once(self) -> None:
        names = [sheet.list_of.name for sheet in self.sheets if sheet.list_of]
        for name in names:
            if names.count(name) > 1:
                titles = " and ".join(sheet.title for sheet in self.sheets if sheet.list_of and sheet.list_of.name == name)
                raise RefusedFile(f"{self.path.name}: expected one sheet with the columns of {name}, found {titles}")
        if not names:
            titles = ", ".join(sheet.title for sheet in self.sheets)
            raise NoList(f"{self.path.name}: expected a sheet with the headings of an Annex A list, found {titles or 'none'}")

    def _sheet(self, sheet: Any) -> Sheet:
        """What a sheet is; a hidden one is never a list, since whoever opens the file does not see it."""
        if sheet.sheet_state != "visible":
            return Sheet(sheet.title, None, 0, {}, ["the sheet is hidden; it was left alone"])
        rows = [list(map(_text, row)) for row in _rows(self.path, sheet, last=_HEADINGS_WITHIN)]
        for number, row in enumerate(rows, start=1):
            names = [self._mapping.column(cell) if cell else "" for cell in row]
            for each in LISTS:
                if {self._mapping.column(name) for name in each.required} <= set(names):
                    return self._list(sheet.title, each, number, names, row)
        self._none(sheet.title, rows)
        return Sheet(sheet.title, None, 0, {}, ["the sheet has the headings of no list; it was left alone"])

    def _list(self, title: str, each: ListOf, number: int, names: list[str], row: list[str]) -> Sheet:
        known = {self._mapping.column(name): name for name in each.columns.values()}
        columns = {index: known[name] for index, name in enumerate(names) if name in known}
        for column in columns.values():
            if list(columns.values()).count(column) > 1:
                two = " and ".join(row[index] for index, name in columns.items() if name == column)
                raise RefusedFile(f"{self.path.name}, {title}, row {number}: two headings are {column}: {two}")
        strange = [f"{title} has no column {shown(cell)}; it was left alone" for cell, name in zip(row, names, strict=True)
                   if cell and name not in known]  # fmt: skip
        missing = [f"{title} lacks the column {name}" for name in each.columns.values() if name not in columns.values()]
        return Sheet(title, each, number, columns, strange + missing)

    def _none(self, title: str, rows: list[list[str]]) -> None:
        called = _SHEETS.get(plain(title))
        if called is not None and any(map(any, rows)):
            best = max(rows, key=lambda row: sum(map(bool, row)))
            names = {self._mapping.column(cell) for cell in best}
            lacking = [name for name in called.required if self._mapping.column(name) not in names]
            found = ", ".join(shown(cell) for cell in best if cell)
            raise RefusedFile(f"{self.path.name}, {title}: expected the column {', '.join(lacking)}; found {found[:500]}")

    def lines(self) -> Iterator[Line]:
        """Every row that is not blank, of every sheet; those of a sheet that is no list have the sheet as their table."""
        with _opened(self.path) as book, _opened(self.path, formulas=True) as raw:
            for sheet, known in zip(book.worksheets, self.sheets, strict=True):
                rows = _rows(self.path, sheet)
                written = _rows(self.path, raw[sheet.title]) if self._formulas else repeat(())
                for number, (row, formula) in enumerate(zip(rows, written, strict=False), start=1):
                    if number > known.headings:
                        line = self._line(known, number, row, formula)
                        if line.cells or line.fault:
                            yield line

    def _line(self, sheet: Sheet, number: int, row: tuple[Any, ...], formula: tuple[Any, ...]) -> Line:
        file = f"{self.path.name}, {sheet.title}"
        if sheet.list_of is None:
            return Line(sheet.title, file, number, {str(i): cell for i, cell in enumerate(row) if cell not in (None, "")})
        given = {name: self._cell(row[index]) for index, name in sheet.columns.items() if index < len(row)}
        line = Line(sheet.list_of.name, file, number, {name: cell for name, cell in given.items() if cell is not None})
        for index, name in sheet.columns.items():
            if index < len(formula) and row[index] is None and formula[index] is not None:
                line.fault = (
                    f"expected a value in {name}, found a formula that was never calculated; save the workbook in a spreadsheet"
                )
        return line

    def _cell(self, cell: Any) -> Any:
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, float) and cell.is_integer():
            return int(cell)
        if isinstance(cell, str):
            cell = " ".join(unicodedata.normalize("NFKC", cell).split())
            return None if cell.casefold() in self._mapping.blank else cell
        return cell

    def day(self, cell: Any) -> date:
        """A day as a date, a text such as 17/05/2019, or the number by which a sheet counts days; raises InvalidInput."""
        if isinstance(cell, date):
            return real_day(cell)
        if isinstance(cell, str):
            return uk_day(cell)
        if isinstance(cell, int | float) and not isinstance(cell, bool) and _FIRST_SERIAL <= cell <= _LAST_SERIAL:
            found = from_excel(cell, self._epoch)
            if isinstance(found, datetime):
                return real_day(found.date())
        raise InvalidInput(f"expected a date, found '{shown(cell)}'")


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()


class _opened:  # noqa: N801 - read as a verb where it is used
    """The workbook as the library reads it, closed again."""

    def __init__(self, path: Path, *, formulas: bool = False) -> None:
        self._stream = path.open("rb")  # the library goes by the name of a path, which says nothing
        try:
            self._book = load_workbook(self._stream, read_only=True, data_only=not formulas, keep_links=False)
        except Exception as error:
            self._stream.close()
            raise RefusedFile(f"{path.name}: expected a workbook, found what cannot be read as one ({error})") from error

    def __enter__(self) -> Any:
        return self._book

    def __exit__(self, *_: object) -> None:
        self._book.close()
        self._stream.close()


def _rows(path: Path, sheet: Any, last: int | None = None) -> Iterator[tuple[Any, ...]]:
    """The rows of a sheet; its own word on how large it is is not believed."""
    try:
        sheet.reset_dimensions()
        yield from sheet.iter_rows(max_row=last, max_col=_WIDEST, values_only=True)
    except Exception as error:
        raise RefusedFile(f"{path.name}, {sheet.title}: expected rows of cells, found what cannot be read ({error})") from error
