from pathlib import Path
from typing import Any

from graph.store import Store
from queries.core.findings import Finding
from tests.queries.building import Row, adult, child, found, loaded, nhs, partnership, person, tie

PATTERN = "unrecorded_adult_in_household"
AS_OF = "2025-06-01"
GIRL = child("girl", "2018-05-01", nhs_number=nhs(1))
MAN = adult("man", "1990-01-01", nhs_number=nhs(2))


def home(who: str, start: str, end: str | None = None, **more: Any) -> Row:
    return {"person_id": who, "uprn": "999000000001", "start": start, "end": end, **more}


async def found_with(store: Store, folder: Path, *stays: Row, ties: list[Row] | None = None, man: Row = MAN) -> list[Finding]:
    files = {"people": [GIRL, man], "addresses": stays, "relationships": ties or []}
    await loaded(store, *partnership(folder, housing=files))
    return await found(store, PATTERN, AS_OF)


async def test_a_man_who_lived_with_her_for_28_days_and_is_nothing_to_her_on_record_is_found(
    store: Store, tmp_path: Path
) -> None:
    (finding,) = await found_with(store, tmp_path, home("girl", "2020-01-01"), home("man", "2025-01-01", "2025-01-29"))
    assert (finding.subject, finding.key) == (person("housing", "girl"), person("housing", "man"))
    assert finding.answers == {"days": 28}
    assert [each.id for each in finding.evidence] == ["housing/s/s1", "housing/s/s2"]
    assert "28 days of the 24 months to 2025-06-01, by the records of housing" in finding.statement


async def test_27_days_are_too_few(store: Store, tmp_path: Path) -> None:
    assert await found_with(store, tmp_path, home("girl", "2020-01-01"), home("man", "2025-01-01", "2025-01-28")) == []


async def test_days_need_not_be_in_a_row_and_no_day_counts_twice(store: Store, tmp_path: Path) -> None:
    stays = [
        home("man", "2024-01-01", "2024-01-16"),
        home("man", "2025-01-01", "2025-01-14"),
        home("man", "2025-01-01", "2025-01-10"),
    ]
    (finding,) = await found_with(store, tmp_path, home("girl", "2020-01-01"), *stays)
    assert finding.answers == {"days": 28}


async def test_days_before_the_window_do_not_count(store: Store, tmp_path: Path) -> None:
    stays = home("girl", "2020-01-01"), home("man", "2020-01-01", "2023-06-29")
    assert await found_with(store, tmp_path, *stays) == []
    (finding,) = await found(store, PATTERN, "2025-05-31")
    assert finding.answers == {"days": 28}


async def test_a_refuge_makes_no_household(store: Store, tmp_path: Path) -> None:
    stays = home("girl", "2020-01-01", address_kind="refuge"), home("man", "2020-01-01")
    assert await found_with(store, tmp_path, *stays) == []


async def test_someone_related_in_either_direction_is_not_unrecorded(store: Store, tmp_path: Path) -> None:
    stays = home("girl", "2020-01-01"), home("man", "2020-01-01")
    assert await found_with(store, tmp_path, *stays, ties=[tie("girl", "man", "other")]) == []


async def test_her_mothers_partner_is_nothing_to_her_until_somebody_says_what(store: Store, tmp_path: Path) -> None:
    stays = home("girl", "2020-01-01"), home("man", "2020-01-01")
    mother = adult("mother", "1992-01-01")
    files = {"people": [GIRL, MAN, mother], "addresses": stays, "relationships": [tie("man", "mother", "partner")]}
    await loaded(store, *partnership(tmp_path, housing=files))
    assert [each.key for each in await found(store, PATTERN, AS_OF)] == [person("housing", "man")]


async def test_seventeen_is_no_adult_and_without_a_date_of_birth_the_role_says(store: Store, tmp_path: Path) -> None:
    boy = adult("boy", "2007-06-02")
    undated, young = adult("undated"), child("young")
    stays = [home(each, "2020-01-01") for each in ("girl", "boy", "undated", "young")]
    await loaded(store, *partnership(tmp_path, housing={"people": [GIRL, boy, undated, young], "addresses": stays}))
    assert [each.key for each in await found(store, PATTERN, AS_OF)] == [person("housing", "undated")]
    on_his_birthday = {each.key for each in await found(store, PATTERN, "2025-06-02")}
    assert on_his_birthday == {person("housing", "boy"), person("housing", "undated")}


async def test_two_agencies_find_the_man_of_whom_each_knew_half_and_one_that_knows_him_takes_him_away(
    store: Store, tmp_path: Path
) -> None:
    gp = {"people": [GIRL], "addresses": [home("girl", "2020-01-01")]}
    housing = {"people": [MAN], "addresses": [home("man", "2024-12-01")]}
    police = {"people": [GIRL, MAN], "relationships": [tie("man", "girl", "father", recorded_on="2025-05-01")]}
    await loaded(store, *partnership(tmp_path, gp=gp, housing=housing, police=police))
    (finding,) = await found(store, PATTERN, AS_OF, "gp", "housing")
    assert finding.missing_picture
    assert finding.agencies == ("gp", "housing")
    assert await found(store, PATTERN, AS_OF) == []
    assert len(await found(store, PATTERN, AS_OF, known_at="2025-04-30")) == 1
