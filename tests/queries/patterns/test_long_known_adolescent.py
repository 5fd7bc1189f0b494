"""Has this young person been known for years, and is still hard to help?"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from queries.core.findings import Finding
from tests.queries.building import child, found, loaded, nhs, partnership, person

PATTERN, AS_OF = "long_known_adolescent", "2025-06-01"


def young(born: str = "2010-01-01") -> dict[str, Any]:
    return child("y", born, nhs_number=nhs(1))


async def asked(store: Store, folder: Path, first: str, born: str = "2010-01-01", **school: Any) -> list[Finding]:
    """Social care from the first day on, the police on 2020-05-01 + 5 years; the school as it is said."""
    csc = {"people": [young(born)], "involvements": [{"person_id": "y", "kind": "child_in_need", "start": first}]}
    police = {"people": [young(born)], "contacts": [{"person_id": "y", "on": "2025-05-01", "kind": "incident"}]}
    await loaded(store, *partnership(folder, csc=csc, police=police, school={"people": [young(born)], **school}))
    return await found(store, PATTERN, AS_OF)


MEETING = {"person_id": "y", "on": "2022-01-01", "kind": "meeting"}


async def test_three_agencies_over_five_years_are_found_and_no_one_of_them_sees_it(store: Store, tmp_path: Path) -> None:
    (finding,) = await asked(store, tmp_path, "2020-04-30", contacts=[MEETING])
    assert finding.subject == person("csc", "y")
    assert finding.answers == {"known_to": ["csc", "police", "school"], "since": date(2020, 4, 30)}
    assert {each.id for each in finding.evidence} == {"csc/s/i1", "police/s/k1", "school/s/k1"}
    assert finding.missing_picture
    assert await found(store, PATTERN, AS_OF, "csc", "police") == []


@pytest.mark.parametrize(("first", "times"), [("2020-05-01", 1), ("2020-05-02", 0)])
async def test_five_years_are_counted_as_ages_are(store: Store, tmp_path: Path, first: str, times: int) -> None:
    assert len(await asked(store, tmp_path, first, contacts=[MEETING])) == times


@pytest.mark.parametrize(("born", "times"), [("2012-06-01", 1), ("2012-06-02", 0), ("2007-06-02", 1), ("2007-06-01", 0)])
async def test_the_young_person_is_13_to_17(store: Store, tmp_path: Path, born: str, times: int) -> None:
    assert len(await asked(store, tmp_path, "2019-01-01", born, contacts=[MEETING])) == times


@pytest.mark.parametrize(
    "school",
    [
        {"contacts": [MEETING | {"kind": "appointment"}]},
        {"involvements": [{"person_id": "y", "kind": "school", "start": "2018-09-01"}]},
        {"involvements": [{"person_id": "y", "kind": "health_visiting", "start": "2018-09-01"}]},
    ],
    ids=["appointment", "school", "health visiting"],
)
async def test_what_every_child_has_does_not_count(store: Store, tmp_path: Path, school: dict[str, Any]) -> None:
    assert await asked(store, tmp_path, "2019-01-01", **school) == []


async def test_what_is_dated_long_before_the_birth_makes_nobody_known_for_longer(store: Store, tmp_path: Path) -> None:
    early = {"person_id": "y", "on": "2001-01-01", "kind": "meeting"}
    assert await asked(store, tmp_path, "2022-01-01", contacts=[early, MEETING]) == []
