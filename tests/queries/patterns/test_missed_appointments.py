from pathlib import Path

from graph.store import Store
from tests.queries.building import Row, child, extract, found, loaded, nhs, partnership, person

PATTERN = "missed_appointments"
AS_OF = "2025-06-01"
GIRL = child("girl", "2018-05-01", nhs_number=nhs(1))
DAYS = ("2024-06-02", "2024-12-10", "2025-05-30")


def missed(*days: str, **more: str) -> list[Row]:
    return [{"person_id": "girl", "on": day, "outcome": "was_not_brought", **more} for day in days]


async def load(store: Store, folder: Path, *contacts: Row) -> None:
    await loaded(store, *partnership(folder, hv={"people": [GIRL], "contacts": contacts}))


async def test_three_missed_within_a_year_are_found(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, *missed(*DAYS))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.subject == person("hv", "girl")
    assert finding.answers == {"missed": 3, "missed_with": ["hv"], "followed_up": 0}
    assert [each.id for each in finding.evidence] == ["hv/s/k1", "hv/s/k2", "hv/s/k3"]
    assert finding.statement.startswith(
        "3 appointments for this child missed between 2024-06-02 and 2025-05-30, with hv; 0 followed"
    )


async def test_a_year_later_the_first_no_longer_counts(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, *missed(*DAYS))
    assert await found(store, PATTERN, "2025-06-02") == []


async def test_two_are_not_enough(store: Store, tmp_path: Path) -> None:
    await load(store, tmp_path, *missed(*DAYS[:2]))
    assert await found(store, PATTERN, AS_OF) == []
    assert len(await found(store, PATTERN, AS_OF, min_missed=2)) == 1


async def test_what_the_service_or_the_family_cancelled_is_not_missed(store: Store, tmp_path: Path) -> None:
    cancelled = [row | {"outcome": f"cancelled_by_{who}"} for row, who in zip(missed(*DAYS), ("service", "family"), strict=False)]
    await load(store, tmp_path, *missed(*DAYS[:2]), *cancelled)
    assert await found(store, PATTERN, AS_OF) == []


async def test_followed_up_is_from_the_day_after_to_the_thirtieth_and_by_the_same_agency(store: Store, tmp_path: Path) -> None:
    seen = [{"person_id": "girl", "on": day} for day in ("2024-07-02", "2024-12-10", "2025-05-31")]
    school = {"people": [GIRL], "contacts": [{"person_id": "girl", "on": "2024-12-11"}]}
    visitor = {"people": [GIRL], "contacts": [*missed(*DAYS), *seen]}
    await loaded(store, *partnership(tmp_path, hv=visitor, school=school))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert finding.answers["followed_up"] == 2
    (finding,) = await found(store, PATTERN, AS_OF, follow_up_days=29)
    assert finding.answers["followed_up"] == 1


async def test_one_appointment_in_two_systems_of_an_agency_counts_once_and_both_are_evidence(
    store: Store, tmp_path: Path
) -> None:
    files = {"people": [GIRL], "contacts": missed(*DAYS[:2])}
    other = {"people": [GIRL], "contacts": missed(DAYS[0]), "extract": {"system": "t"}}
    await loaded(store, extract(tmp_path / "one", "hv", files), extract(tmp_path / "other", "hv", other))
    assert await found(store, PATTERN, AS_OF) == []
    (finding,) = await found(store, PATTERN, AS_OF, min_missed=2)
    assert (finding.answers["missed"], len(finding.evidence)) == (2, 3)


async def test_missed_with_two_agencies_is_seen_by_neither_alone(store: Store, tmp_path: Path) -> None:
    visitor = {"people": [GIRL], "contacts": missed(*DAYS[:2])}
    school = {"people": [GIRL], "contacts": missed(DAYS[2])}
    await loaded(store, *partnership(tmp_path, hv=visitor, school=school))
    (finding,) = await found(store, PATTERN, AS_OF)
    assert (finding.answers["missed_with"], finding.seen_by) == (["hv", "school"], ())
    assert await found(store, PATTERN, AS_OF, "hv") == []


async def test_a_child_of_eighteen_is_no_subject(store: Store, tmp_path: Path) -> None:
    people = [child("girl", "2007-06-01"), child("boy", "2007-06-02")]
    contacts = [row | {"person_id": who} for who in ("girl", "boy") for row in missed(*DAYS)]
    await loaded(store, *partnership(tmp_path, hv={"people": people, "contacts": contacts}))
    assert [each.subject for each in await found(store, PATTERN, AS_OF)] == [person("hv", "boy")]


async def test_a_child_whose_expected_day_has_come_is_a_subject(store: Store, tmp_path: Path) -> None:
    people = [child("girl", "2024-06-01", date_of_birth_kind="expected")]
    await loaded(store, *partnership(tmp_path, hv={"people": people, "contacts": missed(*DAYS)}))
    assert len(await found(store, PATTERN, AS_OF)) == 1


async def test_a_child_who_died_is_asked_about_only_for_reviews(store: Store, tmp_path: Path) -> None:
    people = [GIRL | {"date_of_death": "2025-06-01"}]
    await loaded(store, *partnership(tmp_path, hv={"people": people, "contacts": missed(*DAYS)}))
    assert await found(store, PATTERN, AS_OF) == []
    assert len(await found(store, PATTERN, AS_OF, include_deceased=True)) == 1
    assert len(await found(store, PATTERN, "2025-05-31")) == 1
