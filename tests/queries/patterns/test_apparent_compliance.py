from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from tests.queries.building import Row, child, found, loaded, nhs, partnership, person

PATTERN = "apparent_compliance"
AS_OF = "2025-06-01"
BOY = child("boy", "2018-05-01", nhs_number=nhs(1))


def agreed(on: str, engagement: str | None = "agreed", **more: Any) -> Row:
    return {"person_id": "boy", "on": on, "engagement": engagement, **more}


def absent(on: str, outcome: str = "was_not_brought", **more: Any) -> Row:
    return {"person_id": "boy", "on": on, "outcome": outcome, **more}


HV = [agreed("2023-05-01"), absent("2023-06-02"), agreed("2025-01-01", "engaged"), absent("2025-01-02", "no_access")]
GP = [agreed("2025-01-01"), absent("2025-03-01", "cancelled_by_family")]


async def load(store: Store, folder: Path, hv: list[Row], gp: list[Row]) -> None:
    agencies = {"hv": {"people": [BOY], "contacts": hv}, "gp": {"people": [BOY], "contacts": gp}}
    await loaded(store, *partnership(folder, **agencies))


async def test_three_times_agreement_and_then_absence_are_found_though_no_one_agency_counts_three(
    store: Store, tmp_path: Path
) -> None:
    await load(store, tmp_path, HV, GP)
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.subject == person("gp", "boy")
    assert finding.answers == {"pairs": 3, "with_agencies": ["gp", "hv"]}
    assert [each.id for each in finding.evidence] == ["hv/s/k1", "hv/s/k2", "gp/s/k1", "hv/s/k3", "hv/s/k4", "gp/s/k2"]
    assert finding.missing_picture
    assert finding.statement.startswith("3 times between 2023-05-01 and 2025-03-01")
    assert await found(store, PATTERN, AS_OF, "hv") == []


async def test_the_absence_has_to_be_in_the_window_and_the_agreement_need_not(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, HV, GP)
    assert await found(store, PATTERN, "2025-06-02") == []


@pytest.mark.parametrize("between", [agreed("2025-02-01", None), absent("2025-02-01", "cancelled_by_service")])
async def test_only_the_next_contact_with_the_same_agency_makes_a_pair(store: Store, tmp_path: Path, between: Row) -> None:
    await load(store, tmp_path, HV, [*GP, between])
    assert await found(store, PATTERN, AS_OF) == []
    assert len(await found(store, PATTERN, AS_OF, min_pairs=2)) == 1


async def test_agreement_in_a_contact_that_was_not_attended_is_none(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, HV, [agreed("2025-01-01", outcome="cancelled_by_service"), GP[1]])
    assert await found(store, PATTERN, AS_OF) == []


async def test_contacts_of_one_day_are_in_order_of_their_ids_as_text(store: Store, tmp_path: Path) -> None:
    tenth, ninth = agreed("2025-03-01", contact_id="k10"), absent("2025-03-01", contact_id="k9")
    await load(store, tmp_path, HV, [ninth, tenth])
    assert len(await found(store, PATTERN, AS_OF)) == 1


async def test_an_absence_written_down_later_was_not_known_before(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, HV, [GP[0], GP[1] | {"recorded_on": "2025-05-01"}])
    assert await found(store, PATTERN, AS_OF, known_at="2025-04-30") == []
    assert len(await found(store, PATTERN, AS_OF, known_at="2025-05-01")) == 1
