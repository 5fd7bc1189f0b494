"""A chronology as a spreadsheet: an Excel workbook with its cover, or CSV."""

import csv
from collections.abc import Iterable
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from api.chronology.cover import ABOUT, REVIEWERS, TITLE, CoverLine
from api.chronology.layouts import Layout, LayoutColumn, LayoutRow
from api.chronology.plain_text import as_cell

_WRAPPED = Alignment(wrap_text=True, vertical="top")
_REVIEWERS = PatternFill("solid", fgColor="F2F2F2")
_CHARACTERS_A_WIDTH = 1.6
_LONGEST_CELL = 32_000
_LINE_POINTS, _TALLEST_POINTS = 14.0, 400.0


def workbook(arranged: Layout, lines: Iterable[CoverLine]) -> bytes:
    """An Excel workbook: the chronology, with its header row on every page, and the cover."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Chronology"
    _write_rows(sheet, arranged)
    _set_up_print(sheet)
    cover = book.create_sheet("About")
    for label, text in (("", TITLE), ("", ABOUT), ("", REVIEWERS), *lines):
        cover.append([label, as_cell(text)])
        cover.cell(cover.max_row, 2).alignment = _WRAPPED
    cover.column_dimensions["A"].width, cover.column_dimensions["B"].width = 14, 110
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _write_rows(sheet: Worksheet, arranged: Layout) -> None:
    last = len(arranged.columns)
    sheet.row_dimensions[1].height = 3 * _LINE_POINTS
    for place, column in enumerate(arranged.columns, start=1):
        cell = sheet.cell(1, place, column.title)
        cell.font, cell.alignment = Font(bold=True, italic=column.reviewers), _WRAPPED
        sheet.column_dimensions[get_column_letter(place)].width = max(8.0, column.width * _CHARACTERS_A_WIDTH)
    for number, row in enumerate(arranged.rows, start=2):
        if row.spanning is not None:
            sheet.cell(number, 1, row.spanning).font = Font(italic=True)
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=last)
            continue
        for place, (text, column) in enumerate(zip(row.cells, arranged.columns, strict=True), start=1):
            cell = sheet.cell(number, place, as_cell(text)[:_LONGEST_CELL])
            cell.alignment = _WRAPPED
            if row.taken_away:
                cell.font = Font(strike=True)
            if column.reviewers:
                cell.fill = _REVIEWERS
        # Said, since not every program works the height of wrapped text out by itself.
        sheet.row_dimensions[number].height = _height(row, arranged.columns)


def _height(row: LayoutRow, columns: Iterable[LayoutColumn]) -> float:
    """So that the longest of its cells has room."""
    lines = max(
        sum(1 + len(line) * 10 // int(each.width * _CHARACTERS_A_WIDTH * 8) for line in text.split("\n"))
        for text, each in zip(row.cells, columns, strict=True)
    )
    return min(lines * _LINE_POINTS, _TALLEST_POINTS)


def _set_up_print(sheet: Worksheet) -> None:
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    assert sheet.sheet_properties.pageSetUpPr is not None
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    assert sheet.oddFooter is not None
    sheet.oddFooter.center.text = "Page &P of &N"


def comma_separated(arranged: Layout) -> str:
    """CSV with the columns of the preset; a quiet stretch stands in the first column alone."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([each.title for each in arranged.columns])
    blank = [""] * (len(arranged.columns) - 1)
    for row in arranged.rows:
        writer.writerow([row.spanning, *blank] if row.spanning is not None else [as_cell(text) for text in row.cells])
    return written.getvalue()
