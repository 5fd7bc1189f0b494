"""A workbook: which sheet is which list, and its rows as lines; every sheet is known by its headings, whatever its name."""

import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from openpyxl.utils.datetime import from_excel

from graph.errors import InvalidInput, RefusedFile
from loaders.annex_a.book import book_of
from loaders.annex_a.cells import SheetRow, Tab, rows
from loaders.annex_a.line_store import LineStore
from loaders.annex_a.lists import LISTS, ListOf
from loaders.annex_a.mapping import Mapping, plain
from loaders.annex_a.parts import check, opened
from loaders.csv_files.corrections import COLUMNS
from loaders.returns.lines import Line, real_day, shown, uk_day

_HEADINGS_WITHIN = 20
_REMEMBERED = 200
_UNHEADED = "a column without a heading"
_FIRST_SERIAL, _LAST_SERIAL = 367, 2_958_465
_SHEETS = {plain(each.name): each for each in LISTS}


class NoList(RefusedFile):
    """A workbook that has nothing to do with Annex A."""


@dataclass(slots=True)
class WorkbookSheet:
    """One sheet: the list that it is (None: none), the row of its headings, where each column stands, and what is to be said.

    `strange` are the headings of columns that the list does not have.
    """

    title: str
    list_of: ListOf | None
    headings: int
    columns: dict[int, str]
    said: list[str]
    strange: dict[int, str] = field(default_factory=dict)


