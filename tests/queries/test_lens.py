"""The lens, rule by rule: whose records, which day, and what had been written down by then."""

from pathlib import Path
from typing import Any

from graph.store import Store
from tests.queries.building import Files, adult, child, extract, found, loaded, nhs, partnership, person, tie

CHILD = child("c", "2015-05-05", nhs_number=nhs(1))
MISSED = {"person_id": "c", "on": "2025-03-10", "outcome": "was_not_brought"}
SOCIAL_CARE: Files = {"people": [CHILD]}


async def with_missed(store: Store, folder: Path, missed: dict[str, Any] | None = None, **more: Any) -> None:
    """A health visitor's missed contact, and a social worker who has only a record of the child."""
    visitor = {"people": [CHILD], "contacts": [MISSED | (missed or {})], **more}
    await loaded(store, *partnership(folder, hv=visitor, csc=SOCIAL_CARE))


async def sees(store: Store, as_of: str, *agencies: str, known_at: str | None = None) -> bool:
    """Whether the missed contact counts through that lens."""
    return bool(await found(store, "missed_appointments", as_of, *agencies, known_at=known_at, min_missed=1))


def shared(on: str, **more: Any) -> list[dict[str, Any]]:
    return [{"record_kind": "contact", "record_id": "k1", "with_agency": "csc", "on": on, **more}]


async def test_an_agency_sees_its_own_record_and_another_does_not(store: Store, tmp_path: Path) -> None:
    await with_missed(store, tmp_path)
    assert await sees(store, "2025-06-01", "hv")
    assert not await sees(store, "2025-06-01", "csc")


async def test_a_record_that_was_shared_is_seen_from_the_day_on_which_it_was(store: Store, tmp_path: Path) -> None:
    await with_missed(store, tmp_path, shares=shared("2025-04-10"))
    assert await sees(store, "2025-04-10", "csc")
    assert not await sees(store, "2025-04-09", "csc")


async def test_what_counts_is_when_the_sharing_was_known_not_the_day_asked_about(store: Store, tmp_path: Path) -> None:
    await with_missed(store, tmp_path, shares=shared("2025-04-10"))
    assert await sees(store, "2025-03-31", "csc", known_at="2025-04-10")
    assert not await sees(store, "2025-06-01", "csc", known_at="2025-04-09")


async def test_a_decision_to_withhold_makes_nothing_visible(store: Store, tmp_path: Path) -> None:
    await with_missed(store, tmp_path, shares=shared("2025-03-11", decision="withheld"))
    assert not await sees(store, "2025-06-01", "csc")


async def test_sharing_with_one_agency_shows_nothing_to_a_third(store: Store, tmp_path: Path) -> None:
    shares = [*shared("2025-03-11"), shared("2025-03-11")[0] | {"with_agency": "school", "decision": "withheld"}]
    visitor = {"people": [CHILD], "contacts": [MISSED], "shares": shares}
    await loaded(store, *partnership(tmp_path, hv=visitor, csc=SOCIAL_CARE, school=SOCIAL_CARE))
    assert await sees(store, "2025-06-01", "csc")
    assert not await sees(store, "2025-06-01", "school")


async def test_what_was_written_down_late_was_not_known_before(store: Store, tmp_path: Path) -> None:
    await with_missed(store, tmp_path, {"recorded_on": "2025-05-20"})
    assert await sees(store, "2025-06-01", known_at="2025-05-20")
    assert not await sees(store, "2025-06-01", known_at="2025-05-19")


async def test_of_a_partial_day_the_last_is_when_it_was_on_record(store: Store, tmp_path: Path) -> None:
    await with_missed(store, tmp_path, {"on": "2025-03"})
    assert await sees(store, "2025-03-31")
    assert not await sees(store, "2025-03-30")


async def test_what_happened_after_the_day_asked_about_is_not_seen(store: Store, tmp_path: Path) -> None:
    await with_missed(store, tmp_path)
    assert await sees(store, "2025-03-10", known_at="2025-06-01")
    assert not await sees(store, "2025-03-09", known_at="2025-06-01")


