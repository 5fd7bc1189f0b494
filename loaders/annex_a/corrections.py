"""Rows of a workbook that were rejected, and all about the same children, as a workbook: to be corrected, and loaded as it is.

Beside each row stands what was wrong with it, and of which extract it is, which a workbook does not say itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook as NewWorkbook

from graph.facts import Reject, Source
from loaders.annex_a.lists import CHILD, LISTS, ListOf
from loaders.annex_a.people import ADOPTER
from loaders.annex_a.workbook import Workbook
from loaders.checks.local_ids import plain_id
from loaders.corrections.groups import REJECTED, Groups, is_twice
from loaders.corrections.marks import CORRECTION, FIRST, MADE, RejectsMark, mark_of, mark_read
from loaders.csv_files.corrections import COLUMNS, Reasons
from loaders.csv_files.file import LINE, armed
from loaders.files.private_files import disarmed, make_folder, open_bytes
from loaders.returns.lines import Line

_FILE = "rejected.xlsx"


class RejectsBook:
    """The lines of a workbook, without what stands beside them in one of rejected rows; `mark` is None where it is not one."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self.mark: RejectsMark | None = None
        if any(LINE in sheet.strange.values() for sheet in book.sheets):
            said: dict[str, set[str]] = defaultdict(set)
            for line in book.lines():
                for name in (CORRECTION, MADE, FIRST):
                    said[name].add(_text(line.peek(name, _same)))
            self.mark = mark_read(book.path.name, said[CORRECTION], said[MADE], said[FIRST])

    def lines(self, table: str | None = None) -> Iterator[Line]:
        """Every line, or those of one list."""
        for line in self._book.lines(table):
            if self.mark:
                for name, cell in list(line.cells.items()):
                    if name in COLUMNS:
                        del line.cells[name]
                    elif isinstance(cell, str):
                        dict.__setitem__(line.cells, name, armed(cell))
            yield line

    def write_rejects(self, folder: Path, source: Source, rejects: list[Reject]) -> Path:
        """Write the rejected rows and every row about the same children, list by list; returns the file."""
        reasons: Reasons = defaultdict(list)
        for each in rejects:
            reasons[each.file, each.line].append(each)
        groups = _grouped(self.lines(), reasons)
        made = NewWorkbook(write_only=True)
        for list_of in LISTS:
            rows = [line for line in self.lines(list_of.name) if groups.has(_keys(line, reasons))]
            if rows:
                _fill(made.create_sheet(list_of.name), _columns(list_of, rows), rows, reasons, mark_of(source))
        make_folder(folder)
        with open_bytes(folder / _FILE) as stream:
            made.save(stream)
        return folder / _FILE


def _columns(list_of: ListOf, rows: list[Line]) -> list[str]:
    """The columns of a list that rows have something in, those by which it is known, and those that it does not have."""
    named = [name for name in list_of.columns.values() if any(name in line.cells for line in rows)]
    others = [name for line in rows for name in line.cells if name not in named]
    return [*dict.fromkeys((*list_of.required, *named, *others))]


def _fill(sheet: Any, columns: list[str], rows: list[Line], reasons: Reasons, mark: RejectsMark) -> None:
    sheet.append([*map(_shown, columns), *COLUMNS])
    for line in rows:
        beside = _beside(line, reasons.get((line.file, line.number), []), mark)
        sheet.append([*(_shown(dict.get(line.cells, name)) for name in columns), *beside])


def _grouped(lines: Iterable[Line], reasons: Reasons) -> Groups:
    """Which rows belong together; where what is wrong is whom a row is about, it may be about anybody."""
    groups = Groups()
    for line in lines:
        wrong, keys = reasons.get((line.file, line.number), []), _keys(line, reasons)
        groups.join(keys)
        groups.everything |= keys == [REJECTED] or any(each.column in (CHILD, ADOPTER) and not is_twice(each) for each in wrong)
    return groups


def _keys(line: Line, reasons: Reasons) -> list[str]:
    named = [f"{name}:{plain_id(str(cell))}" for name in (CHILD, ADOPTER) if (cell := line.peek(name, _same)) is not None]
    return [*named, *([REJECTED] if (line.file, line.number) in reasons else [])]


def _beside(line: Line, wrong: list[Reject], mark: RejectsMark) -> list[str]:
    said = (line.number, ", ".join(each.column for each in wrong), "; ".join(each.reason for each in wrong))
    return [_shown(str(each or "")) for each in (*said, mark.extracted_on, mark.covers_from, mark.correction)]


def _shown(cell: Any) -> Any:
    return disarmed(cell) if isinstance(cell, str) else cell


def _same(cell: Any) -> Any:
    return cell


def _text(cell: Any) -> str:
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)
