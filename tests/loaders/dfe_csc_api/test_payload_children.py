"""What a child of a payload becomes, and what is in their episodes."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.facts import FactKind
from tests.loaders.dfe_csc_api.payloads import REFERRAL, child, episode, payload, read

DAYS = {"start_date": "2025-05-02", "end_date": "2025-06-20"}
PLACED = {"child_looked_after_placement_id": "P1", **DAYS, "start_reason": "S", "end_reason": "E3"}


def test_a_child_is_a_record_with_everything_that_is_said_of_them(tmp_path: Path) -> None:
    more = {"disabilities": ["VIS", "AUT"], "postcode": "NW1 1AA", "uasc_flag": True, "former_unique_pupil_number": "A123"}
    found = read(tmp_path, payload(child(77, episode(), details=more, mis_child_id="M1")))
    person = found.one(FactKind.PERSON)
    assert (person.source, person.recorded_on, person.content["disabilities"]) == ("77", date(2025, 5, 1), ["AUT", "VIS"])
    assert person.content["other_ids"] == ["authority_child=la-999:77"]
    assert person.content["details"] == [
        "mis_child_id=M1",
        "former_unique_pupil_number=A123",
        "postcode=NW1 1AA",
        "uasc_flag=true",
    ]
    assert found.of(FactKind.STAY) == []
    assert found.undeclared() == set()


def test_an_empty_text_among_disabilities_says_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, payload(child("C1", episode(), details={"disabilities": [""]})))
    assert "disabilities" not in found.one(FactKind.PERSON).content
    assert found.rejects == []


def test_a_due_date_of_a_child_that_is_born_is_an_estimated_date_of_birth(tmp_path: Path) -> None:
    def kind(sex: str, due: str) -> object:
        details = {"date_of_birth": None, "expected_date_of_birth": due, "sex": sex}
        return read(tmp_path, payload(child("C1", episode(), details=details))).one(FactKind.PERSON).content["date_of_birth_kind"]

    assert [kind("U", "2025-09-01"), kind("F", "2025-04-01")] == ["expected", "estimated"]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("2022-02-30", "no day of the calendar"),
        ("1900-01-01", "expected a date after 1900-01-01"),
        ("a\x00b", "a control character"),
        ("\ud800", "a control character or half of one"),
        ({"day": 1}, "expected one value, found an object"),
        (["2020-01-01"], "expected one value, found a list"),
    ],
)
def test_a_value_that_cannot_be_read_is_rejected_alone_with_its_path(value: Any, reason: str, tmp_path: Path) -> None:
    found = read(tmp_path, payload(child("C1", episode(), details={"date_of_birth": value})))
    (reject,) = found.rejects
    assert reject.column == "Children[0].child_details.date_of_birth"
    assert reason in reject.reason
    assert found.one(FactKind.PERSON).content["family_name"] == "Low"


def test_a_name_that_stands_twice_and_does_not_say_the_same_is_rejected(tmp_path: Path) -> None:
    details = '{"sex": "F", "sex": "M", "surname": "A", "surname": "A"}'
    text = f'{{"la_code": 9, "Children": [{{"la_child_id": "C1", "child_details": {details}}}]}}'
    found = read(tmp_path, text, name="2025-01-01")
    assert [(reject.column, reject.reason) for reject in found.rejects] == [
        ("Children[0].child_details.sex", "it stands twice in one object and does not say the same: F and M")
    ]
    assert found.one(FactKind.PERSON).content["family_name"] == "A"


def test_a_referral_is_a_contact_and_an_involvement_on_the_days_of_the_census(tmp_path: Path) -> None:
    found = read(tmp_path, payload(child("C1", episode(closure_date="2025-07-01", closure_reason="RC8"))))
    contact, spell = found.one(FactKind.CONTACT), found.one(FactKind.INVOLVEMENT)
    assert (contact.content["kind"], contact.on, contact.content["outcome"]) == ("referral", date(2025, 5, 1), "accepted")
    assert spell.end is not None
    assert (spell.on, spell.end.day, dict(spell.end.says)["closure_reason"]) == (
        date(2025, 5, 1), date(2025, 7, 1), "threshold_not_met",
    )  # fmt: skip


def test_everything_in_an_episode_is_kept_under_its_own_id(tmp_path: Path) -> None:
    given = episode(
        child_and_family_assessments=[
            {"child_and_family_assessment_id": "A1", "start_date": "2025-05-02", "authorisation_date": "2025-06-20",
             "factors": ["3B", "21"]}
        ],
        child_in_need_plans=[{"child_in_need_plan_id": "A1", **DAYS}],
        child_protection_plans=[{"child_protection_plan_id": "A1", "start_date": "2025-05-02"}],
        section_47_assessments=[{"section_47_assessment_id": "A1", "start_date": "2025-05-02", "icpc_date": "2025-05-09"}],
        child_looked_after_placements=[PLACED | {"placement_type": "U1", "postcode": "NW1 1AA"}],
        adoption={"matched_date": "2025-05-03"},
        care_leavers={"contact_date": "2025-05-04", "activity": "F2"},
        care_worker_details=[{"worker_id": "W1"}],
    )  # fmt: skip
    found = read(
        tmp_path, payload(child("C1", given, health_and_wellbeing={"sdq_assessments": [{"date": "2025-05-05", "score": 20}]}))
    )
    assert sorted(fact.source for fact in found.of(FactKind.INVOLVEMENT)) == [
        "C1:assessment:A1", "C1:child_in_need:A1", "C1:child_protection_plan:A1", "C1:episode:E1", "C1:looked_after:P1",
        "C1:section_47:A1",
    ]  # fmt: skip
    assert sorted((fact.source, str(fact.on)) for fact in found.of(FactKind.CONTACT)) == [
        ("C1:adoption:E1:matched_date", "2025-05-03"), ("C1:care_leaver:2025-05-04", "2025-05-04"),
        ("C1:episode:E1", "2025-05-01"), ("C1:icpc:A1", "2025-05-09"), ("C1:sdq:2025-05-05", "2025-05-05"),
    ]  # fmt: skip
    concern, stay = found.one(FactKind.CONCERN), found.one(FactKind.STAY)
    assert (concern.content["factor"], concern.content["whose"], concern.on) == ("domestic_abuse", "parent", date(2025, 6, 20))
    assert (stay.content["kind"], stay.content["restricted"]) == ("foster_home", True)
    assert found.summary.tables["care_worker_details"].set_aside == 1
    assert "care_worker_details: the model has no place for workers; set aside" in found.notes
    assert (found.rejects, found.undeclared()) == ([], set())


@pytest.mark.parametrize(
    ("part", "given", "path"),
    [
        ("child_in_need_plans", {"start_date": "2025-05-02"}, "child_in_need_plan_id"),
        ("child_in_need_plans", {"child_in_need_plan_id": "A1"}, "start_date"),
        ("section_47_assessments", {"section_47_assessment_id": "A1", "start_date": "x"}, "start_date"),
        ("care_leavers", {"activity": "F2"}, "contact_date"),
    ],
)
def test_an_object_without_what_it_needs_is_rejected_and_the_rest_is_kept(
    part: str, given: dict[str, str], path: str, tmp_path: Path
) -> None:
    found = read(tmp_path, payload(child("C1", episode(**{part: [given]}))))
    assert [reject.column for reject in found.rejects] == [f"Children[0].social_care_episodes[0].{part}[0].{path}"]
    assert len(found.facts) == 3


def test_an_end_before_the_start_is_rejected_by_itself_and_told_by_the_plan(tmp_path: Path) -> None:
    plan = {"child_in_need_plan_id": "A1", "start_date": "2025-05-02", "end_date": "2025-05-01"}
    found = read(tmp_path, payload(child("C1", episode(child_in_need_plans=[plan]))))
    assert [reject.column.rsplit(".", 1)[1] for reject in found.rejects] == ["end_date"]
    (kept,) = (fact for fact in found.facts if fact.content.get("kind") == "child_in_need")
    assert (kept.end, kept.content["details"]) == (None, ["end_date=2025-05-01 (before the start)"])


def test_a_list_that_is_none_is_rejected_alone(tmp_path: Path) -> None:
    found = read(tmp_path, payload(child("C1", episode(child_in_need_plans="none", adoption=[3]))))
    assert [reject.reason for reject in found.rejects] == [
        "expected a list of objects, found 'none'", "expected an object, found '3'",
    ]  # fmt: skip
    assert len(found.facts) == 3


def test_with_a_child_that_has_no_id_everything_in_it_is_rejected(tmp_path: Path) -> None:
    given = episode(child_in_need_plans=[{"child_in_need_plan_id": "A1"}])
    found = read(tmp_path, payload(child(None, given), "no child", child("x" * 201)))
    assert [(row.table, bool(row.reject)) for row in found.rows] == [
        ("Children", True), ("Children", True), ("Children", True), ("social_care_episodes", True), ("child_in_need_plans", True),
    ]  # fmt: skip


def test_a_child_that_stands_twice_and_says_something_else_is_rejected(tmp_path: Path) -> None:
    found = read(tmp_path, payload(child("C1"), child("C1"), child("C1", details={"sex": "M"})), name="2025-01-01")
    assert [row.reject.reason if row.reject else "" for row in found.rows] == [
        "", "", "the same Children stands twice with different content, first in line 1",
    ]  # fmt: skip


def test_what_is_purged_is_named_as_removed_by_its_ids_alone(tmp_path: Path) -> None:
    whole = {"la_child_id": "C1", "social_care_episodes": [{"social_care_episode_id": "E1"}], "purge": True}
    found = read(tmp_path, payload(whole), name="2025-01-01")
    prefix = "la-999/dfe-csc-api/C1"
    assert found.facts == []
    assert found.removed == {("person", prefix), ("contact", f"{prefix}:episode:E1"), ("involvement", f"{prefix}:episode:E1")}
    assert (found.summary.total.read, found.summary.total.kept) == (2, 2)


def test_a_purge_that_is_neither_true_nor_false_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, payload(child("C1", episode(), purge="perhaps")))
    assert "purge is 'perhaps' in child, neither true nor false: read as not purged" in found.notes
    assert found.removed == set()


def test_a_purged_part_of_an_episode_takes_nothing_else_with_it(tmp_path: Path) -> None:
    gone = {"child_looked_after_placement_id": "P1", "purge": True}
    kept = PLACED | {"child_looked_after_placement_id": "P2"}
    found = read(tmp_path, payload(child("C1", REFERRAL | {"child_looked_after_placements": [gone, kept]})))
    placed = "la-999/dfe-csc-api/C1:looked_after:P1"
    assert found.removed == {("involvement", placed), ("stay", placed)}
    assert [fact.source for fact in found.of(FactKind.INVOLVEMENT)] == ["C1:episode:E1", "C1:looked_after:P2"]


def test_a_case_or_a_placement_that_ended_since_the_child_died_is_a_death_on_that_day(tmp_path: Path) -> None:
    closed = episode(closure_date="2025-09-05", closure_reason="RC2")
    placed = {"child_looked_after_placement_id": "L1", "start_date": "2025-08-02", "end_date": "2025-09-04", "end_reason": "E2"}
    for given, died in ((closed, "2025-09-05"), (episode(child_looked_after_placements=[placed]), "2025-09-04")):
        person = read(tmp_path, payload(child("C1", given))).one(FactKind.PERSON)
        assert str(person.content["date_of_death"]) == died


@pytest.mark.parametrize(
    ("more", "end"),
    [
        ({"icpc_required_flag": False}, "2025-06-23"),
        ({"icpc_required_flag": False, "end_date": "2025-07-01"}, "2025-07-01"),
        ({"icpc_required_flag": True}, "None"),
        ({}, "None"),
    ],
)
def test_an_enquiry_that_needed_no_conference_and_has_no_end_ended_on_its_first_day(
    more: dict[str, Any], end: str, tmp_path: Path
) -> None:
    enquiry = {"section_47_assessment_id": "S1", "start_date": "2025-06-23", **more}
    found = read(tmp_path, payload(child("C1", episode(section_47_assessments=[enquiry]))))
    ended = found.one(FactKind.INVOLVEMENT, "section_47").end
    assert str(ended and ended.day) == end


def test_why_a_placement_ended_is_kept_where_it_has_no_end(tmp_path: Path) -> None:
    placed = {"child_looked_after_placement_id": "L1", "start_date": "2025-08-02", "end_reason": "E2"}
    found = read(tmp_path, payload(child("C1", episode(child_looked_after_placements=[placed]))))
    assert found.one(FactKind.INVOLVEMENT, "looked_after").content["details"] == ["end_reason=E2"]
    assert "date_of_death" not in found.one(FactKind.PERSON).content


@pytest.mark.parametrize(
    ("given", "details"),
    [
        ({"referral_source": "99"}, "referral_source=99"),
        ({"referral_no_further_action_flag": "perhaps"}, "referral_no_further_action_flag=perhaps"),
        ({"closure_date": "2025-09-05", "closure_reason": "RC77"}, "RC77"),
        ({"child_and_family_assessments": [
            {"child_and_family_assessment_id": "A1", "start_date": "2025-05-02", "factors": ["RB"]}]}, "factors=RB"),
    ],
)  # fmt: skip
def test_a_code_that_is_in_no_list_is_kept_as_given_and_counted(given: dict[str, Any], details: str, tmp_path: Path) -> None:
    found = read(tmp_path, payload(child("C1", episode(**given))))
    assert found.rejects == []
    assert details in str([(fact.content, fact.end) for fact in found.facts if fact.kind is not FactKind.PERSON])
    assert "is not in the list of codes; kept as given" in found.notes[-1]


def test_the_same_object_twice_is_kept_once_and_said(tmp_path: Path) -> None:
    plan = {"child_protection_plan_id": "P1", "start_date": "2025-07-01"}
    found = read(tmp_path, payload(child("C1", episode(child_protection_plans=[plan, plan]))))
    assert found.summary.tables["child_protection_plans"].to_dict() == {"read": 2, "kept": 1, "rejected": 0, "set_aside": 1}


def test_what_every_episode_repeats_of_a_care_leaver_is_one_contact(tmp_path: Path) -> None:
    leaver = {"contact_date": "2024-06-01", "activity": "F2", "accommodation": "Z"}
    episodes = [episode(social_care_episode_id=each, care_leavers=leaver) for each in ("E1", "E2", "E3")]
    found = read(tmp_path, payload(child("C1", *episodes)))
    assert {fact.source for fact in found.of(FactKind.CONTACT, "other")} == {"C1:care_leaver:2024-06-01"}
    assert found.rejects == []
