import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from loaders.invented import STORIES

MISSED = {"was_not_brought", "did_not_attend"}


def _rows(folders: list[Path], agency: str, table: str) -> list[dict[str, str]]:
    folder = next(folder for folder in folders if folder.name == agency)
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def _about(folders: list[Path], story: str, person: str, table: str) -> list[dict[str, str]]:
    """All agencies' rows of that table about that person, each with its `agency`."""
    rows = []
    for key in STORIES[story].people[person]:
        agency, _, id = key.split("/")
        if (folders[0].parent / agency / f"{table}.csv").exists():
            rows += [row | {"agency": agency} for row in _rows(folders, agency, table) if row["person_id"] == id]
    return rows


def _within(row: dict[str, str], until: date, days: int) -> bool:
    return until - timedelta(days=days) < date.fromisoformat(row["on"]) <= until


@pytest.mark.parametrize("story", STORIES)
def test_every_record_of_a_story_is_in_the_example(story: str, example: list[Path]) -> None:
    for name, keys in STORIES[story].people.items():
        assert len(_about(example, story, name, "people")) == len(keys) > 0


@pytest.mark.parametrize("story", STORIES)
def test_what_finds_a_story_names_people_of_it(story: str) -> None:
    assert {found.subject for found in STORIES[story].finds} <= set(STORIES[story].people)


def test_the_health_visitor_never_took_the_mans_name() -> None:
    agencies = {key.split("/")[0] for key in STORIES["man_at_the_flat"].people["man"]}
    assert "hv" not in agencies
    assert {"police", "housing", "ed", "csc2"} <= agencies


def test_only_the_hospital_wrote_down_who_the_father_is(example: list[Path]) -> None:
    fathers = [
        row
        for row in _about(example, "man_at_the_flat", "man", "relationships")
        if row["relationship"] == "father" and row["agency"] != "csc2"
    ]
    assert [row["agency"] for row in fathers] == ["ed"]


def test_no_one_agency_counts_three_missed_appointments_of_the_sister(example: list[Path], until: date) -> None:
    contacts = _about(example, "no_worse_than_others", "sister", "contacts")
    missed = [row["agency"] for row in contacts if row["outcome"] in MISSED and _within(row, until, 365)]
    assert len(missed) == 3
    assert max(missed.count(agency) for agency in missed) == 2


def test_no_one_agency_has_every_home_of_the_brother(example: list[Path]) -> None:
    stays = _about(example, "no_worse_than_others", "brother", "addresses")
    homes = {row["uprn"] for row in stays}
    assert len(homes) == 4
    assert all(len({r["uprn"] for r in stays if r["agency"] == agency}) < 3 for agency in ("gp", "housing", "academy"))


def test_nobody_meets_the_girl_who_is_passed_on_after_her_last_home(example: list[Path]) -> None:
    left = max(row["end"] for row in _about(example, "passed_on", "girl", "addresses"))
    contacts = _about(example, "passed_on", "girl", "contacts")
    assert all(row["on"] < left for row in contacts)
    assert [row["agency"] for row in contacts if row["referred_to"] == "camhs"] == ["ed"]
    assert not [row for row in contacts if row["agency"] == "camhs"]


def test_agreement_is_followed_by_absence_but_never_three_times_with_one_agency(example: list[Path]) -> None:
    for twin in ("twin girl", "twin boy"):
        contacts = _about(example, "agreed_and_not_there", twin, "contacts")
        agreed = [row["agency"] for row in contacts if row["engagement"] == "agreed"]
        assert sorted(agreed) == ["csc", "hv", "hv", "vol"]


def test_the_mother_is_filed_under_her_former_name_by_those_who_treat_her(example: list[Path]) -> None:
    records = _about(example, "agreed_and_not_there", "mother", "people")
    assert {row["family_name"] for row in records if row["agency"] == "amh"} == {"Netherhead"}
    assert len({row["nhs_number"] for row in records} - {""}) == 1
