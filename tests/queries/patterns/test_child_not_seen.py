from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from tests.queries.building import Row, adult, child, found, loaded, nhs, partnership, person

PATTERN = "child_not_seen"
AS_OF = "2025-06-01"
GIRL = child("girl", "2018-05-01", nhs_number=nhs(1))
MOTHER = adult("mother", "1990-01-01", nhs_number=nhs(2))
OPEN = {"person_id": "girl", "kind": "child_in_need", "start": "2025-03-03"}


def visit(on: str, presence: str | None = None, **more: Any) -> Row:
    return {"person_id": "girl", "on": on, "kind": "home_visit", "presence": presence, **more}


async def load(store: Store, folder: Path, *contacts: Row, involvements: tuple[Row, ...] = (OPEN,), **more: list[Row]) -> None:
    csc = {"people": [GIRL, MOTHER], "contacts": contacts, "involvements": involvements, **more}
    await loaded(store, *partnership(folder, csc=csc))


async def test_a_child_whom_nobody_has_seen_in_90_days_of_service_is_found(store: Store, tmp_path: Path) -> None:
    mothers = [
        {"contact_id": f"k{number}", "person_id": "mother", "presence": presence}
        for number, presence in ((2, "present"), (3, "seen"), (4, "absent"))
    ]
    contacts = [visit("2025-03-02", "seen"), visit("2025-03-02"), visit("2025-04-01", "present"), visit("2025-05-01")]
    await load(store, tmp_path, *contacts, contact_people=mothers)
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.subject == person("csc", "girl")
    assert finding.answers == {"last_seen_on": date(2025, 3, 2), "adults_only": 1}
    assert [each.id for each in finding.evidence] == ["csc/s/k1", "csc/s/i1", "csc/s/k3"]
    assert "the first since 2025-03-03" in finding.statement


async def test_service_for_89_days_is_too_short(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, involvements=(OPEN | {"start": "2025-03-04"},))
    assert await found(store, PATTERN, AS_OF) == []
    assert len(await found(store, PATTERN, "2025-06-02")) == 1


async def test_a_child_seen_90_days_ago_was_seen(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, visit("2025-03-03", "seen_alone"))
    assert await found(store, PATTERN, AS_OF) == []
    assert len(await found(store, PATTERN, "2025-06-02")) == 1


async def test_an_outcome_alone_does_not_say_that_it_was_seen(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, visit("2025-05-01", outcome="seen"), visit("2025-05-02", "present"))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.answers == {"last_seen_on": None, "adults_only": 0}


async def test_a_child_seen_in_a_contact_about_its_mother_was_seen(store: Store, tmp_path: Path) -> None:
    about_mother = {"person_id": "mother", "on": "2025-05-01"}
    seen = [{"contact_id": "k1", "person_id": "girl", "presence": "seen", "part": "child"}]
    await load(store, tmp_path, about_mother, contact_people=seen)
    assert await found(store, PATTERN, AS_OF) == []
    (finding,) = await found(store, PATTERN, "2025-08-01")
    assert finding.answers["last_seen_on"] == date(2025, 5, 1)


async def test_a_school_place_or_a_closed_service_asks_nobody_to_see_it(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, involvements=(OPEN | {"kind": "school"}, OPEN | {"end": "2025-05-31"}))
    assert await found(store, PATTERN, AS_OF) == []
    assert len(await found(store, PATTERN, "2025-06-01", known_at="2025-05-30")) == 1


async def test_one_agency_would_ask_what_another_has_seen(store: Store, tmp_path: Path) -> None:
    csc = {"people": [GIRL], "involvements": [OPEN]}
    school = {"people": [GIRL], "contacts": [visit("2025-05-01", "seen", recorded_on="2025-05-20")]}
    await loaded(store, *partnership(tmp_path, csc=csc, school=school))
    assert await found(store, PATTERN, AS_OF) == []
    (alone,) = await found(store, PATTERN, AS_OF, "csc")
    assert (alone.seen_by, alone.missing_picture) == (("csc",), False)
    assert len(await found(store, PATTERN, AS_OF, known_at="2025-05-19")) == 1