async def test_what_a_later_extract_says_was_not_known_before_that_extract(store: Store, tmp_path: Path) -> None:
    first = {"extract": {"extracted_on": "2025-04-01"}, "people": [CHILD], "contacts": [MISSED | {"outcome": "attended"}]}
    later = {"extract": {"extracted_on": "2025-05-01"}, "people": [CHILD], "contacts": [MISSED]}
    await loaded(store, extract(tmp_path / "later", "hv", later), extract(tmp_path / "first", "hv", first))
    assert await sees(store, "2025-06-01", known_at="2025-05-01")
    assert not await sees(store, "2025-06-01", known_at="2025-04-30")


async def test_what_a_whole_later_extract_no_longer_has_is_gone_from_that_day(store: Store, tmp_path: Path) -> None:
    covers = {"covers_from": "2025-01-01", "covers_to": "2025-05-01"}
    other = MISSED | {"contact_id": "k2", "outcome": "unknown"}
    first = {"extract": covers | {"extracted_on": "2025-04-01"}, "people": [CHILD], "contacts": [MISSED, other]}
    later = {"extract": covers | {"extracted_on": "2025-05-01"}, "people": [CHILD], "contacts": [other]}
    await loaded(store, extract(tmp_path / "first", "hv", first), extract(tmp_path / "later", "hv", later))
    assert await sees(store, "2025-06-01", known_at="2025-04-30")
    assert not await sees(store, "2025-06-01", known_at="2025-05-01")


async def closed(store: Store, as_of: str, known_at: str | None = None) -> int:
    return len(await found(store, "closed_after_missed", as_of, known_at=known_at))


async def test_an_end_was_known_only_once_it_had_come_and_was_written_down(store: Store, tmp_path: Path) -> None:
    spell = {"person_id": "c", "start": "2024-09-01", "end": "2025-04-01", "end_recorded_on": "2025-05-01"}
    await loaded(
        store, *partnership(tmp_path, hv={"people": [CHILD], "involvements": [spell | {"closure_reason": "non_engagement"}]})
    )
    assert await closed(store, "2025-06-01", known_at="2025-05-01") == 1
    assert await closed(store, "2025-06-01", known_at="2025-04-30") == 0
    assert await closed(store, "2025-04-01", known_at="2025-05-01") == 1
    assert await closed(store, "2025-03-31", known_at="2025-05-01") == 0


async def test_a_death_is_known_neither_before_it_nor_before_the_record_of_it(store: Store, tmp_path: Path) -> None:
    dead = CHILD | {"date_of_death": "2025-05-10"}
    visitor = {"people": [CHILD], "contacts": [MISSED]}
    registrar = {"people": [dead | {"recorded_on": "2025-05-20"}]}
    await loaded(store, *partnership(tmp_path, hv=visitor, csc=registrar))
    assert not await sees(store, "2025-06-01", known_at="2025-05-20")
    assert await sees(store, "2025-06-01", known_at="2025-05-19")
    assert await sees(store, "2025-05-09", known_at="2025-06-01")
    assert await sees(store, "2025-06-01", "hv")


async def test_a_death_later_than_what_was_known_is_not_known_even_of_a_record_that_was_there(
    store: Store, tmp_path: Path
) -> None:
    await loaded(store, *partnership(tmp_path, hv={"people": [CHILD | {"date_of_death": "2025-05-10"}], "contacts": [MISSED]}))
    assert not await sees(store, "2025-06-01", known_at="2025-05-10")
    assert await sees(store, "2025-06-01", known_at="2025-05-09")


async def test_a_record_of_a_person_is_carried_by_what_was_shared_about_them(store: Store, tmp_path: Path) -> None:
    ageless = {"people": [child("c", nhs_number=nhs(1))]}
    visitor = {"people": [CHILD], "contacts": [MISSED], "shares": shared("2025-04-10")}
    await loaded(store, *partnership(tmp_path, hv=visitor, csc=ageless))
    (finding,) = await found(store, "missed_appointments", "2025-06-01", "csc", min_missed=1)
    assert finding.records == ("csc/s/c", "hv/s/c")
    assert not await sees(store, "2025-04-09", "csc")