class Workbook:
    """One workbook, known by its headings.

    Raises RefusedFile where no sheet is a list, two are the same, or one called a list is not it.
    Its rows are read, and what is wrong with them found, by the first call of `lines`. Memory: its texts that are shared between
    cells, and after that all its lines, packed to about the size of the file.
    """

    def __init__(self, path: Path, mapping: Mapping) -> None:
        self.path, self._mapping = path, mapping
        with opened(path) as archive:
            check(path, archive)
            self._book = book_of(path, archive)
            self.sheets = [self._sheet(archive, tab) for tab in self._book.tabs]
        self._only_once()
        self._kept: LineStore | None = None

    def _only_once(self) -> None:
        names = [sheet.list_of.name for sheet in self.sheets if sheet.list_of]
        for name in names:
            if names.count(name) > 1:
                titles = " and ".join(sheet.title for sheet in self.sheets if sheet.list_of and sheet.list_of.name == name)
                raise RefusedFile(f"{self.path.name}: expected one sheet with the columns of {name}, found {titles}")
        if not names:
            titles = ", ".join(sheet.title for sheet in self.sheets)
            raise NoList(f"{self.path.name}: expected a sheet with the headings of an Annex A list, found {titles or 'none'}")

    def _sheet(self, archive: zipfile.ZipFile, tab: Tab) -> WorkbookSheet:
        """What a sheet is; a hidden one is never a list, since whoever opens the file does not see it."""
        if not tab.visible:
            return WorkbookSheet(tab.title, None, 0, {}, ["the sheet is hidden; it was left alone"])
        first = [(row.number, _texts(row)) for row in rows(self.path, archive, tab, self._book.meanings, _HEADINGS_WITHIN)]
        for number, texts in first:
            names = {index: self._mapping.column(text) for index, text in texts.items()}
            for each in LISTS:
                if {self._mapping.column(name) for name in each.required} <= set(names.values()):
                    return self._list(tab.title, each, number, names, texts)
        self._none(tab.title, [texts for _, texts in first])
        return WorkbookSheet(tab.title, None, 0, {}, ["the sheet has the headings of no list; it was left alone"])

    def _list(self, title: str, each: ListOf, number: int, names: dict[int, str], texts: dict[int, str]) -> WorkbookSheet:
        known = {self._mapping.column(name): name for name in each.columns.values()}
        columns = {index: known[name] for index, name in names.items() if name in known}
        for column in columns.values():
            if list(columns.values()).count(column) > 1:
                two = " and ".join(texts[index] for index, name in columns.items() if name == column)
                raise RefusedFile(f"{self.path.name}, {title}, row {number}: two headings are {column}: {two}")
        strange = [
            f"{title} has no column {shown(text)}; it was left alone"
            for index, text in texts.items()
            if index not in columns and text not in COLUMNS
        ]
        missing = [f"{title} lacks the column {name}" for name in each.columns.values() if name not in columns.values()]
        others = {index: shown(text) for index, text in texts.items() if index not in columns}
        return WorkbookSheet(title, each, number, columns, strange + missing, others)

    def _none(self, title: str, first: list[dict[int, str]]) -> None:
        called = _SHEETS.get(plain(title))
        if called is not None and any(first):
            best = max(first, key=len)
            names = {self._mapping.column(text) for text in best.values()}
            lacking = [name for name in called.required if self._mapping.column(name) not in names]
            found = ", ".join(shown(text) for text in best.values())
            raise RefusedFile(f"{self.path.name}, {title}: expected the column {', '.join(lacking)}; found {found[:500]}")

    def lines(self, table: str | None = None) -> Iterator[Line]:
        """Every row that is not blank, of every sheet (or of one list); those of a sheet that is no list have it as their table.

        Raises RefusedFile for a sheet that cannot be read to its end.
        """
        if self._kept is None:
            self._kept = LineStore(self._read())
        return self._kept.lines(table)

    def _read(self) -> Iterator[Line]:
        with opened(self.path) as archive:
            for tab, sheet in zip(self._book.tabs, self.sheets, strict=True):
                for row in rows(self.path, archive, tab, self._book.meanings):
                    line = self._line(sheet, row)
                    if row.number > sheet.headings and (line.cells or line.fault):
                        yield line
        # Every line has its texts by now.
        self._book.meanings.texts.clear()

    def _line(self, sheet: WorkbookSheet, row: SheetRow) -> Line:
        file = f"{self.path.name}, {sheet.title}"
        if sheet.list_of is None:
            return Line(sheet.title, file, row.number, {str(index): cell for index, cell in row.cells.items()})
        cells = {}
        for index, name in sheet.columns.items():
            if (cell := self._cell(row.cells.get(index))) is not None:
                cells[name] = cell
        cells |= self._others(sheet, row, cells)
        line = Line(sheet.list_of.name, file, row.number, cells)
        for index in row.uncalculated:
            if index in sheet.columns:
                line.fault = (
                    f"expected a value in {sheet.columns[index]}, found a formula that was never calculated;"
                    " save the workbook in a spreadsheet"
                )
        return line

    def _others(self, sheet: WorkbookSheet, row: SheetRow, cells: dict[str, Any]) -> dict[str, Any]:
        """What stands in columns that the list does not have, by heading; in those without one only beside something else."""
        if row.number <= sheet.headings:
            return {}
        found: dict[str, Any] = {}
        for index, value in row.cells.items():
            named = sheet.strange.get(index) or (_UNHEADED if cells else None)
            if index not in sheet.columns and named and (cell := self._cell(value)) is not None:
                found.setdefault(named, cell)
        return found

    def _cell(self, cell: Any) -> Any:
        if not isinstance(cell, str):
            return cell
        cell = _tidied(cell) if len(cell) <= _REMEMBERED else _tidy(cell)
        return None if cell.casefold() in self._mapping.blank else cell

    def day(self, cell: Any) -> date:
        """A day as a date, a text such as 17/05/2019, or the number by which a sheet counts days; raises InvalidInput."""
        if isinstance(cell, date):
            return real_day(cell)
        if isinstance(cell, str):
            return uk_day(cell)
        if isinstance(cell, int | float) and not isinstance(cell, bool) and _FIRST_SERIAL <= cell <= _LAST_SERIAL:
            found = from_excel(cell, self._book.meanings.epoch)
            if isinstance(found, datetime):
                return real_day(found.date())
        raise InvalidInput(f"expected a date, found '{shown(cell)}'")


def _texts(row: SheetRow) -> dict[int, str]:
    """The cells of a row as texts, blank ones left out."""
    texts = {index: str(cell).strip() for index, cell in sorted(row.cells.items())}
    return {index: text for index, text in texts.items() if text}


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


_tidied = lru_cache(maxsize=65536)(_tidy)
