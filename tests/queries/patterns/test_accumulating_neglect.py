"""Does neglect keep being written down while nobody acts?"""

from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from queries.core.findings import Finding
from tests.queries.building import adult, child, found, loaded, nhs, partnership, person, tie

PATTERN, AS_OF = "accumulating_neglect", "2025-06-01"
CHILD = child("c", "2018-01-01", nhs_number=nhs(1))


def concern(factor: str, on: str, who: str = "c") -> dict[str, Any]:
    return {"person_id": who, "factor": factor, "on": on}


BY_SCHOOL = [concern("neglect", "2024-01-10"), concern("poverty", "2025-03-01")]


async def asked(store: Store, folder: Path, *by_hv: dict[str, Any], **csc: Any) -> list[Finding]:
    """The school wrote down two concerns; the health visitor and social care what is said."""
    agencies = {"school": {"concerns": BY_SCHOOL}, "hv": {"concerns": by_hv}, "csc": csc}
    await loaded(store, *partnership(folder, **{id_: {"people": [CHILD]} | files for id_, files in agencies.items()}))
    return await found(store, PATTERN, AS_OF)


async def test_three_days_by_two_agencies_are_found_and_neither_sees_it_alone(store: Store, tmp_path: Path) -> None:
    (finding,) = await asked(store, tmp_path, concern("housing", "2024-06-01"))
    assert finding.subject == person("csc", "c")
    assert finding.answers == {"days": 3, "with_agencies": ["hv", "school"]}
    assert [each.id for each in finding.evidence] == ["school/s/n1", "hv/s/n1", "school/s/n2"]
    assert finding.missing_picture
    assert await found(store, PATTERN, AS_OF, "school", "csc") == []


@pytest.mark.parametrize(("on", "times"), [("2022-06-02", 1), ("2022-06-01", 0), ("2024-01-10", 0)])
async def test_the_days_are_different_ones_within_three_years(store: Store, tmp_path: Path, on: str, times: int) -> None:
    assert len(await asked(store, tmp_path, concern("neglect", on))) == times


async def test_one_agency_alone_is_not_enough(store: Store, tmp_path: Path) -> None:
    school = {"people": [CHILD], "concerns": [*BY_SCHOOL, concern("neglect", "2025-04-01")]}
    await loaded(store, *partnership(tmp_path, school=school))
    assert await found(store, PATTERN, AS_OF) == []
    assert len(await found(store, PATTERN, AS_OF, min_agencies=1)) == 1


async def test_poverty_alone_is_not_neglect(store: Store, tmp_path: Path) -> None:
    poor = [concern("poverty", f"2025-0{month}-01") for month in (1, 2, 3)]
    agencies = {id_: {"people": [CHILD], "concerns": poor} for id_ in ("school", "hv")}
    await loaded(store, *partnership(tmp_path, **agencies))
    assert await found(store, PATTERN, AS_OF) == []


@pytest.mark.parametrize(
    ("kind", "end", "times"),
    [("child_in_need", None, 0), ("child_in_need", "2025-06-01", 1), ("looked_after", "2025-06-02", 0), ("assessment", None, 1)],
)
async def test_nobody_acts_while_no_plan_or_care_is_open(
    store: Store, tmp_path: Path, kind: str, end: str | None, times: int
) -> None:
    spell = {"person_id": "c", "kind": kind, "start": "2024-01-01", "end": end}
    assert len(await asked(store, tmp_path, concern("housing", "2024-06-01"), involvements=[spell])) == times


async def test_what_is_said_of_a_brother_counts_with_what_makes_him_one(store: Store, tmp_path: Path) -> None:
    brother, mother = child("b", "2016-01-01"), adult("m")
    ties = [tie("m", "c", "mother"), tie("m", "b", "mother")]
    hv = {"people": [CHILD, brother, mother], "relationships": ties, "concerns": [concern("neglect", "2024-06-01", "b")]}
    await loaded(store, *partnership(tmp_path, hv=hv, school={"people": [CHILD], "concerns": BY_SCHOOL}))
    of_both = {each.subject: each for each in await found(store, PATTERN, AS_OF)}
    finding = of_both[person("hv", "c")]
    assert finding.answers["days"] == 3
    assert {"hv/s/n1", "hv/s/r1", "hv/s/r2"} <= {each.id for each in finding.evidence}
    assert "a brother or sister" in finding.statement
