"""Is a young person's distress being missed?"""

from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from queries.core.findings import Finding
from tests.queries.building import adult, child, found, loaded, nhs, partnership, person, tie

PATTERN, AS_OF = "adolescent_distress", "2025-06-01"
YOUNG = child("y", "2010-01-01", nhs_number=nhs(1))
MOTHER = adult("m", nhs_number=nhs(2))


def concern(factor: str, on: str, who: str = "y", **more: Any) -> dict[str, Any]:
    return {"person_id": who, "factor": factor, "on": on, **more}


async def asked(store: Store, folder: Path, *concerns: dict[str, Any], young: dict[str, Any] = YOUNG) -> list[Finding]:
    """What the school wrote down, who knows the mother as well."""
    school = {"people": [young, MOTHER], "relationships": [tie("m", "y", "mother")], "concerns": concerns}
    await loaded(store, *partnership(folder, school=school))
    return await found(store, PATTERN, AS_OF)


async def test_self_harm_of_late_is_found_with_those_who_answered(store: Store, tmp_path: Path) -> None:
    visits = [{"person_id": "y", "on": on} for on in ("2025-01-10", "2025-02-10")]
    gp = {"people": [YOUNG], "concerns": [concern("self_harm", "2025-01-10")], "contacts": visits[:1]}
    mh = {"people": [YOUNG], "contacts": visits[1:]}
    csc = {"people": [YOUNG], "contacts": [{"person_id": "y", "on": "2025-02-09"}]}
    await loaded(store, *partnership(tmp_path, gp=gp, mh=mh, csc=csc))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert (finding.subject, finding.status) == (person("csc", "y"), "self_harm")
    assert finding.answers == {"environment": [], "answered_by": ["csc"]}
    assert [each.id for each in finding.evidence] == ["gp/s/n1"]
    assert finding.seen_by == ("gp",)
    assert await found(store, PATTERN, AS_OF, "mh", "csc") == []


@pytest.mark.parametrize(
    ("on", "whose", "times"),
    [("2023-06-02", "child", 1), ("2023-06-01", "child", 0), ("2025-01-01", "not_stated", 1), ("2025-01-01", "parent", 0)],
)
async def test_self_harm_is_the_childs_own_and_within_two_years(
    store: Store, tmp_path: Path, on: str, whose: str, times: int
) -> None:
    assert len(await asked(store, tmp_path, concern("suicidal_thoughts", on, whose=whose))) == times


async def test_old_harm_and_two_things_around_it_accumulate(store: Store, tmp_path: Path) -> None:
    around = [concern("exclusion", "2024-10-01"), concern("mental_ill_health", "2018-01-01", "m")]
    (finding,) = await asked(store, tmp_path, concern("neglect", "2014-01-01"), *around)
    assert finding.status == "accumulated"
    assert finding.answers == {"environment": ["exclusion", "mental_ill_health"], "answered_by": []}
    assert {each.id for each in finding.evidence} == {"school/s/n1", "school/s/n2", "school/s/n3", "school/s/r1"}


async def test_a_picture_in_two_halves_is_missing(store: Store, tmp_path: Path) -> None:
    school = {"people": [YOUNG], "concerns": [concern("exclusion", "2024-10-01"), concern("bereavement", "2024-11-01")]}
    csc = {"people": [YOUNG], "concerns": [concern("physical_abuse", "2016-01-01")]}
    await loaded(store, *partnership(tmp_path, school=school, csc=csc))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.missing_picture


@pytest.mark.parametrize(
    "concerns",
    [
        [concern("neglect", "2014-01-01"), concern("exclusion", "2024-10-01")],
        [concern("neglect", "2014-01-01"), concern("exclusion", "2024-10-01"), concern("exclusion", "2024-11-01")],
        [
            concern("neglect", "2014-01-01"),
            concern("exclusion", "2024-10-01"),
            concern("mental_ill_health", "2020-01-01", whose="child"),
        ],
        [concern("poverty", "2014-01-01"), concern("exclusion", "2024-10-01"), concern("housing", "2024-11-01")],
    ],
    ids=["one thing around", "the same twice", "their own ill health is none around them", "no harm"],
)
async def test_too_little_does_not_accumulate(store: Store, tmp_path: Path, concerns: list[dict[str, Any]]) -> None:
    assert await asked(store, tmp_path, *concerns) == []


async def test_a_child_of_12_is_not_asked_about(store: Store, tmp_path: Path) -> None:
    assert await asked(store, tmp_path, concern("self_harm", "2025-01-01"), young=child("y", "2012-06-02")) == []
