"""Every column of the eleven lists of Annex A is kept, or counted by name as not kept."""

from datetime import date
from pathlib import Path
from typing import Any

from loaders.annex_a import FORMAT
from loaders.annex_a.lists import CHILD, LISTS
from tests.loaders.annex_a.workbooks import written
from tests.loaders.every_cell.telling import token, vanished
from tests.loaders.reading import read_path

VALUES: dict[str, Any] = {
    "Gender": "b) Female", "Ethnicity": "a) WBRI", "Date of Birth": date(2010, 2, 3), "Contact Source": "g) Police",
    "Referral Source": "g) Police", "Case Status": "d) Open assessment", "Reason for Closure": "RC8", "Placement Type": "U6",
    "Reason Ceased to be Looked After": "E5", "Placement postcode": "AB1 3EF",
}  # fmt: skip
STRANGE = "Shoe size"
NOT_KEPT = {STRANGE, "Age of Child (Years)", "Family identifier"}
"""How old a child is, their date of birth says; what would lead from a child to the adopters is kept nowhere."""


def cell(column: str, place: int) -> Any:
    if column in VALUES:
        return VALUES[column]
    if "date" in column.casefold():
        return date(2021, 1, 1 + place)
    return "Y" if column.endswith(("(Y/N)", "?")) else f"{column[:20]} said"


def sheet(name: str, columns: list[str]) -> list[list[Any]]:
    """The headings, the row with every cell, and one without each of them but the id."""
    rows: list[list[Any]] = [columns]
    for number, lacking in enumerate(["", *columns[1:]]):
        rows.append([None if each == lacking else cell(each, place) for place, each in enumerate(columns)])
        rows[-1][0] = token(name, number)
    return rows


def test_every_column_of_every_list_is_kept_or_counted(tmp_path: Path) -> None:
    lists = {each.name.replace(" ", ""): [*each.columns.values(), STRANGE] for each in LISTS}
    found = read_path(FORMAT, written(tmp_path, {name: sheet(name, columns) for name, columns in lists.items()}), "la-999")
    wrong = {}
    for name, columns in lists.items():
        counted = {each for each, times in found.summary.not_kept[name.replace("List", "List ")].items() if times > 1}
        lost = vanished(found, name, columns[1:])
        if lost != counted or not counted <= NOT_KEPT:
            wrong[name] = {"lost without a word": sorted(lost - counted), "counted": sorted(counted)}
    assert wrong == {}


def test_the_first_column_of_every_list_says_whose_a_row_is() -> None:
    assert {each.required[0] for each in LISTS} == {CHILD, "Individual adopter identifier"}
