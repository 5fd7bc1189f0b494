from pathlib import Path

import pytest

from graph.store import Store
from tests.queries.building import Row, adult, child, found, loaded, nhs, partnership, tie

PATTERN = "combined_factors"
AS_OF = "2025-06-01"
GIRL = child("girl", "2018-05-01", nhs_number=nhs(1))
MOTHER = adult("mother", nhs_number=nhs(2))
LODGER = adult("lodger", nhs_number=nhs(3))


def concern(who: str, factor: str, on: str = "2025-01-10", **more: str) -> Row:
    return {"person_id": who, "factor": factor, "on": on, **more}


def stay(who: str, start: str, end: str | None = None, **more: str) -> Row:
    return {"person_id": who, "address": "1 High Street", "postcode": "AB1 2CD", "start": start, "end": end, **more}


async def load(store: Store, folder: Path, *concerns: Row, stays: list[Row] | None = None) -> None:
    files = {"people": [GIRL, MOTHER, LODGER], "relationships": [tie("mother", "girl", "mother")], "concerns": concerns}
    await loaded(store, *partnership(folder, csc=files | ({"addresses": stays} if stays else {})))


async def test_two_groups_around_a_child_are_found(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, concern("mother", "mental_ill_health", "2024-06-01"), concern("girl", "alcohol", whose="parent"))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.answers == {"groups": {"mental_ill_health": "past", "substance_misuse": "current"}}
    assert {each.id for each in finding.evidence} == {"csc/s/n1", "csc/s/n2", "csc/s/r1"}


async def test_drugs_and_alcohol_are_one_group(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, concern("mother", "drugs"), concern("mother", "alcohol"))
    assert await found(store, PATTERN, AS_OF) == []
    assert len(await found(store, PATTERN, AS_OF, min_groups=1)) == 1


async def test_what_was_ruled_out_never_counts(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, concern("mother", "drugs"), concern("mother", "domestic_abuse", status="ruled_out"))
    assert await found(store, PATTERN, AS_OF) == []


@pytest.mark.parametrize(
    ("factor", "whose", "times"),
    [("mental_ill_health", "child", 0), ("mental_ill_health", "not_stated", 1), ("domestic_abuse", "child", 1)],
)
async def test_the_childs_own_counts_only_of_domestic_abuse(
    store: Store, tmp_path: Path, factor: str, whose: str, times: int
) -> None:
    await load(store, tmp_path, concern("mother", "drugs"), concern("girl", factor, whose=whose))
    assert len(await found(store, PATTERN, AS_OF)) == times


@pytest.mark.parametrize(("end", "times"), [("2023-06-03", 1), ("2023-06-02", 0)])
async def test_somebody_who_lived_there_within_two_years_counts_and_their_concern_may_be_older(
    store: Store, tmp_path: Path, end: str, times: int
) -> None:
    stays = [stay("girl", "2020-01-01"), stay("lodger", "2022-01-01", end)]
    await load(store, tmp_path, concern("mother", "drugs"), concern("lodger", "domestic_abuse", "2015-01-01"), stays=stays)
    findings = await found(store, PATTERN, AS_OF)
    assert [{"csc/s/s1", "csc/s/s2"} <= {fact.id for fact in each.evidence} for each in findings] == [True] * times


async def test_those_in_the_same_refuge_are_no_household(store: Store, tmp_path: Path) -> None:
    stays = [stay("girl", "2020-01-01", address_kind="refuge"), stay("lodger", "2022-01-01", address_kind="refuge")]
    await load(store, tmp_path, concern("mother", "drugs"), concern("lodger", "domestic_abuse"), stays=stays)
    assert await found(store, PATTERN, AS_OF) == []


async def test_two_agencies_with_a_group_each_make_a_missing_picture_until_one_is_told(store: Store, tmp_path: Path) -> None:
    mother = {"people": [GIRL, MOTHER], "relationships": [tie("mother", "girl", "mother")]}
    share = {"record_kind": "concern", "record_id": "n1", "with_agency": "csc", "on": "2025-03-01"}
    police = {"people": [MOTHER], "concerns": [concern("mother", "domestic_abuse")], "shares": [share]}
    await loaded(store, *partnership(tmp_path, csc=mother | {"concerns": [concern("mother", "drugs")]}, police=police))
    (before,) = await found(store, PATTERN, "2025-02-28")
    (after,) = await found(store, PATTERN, "2025-03-01")
    assert (before.seen_by, after.seen_by) == ((), ("csc",))
