"""Asking a pattern: what is refused by name, how findings come, and what each says of the lens, the loads and who saw it."""

from datetime import date
from pathlib import Path

import pytest

from graph.errors import InvalidInput, UnknownName
from graph.lens import Lens
from graph.store import Store
from queries.engine.find import find
from queries.engine.registry import registry
from tests.queries.building import Files, adult, child, found, loaded, nhs, partnership, person, tie

AS_OF = date(2025, 6, 1)


def not_brought(*days: str, who: str = "c") -> list[dict[str, str]]:
    return [{"person_id": who, "on": day, "outcome": "was_not_brought"} for day in days]


VISITOR: Files = {"people": [child("c", "2015-05-05", nhs_number=nhs(1))], "contacts": not_brought("2025-02-01", "2025-03-01")}
SCHOOL: Files = {"people": [child("c", "2015-05-05", nhs_number=nhs(1))], "contacts": not_brought("2025-04-01")}


@pytest.fixture
async def missed(store: Store, tmp_path: Path) -> Store:
    """A store with two contacts missed with the health visitor and one with the school: three, together."""
    await loaded(store, *partnership(tmp_path, hv=VISITOR, school=SCHOOL))
    return store


async def test_an_unknown_pattern_is_named_and_the_nearest_is_offered(store: Store) -> None:
    with pytest.raises(UnknownName, match="unknown pattern 'missed_apointments'; did you mean missed_appointments") as refused:
        await find(store, "missed_apointments")
    assert refused.value.near == ["missed_appointments"]


async def test_an_unknown_parameter_is_named_and_the_nearest_is_offered(store: Store) -> None:
    with pytest.raises(UnknownName, match="parameter of missed_appointments 'min_mised'; did you mean min_missed"):
        await find(store, "missed_appointments", parameters={"min_mised": 2})


async def test_a_parameter_that_no_pattern_has_is_refused_when_all_are_asked(store: Store) -> None:
    with pytest.raises(UnknownName, match="min_mised"):
        await find(store, "all", parameters={"min_mised": 2})


@pytest.mark.parametrize("value", ["many", "-1", "²", 0, True, 3.5])
async def test_a_wrong_value_is_named_with_what_was_expected(store: Store, value: object) -> None:
    with pytest.raises(InvalidInput, match=f"min_missed: expected a whole number from 1 to 100000, found '{value}'"):
        await find(store, "missed_appointments", parameters={"min_missed": value})


@pytest.mark.parametrize("pattern", sorted(registry()))
async def test_the_largest_values_are_answered_and_a_larger_one_is_refused(missed: Store, pattern: str) -> None:
    numbers = [each for each in registry()[pattern].parameters if each.type == "number"]
    largest = {each.name: each.most for each in numbers if not each.name.startswith("min_")}
    await found(missed, pattern, "1900-01-01", subject="hv/s/c", **largest)
    for each in numbers[:1]:
        with pytest.raises(InvalidInput, match=f"{each.name}: expected a whole number from 1 to {each.most}"):
            await found(missed, pattern, "2025-06-01", **{each.name: each.most + 1})


@pytest.mark.parametrize(("as_of", "known_at", "name"), [("1899-12-31", None, "as_of"), ("2025-06-01", "9999-12-31", "known_at")])
async def test_a_lens_on_a_day_that_nobody_means_is_refused(missed: Store, as_of: str, known_at: str | None, name: str) -> None:
    with pytest.raises(InvalidInput, match=f"{name}: expected a day of the years 1900 to 2199, found"):
        await found(missed, "missed_appointments", as_of, known_at=known_at)


async def test_a_birth_on_the_last_day_that_there_is_stops_nobodys_answer(store: Store, tmp_path: Path) -> None:
    people = [child("c", "9999-12-31", date_of_birth_kind="expected"), child("d", "9998-01-01"), adult("m")]
    ties = [tie("m", who, "mother", start="2025-01-01") for who in "cd"]
    await loaded(store, *partnership(tmp_path, hv={"people": people, "relationships": ties}))
    answer = await found(store, "all", "2025-06-01", only_with_concern=False)
    assert [each.pattern for each in answer] == ["adult_across_families"]  # neither birth is one that anybody knows


async def test_an_unknown_agency_in_the_lens_is_named_and_the_nearest_is_offered(missed: Store) -> None:
    with pytest.raises(UnknownName, match="unknown agency 'scool'; did you mean school"):
        await found(missed, "missed_appointments", "2025-06-01", "hv", "scool")


