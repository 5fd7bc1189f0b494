from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from tests.queries.building import Row, adult, child, found, loaded, nhs, partnership, person, tie

PATTERN = "below_threshold"
AS_OF = "2025-06-01"
BOY = child("boy", "2018-05-01", nhs_number=nhs(1))


def referral(on: str, source: str | None = None, **more: Any) -> Row:
    cells = {"person_id": "boy", "on": on, "kind": "referral", "outcome": "no_further_action", "source_agency": source}
    return cells | more


THREE = [referral("2024-06-02", "school"), referral("2024-12-01", "gp", outcome="signposted"), referral("2025-05-01", "school")]


async def load(store: Store, folder: Path, contacts: list[Row], *involvements: Row) -> None:
    csc = {"people": [BOY], "contacts": contacts, "involvements": involvements}
    await loaded(store, *partnership(folder, csc=csc))


async def test_three_worries_from_two_sources_that_each_fell_short_are_found(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, THREE)
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.subject == person("csc", "boy")
    assert finding.answers == {"contacts": 3, "sources": ["gp", "school"]}
    assert [each.id for each in finding.evidence] == ["csc/s/k1", "csc/s/k2", "csc/s/k3"]
    assert "3 referrals or notifications about this child between 2024-06-02 and 2025-05-01" in finding.statement


async def test_the_first_of_them_leaves_the_window_after_a_year(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, THREE)
    assert await found(store, PATTERN, "2025-06-02") == []


async def test_one_source_is_not_enough(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, [referral(f"2025-0{month}-01", "school") for month in (1, 2, 3)])
    assert await found(store, PATTERN, AS_OF) == []
    assert len(await found(store, PATTERN, AS_OF, min_sources=1)) == 1


async def test_a_referral_that_was_accepted_is_no_worry_that_fell_short(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, [*THREE[:2], referral("2025-05-01", outcome="accepted")])
    assert await found(store, PATTERN, AS_OF) == []


@pytest.mark.parametrize(("ended", "findings"), [("2024-06-03", 0), ("2024-06-02", 1)])
async def test_a_plan_that_held_on_the_day_of_the_first_rules_out(
    store: Store, tmp_path: Path, ended: str, findings: int
) -> None:
    await load(store, tmp_path, THREE, {"person_id": "boy", "kind": "child_in_need", "start": "2023-01-01", "end": ended})
    assert len(await found(store, PATTERN, AS_OF)) == findings


async def test_an_assessment_that_was_turned_down_does_not_rule_out(store: Store, tmp_path: Path) -> None:
    assessment = {"person_id": "boy", "kind": "assessment", "start": "2025-01-01"}
    closed = assessment | {"end": "2025-02-01", "closure_reason": "threshold_not_met", "end_recorded_on": "2025-05-20"}
    await load(store, tmp_path, THREE, closed, assessment | {"kind": "section_47", "threshold_met": False})
    assert len(await found(store, PATTERN, AS_OF)) == 1
    assert await found(store, PATTERN, AS_OF, known_at="2025-05-19") == []


async def test_a_notification_reaches_social_care_where_it_was_shared_by_then(store: Store, tmp_path: Path) -> None:
    told = {"kind": "notification", "outcome": "information_only"}
    notes = [referral(f"2025-0{month}-01", **told) for month in (1, 2)]
    shares = [{"record_id": f"k{number}", "with_agency": "csc", "on": "2025-03-01"} for number in (1, 2)]
    police = {"people": [BOY], "contacts": notes, "shares": shares}
    school = {"people": [BOY], "contacts": [referral("2025-02-10", referred_to="csc"), referral("2025-02-11")]}
    await loaded(store, *partnership(tmp_path, police=police, school=school, csc={"people": [BOY]}))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.answers == {"contacts": 3, "sources": ["police", "school"]}
    assert finding.missing_picture
    assert await found(store, PATTERN, AS_OF, known_at="2025-02-28") == []
    assert len(await found(store, PATTERN, AS_OF, "police", "school")) == 1
    assert len(await found(store, PATTERN, AS_OF, "police", min_contacts=2, min_sources=1)) == 1


async def test_what_two_systems_of_one_agency_say_counts_once_and_is_all_evidence(store: Store, tmp_path: Path) -> None:
    again = {
        "people": [BOY],
        "contacts": [referral("2024-12-01", "gp")],
        "extract": {"agency_id": "csc", "agency_kind": "social_care", "system": "t"},
    }
    csc = {"people": [BOY], "contacts": THREE[:2]}
    await loaded(store, *partnership(tmp_path, csc=csc, other=again))
    assert await found(store, PATTERN, AS_OF) == []
    (finding,) = await found(store, PATTERN, AS_OF, min_contacts=2)
    assert (finding.answers["contacts"], len(finding.evidence)) == (2, 3)


FAMILY = [BOY, child("sister", "2020-01-01"), adult("mother", "1990-01-01")]
TIES = [tie("mother", "boy", "mother"), tie("mother", "sister", "mother")]


async def test_for_the_family_a_half_sisters_worries_count_too(store: Store, tmp_path: Path) -> None:
    contacts = [*THREE[:2], THREE[2] | {"person_id": "sister"}]
    csc = {"people": FAMILY, "relationships": TIES, "contacts": contacts}
    await loaded(store, *partnership(tmp_path, csc=csc))
    assert await found(store, PATTERN, AS_OF) == []
    both = await found(store, PATTERN, AS_OF, scope="family")
    assert {each.subject for each in both} == {person("csc", "boy"), person("csc", "sister")}
    assert [each.kind for each in both[0].evidence] == ["relationship", "relationship", "contact", "contact", "contact"]


async def test_for_the_family_a_half_sisters_plan_rules_out_too(store: Store, tmp_path: Path) -> None:
    plan = {"person_id": "sister", "kind": "child_protection_plan", "start": "2025-05-01"}
    csc = {"people": FAMILY, "relationships": TIES, "contacts": THREE, "involvements": [plan]}
    await loaded(store, *partnership(tmp_path, csc=csc))
    assert len(await found(store, PATTERN, AS_OF)) == 1
    assert await found(store, PATTERN, AS_OF, scope="family") == []


@pytest.mark.parametrize("now", [{"outcome": "accepted"}, {"kind": "meeting"}, {"outcome": "accepted", "referred_to": "hv"}])
async def test_what_a_referral_was_before_it_was_put_right_counts_of_nobody(
    store: Store, tmp_path: Path, now: dict[str, str]
) -> None:
    for number, (day, contacts) in enumerate((("2025-05-10", THREE), ("2025-05-20", [*THREE[:2], THREE[2] | now]))):
        csc = {"extract": {"extracted_on": day}, "people": [BOY], "contacts": contacts}
        await loaded(store, *partnership(tmp_path / str(number), csc=csc))
    for subject in (None, "csc/s/boy"):
        assert len(await found(store, PATTERN, AS_OF, known_at="2025-05-15", subject=subject)) == 1
        assert await found(store, PATTERN, AS_OF, subject=subject) == []