async def test_it_says_whose_extracts_cover_the_days(store: Store, tmp_path: Path) -> None:
    covers = {"covers_from": "2025-03-03", "covers_to": "2025-06-01"}
    csc = {"people": [GIRL], "involvements": [OPEN], "extract": covers}
    school = {"people": [GIRL], "extract": covers | {"covers_from": "2025-03-04"}}
    await loaded(store, *partnership(tmp_path, csc=csc, school=school))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.coverage is not None
    assert (finding.coverage.covered, finding.coverage.not_covered) == (("csc",), ("school",))
    assert "cover those days" not in finding.statement
    assert dict(finding.coverage.reach) == {"csc": date(2025, 6, 1), "school": date(2025, 6, 1)}


@pytest.mark.parametrize(("as_of", "covered"), [("2025-07-06", True), ("2025-07-07", False)])
async def test_the_last_days_need_not_be_covered_as_extracts_lag(store: Store, tmp_path: Path, as_of: str, covered: bool) -> None:
    covers = {"covers_from": "2025-03-03", "covers_to": "2025-06-01"}
    csc = {"people": [GIRL], "involvements": [OPEN], "extract": covers}
    await loaded(store, *partnership(tmp_path, csc=csc))
    (finding,) = await found(store, PATTERN, as_of)
    assert finding.coverage is not None
    assert finding.coverage.covered == (("csc",) if covered else ())
    said = "No agency's extracts cover those days (csc's records here reach to 2025-06-01)"
    assert (said in finding.statement) is not covered


@pytest.mark.parametrize(("second", "covered"), [("2025-04-01", ("csc",)), ("2025-04-02", ())])
async def test_two_extracts_cover_the_days_where_one_begins_the_day_after_the_other(
    store: Store, tmp_path: Path, second: str, covered: tuple[str, ...]
) -> None:
    first = {"people": [GIRL], "involvements": [OPEN], "extract": {"covers_from": "2025-03-01", "covers_to": "2025-03-31"}}
    head = {"agency_id": "csc", "agency_kind": "social_care", "extracted_on": "2026-02-01"}
    later = {"people": [GIRL], "extract": head | {"covers_from": second, "covers_to": "2025-06-01"}}
    await loaded(store, *partnership(tmp_path, csc=first, later=later))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.coverage is not None
    assert finding.coverage.covered == covered


async def test_a_partial_extract_covers_no_days(store: Store, tmp_path: Path) -> None:
    covers = {"covers_from": "2025-01-01", "covers_to": "2025-06-01"}
    csc = {"people": [GIRL], "involvements": [OPEN], "extract": covers | {"partial": True}}
    await loaded(store, *partnership(tmp_path, csc=csc))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.coverage is not None
    assert finding.coverage.not_covered == ("csc",)
    assert "No agency's extracts cover those days" in finding.statement


async def test_a_child_named_among_those_involved_in_its_own_contact_was_seen_there(store: Store, tmp_path: Path) -> None:
    seen = [{"contact_id": "k1", "person_id": "girl", "presence": "seen"}]
    await load(store, tmp_path, visit("2025-02-01", outcome="ongoing"), contact_people=seen)
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.answers["last_seen_on"] == date(2025, 2, 1)


@pytest.mark.parametrize("subject", [None, "csc/s/girl"])
@pytest.mark.parametrize(("written_down", "asked"), [("2025-06-01", ("csc", "school")), ("2025-06-02", ("csc",))])
async def test_an_agency_with_any_fact_about_the_child_is_asked_for_its_extracts_once_it_had_written_down_whom_it_is_about(
    store: Store, tmp_path: Path, subject: str | None, written_down: str, asked: tuple[str, ...]
) -> None:
    csc = {"people": [GIRL], "involvements": [OPEN]}
    strength = {"person_id": "girl", "on": "2025-02-01", "kind": "routine"}
    school = {"people": [GIRL | {"recorded_on": written_down}], "strengths": [strength]}
    await loaded(store, *partnership(tmp_path, csc=csc, school=school))
    (finding,) = [each for each in await found(store, "all", AS_OF, subject=subject) if each.pattern == PATTERN]
    assert finding.coverage is not None
    assert finding.coverage.not_covered == asked