async def test_a_record_of_somebody_involved_is_carried_too(store: Store, tmp_path: Path) -> None:
    dead = adult("f", nhs_number=nhs(2), date_of_death="2025-01-10")
    there = {"contact_id": "k1", "person_id": "f", "presence": "not_stated"}
    father = adult("f", nhs_number=nhs(2))
    worker = {"people": [CHILD, father], "relationships": [tie("f", "c", "father")]}
    visitor = {"people": [CHILD, dead], "contacts": [MISSED], "contact_people": [there], "shares": shared("2025-04-10")}
    await loaded(store, *partnership(tmp_path, hv=visitor, csc=worker))
    (finding,) = await found(store, "absent_father", "2025-04-10", "csc")
    assert (finding.status, {each.id for each in finding.evidence}) == ("deceased", {"csc/s/r1", "hv/s/f"})
    assert await found(store, "absent_father", "2025-04-09", "csc") == []


async def test_a_record_is_no_longer_carried_once_it_was_taken_back_that_they_were_involved(store: Store, tmp_path: Path) -> None:
    dead, mother = adult("f", nhs_number=nhs(2), date_of_death="2025-01-10"), adult("m")
    first, second = [{"contact_id": "k1", "person_id": who, "presence": "not_stated"} for who in "fm"]
    visitor = {"people": [CHILD, dead, mother], "contacts": [MISSED], "shares": shared("2025-03-11")}
    told = visitor | {"contact_people": [first, second], "extract": {"extracted_on": "2025-04-01"}}
    whole = {"extracted_on": "2025-05-01", "covers_from": "2025-01-01", "covers_to": "2025-05-01"}
    taken_back = visitor | {"contact_people": [second], "extract": whole}
    worker = {"people": [CHILD, adult("f", nhs_number=nhs(2))], "relationships": [tie("f", "c", "father")]}
    extracts = (("told", "hv", told), ("taken back", "hv", taken_back), ("csc", "csc", worker))
    await loaded(store, *(extract(tmp_path / name, agency, files) for name, agency, files in extracts))
    (finding,) = await found(store, "absent_father", "2025-04-30", "csc")
    assert finding.status == "deceased"
    assert await found(store, "absent_father", "2025-05-01", "csc") == []


async def test_relationships_are_not_shared_with_a_fact_about_the_same_people(store: Store, tmp_path: Path) -> None:
    visitor = {
        "people": [CHILD, adult("m", nhs_number=nhs(2))],
        "relationships": [tie("m", "c", "mother")],
        "contacts": [MISSED],
        "contact_people": [{"contact_id": "k1", "person_id": "m", "presence": "present"}],
        "shares": shared("2025-03-11"),
    }
    await loaded(store, *partnership(tmp_path, hv=visitor, csc=SOCIAL_CARE))
    (finding,) = await found(store, "absent_father", "2025-06-01", "csc", "hv")
    assert (finding.status, finding.seen_by) == ("not_recorded", ("hv",))
    assert await found(store, "absent_father", "2025-06-01", "csc") == []


async def test_stays_are_not_shared_with_a_fact_about_the_same_child(store: Store, tmp_path: Path) -> None:
    stays = [{"person_id": "c", "address": f"{number} High Street", "start": f"2025-0{number}-01"} for number in (1, 2)]
    visitor = {"people": [CHILD], "addresses": stays, "contacts": [MISSED], "shares": shared("2025-03-11")}
    await loaded(store, *partnership(tmp_path, hv=visitor, csc=SOCIAL_CARE))
    assert len(await found(store, "frequent_moves", "2025-06-01", "hv", min_moves=1)) == 1
    assert await found(store, "frequent_moves", "2025-06-01", "csc", min_moves=1) == []


async def test_an_undated_relationship_is_always_on_record(store: Store, tmp_path: Path) -> None:
    hv = {
        "people": [CHILD, adult("m")],
        "relationships": [tie("m", "c", "mother"), tie("m", "c", "mother", recorded_on="2025-05-20")],
    }
    await loaded(store, *partnership(tmp_path, hv=hv))
    (early,) = await found(store, "absent_father", "2020-01-01")
    (late,) = await found(store, "absent_father", "2025-06-01")
    assert [len(each.evidence) for each in (early, late)] == [1, 2]


async def test_who_is_one_person_does_not_depend_on_the_lens(store: Store, tmp_path: Path) -> None:
    await with_missed(store, tmp_path)
    (finding,) = await found(store, "missed_appointments", "2025-06-01", "hv", min_missed=1)
    assert finding.subject == person("csc", "c")
    assert finding.records == ("hv/s/c",)
