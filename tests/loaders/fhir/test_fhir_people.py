"""What patients and related people become: records, stays and relationships."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.facts import FactKind
from tests.loaders.fhir.bundles import NHS_NUMBER, ODS, UK_CORE, encounter, flag, patient, read, related, to

CONCEPT = "valueCodeableConcept"


def coded(name: str, code: str) -> dict[str, Any]:
    return {"url": UK_CORE + name, CONCEPT: {"coding": [{"code": code}]}}


def test_a_patient_is_a_record_with_everything_that_is_said_of_them(tmp_path: Path) -> None:
    checked = NHS_NUMBER | {"extension": [coded("NHSNumberVerificationStatus", "01")]}
    given = patient(
        identifier=[checked, {"system": "https://hospital.example/mrn", "value": "M1"}],
        name=[{"use": "nickname", "given": ["Addie"]}, {"use": "official", "given": ["Ada", "May"], "family": "Low"}],
        gender="female",
        extension=[coded("EthnicCategory", "D"), coded("BirthSex", "F")],
        communication=[{"language": {"coding": [{"code": "en"}]}}, {"language": {"text": "Somali"}, "preferred": True}],
        multipleBirthInteger=2,
        deceasedDateTime="2025-05",
        meta={"security": [{"code": "R"}], "lastUpdated": "2025-05-31T00:00:00Z"},
    )
    found = read(tmp_path, given)
    content = found.one(FactKind.PERSON).content
    assert {name: content[name] for name in ("given_names", "family_name", "other_names", "sex", "ethnicity", "language")} == {
        "given_names": "Ada May", "family_name": "Low", "other_names": ["Addie|"], "sex": "F", "ethnicity": "MWBC",
        "language": "Somali",
    }  # fmt: skip
    assert (content["nhs_number"], content["other_ids"]) == ("9434765919", ["https://hospital.example/mrn=M1"])
    assert (content["date_of_death"], content["date_of_death_precision"]) == (date(2025, 5, 31), "month")
    assert (content["role"], content["sensitivity"]) == ("child", "restricted")
    assert content["details"] == ["nhs_number_verification=01", "birth_sex=F", "language=en", "multipleBirthInteger=2"]
    assert found.notes == []
    assert (found.rejects, found.undeclared()) == ([], set())


def test_two_nhs_numbers_stay_side_by_side_and_one_that_is_not_valid_joins_nobody(tmp_path: Path) -> None:
    found = read(tmp_path, patient(identifier=[NHS_NUMBER, NHS_NUMBER | {"value": "1234567890"}]))
    content = found.one(FactKind.PERSON).content
    assert (content["nhs_number"], content["details"]) == ("9434765919", ["nhs_number=1234567890"])
    assert "joins nobody" in found.notes[0]


@pytest.mark.parametrize(
    ("born", "precision", "kind"), [("2022", "year", "actual"), ("2022-03", "month", "actual"), ("2025-09-01", "day", "expected")]
)
def test_a_birth_date_keeps_its_precision_and_one_still_to_come_is_a_due_date(
    born: str, precision: str, kind: str, tmp_path: Path
) -> None:
    content = read(tmp_path, patient(born=born)).one(FactKind.PERSON).content
    assert (content["date_of_birth_precision"], content["date_of_birth_kind"]) == (precision, kind)


def test_a_record_counts_from_the_earliest_of_its_last_change_and_the_facts_about_it(tmp_path: Path) -> None:
    changed = patient(meta={"lastUpdated": "2025-05-31T00:00:00Z"})
    assert read(tmp_path, changed).one(FactKind.PERSON).recorded_on == date(2025, 5, 31)
    assert read(tmp_path, changed, flag("neglect")).one(FactKind.PERSON).recorded_on == date(2024, 12, 1)


@pytest.mark.parametrize(
    ("born", "role"), [("2022-03-05", "child"), (None, "child"), ("2007-06-01", "adult"), ("2007-06-02", "child")]
)
def test_a_patient_under_18_or_of_no_known_age_is_a_child(born: str | None, role: str, tmp_path: Path) -> None:
    assert read(tmp_path, patient(born=born)).one(FactKind.PERSON).content["role"] == role


@pytest.mark.parametrize(
    ("code", "kind", "related_is_child"),
    [("FTH", "father", False), ("NMTH", "mother", False), ("GUARD", "guardian", False), ("STPFTH", "step_parent", False),
     ("HSIS", "half_sibling", True), ("WIFE", "partner", False), ("MGRMTH", "grandparent", False),
     ("PRNFOST", "foster_carer", False)],
)  # fmt: skip
def test_a_role_code_is_a_relationship_to_the_patient(code: str, kind: str, related_is_child: bool, tmp_path: Path) -> None:
    found = read(tmp_path, patient(), related(code, period={"start": "2023-01"}))
    tie = found.one(FactKind.RELATIONSHIP)
    assert (tie.content["kind"], tie.records) == (kind, ("gp/fhir/RelatedPerson:r1", "gp/fhir/Patient:p1"))
    assert (tie.on, tie.content["start_precision"]) == (date(2023, 1, 1), "month")
    assert (found.of(FactKind.PERSON)[1].content["role"] == "child") is related_is_child


def test_a_relationship_that_is_not_active_and_does_not_say_since_when_says_so(tmp_path: Path) -> None:
    found = read(tmp_path, patient(), related("WIFE", active=False))
    assert found.one(FactKind.RELATIONSHIP).content["details"] == ["active=false"]
    assert "it counts as if it went on" in found.notes[0]
    ended = read(tmp_path, patient(), related("WIFE", active=False, period={"end": "2025-01-01"})).one(FactKind.RELATIONSHIP)
    assert "details" not in ended.content


@pytest.mark.parametrize("given", [to("Organization/gp1"), {"display": "Hill Surgery"}, ODS | {"display": "Hill Surgery"}])
def test_whose_list_a_patient_is_on_is_said(given: dict[str, Any], tmp_path: Path) -> None:
    content = read(tmp_path, patient(generalPractitioner=[given])).one(FactKind.PERSON).content
    assert content["details"] in (["general_practitioner=Hill Surgery"], ["general_practitioner=Organization/gp1"])


def test_of_somebodys_child_the_patient_is_the_parent(tmp_path: Path) -> None:
    tie = read(tmp_path, patient(born="1990-01-01"), related("DAU", birthDate="2020-01-01")).one(FactKind.RELATIONSHIP)
    assert (tie.content["kind"], tie.records[0]) == ("parent", "gp/fhir/Patient:p1")


def test_words_are_read_where_there_is_no_code_and_parental_responsibility_with_them(tmp_path: Path) -> None:
    relationship = [{"text": "Step-mother"}, {"text": "Has parental responsibility"}, {"coding": [{"code": "C"}]}]
    tie = read(tmp_path, patient(), related("", relationship=relationship)).one(FactKind.RELATIONSHIP)
    assert (tie.content["kind"], tie.content["parental_responsibility"]) == ("step_parent", True)


@pytest.mark.parametrize(
    ("relationship", "kinds", "said"),
    [
        ([{"text": "Lodger"}], ["other"], "the relationship 'Lodger' is none that is known here: kept as other"),
        ([{"coding": [{"code": "N"}]}], [], "it does not say how they are related"),
    ],
)
def test_a_relationship_that_is_not_known_is_named(relationship: list[Any], kinds: list[str], said: str, tmp_path: Path) -> None:
    found = read(tmp_path, patient(), related("", relationship=relationship))
    assert [tie.content["kind"] for tie in found.of(FactKind.RELATIONSHIP)] == kinds
    assert said in found.notes[0]


def test_an_address_is_a_stay_and_its_uprn_comes_from_the_address_key(tmp_path: Path) -> None:
    parts = [{"url": "type", "valueCoding": {"code": "UPRN"}}, {"url": "value", "valueString": "100012345678"}]
    given = {
        "line": ["1 High St"], "city": "Camden", "postalCode": "NW1 1AA", "period": {"start": "2023-01-01", "end": "2024-01"},
        "extension": [{"url": UK_CORE + "AddressKey", "extension": parts}],
    }  # fmt: skip
    found = read(tmp_path, patient(address=[given], meta={"security": [{"code": "V"}]}))
    stay = found.one(FactKind.STAY)
    assert stay.content == {
        "kind": "home", "restricted": True, "uprn": "100012345678", "address": "1 High St, Camden", "postcode": "NW1 1AA",
        "start_precision": "day",
    }  # fmt: skip
    assert stay.end is not None
    assert (stay.end.day, dict(stay.end.says)) == (date(2024, 1, 31), {"end_precision": "month"})
    assert found.undeclared() == set()


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ({"postalCode": "NW1 1AA"}, "a postcode alone is a street"),
        ({"line": ["No fixed abode"]}, "there is no address in it"),
        ({"use": "old", "line": ["1 High St"]}, "an old address that does not say when it ended"),
        ({"use": "work", "line": ["1 High St"]}, "is not where somebody lives"),
        ({"type": "postal", "line": ["PO Box 1"]}, "is not where somebody lives"),
    ],
)
def test_an_address_that_is_no_stay_is_set_aside_with_the_reason(address: dict[str, Any], why: str, tmp_path: Path) -> None:
    found = read(tmp_path, patient(address=[address]))
    assert found.of(FactKind.STAY) == []
    assert why in found.notes[0]
    assert found.summary.tables["Patient.address"].set_aside == 1


BACKWARDS = {"start": "2025-01-02", "end": "2025-01-01"}


@pytest.mark.parametrize(
    ("given", "kind", "path"),
    [
        (
            patient(address=[{"line": ["1 High St"], "period": BACKWARDS}]),
            FactKind.STAY,
            "entry[0].resource.address[0].period.end",
        ),
        (related("MTH", period=BACKWARDS), FactKind.RELATIONSHIP, "entry[1].resource.period.end"),
        (encounter("IMP", period=BACKWARDS), FactKind.INVOLVEMENT, "entry[1].resource.period.end"),
        (encounter("AMB", period=BACKWARDS), FactKind.CONTACT, "entry[1].resource.period.end"),
        (flag("Domestic abuse", period=BACKWARDS), FactKind.CONCERN, "entry[1].resource.period.end"),
    ],
)
def test_an_end_before_the_start_is_rejected_by_itself_and_told_by_what_it_is_of(
    given: dict[str, Any], kind: FactKind, path: str, tmp_path: Path
) -> None:
    found = read(tmp_path, *([] if given["resourceType"] == "Patient" else [patient()]), given)
    (reject,) = found.rejects
    assert reject.column == path
    assert (
        reject.reason == "expected period.end on or after the start (2025-01-02), found 2025-01-01; the rest was kept without it"
    )
    fact = found.one(kind)
    assert (fact.on, fact.end) == (date(2025, 1, 2), None)
    assert "period.end=2025-01-01 (before the start)" in fact.content["details"]
    assert found.undeclared() == set()


def test_a_record_says_which_records_it_replaced_or_replaced_it(tmp_path: Path) -> None:
    def linked(id_: str, other: str, type_: str) -> dict[str, Any]:
        return patient(id_, link=[{"other": to(f"Patient/{other}"), "type": type_}])

    found = read(tmp_path, linked("old", "new", "replaced-by"), linked("new", "old", "replaces"), linked("p3", "new", "seealso"))
    old, new, third = (fact.content for fact in found.of(FactKind.PERSON))
    assert (old["replacements"], new["replacements"]) == (["gp/fhir/Patient:new"], ["gp/fhir/Patient:old"])
    assert ("replacements" in third, third["details"]) == (False, ["link=Patient:new (seealso)"])
    assert (found.notes, found.undeclared()) == ([], set())


def test_an_nhs_number_that_was_theirs_before_is_a_former_one(tmp_path: Path) -> None:
    before = {"use": "old", "system": NHS_NUMBER["system"], "value": "4857773457"}
    content = read(tmp_path, patient(identifier=[before, NHS_NUMBER])).one(FactKind.PERSON).content
    assert (content["nhs_number"], content["other_ids"]) == ("9434765919", ["former_nhs=4857773457"])


LANGUAGE = {"url": "language", CONCEPT: {"coding": [{"code": "fr", "display": "French"}]}}


@pytest.mark.parametrize("more", [[], [{"url": "preferred", "valueBoolean": False}]])
def test_a_language_is_read_where_uk_core_has_it_the_preferred_one_first(more: list[Any], tmp_path: Path) -> None:
    spoken = {
        "url": UK_CORE + "NHSCommunication",
        "extension": [LANGUAGE, {"url": "interpreterRequired", "valueBoolean": True}, *more],
    }
    preferred = {"language": {"text": "Somali"}, "preferred": True}
    content = read(tmp_path, patient(extension=[spoken])).one(FactKind.PERSON).content
    assert (content["language"], content["interpreter_needed"]) == ("French", True)
    content = read(tmp_path, patient(extension=[spoken], communication=[preferred])).one(FactKind.PERSON).content
    assert (content["language"], content["details"]) == ("Somali", ["language=French"])


def test_an_address_with_a_line_that_cannot_be_read_is_rejected_and_makes_no_other_place(tmp_path: Path) -> None:
    found = read(tmp_path, patient(address=[{"line": ["Flat 2", "1 High\u0001 St"], "postalCode": "AB1 2CD"}]))
    assert [reject.reason for reject in found.rejects] == ["expected text, found a control character or half of one"]
    assert found.of(FactKind.STAY) == []