async def test_a_lens_without_an_agency_is_refused() -> None:
    with pytest.raises(InvalidInput, match="at least one agency"):
        Lens.of(AS_OF, agencies=())


@pytest.mark.parametrize("name", ["nobody", nhs(77)])
async def test_somebody_unknown_is_an_error_that_does_not_repeat_the_name(missed: Store, name: str) -> None:
    with pytest.raises(InvalidInput, match="nobody is found by that name") as refused:
        await found(missed, "missed_appointments", "2025-06-01", subject=name)
    assert name not in str(refused.value).replace("nobody is found", "")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("hvv/s/c", "unknown agency 'hvv'; did you mean hv?"),
        ("scool/s/c", "unknown agency 'scool'; did you mean school?"),
        ("hv/x/c", "unknown system of hv 'x'; known: s"),
        ("hv/s/nobody", "nobody is found by the record 'hv/s/nobody'; expected the person_id of a record that hv/s has"),
    ],
)
async def test_an_unknown_record_is_named_and_the_nearest_agency_or_system_is_offered(
    missed: Store, name: str, said: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        await found(missed, "missed_appointments", "2025-06-01", subject=name)
    assert str(refused.value) == said


@pytest.mark.parametrize("name", [person("hv", "c"), person("school", "c"), "hv/s/c", "school/s/c", nhs(1)])
async def test_a_person_is_found_by_the_id_of_any_record_by_record_and_by_nhs_number(missed: Store, name: str) -> None:
    (finding,) = await found(missed, "missed_appointments", "2025-06-01", subject=name)
    assert finding.subject == person("hv", "c")


async def test_one_subject_is_answered_without_the_others(store: Store, tmp_path: Path) -> None:
    people = [child(name, "2015-05-05") for name in "ab"]
    contacts = not_brought("2025-02-01", "2025-03-01", who="a") + not_brought("2025-02-01", "2025-03-01", who="b")
    await loaded(store, *partnership(tmp_path, hv={"people": people, "contacts": contacts}))
    (finding,) = await found(store, "missed_appointments", "2025-06-01", subject="hv/s/b", min_missed=2)
    assert finding.subject == person("hv", "b")


async def test_findings_come_by_subject_then_key(store: Store, tmp_path: Path) -> None:
    people = [child(f"c{number}", "2015-05-05") for number in range(4)]
    ended = {"kind": "health_visiting", "start": "2024-01-01", "end": "2025-05-01", "closure_reason": "non_engagement"}
    spells = [
        ended | {"person_id": row["person_id"], "involvement_id": f"{each}-{row['person_id']}"} for row in people for each in "ba"
    ]
    await loaded(store, *partnership(tmp_path, hv={"people": people, "involvements": spells}))
    findings = await found(store, "closed_after_missed", "2025-06-01")
    named = [(each.subject, each.key) for each in findings]
    assert len(named) == 8
    assert named == sorted(named)


@pytest.mark.parametrize("subject", [None, "hv/s/c"])
async def test_a_question_takes_two_round_trips_for_one_person_and_for_everyone(missed: Store, subject: str | None) -> None:
    before = missed.round_trips
    await found(missed, "missed_appointments", "2025-06-01", subject=subject)
    assert missed.round_trips - before == 2


async def test_what_no_agency_sees_alone_is_a_missing_picture(missed: Store) -> None:
    (finding,) = await found(missed, "missed_appointments", "2025-06-01")
    assert (finding.answers["missed"], finding.agencies, finding.seen_by) == (3, ("hv", "school"), ())
    assert finding.missing_picture is True


async def test_seen_by_names_the_agencies_whose_own_lens_finds_it(missed: Store) -> None:
    (finding,) = await found(missed, "missed_appointments", "2025-06-01", min_missed=2)
    assert (finding.seen_by, finding.missing_picture) == (("hv",), False)


async def test_an_agency_outside_the_lens_is_never_among_those_who_see(missed: Store) -> None:
    (finding,) = await found(missed, "missed_appointments", "2025-06-01", "school", min_missed=1)
    assert (finding.answers["missed"], finding.seen_by) == (1, ("school",))


async def test_seen_by_can_be_left_out(missed: Store) -> None:
    answer = await find(missed, "missed_appointments", lens=Lens.of(AS_OF), with_seen_by=False)
    assert [(each.seen_by, each.missing_picture) for each in answer.findings] == [(None, None)]


async def test_an_agency_that_sees_another_status_does_not_see_the_finding(store: Store, tmp_path: Path) -> None:
    people = [child("c", "2015-05-05", nhs_number=nhs(1)), adult("f", nhs_number=nhs(2))]
    father = [tie("f", "c", "father")]
    seen = [{"person_id": "c", "on": "2025-05-01"}]
    visitor = {"people": people, "relationships": father, "contacts": seen}
    worker = {"people": [people[0], people[1] | {"date_of_death": "2024-01-10"}], "relationships": father}
    await loaded(store, *partnership(tmp_path, hv=visitor, csc=worker))
    (alone,) = await found(store, "absent_father", "2025-06-01", "hv", min_contacts=1)
    (together,) = await found(store, "absent_father", "2025-06-01", min_contacts=1)
    assert (alone.status, together.status) == ("never_contacted", "deceased")
    assert (alone.seen_by, together.seen_by) == (("hv",), ("csc",))


async def test_a_finding_has_its_days_and_whose_facts_they_are(store: Store, tmp_path: Path) -> None:
    spell = {
        "person_id": "c",
        "kind": "health_visiting",
        "start": "2024-01-01",
        "end": "2025-03-20",
        "end_recorded_on": "2025-03-22",
    }
    visitor = {"people": [child("c", "2015-05-05")], "involvements": [spell], "contacts": not_brought("2025-02-11")}
    await loaded(store, *partnership(tmp_path, hv=visitor))
    (finding,) = await found(store, "closed_after_missed", "2025-06-01")
    assert finding.key == "hv/s/i1"
    assert (finding.first_on, finding.last_on) == (date(2024, 1, 1), date(2025, 3, 20))
    assert finding.on_record_since == date(2025, 3, 22)
    assert [(each.id, each.kind, each.agency) for each in finding.evidence] == [
        ("hv/s/i1", "involvement", "hv"),
        ("hv/s/k1", "contact", "hv"),
    ]


async def test_an_unfinished_load_is_said_before_every_other_caution(missed: Store) -> None:
    await missed.write("MATCH (load:Load {agency: 'school'}) REMOVE load.finished_at")
    (finding,) = await found(missed, "missed_appointments", "2025-06-01")
    said = "Load it again, or give it up with `casegraph load --give-up`, then ask again."
    assert finding.cautions[0] == f"A load is unfinished: school/s of 2026-01-01. {said}"
    assert finding.cautions[1:] == registry()["missed_appointments"].cautions


async def test_a_smaller_lens_is_named_in_the_statement(missed: Store) -> None:
    (alone,) = await found(missed, "missed_appointments", "2025-06-01", "hv", min_missed=1)
    (together,) = await found(missed, "missed_appointments", "2025-06-01", min_missed=1)
    assert alone.statement.endswith("(Through the records of hv alone.)")
    assert "Through the records" not in together.statement


MOTHER: Files = {"people": [child("c", "2015-05-05"), adult("m")], "relationships": [tie("m", "c", "mother")]}


@pytest.mark.parametrize(
    ("covers_from", "covers_to", "covered"),
    [
        ("2024-06-02", "2025-06-01", True),
        ("2024-06-03", "2025-06-01", False),
        ("2024-06-02", "2025-04-27", True),
        ("2024-06-02", "2025-04-26", False),
    ],
)
async def test_coverage_is_of_every_silent_day(
    store: Store, tmp_path: Path, covers_from: str, covers_to: str, covered: bool
) -> None:
    header = {"covers_from": covers_from, "covers_to": covers_to}
    await loaded(store, *partnership(tmp_path, hv={**MOTHER, "extract": header}))
    (finding,) = await found(store, "absent_father", "2025-06-01")
    assert finding.status == "not_recorded"
    assert finding.coverage is not None
    assert (finding.coverage.covered, finding.coverage.not_covered) == ((("hv",), ()) if covered else ((), ("hv",)))
    assert ("No agency's extracts cover those days" in finding.statement) is not covered


async def test_a_finding_that_rests_on_no_absence_says_nothing_of_coverage(missed: Store) -> None:
    (finding,) = await found(missed, "missed_appointments", "2025-06-01")
    assert finding.coverage is None
    assert "coverage" not in finding.to_dict()
