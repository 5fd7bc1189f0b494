from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from tests.queries.building import Row, child, found, loaded, nhs, partnership, person

PATTERN = "off_the_radar"
AS_OF = "2025-06-01"
GIRL = child("girl", "2018-05-01", nhs_number=nhs(1))
BEFORE = ["2024-12-01", "2025-01-10", "2025-04-01"]
"""Days of contacts before a move on 2025-04-02; the first of them 122 days before it."""


def stays(moved_on: str = "2025-04-02") -> list[Row]:
    return [home("999000000001", "2020-01-01", moved_on), home("999000000002", moved_on)]


def home(uprn: str, start: str, end: str | None = None, **more: Any) -> Row:
    return {"person_id": "girl", "uprn": uprn, "start": start, "end": end, **more}


def contacts(*days: str) -> list[Row]:
    return [{"person_id": "girl", "on": day, "outcome": "was_not_brought"} for day in days]


async def load(store: Store, folder: Path, **files: list[Row]) -> None:
    await loaded(store, *partnership(folder, hv={"people": [GIRL], **files}))


async def test_a_child_whom_no_one_contacts_after_a_move_is_found(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, addresses=stays(), contacts=contacts(*BEFORE))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.subject == person("hv", "girl")
    assert finding.answers == {"moved_on": date(2025, 4, 2), "last_contact_on": date(2025, 4, 1)}
    assert [each.id for each in finding.evidence] == ["hv/s/k1", "hv/s/k2", "hv/s/k3", "hv/s/s2"]
    assert "moved or left on 2025-04-02, by the records of hv" in finding.statement
    assert "3 contacts about the child between 2024-12-01 and 2025-04-01, with hv" in finding.statement


async def test_59_quiet_days_are_too_few(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, addresses=stays(), contacts=contacts(*BEFORE))
    assert await found(store, PATTERN, "2025-05-31") == []


async def test_a_move_leaves_the_window_after_18_months(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, addresses=stays(), contacts=contacts(*BEFORE))
    assert len(await found(store, PATTERN, "2026-10-01")) == 1
    assert await found(store, PATTERN, "2026-10-02") == []


async def test_a_contact_on_the_day_of_the_move_or_after_it_is_a_contact(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, addresses=stays(), contacts=contacts(*BEFORE, "2025-04-02"))
    assert await found(store, PATTERN, AS_OF) == []


@pytest.mark.parametrize(("first", "findings"), [("2024-10-01", 1), ("2024-09-30", 0)])
async def test_contacts_count_from_183_days_before(store: Store, tmp_path: Path, first: str, findings: int) -> None:
    await load(store, tmp_path, addresses=stays(), contacts=contacts(first, *BEFORE[1:]))
    assert len(await found(store, PATTERN, AS_OF)) == findings


async def test_without_any_home_today_the_last_one_left_says_when(store: Store, tmp_path: Path) -> None:
    ended = home("999000000001", "2020-01-01", "2025-04-02", end_recorded_on="2025-05-10")
    hospital = home("999000000009", "2025-05-01", address_kind="hospital")
    await load(store, tmp_path, addresses=[ended, hospital], contacts=contacts(*BEFORE))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.answers["moved_on"] == date(2025, 4, 2)
    assert finding.on_record_since == date(2025, 5, 10)
    assert await found(store, PATTERN, AS_OF, known_at="2025-05-09") == []


async def test_a_home_that_she_has_today_is_no_home_left(store: Store, tmp_path: Path) -> None:
    homes = [home("999000000001", "2020-01-01", "2025-04-02"), home("999000000001", "2020-01-01")]
    await load(store, tmp_path, addresses=homes, contacts=contacts(*BEFORE))
    assert await found(store, PATTERN, AS_OF) == []


async def test_a_service_that_closed_because_she_moved_says_when_too(store: Store, tmp_path: Path) -> None:
    spell = {"person_id": "girl", "kind": "health_visiting", "start": "2020-01-01", "end": "2025-04-02"}
    moved = spell | {"closure_reason": "moved"}
    other = spell | {"closure_reason": "completed", "end": "2025-05-02"}
    await load(store, tmp_path, involvements=[moved, other], contacts=contacts(*BEFORE))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert "hv/s/i1" in {each.id for each in finding.evidence}
    assert "hv/s/i2" not in {each.id for each in finding.evidence}


async def test_a_new_agency_that_met_her_takes_the_finding_away(store: Store, tmp_path: Path) -> None:
    school = {"people": [GIRL], "contacts": contacts("2025-05-05")}
    hv = {"people": [GIRL], "addresses": stays(), "contacts": contacts(*BEFORE)}
    await loaded(store, *partnership(tmp_path, hv=hv, school=school))
    assert await found(store, PATTERN, AS_OF) == []
    assert [each.seen_by for each in await found(store, PATTERN, AS_OF, "hv")] == [("hv",)]


async def test_it_is_in_no_one_agencys_records_where_one_knew_the_move_and_another_the_child(
    store: Store, tmp_path: Path
) -> None:
    housing = {"people": [GIRL], "addresses": stays()}
    hv = {"people": [GIRL], "contacts": contacts(*BEFORE)}
    await loaded(store, *partnership(tmp_path, hv=hv, housing=housing))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert (finding.agencies, finding.missing_picture) == (("housing", "hv"), True)
    assert finding.coverage is not None
    assert finding.coverage.not_covered == ("housing", "hv")


async def test_the_end_of_another_fact_of_the_same_number_does_not_matter(store: Store, tmp_path: Path) -> None:
    closed = {
        "person_id": "girl",
        "kind": "health_visiting",
        "start": "2024-01-01",
        "end": "2025-01-10",
        "closure_reason": "moved",
    }
    before = {"stay_id": "2", "person_id": "girl", "uprn": "100000002", "start": "2020-01-01"}
    here = before | {
        "stay_id": "1",
        "uprn": "100000001",
        "start": "2025-01-10",
        "end": "2025-02-10",
        "end_recorded_on": "2025-04-01",
    }
    contacts = [{"person_id": "girl", "on": f"2024-1{number}-01"} for number in (0, 1, 2)]
    spells = [closed | {"involvement_id": "1"}]
    visitor = {"people": [GIRL], "involvements": spells, "addresses": [before, here], "contacts": contacts}
    await loaded(store, *partnership(tmp_path, hv=visitor))
    (finding,) = await found(store, PATTERN, "2025-06-01")
    assert {(each.kind, each.id) for each in finding.evidence} >= {("involvement", "hv/s/1"), ("stay", "hv/s/1")}
    assert finding.on_record_since == date(2025, 1, 10)
