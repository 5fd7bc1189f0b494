"""Is a baby's parent unwell?"""

from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from queries.core.findings import Finding
from tests.queries.building import adult, child, found, loaded, nhs, partnership, person, tie

PATTERN, AS_OF = "perinatal_mental_health", "2025-06-01"
CONCERN = {"person_id": "m", "factor": "mental_ill_health", "on": "2025-01-05"}
MOTHER = adult("m", nhs_number=nhs(2))


def spell(start: str, end: str | None = None) -> dict[str, Any]:
    return {"person_id": "m", "kind": "mental_health", "start": start, "end": end}


async def asked(store: Store, folder: Path, baby: dict[str, Any], *agencies: str, **mh: Any) -> list[Finding]:
    """The health visitor has the baby and its mother; the mental health service has the mother."""
    hv = {"people": [baby, MOTHER], "relationships": [tie("m", "b", "mother")]}
    await loaded(store, *partnership(folder, hv=hv, mh={"people": [MOTHER], **mh}))
    return await found(store, PATTERN, AS_OF, *agencies)


async def test_a_mother_in_treatment_is_seen_by_no_one_agency_alone(store: Store, tmp_path: Path) -> None:
    (finding,) = await asked(store, tmp_path, child("b", "2025-03-01"), involvements=[spell("2024-12-01")])
    assert (finding.subject, finding.key, finding.status) == (person("hv", "b"), "", "current")
    assert finding.answers == {"sibling_plan": False}
    assert [each.id for each in finding.evidence] == ["hv/s/r1", "mh/s/i1"]
    assert finding.missing_picture
    assert finding.statement == (
        "A parent of this child, born on 2025-03-01, has on record 1 spell with a mental health service, "
        "dated on 2024-12-01, by mh."
    )


async def test_the_health_visitor_alone_does_not_know(store: Store, tmp_path: Path) -> None:
    assert await asked(store, tmp_path, child("b", "2025-03-01"), "hv", involvements=[spell("2024-12-01")]) == []


@pytest.mark.parametrize(
    ("start", "end", "status"),
    [
        ("2023-03-02", "2023-09-01", "current"),
        ("2023-03-01", "2023-09-01", "history"),
        ("2015-01-01", None, "current"),
        ("2015-01-01", "2025-06-01", "history"),
        ("2015-01-01", "2025-06-02", "current"),
    ],
)
async def test_it_is_current_from_two_years_before_the_birth_on_or_while_treatment_goes_on(
    store: Store, tmp_path: Path, start: str, end: str | None, status: str
) -> None:
    (finding,) = await asked(store, tmp_path, child("b", "2025-03-01"), involvements=[spell(start, end)])
    assert finding.status == status


@pytest.mark.parametrize(
    ("born", "kind", "times"),
    [
        ("2024-06-02", "actual", 1),
        ("2024-06-01", "actual", 0),
        ("2025-10-01", "expected", 1),
        ("2025-10-01", "actual", 0),
    ],
)
async def test_a_child_is_under_a_year_old_or_unborn(store: Store, tmp_path: Path, born: str, kind: str, times: int) -> None:
    baby = child("b", born, date_of_birth_kind=kind)
    assert len(await asked(store, tmp_path, baby, concerns=[CONCERN])) == times


async def test_a_concern_that_was_ruled_out_does_not_count(store: Store, tmp_path: Path) -> None:
    assert await asked(store, tmp_path, child("b", "2025-03-01"), concerns=[CONCERN | {"status": "ruled_out"}]) == []


async def test_it_says_whether_a_brother_or_sister_ever_had_a_plan(store: Store, tmp_path: Path) -> None:
    people = [child("b", "2025-03-01"), child("s", "2020-01-01"), MOTHER]
    ties = [tie("m", "b", "mother"), tie("m", "s", "mother")]
    plan = {"person_id": "s", "kind": "child_protection_plan", "start": "2021-01-01", "end": "2022-01-01"}
    csc = {"people": people, "relationships": ties, "involvements": [plan], "concerns": [CONCERN]}
    await loaded(store, *partnership(tmp_path, csc=csc))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.answers == {"sibling_plan": True}
    assert finding.seen_by == ("csc",)


async def test_a_baby_who_died_is_asked_about_only_for_reviews(store: Store, tmp_path: Path) -> None:
    baby = child("b", "2025-03-01", date_of_death="2025-05-01")
    assert await asked(store, tmp_path, baby, concerns=[CONCERN]) == []
    assert len(await found(store, PATTERN, AS_OF, include_deceased=True)) == 1
