"""The sample that hostile files are made from."""

from datetime import date
from pathlib import Path
from typing import Any

from loaders.annex_a.lists import LISTS
from tests.loaders.annex_a.workbooks import written

VALUES: dict[str, Any] = {
    "Gender": "b) Female",
    "Ethnicity": "a) WBRI",
    "Date of Birth": date(2010, 2, 3),
    "Age of Child (Years)": 11,
    "Contact Source": "g) Police",
    "Referral Source": "g) Police",
    "Case Status": "c) Child in need plan",
    "Reason for Closure": "RC8",
    "Placement Type": "U6",
    "Placement postcode": "AB1 3EF",
}


def write(folder: Path) -> Path:
    """A workbook of all eleven lists with every column, two rows each: in one the days are dates, in the other texts."""
    sheets = {each.name: [list(each.columns.values()), *_rows(list(each.columns.values()))] for each in LISTS}
    folder.mkdir(parents=True)
    return written(folder, sheets, "annex.xlsx")


def _rows(columns: list[str]) -> list[list[Any]]:
    return [[_cell(column, number, place) for place, column in enumerate(columns)] for number in (1, 2)]


def _cell(column: str, number: int, place: int) -> Any:
    if column in VALUES:
        return VALUES[column]
    if column == "Child Unique ID" or "identifier" in column:
        return f"C{number}"
    if "date" in column.casefold():
        return date(2021, 1, 1 + place) if number == 1 else f"{1 + place:02}/02/2021"
    return "Y" if column.endswith("(Y/N)") or column.endswith("?") else number
