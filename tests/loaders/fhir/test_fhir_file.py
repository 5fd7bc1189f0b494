"""Which files are FHIR, whose they are and of which day; references, and what has no place here."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.errors import RefusedFile
from graph.facts import FactKind
from loaders.fhir import FORMAT
from tests.loaders.fhir import sample
from tests.loaders.fhir.bundles import (
    NHS_NUMBER,
    ODS,
    UK_CORE,
    appointment,
    bundle,
    encounter,
    flag,
    markup,
    patient,
    read,
    related,
    resource,
    to,
)
from tests.loaders.reading import read_json, read_path

UPDATED = {"lastUpdated": "2025-05-01T00:00:00Z"}


@pytest.mark.parametrize(
    "given",
    [
        bundle(patient(meta=UPDATED)),
        patient(meta=UPDATED),
        [patient(meta=UPDATED)],
        f"{json.dumps(patient(meta=UPDATED))}\n{json.dumps(resource('Observation', 'o1'))}\n",
        bundle(bundle(patient(meta=UPDATED))),
    ],
    ids=["bundle", "resource", "array", "lines", "bundle in a bundle"],
)
def test_every_shape_is_recognised_by_its_content_and_read(given: Any, tmp_path: Path) -> None:
    found = read_json(FORMAT, tmp_path, given, "gp", "anything.txt")
    assert FORMAT.recognises(tmp_path / "anything.txt")
    assert found.one(FactKind.PERSON).id == "gp/fhir/Patient:p1"


@pytest.mark.parametrize("text", ["", "resourceType", '{"la_child_id": 1}', '{"resourceType": 3}', "<Bundle/>"])
def test_other_files_are_not_recognised(text: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_text(text)
    assert not FORMAT.recognises(tmp_path / "x")


def test_it_is_the_callers_else_that_of_the_one_organisation_in_it(tmp_path: Path) -> None:
    source = read(tmp_path, patient(managingOrganization=ODS), agency=None).extract.source
    assert (source.agency, source.agency_name, source.agency_kind) == ("ods-RRV", "A hospital", "health")
    told = read(tmp_path, patient(managingOrganization=ODS), agency="camden").extract.source
    assert (told.agency, told.agency_name) == ("camden", "camden")
    with pytest.raises(RefusedFile, match="found none; name the agency with --agency"):
        read(tmp_path, patient(), agency=None)


def test_its_day_is_the_callers_else_its_timestamp_else_the_newest_change_in_it(tmp_path: Path) -> None:
    assert read(tmp_path, patient(meta=UPDATED)).extract.source.extracted_on == date(2025, 6, 1)
    assert read_json(FORMAT, tmp_path, patient(meta=UPDATED), "gp").extract.source.extracted_on == date(2025, 5, 1)
    assert read_path(FORMAT, tmp_path / "given", "gp", date(2025, 7, 1)).extract.source.extracted_on == date(2025, 7, 1)
    with pytest.raises(RefusedFile, match="give it with --extracted-on"):
        read_json(FORMAT, tmp_path, patient(), "gp")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"resourceType": "Bundle", "entry": [{"resource": {}', "expected JSON, found what is not"),
        ('{"resourceType": "Bundle"} {', "expected a name in quotation marks"),
        ('{"kind": "Bundle"}', "expected FHIR resources, each with its resourceType; found none"),
    ],
)
def test_a_file_that_is_not_fhir_is_refused_as_a_whole(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match=said):
        read_json(FORMAT, tmp_path, text, "gp")


@pytest.mark.parametrize(
    "reference",
    [
        to("Patient/p1"),
        to("urn:uuid:0c3151bd"),
        to("https://server.example/fhir/Patient/p1/_history/2"),
        {"identifier": NHS_NUMBER},
        to("#inside"),
    ],
    ids=["relative", "address of the entry", "absolute", "NHS number", "contained"],
)
def test_every_kind_of_reference_finds_the_patient(reference: Any, tmp_path: Path) -> None:
    known = {"fullUrl": "urn:uuid:0c3151bd", "resource": patient(identifier=[NHS_NUMBER])}
    inside = patient("inside", identifier=[NHS_NUMBER])
    found = read(tmp_path, encounter("AMB", subject=reference, contained=[inside]), known)
    meant = "gp/fhir/Encounter:e1#inside" if "#" in str(reference) else "gp/fhir/Patient:p1"
    assert found.one(FactKind.CONTACT).records == (meant,)
    assert {fact.content["nhs_number"] for fact in found.of(FactKind.PERSON)} == {"9434765919"}


def test_a_resource_without_an_id_is_known_by_the_address_of_its_entry(tmp_path: Path) -> None:
    given = {"fullUrl": "urn:uuid:0c3151bd", "resource": {"resourceType": "Patient"}}
    found = read(tmp_path, given, {"resource": {"resourceType": "Patient"}})
    assert found.one(FactKind.PERSON).source == "Patient:0c3151bd"
    assert [reject.column for reject in found.rejects] == ["entry[1].resource.id"]


def test_a_resource_that_names_nobody_who_can_be_a_person_is_rejected_and_says_whom(tmp_path: Path) -> None:
    wrong = [
        flag("neglect", subject=to("Group/9")),
        related("MTH", patient={"display": "Ada"}),
        related("MTH", "r2", patient=None),
    ]
    found = read(tmp_path, patient(), *wrong)
    assert [(reject.column, reject.reason, reject.row["record"]) for reject in found.rejects] == [
        ("entry[1].resource.subject.reference", "expected a person, found Group/9, which is none", "Flag:f1"),
        (
            "entry[2].resource.patient",
            "expected a patient, found a reference that names nobody, which is none",
            "RelatedPerson:r1",
        ),
        ("entry[3].resource.patient", "expected the patient to whom they are related, found none", "RelatedPerson:r2"),
    ]


def test_of_a_rejected_patient_the_name_is_left_and_what_is_about_them_is_kept(tmp_path: Path) -> None:
    found = read(tmp_path, patient(name="Ada"), flag("neglect"))
    assert [reject.column for reject in found.rejects] == ["entry[0].resource.name"]
    assert found.one(FactKind.PERSON).placeholder
    assert found.one(FactKind.CONCERN).records == ("gp/fhir/Patient:p1",)


def test_what_the_model_has_no_place_for_is_counted_and_named(tmp_path: Path) -> None:
    phone = {"telecom": [{"system": "phone", "value": "0"}, {"value": "1"}], "maritalStatus": {"text": "Married"}}
    found = read(tmp_path, patient(**phone), resource("Observation", "o1"), resource("Observation", "o2"), {"request": {}})
    assert found.notes == [
        "Observation: the model has no place for it; 2 set aside", "Patient: read, and not kept: maritalStatus (1), telecom (2)",
    ]  # fmt: skip
    total = found.summary.total
    assert (total.read, total.kept, total.rejected, total.set_aside) == (4, 1, 1, 2)


def test_what_was_deleted_or_entered_in_error_is_named_as_removed(tmp_path: Path) -> None:
    deleted = {"request": {"method": "DELETE", "url": "Flag/f9"}}
    found = read(tmp_path, patient(), deleted, appointment("entered-in-error"))
    assert found.removed == {("concern", "gp/fhir/Flag:f9"), ("contact", "gp/fhir/Appointment:a1")}
    assert [fact.kind for fact in found.facts] == [FactKind.PERSON]


def test_a_line_that_is_not_json_is_rejected_alone(tmp_path: Path) -> None:
    lines = [json.dumps(patient(meta=UPDATED)), '{"resourceType"', "[3]", json.dumps(flag("neglect"))]
    found = read_json(FORMAT, tmp_path, "\n".join(lines), "gp")
    assert [reject.line for reject in found.rejects] == [2, 3]
    assert found.one(FactKind.CONCERN).content["factor"] == "neglect"


def test_a_bundle_in_xml_says_what_the_same_bundle_in_json_says(tmp_path: Path) -> None:
    whole = json.loads(sample.write(tmp_path / "sample").read_text(encoding="utf-8"))
    checked = {"url": UK_CORE + "NHSNumberVerificationStatus", "valueCodeableConcept": {"coding": [{"code": "01"}]}}
    old = {"use": "old", "given": ["Ada", "May"], "family": "High & Low"}
    more = patient("p2", identifier=[NHS_NUMBER | {"extension": [checked]}], name=[old], meta={"security": [{"code": "V"}]})
    whole["entry"] += [
        {"fullUrl": "urn:uuid:0c31", "resource": more},
        {"resource": flag("neglect", subject=to("urn:uuid:0c31"))},
        {"resource": appointment("entered-in-error", contained=[patient("inside")])},
        {"request": {"method": "DELETE", "url": "Flag/f9"}},
    ]
    in_json = read_json(FORMAT, tmp_path, whole, "gp", "bundle.json")
    in_xml = read_json(FORMAT, tmp_path, markup(whole), "gp", "bundle.xml")
    assert FORMAT.recognises(tmp_path / "bundle.xml")
    assert (in_xml.facts, in_xml.removed, in_xml.extract.source) == (in_json.facts, in_json.removed, in_json.extract.source)
    assert (len(in_xml.facts), in_xml.rejects, in_xml.notes) == (10, in_json.rejects, in_json.notes)


def test_one_resource_may_be_a_file_of_xml_and_its_narrative_is_no_statement(tmp_path: Path) -> None:
    told = '<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml"><p>Ada</p></div></text>'
    given = markup(patient(meta=UPDATED)).replace("<birthDate", told + "<birthDate")
    found = read_json(FORMAT, tmp_path, given, "gp")
    assert (found.one(FactKind.PERSON).content["date_of_birth"], found.notes) == (date(2022, 3, 5), [])


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda text: text[:-20], "expected well-formed XML"),
        (lambda text: '<!DOCTYPE Bundle [<!ENTITY a "ha">]>' + text, "expected no DOCTYPE"),
        (lambda text: text.replace("</Bundle>", "<a>" * 500), "expected well-formed XML"),
    ],
)
def test_torn_or_hostile_xml_is_refused_as_a_whole_by_name(harm: Any, said: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match=said):
        read_json(FORMAT, tmp_path, harm(markup(bundle(patient()))), "gp")
    assert FORMAT.recognises(tmp_path / "given")
