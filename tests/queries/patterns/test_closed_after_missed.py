from datetime import date
from pathlib import Path

import pytest

from graph.store import Store
from tests.queries.building import Row, adult, child, found, loaded, nhs, partnership, tie

PATTERN = "closed_after_missed"
AS_OF = "2025-06-01"
BOY = child("boy", "2018-05-01", nhs_number=nhs(1))
SPELL = {"person_id": "boy", "kind": "health_visiting", "start": "2024-01-01", "end": "2025-03-20"}


def contact(on: str, outcome: str = "was_not_brought", **more: str) -> Row:
    return {"person_id": "boy", "on": on, "outcome": outcome, **more}


async def load(store: Store, folder: Path, spell: Row, *contacts: Row) -> None:
    await loaded(store, *partnership(folder, hv={"people": [BOY], "involvements": [spell], "contacts": contacts}))


async def test_a_closure_after_a_missed_contact_is_found(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, SPELL, contact("2025-02-11"))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert (finding.key, finding.status) == ("hv/s/i1", "inferred")
    assert finding.answers == {"missed_on": date(2025, 2, 11), "whose": "child"}
    assert finding.statement == (
        "hv ended health visiting for this child on 2025-03-20, after a contact on 2025-02-11 that ended as was not brought, "
        "with no attended contact between."
    )


@pytest.mark.parametrize(("on", "times"), [("2025-01-19", 1), ("2025-01-18", 0), ("2025-03-20", 1), ("2025-03-21", 0)])
async def test_the_missed_contact_is_within_sixty_days_before_the_end(store: Store, tmp_path: Path, on: str, times: int) -> None:
    await load(store, tmp_path, SPELL, contact(on))
    assert len(await found(store, PATTERN, AS_OF)) == times


async def test_a_door_that_nobody_opened_counts_as_missed(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, SPELL, contact("2025-02-11", "no_access"))
    assert len(await found(store, PATTERN, AS_OF)) == 1


@pytest.mark.parametrize(("on", "times"), [("2025-02-12", 0), ("2025-03-20", 0), ("2025-02-11", 1), ("2025-03-21", 1)])
async def test_an_attended_contact_between_rules_out(store: Store, tmp_path: Path, on: str, times: int) -> None:
    await load(store, tmp_path, SPELL, contact("2025-02-11"), contact(on, "attended"))
    assert len(await found(store, PATTERN, AS_OF)) == times


async def test_a_closure_that_says_so_needs_no_missed_contact(store: Store, tmp_path: Path) -> None:
    await load(
        store, tmp_path, SPELL | {"closure_reason": "non_engagement"}, contact("2025-02-11"), contact("2025-02-12", "seen")
    )
    (finding,) = await found(store, PATTERN, AS_OF)
    assert (finding.status, finding.answers["missed_on"]) == ("stated", None)
    assert finding.statement.endswith("on 2025-03-20, giving as its reason non engagement.")


async def test_an_end_two_years_ago_is_too_long_ago(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, SPELL, contact("2025-02-11"))
    assert len(await found(store, PATTERN, "2027-03-19")) == 1
    assert await found(store, PATTERN, "2027-03-20") == []


@pytest.mark.parametrize("kind", ["school", "tenancy"])
async def test_leaving_a_school_or_a_tenancy_is_no_closure(store: Store, tmp_path: Path, kind: str) -> None:
    await load(store, tmp_path, SPELL | {"kind": kind}, contact("2025-02-11"))
    assert await found(store, PATTERN, AS_OF) == []


async def test_a_closure_for_a_parent_is_a_finding_on_the_child_by_whoever_knows_both(store: Store, tmp_path: Path) -> None:
    mother = adult("mother", nhs_number=nhs(2))
    spell = {"person_id": "mother", "kind": "mental_health", "start": "2024-01-01", "end": "2025-03-20"}
    clinic = {
        "people": [mother],
        "involvements": [spell],
        "contacts": [contact("2025-02-11", "did_not_attend", person_id="mother")],
    }
    visitor = {"people": [BOY, mother], "relationships": [tie("mother", "boy", "mother")]}
    await loaded(store, *partnership(tmp_path, mh=clinic, hv=visitor))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert (finding.answers["whose"], finding.seen_by) == ("parent_figure", ())
    assert await found(store, PATTERN, AS_OF, "mh") == []
