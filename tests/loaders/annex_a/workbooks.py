"""Small Annex A workbooks, and what became of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from loaders.annex_a import FORMAT
from tests.loaders.ssda903.returns import Read

CHILD = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age"]
ONE = ["C1", "b) Female", "a) WBRI", date(2015, 2, 3), 6.1]
REFERRALS = [
    [*CHILD, "Date of Referral", "Referral Source", "Referral NFA?"],
    [*ONE, date(2021, 1, 5), "q) 6: Police", "No"],
    [*ONE, "06/02/2021", "Panda car", "Yes"],
]
Sheets = Mapping[str, Sequence[Sequence[Any]]]


def workbook(sheets: Sheets) -> Workbook:
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    return made


def written(folder: Path, sheets: Sheets, name: str = "a file of any name") -> Path:
    path = folder / name
    workbook(sheets).save(path)
    return path


def read(path: Path) -> Read:
    extract: Any = FORMAT.open(path, "la-999")
    return Read(extract, [*extract.people(), *(row for bundle in extract.bundles() for row in bundle)])
