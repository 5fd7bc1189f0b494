from datetime import date
from pathlib import Path

import pytest

from graph.store import Store
from tests.queries.building import Row, adult, child, found, loaded, nhs, partnership, person, tie

PATTERN = "previously_known"
AS_OF = "2025-06-01"
GIRL = child("girl", "2018-05-01", nhs_number=nhs(1))
BOY = child("boy", "2020-05-01", nhs_number=nhs(2))
MOTHER = adult("mother", "1996-03-01", nhs_number=nhs(3))
TIES = [tie("mother", "girl", "mother"), tie("mother", "boy", "mother")]


def spell(who: str, start: str, end: str | None = None, kind: str = "referral") -> Row:
    return {"person_id": who, "kind": kind, "start": start, "end": end}


async def known(store: Store, folder: Path, *spells: Row, contacts: list[Row] | None = None) -> None:
    worker = {"people": [GIRL, BOY, MOTHER], "relationships": TIES, "involvements": spells, "contacts": contacts or []}
    await loaded(store, *partnership(folder, csc={name: rows for name, rows in worker.items() if rows}))


async def test_a_closed_referral_is_found_whatever_its_threshold(store: Store, tmp_path: Path) -> None:
    await known(store, tmp_path, spell("girl", "2022-01-10", "2022-02-10"))
    (finding,) = await found(store, PATTERN, AS_OF, subject="csc/s/girl")
    by_person = [
        {
            "person": person("csc", "girl"),
            "relation": "self",
            "count": 1,
            "first_on": date(2022, 1, 10),
            "last_on": date(2022, 1, 10),
        }
    ]
    assert finding.answers == {"currently_open": False, "plan_in_place": False, "by_person": by_person}
    assert finding.on_record_since == date(2022, 2, 10)


async def test_what_is_open_is_no_earlier_knowledge(store: Store, tmp_path: Path) -> None:
    await known(store, tmp_path, spell("girl", "2025-01-10"))
    assert await found(store, PATTERN, AS_OF, subject="csc/s/girl") == []


@pytest.mark.parametrize(("end", "times"), [("2025-01-09", 1), ("2025-01-10", 0)])
async def test_the_day_on_which_the_latest_open_spell_began_is_not_before_it(
    store: Store, tmp_path: Path, end: str, times: int
) -> None:
    await known(store, tmp_path, spell("girl", "2024-12-01", end), spell("girl", "2025-01-10", kind="child_protection_plan"))
    findings = await found(store, PATTERN, AS_OF, subject="csc/s/girl")
    assert [(each.answers["currently_open"], each.answers["plan_in_place"]) for each in findings] == [(True, True)] * times


async def test_a_siblings_spell_counts_from_its_start_ended_or_not(store: Store, tmp_path: Path) -> None:
    await known(store, tmp_path, spell("boy", "2024-01-10", "2024-02-10"))
    (finding,) = await found(store, PATTERN, AS_OF, subject="csc/s/girl")
    assert [each["relation"] for each in finding.answers["by_person"]] == ["sibling"]
    assert (finding.last_on, finding.on_record_since) == (date(2024, 2, 10), date(2024, 1, 10))


async def test_children_who_share_only_a_step_parent_are_no_siblings(store: Store, tmp_path: Path) -> None:
    ties = [tie("mother", "girl", "step_parent"), TIES[1]]
    worker = {"people": [GIRL, BOY, MOTHER], "relationships": ties, "involvements": [spell("boy", "2024-01-10", "2024-02-10")]}
    await loaded(store, *partnership(tmp_path, csc=worker))
    assert await found(store, PATTERN, AS_OF, subject="csc/s/girl") == []


@pytest.mark.parametrize(("start", "times"), [("2014-02-28", 1), ("2014-03-01", 0)])
async def test_a_parent_counts_as_the_child_that_they_were(store: Store, tmp_path: Path, start: str, times: int) -> None:
    await known(store, tmp_path, spell("mother", start, "2015-01-01", "looked_after"))
    findings = await found(store, PATTERN, AS_OF, subject="csc/s/girl")
    assert [each.answers["by_person"][0]["relation"] for each in findings] == ["parent_as_child"] * times


async def test_a_referral_to_social_care_counts_whoever_recorded_it_and_another_contact_does_not(
    store: Store, tmp_path: Path
) -> None:
    contact = {"person_id": "girl", "on": "2024-01-10", "kind": "referral", "outcome": "no_further_action", "referred_to": "csc"}
    others = [contact | {"kind": "call"}, contact | {"referred_to": "mh"}]
    school = {"people": [GIRL], "contacts": [contact, *others]}
    await loaded(store, *partnership(tmp_path, school=school, csc={"people": [GIRL]}))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert [each.id for each in finding.evidence] == ["school/s/k1"]
    assert finding.seen_by == ("school",)


async def test_another_services_spell_does_not_count(store: Store, tmp_path: Path) -> None:
    visitor = {"people": [GIRL], "involvements": [spell("girl", "2022-01-10", "2022-02-10", "health_visiting")]}
    await loaded(store, *partnership(tmp_path, hv=visitor, csc={"people": [GIRL]}))
    assert await found(store, PATTERN, AS_OF) == []


async def test_a_tie_of_one_agency_and_a_spell_of_another_are_a_missing_picture(store: Store, tmp_path: Path) -> None:
    visitor = {"people": [GIRL, MOTHER], "relationships": TIES[:1]}
    worker = {"people": [MOTHER], "involvements": [spell("mother", "2010-01-01", "2011-01-01")]}
    await loaded(store, *partnership(tmp_path, hv=visitor, csc=worker))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert (finding.subject, finding.seen_by) == (person("hv", "girl"), ())
    assert await found(store, PATTERN, AS_OF, "csc") == []


async def test_what_makes_them_a_family_is_evidence_and_nobody_knew_before_that_was_on_record(
    store: Store, tmp_path: Path
) -> None:
    sibling = tie("girl", "boy", "half_sibling", recorded_on="2025-03-01")
    worker = {"people": [BOY, MOTHER], "involvements": [spell("boy", "2022-01-10"), spell("mother", "2010-01-01", "2011-01-01")]}
    visitor = {"people": [GIRL, BOY, MOTHER], "relationships": [sibling, TIES[0]]}
    await loaded(store, *partnership(tmp_path, csc=worker, hv=visitor))
    (finding,) = await found(store, PATTERN, AS_OF, subject="hv/s/girl")
    assert {each.id for each in finding.evidence} == {"csc/s/i1", "csc/s/i2", "hv/s/r1", "hv/s/r2"}
    assert (finding.on_record_since, finding.agencies) == (date(2025, 3, 1), ("csc", "hv"))


@pytest.mark.parametrize(
    ("born", "contact", "times"),
    [
        ("1996-03-01", "2010-01-01", 1),
        ("1996-03-01", "1990-01-01", 0),
        ("1996-03-01", "1995-06-01", 1),
        ("2018-05-01", "2019-01-01", 0),
    ],
    ids=["as a child", "before there was anybody", "unborn", "no older than the child"],
)
async def test_a_parent_was_known_as_a_child_on_days_on_which_they_can_have_been_one(
    store: Store, tmp_path: Path, born: str, contact: str, times: int
) -> None:
    mother = adult("mother", born, nhs_number=nhs(3))
    referral = {"person_id": "mother", "on": contact, "kind": "referral"}
    csc = {"people": [GIRL, mother], "relationships": TIES[:1], "contacts": [referral]}
    await loaded(store, *partnership(tmp_path, csc=csc))
    assert len(await found(store, PATTERN, AS_OF, subject="csc/s/girl")) == times
