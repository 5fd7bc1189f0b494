"""Is this baby living with adversity?"""

from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from tests.queries.building import adult, child, found, loaded, nhs, partnership, person, tie

PATTERN, AS_OF = "vulnerable_infant", "2025-06-01"
BABY = child("b", "2025-03-01", nhs_number=nhs(1))
MOTHER = adult("m", "2004-05-05", nhs_number=nhs(2))
HOME: dict[str, Any] = {"uprn": "123456", "start": "2025-03-01"}
KNOWN_TO_HV: dict[str, Any] = {"people": [BABY, MOTHER], "relationships": [tie("m", "b", "mother")]}


def concern(factor: str, on: str, who: str = "m", **more: Any) -> dict[str, Any]:
    return {"person_id": who, "factor": factor, "on": on, **more}


async def test_drinking_and_abuse_around_a_baby_are_found_together(store: Store, tmp_path: Path) -> None:
    gp = {"people": [MOTHER], "concerns": [concern("alcohol", "2024-06-01")]}
    police = {"people": [BABY], "concerns": [concern("domestic_abuse", "2025-05-01", "b", whose="household")]}
    await loaded(store, *partnership(tmp_path, hv=KNOWN_TO_HV, gp=gp, police=police))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.subject == person("hv", "b")
    assert finding.answers == {
        "groups": {"domestic_abuse": "current", "substance_misuse": "past"},
        "parent_previously_known": False,
    }
    assert {each.id for each in finding.evidence} == {"gp/s/n1", "police/s/n1", "hv/s/r1"}
    assert finding.seen_by == ("police",)


@pytest.mark.parametrize(("born", "times"), [("2024-06-02", 1), ("2024-06-01", 0)])
async def test_the_child_is_under_a_year_old(store: Store, tmp_path: Path, born: str, times: int) -> None:
    concerns = [concern("drugs", "2025-05-01")]
    hv = KNOWN_TO_HV | {"people": [child("b", born), MOTHER], "concerns": concerns}
    await loaded(store, *partnership(tmp_path, hv=hv))
    assert len(await found(store, PATTERN, AS_OF)) == times


async def test_an_unborn_child_is_asked_about_too(store: Store, tmp_path: Path) -> None:
    unborn = child("b", "2025-08-01", date_of_birth_kind="expected")
    hv = KNOWN_TO_HV | {"people": [unborn, MOTHER], "concerns": [concern("drugs", "2025-05-01")]}
    await loaded(store, *partnership(tmp_path, hv=hv))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert "expected on 2025-08-01" in finding.statement


async def test_of_the_childs_own_concerns_only_those_about_others_count(store: Store, tmp_path: Path) -> None:
    concerns = [concern("mental_ill_health", "2025-05-01", "b", whose="child")]
    await loaded(store, *partnership(tmp_path, hv=KNOWN_TO_HV | {"concerns": concerns}))
    assert await found(store, PATTERN, AS_OF) == []


async def test_somebody_in_the_household_counts_and_goes_with_the_agency_that_knows_them(store: Store, tmp_path: Path) -> None:
    hv = KNOWN_TO_HV | {"addresses": [HOME | {"person_id": "b"}]}
    man = {"people": [adult("x")], "addresses": [HOME | {"person_id": "x"}], "concerns": [concern("drugs", "2019-01-01", "x")]}
    await loaded(store, *partnership(tmp_path, hv=hv, housing=man))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert {each.id for each in finding.evidence} == {"housing/s/n1", "hv/s/s1", "housing/s/s1"}
    assert finding.missing_picture
    assert await found(store, PATTERN, AS_OF, "hv") == []


async def test_it_needs_as_many_groups_as_are_asked_for(store: Store, tmp_path: Path) -> None:
    concerns = [concern("drugs", "2025-05-01"), concern("alcohol", "2025-05-02")]
    await loaded(store, *partnership(tmp_path, hv=KNOWN_TO_HV | {"concerns": concerns}))
    assert len(await found(store, PATTERN, AS_OF, min_factors=1)) == 1
    assert await found(store, PATTERN, AS_OF, min_factors=2) == []


@pytest.mark.parametrize(("start", "known"), [("2022-05-04", True), ("2022-05-05", False)])
async def test_it_says_whether_social_care_knew_a_parent_as_a_child(
    store: Store, tmp_path: Path, start: str, known: bool
) -> None:
    spell = {"person_id": "m", "kind": "looked_after", "start": start, "end": "2022-09-01"}
    hv = KNOWN_TO_HV | {"concerns": [concern("drugs", "2025-05-01")]}
    await loaded(store, *partnership(tmp_path, hv=hv, csc={"people": [MOTHER], "involvements": [spell]}))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.answers["parent_previously_known"] is known
