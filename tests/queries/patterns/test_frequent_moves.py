from pathlib import Path

import pytest

from graph.store import Store
from tests.queries.building import Row, child, found, loaded, nhs, partnership

PATTERN = "frequent_moves"
AS_OF = "2025-06-01"
BOY = child("boy", "2018-05-01", nhs_number=nhs(1))


def stay(number: int, start: str | None, **more: str) -> Row:
    return {"person_id": "boy", "address": f"{number} High Street", "postcode": "AB1 2CD", "start": start, **more}


FOUR = [stay(1, "2018-05-01"), stay(2, "2023-06-02"), stay(3, "2024-01-01", local_authority="E1"), stay(4, "2025-06-01")]


async def load(store: Store, folder: Path, *stays: Row, **others: list[Row]) -> None:
    agencies = {"csc": stays} | others
    await loaded(store, *partnership(folder, **{each: {"people": [BOY], "addresses": rows} for each, rows in agencies.items()}))


async def test_three_moves_in_two_years_are_found_and_the_first_home_is_no_move(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, *FOUR)
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.answers == {"moves": 3, "addresses": 3, "authorities": 1}
    assert [each.id for each in finding.evidence] == ["csc/s/s2", "csc/s/s3", "csc/s/s4"]


async def test_a_day_later_the_first_move_is_too_long_ago(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, *FOUR)
    assert await found(store, PATTERN, "2025-06-02") == []


async def test_a_stay_that_began_before_anybody_knows_comes_first(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, stay(1, None), *FOUR[1:])
    assert len(await found(store, PATTERN, AS_OF)) == 1


async def test_a_hospital_is_no_move_and_neither_is_coming_home_from_it(store: Store, tmp_path: Path) -> None:
    away = stay(9, "2024-02-01", address_kind="hospital")
    await load(store, tmp_path, *FOUR[:3], away, stay(3, "2024-02-10"))
    assert await found(store, PATTERN, AS_OF) == []


async def test_going_back_is_a_move_to_an_address_counted_once(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, *FOUR[:3], stay(2, "2025-01-01"))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.answers == {"moves": 3, "addresses": 2, "authorities": 1}


async def test_a_second_agencys_account_is_no_further_move_but_is_evidence(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, *FOUR, hv=[stay(3, "2024-02-20", local_authority="E2")])
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.answers == {"moves": 3, "addresses": 3, "authorities": 2}
    assert (len(finding.evidence), finding.agencies, finding.seen_by) == (4, ("csc", "hv"), ("csc",))


@pytest.mark.parametrize(("late", "moves"), [("2024-03-01", 3), ("2024-03-02", 4)])
async def test_an_account_sixty_days_late_is_of_the_same_move_and_one_later_looks_like_a_return(
    store: Store, tmp_path: Path, late: str, moves: int
) -> None:
    await load(store, tmp_path, *FOUR[:3], stay(4, "2024-02-01"), hv=[stay(3, late)])
    (finding,) = await found(store, PATTERN, AS_OF, min_moves=3)
    assert finding.answers["moves"] == moves


async def test_moves_that_two_agencies_each_know_a_part_of_are_seen_by_neither(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, *FOUR[:2], hv=FOUR[2:])
    (finding,) = await found(store, PATTERN, AS_OF)
    assert (finding.agencies, finding.seen_by) == (("csc", "hv"), ())
    assert await found(store, PATTERN, AS_OF, "csc") == []
