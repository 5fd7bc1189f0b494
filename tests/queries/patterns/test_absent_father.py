from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from tests.queries.building import Row, adult, child, found, loaded, nhs, partnership, person, tie

PATTERN = "absent_father"
AS_OF = "2025-06-01"
BOY = child("boy", "2018-05-01", nhs_number=nhs(1))
SISTER = child("sister", "2016-05-01", nhs_number=nhs(2))
MOTHER = adult("mother", nhs_number=nhs(3))
FATHER = adult("father", nhs_number=nhs(4), sex="M")
FAMILY = [tie("mother", "boy", "mother"), tie("father", "boy", "father")]
DAYS = ("2024-06-02", "2024-12-10", "2025-05-30")


def seen(*days: str, who: str = "boy") -> list[Row]:
    return [{"person_id": who, "on": day} for day in days]


def there(contact: str = "k1", who: str = "father", presence: str = "present", **more: str) -> Row:
    return {"contact_id": contact, "person_id": who, "presence": presence, **more}


async def load(store: Store, folder: Path, **files: Any) -> None:
    defaults = {"people": [BOY, SISTER, MOTHER, FATHER], "relationships": FAMILY, "contacts": seen(*DAYS)}
    await loaded(store, *partnership(folder, hv=defaults | files))


async def status(store: Store, as_of: str = AS_OF, **more: Any) -> list[str | None]:
    return [each.status for each in await found(store, PATTERN, as_of, subject="hv/s/boy", **more)]


async def test_a_child_with_a_mother_and_no_father_on_record_is_found(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, relationships=FAMILY[:1])
    (finding,) = await found(store, PATTERN, AS_OF)
    assert (finding.subject, finding.status) == (person("hv", "boy"), "not_recorded")
    assert finding.answers == {"fathers": [], "last_contact_on": None, "contacts": None}
    assert "on record with hv, the agencies whose records were searched" in finding.statement


async def test_without_a_mother_three_attended_contacts_show_that_there_was_somebody_to_ask(store: Store, tmp_path: Path) -> None:
    others = [tie("mother", "sister", "mother")]
    await load(store, tmp_path, relationships=others, contacts=[*seen(*DAYS), *seen("2025-01-01", who="sister")])
    assert await status(store) == ["not_recorded"]
    assert await status(store, "2025-06-02") == []


async def test_a_father_never_met_is_found_where_services_were_there(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path)
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.status == "never_contacted"
    assert finding.answers == {"fathers": [person("hv", "father")], "last_contact_on": None, "contacts": 3}
    assert {each.id for each in finding.evidence} == {"hv/s/r2", "hv/s/k1", "hv/s/k2", "hv/s/k3"}
    assert await status(store, "2025-06-02") == []


async def test_contacts_in_which_the_mother_took_part_count_too(store: Store, tmp_path: Path) -> None:
    contacts = [*seen(DAYS[0]), *seen(DAYS[1], who="mother"), *seen(DAYS[2], who="sister")]
    await load(store, tmp_path, contacts=contacts, contact_people=[there("k3", "mother")])
    assert await status(store) == ["never_contacted"]


async def test_a_mother_who_was_absent_took_no_part(store: Store, tmp_path: Path) -> None:
    contacts = [*seen(*DAYS[:2]), *seen(DAYS[2], who="sister")]
    await load(store, tmp_path, contacts=contacts, contact_people=[there("k3", "mother", "absent")])
    assert await status(store) == []


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (there(), []),
        (there(presence="absent"), ["never_contacted"]),
        (there(presence="not_stated"), ["never_contacted"]),
        (there(part="alleged_perpetrator"), ["never_contacted"]),
    ],
)
async def test_a_father_is_met_when_he_was_there_and_not_as_alleged_perpetrator(
    store: Store, tmp_path: Path, part: Row, expected: list[str]
) -> None:
    await load(store, tmp_path, contact_people=[part])
    assert await status(store) == expected


async def test_a_father_met_over_a_year_ago_was_not_met_recently(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, contacts=[*seen(*DAYS), *seen("2024-06-01")], contact_people=[there("k4")])
    (finding,) = await found(store, PATTERN, AS_OF)
    assert (finding.status, finding.answers["last_contact_on"]) == ("not_recently", date(2024, 6, 1))
    assert await status(store, window_months=13) == []


async def test_a_father_met_about_a_sibling_was_met(store: Store, tmp_path: Path) -> None:
    family = [*FAMILY, tie("father", "sister", "father")]
    contacts = [*seen(*DAYS), *seen("2025-04-01", who="sister")]
    await load(store, tmp_path, relationships=family, contacts=contacts, contact_people=[there("k4")])
    assert await status(store) == []


async def test_a_father_known_to_have_died_is_said_to_have_died(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, people=[BOY, MOTHER, FATHER | {"date_of_death": "2025-06-01"}])
    assert await status(store) == ["deceased"]
    assert await status(store, "2025-05-31", min_contacts=2) == ["never_contacted"]


async def test_a_father_kept_away_for_safety_is_not_asked_for_unless_another_is_not(store: Store, tmp_path: Path) -> None:
    kept_away = [*FAMILY[:1], FAMILY[1] | {"contact_restricted": True}]
    await load(store, tmp_path, relationships=kept_away)
    assert await status(store) == ["kept_away"]


async def test_two_fathers_of_whom_one_is_kept_away_and_one_never_met(store: Store, tmp_path: Path) -> None:
    other = adult("other", nhs_number=nhs(5))
    ties = [*FAMILY[:1], FAMILY[1] | {"contact_restricted": True}, tie("other", "boy", "father")]
    await load(store, tmp_path, people=[BOY, MOTHER, FATHER, other], relationships=ties, contact_people=[there()])
    assert await status(store) == ["never_contacted"]


@pytest.mark.parametrize(("sex", "expected"), [("M", "never_contacted"), ("F", "not_recorded"), (None, "not_recorded")])
async def test_a_parent_is_a_father_where_a_record_says_that_he_is_male(
    store: Store, tmp_path: Path, sex: str | None, expected: str
) -> None:
    await load(
        store, tmp_path, people=[BOY, MOTHER, FATHER | {"sex": sex}], relationships=[*FAMILY[:1], tie("father", "boy", "parent")]
    )
    assert await status(store) == [expected]


async def test_the_police_know_a_father_whom_the_health_visitor_does_not(store: Store, tmp_path: Path) -> None:
    visitor = {"people": [BOY, MOTHER], "relationships": FAMILY[:1]}
    police = {"people": [BOY, FATHER], "relationships": FAMILY[1:]}
    await loaded(store, *partnership(tmp_path, hv=visitor, police=police))
    assert [each.status for each in await found(store, PATTERN, AS_OF, "hv")] == ["not_recorded"]
    assert await found(store, PATTERN, AS_OF) == []


TWO = [tie("mother", "boy", "mother"), tie("other", "boy", "mother")]
WIFE = adult("other", nhs_number=nhs(5), sex="F")


async def test_a_family_with_two_mothers_by_one_agency_is_no_absence(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, people=[BOY, MOTHER, WIFE], relationships=TWO)
    assert await status(store) == []


async def test_two_mothers_by_two_agencies_may_be_one_woman(store: Store, tmp_path: Path) -> None:
    gp = {"people": [BOY, WIFE], "relationships": TWO[1:]}
    await loaded(store, *partnership(tmp_path, hv={"people": [BOY, MOTHER], "relationships": TWO[:1]}, gp=gp))
    assert await status(store) == ["not_recorded"]
