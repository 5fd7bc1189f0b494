"""Deaths and ends that a workbook implies, and what of it is kept as given or counted."""

from datetime import date
from pathlib import Path

import pytest

from graph.errors import RefusedFile
from graph.facts import FactKind
from loaders.annex_a import FORMAT
from tests.loaders.annex_a.workbooks import CHILD, ONE, REFERRALS, read, written

PLANS = [*CHILD, "CIN Start Date", "CIN Closure Date", "Reason for Closure", "Case Status"]
ENQUIRY = [
    *CHILD,
    "Strategy discussion initiating Section 47 Enquiry Start Date",
    "Was an Initial Child Protection Conference deemed unnecessary?",
    "Date of Initial Child Protection Conference",
]


def test_a_case_closed_since_the_child_died_is_a_death_on_that_day(tmp_path: Path) -> None:
    row = [*ONE, date(2020, 5, 1), date(2020, 9, 5), "b) Died", "e) Closed episode"]
    found = read(written(tmp_path, {"List 6": [PLANS, row]}))
    assert found.of(FactKind.PERSON)[0].content["date_of_death"] == date(2020, 9, 5)


def test_care_that_ceased_since_the_child_died_is_a_death_on_that_day(tmp_path: Path) -> None:
    heads = [*CHILD, "Date Started to be Looked After", "Date Ceased to be Looked After", "Reason Ceased to be Looked After"]
    found = read(written(tmp_path, {"List 8": [heads, [*ONE, date(2020, 5, 1), date(2020, 9, 5), "b) Died"]]}))
    assert found.of(FactKind.PERSON)[0].content["date_of_death"] == date(2020, 9, 5)


@pytest.mark.parametrize(
    ("unneeded", "conference", "end"),
    [("Yes", None, date(2020, 9, 10)), ("Yes", date(2020, 9, 20), date(2020, 9, 20)), ("No", None, None)],
)
def test_an_enquiry_that_needed_no_conference_ended_on_its_first_day(
    unneeded: str, conference: date | None, end: date | None, tmp_path: Path
) -> None:
    found = read(written(tmp_path, {"List 5": [ENQUIRY, [*ONE, date(2020, 9, 10), unneeded, conference]]}))
    (enquiry,) = found.of(FactKind.INVOLVEMENT)
    assert (enquiry.end and enquiry.end.day) == end


def test_a_spelling_of_sex_that_is_in_no_list_is_kept_as_it_is_said_to_be(tmp_path: Path) -> None:
    rows = [REFERRALS[0], ["C1", "z) Frog", *REFERRALS[1][2:]]]
    found = read(written(tmp_path, {"List 3": rows}))
    assert found.of(FactKind.PERSON)[0].content["details"] == ["List 3: Gender=z) Frog"]


def test_a_column_that_the_list_does_not_have_is_counted_and_one_without_a_heading_too(tmp_path: Path) -> None:
    rows = [[*REFERRALS[0], "Shoe"], [*REFERRALS[1], "7", "more"], REFERRALS[2]]
    found = read(written(tmp_path, {"List 3": rows}))
    assert found.summary.not_kept == {"List 3": {"Age of Child (Years)": 2, "Shoe": 1, "a column without a heading": 1}}


def test_a_workbook_without_a_date_is_read_where_somebody_says_of_which_day_it_is(tmp_path: Path) -> None:
    path = written(tmp_path, {"List 3": [REFERRALS[0]]})
    with pytest.raises(RefusedFile, match="--extracted-on"):
        read(path)
    assert FORMAT.open_as_of(path, "la-999", date(2024, 3, 31)).source.extracted_on == date(2024, 3, 31)
