"""What appointments, encounters and flags become."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.facts import FactKind
from tests.loaders.fhir.bundles import appointment, encounter, flag, patient, read, related, to


@pytest.mark.parametrize(
    ("born", "outcome"),
    [
        ("2022-03-05", "was_not_brought"),
        (None, "was_not_brought"),
        ("2009-04-02", "was_not_brought"),
        ("2009-04-01", "did_not_attend"),
    ],
)
def test_a_no_show_of_somebody_under_16_is_a_child_that_was_not_brought(born: str | None, outcome: str, tmp_path: Path) -> None:
    content = read(tmp_path, patient(born=born), appointment("noshow")).one(FactKind.CONTACT).content
    assert (content["outcome"], content["outcome_raw"]) == (outcome, "noshow")


@pytest.mark.parametrize(
    ("status", "more", "outcome"),
    [
        ("fulfilled", {}, "attended"),
        ("checked-in", {}, "attended"),
        ("booked", {}, "unknown"),
        ("cancelled", {}, "unknown"),
        ("cancelled", {"cancelationReason": {"coding": [{"code": "pat-cpp"}]}}, "cancelled_by_family"),
        ("cancelled", {"cancelationReason": {"coding": [{"code": "prov"}]}}, "cancelled_by_service"),
        ("cancelled", {"participant": [{"actor": to("Patient/p1"), "status": "declined"}]}, "cancelled_by_family"),
    ],
)
def test_the_status_of_an_appointment_is_its_outcome(status: str, more: dict[str, Any], outcome: str, tmp_path: Path) -> None:
    contact = read(tmp_path, patient(), appointment(status, **more)).one(FactKind.CONTACT)
    assert (contact.content["kind"], contact.content["outcome"], contact.on) == ("appointment", outcome, date(2025, 4, 1))
    assert "presence" not in contact.content


def test_an_appointment_is_on_record_from_its_last_change_else_from_its_booking_or_its_day(tmp_path: Path) -> None:
    def recorded(status: str, **more: Any) -> date:
        return read(tmp_path, patient(), appointment(status, **more)).one(FactKind.CONTACT).recorded_on

    changed = {"lastUpdated": "2025-04-02T00:00:00Z"}
    assert recorded("noshow", meta=changed, created="2025-03-01") == date(2025, 4, 2)
    assert recorded("noshow", created="2025-03-01") == date(2025, 4, 1)
    assert recorded("booked", created="2025-03-01") == date(2025, 3, 1)


def test_related_people_took_part_and_workers_and_places_are_passed_over(tmp_path: Path) -> None:
    people = ("Patient/p1", "RelatedPerson/r1", "Practitioner/w1", "Location/l1", "#nobody")
    found = read(tmp_path, patient(), related("MTH"), appointment("noshow", *people))
    part = found.one(FactKind.CONTACT_PERSON)
    assert (part.parent, part.content) == ("gp/fhir/Appointment:a1", {"part": "parent", "presence": "absent"})
    assert [reject.column for reject in found.rejects] == ["entry[2].resource.participant[4].actor.reference"]
    assert found.notes == ["Appointment: read, and not kept: participant (2)"]
    assert found.undeclared() == set()


@pytest.mark.parametrize(
    ("given", "column"),
    [
        (appointment("lost"), "status"),
        (appointment("noshow", start="2025-02-30T10:00:00Z"), "start"),
        (appointment("noshow", start=None), "start"),
        (appointment("noshow", "Practitioner/w1"), "participant"),
        (encounter("AMB", period={"end": "2025-04-01"}), "period"),
        (encounter("AMB", subject=None), "subject"),
        (flag("neglect", period=None), "period"),
    ],
)
def test_an_event_without_what_it_needs_is_rejected(given: dict[str, Any], column: str, tmp_path: Path) -> None:
    found = read(tmp_path, patient(), given)
    assert [(reject.column, reject.row["record"]) for reject in found.rejects] == [
        (f"entry[1].resource.{column}", f"{given['resourceType']}:{given['id']}")
    ]


def test_an_appointment_that_has_no_day_yet_is_set_aside(tmp_path: Path) -> None:
    found = read(tmp_path, patient(), appointment("waitlist", start=None))
    assert "without a day: set aside" in found.notes[0]


@pytest.mark.parametrize(
    ("class_", "kind"), [("AMB", "appointment"), ("HH", "home_visit"), ("VR", "call"), ("EMER", "other"), ("XX", "other")]
)
def test_an_encounter_is_a_contact_by_its_class(class_: str, kind: str, tmp_path: Path) -> None:
    with_mother = {"participant": [{"individual": to("RelatedPerson/r1")}, {"individual": to("Practitioner/w1")}]}
    found = read(tmp_path, patient(), related("MTH"), encounter(class_, **with_mother))
    contact = found.one(FactKind.CONTACT)
    assert (contact.content["kind"], contact.content["outcome"], contact.on) == (kind, "attended", date(2025, 4, 1))
    assert found.one(FactKind.CONTACT_PERSON).content == {"part": "parent", "presence": "present"}
    assert found.undeclared() == set()


def test_a_stay_in_hospital_is_an_involvement_unless_it_never_began(tmp_path: Path) -> None:
    spell = read(tmp_path, patient(), encounter("IMP")).one(FactKind.INVOLVEMENT)
    assert spell.end is not None
    assert (spell.on, spell.end.day, spell.content["details"]) == (date(2025, 4, 1), date(2025, 4, 3), ["class=inpatient"])
    assert len(read(tmp_path, patient(), encounter("IMP", "cancelled")).facts) == 1


@pytest.mark.parametrize(
    ("words", "factor"), [("Domestic abuse", "domestic_abuse"), ("CHILD NEGLECT", "neglect"), ("self-harm", "self_harm")]
)
def test_a_flag_about_a_factor_is_a_concern(words: str, factor: str, tmp_path: Path) -> None:
    concern = read(tmp_path, patient(), flag(words)).one(FactKind.CONCERN)
    assert (concern.content["factor"], concern.content["status"], concern.on) == (factor, "reported", date(2024, 12, 1))


def test_a_flag_that_ended_says_when_and_of_what_category_it_is(tmp_path: Path) -> None:
    period = {"start": "2024-12-01", "end": "2025-02-03"}
    concern = read(tmp_path, patient(), flag("self-harm", period=period, category=[{"text": "Safety"}])).one(FactKind.CONCERN)
    assert concern.content["details"] == ["category=Safety", "period.end=2025-02-03"]


def test_an_encounter_of_several_days_says_the_last_of_them(tmp_path: Path) -> None:
    contact = read(tmp_path, patient(), encounter("AMB")).one(FactKind.CONTACT)
    assert contact.content["details"] == ["class=AMB", "period.end=2025-04-03"]


def test_a_flag_about_anything_else_is_set_aside_by_name(tmp_path: Path) -> None:
    found = read(tmp_path, patient(), flag("Needs a ramp"))
    assert "the flag 'Needs a ramp' is no factor of the model: set aside" in found.notes[0]
    assert found.summary.tables["Flag"].set_aside == 1


def test_the_same_resource_with_other_content_is_rejected_with_the_line_of_the_first(tmp_path: Path) -> None:
    found = read(tmp_path, patient(), flag("neglect"), flag("neglect"), flag("housing"))
    assert [reject.reason for reject in found.rejects] == ["the same Flag stands twice with different content, first in line 1"]
    assert found.summary.tables["Flag"].kept == 2


@pytest.mark.parametrize("reference", ["Appointment/a1", "urn:uuid:77"])
@pytest.mark.parametrize(
    ("status", "came", "contacts"),
    [
        ("fulfilled", "finished", ["Encounter:e1"]),
        ("booked", "finished", ["Encounter:e1"]),
        ("noshow", "finished", ["Appointment:a1", "Encounter:e1"]),
        ("fulfilled", "planned", ["Appointment:a1", "Encounter:e1"]),
    ],
)
def test_an_appointment_and_the_encounter_that_came_of_it_are_one_visit(
    status: str, came: str, contacts: list[str], reference: str, tmp_path: Path
) -> None:
    kept = encounter("AMB", came, appointment=[to(reference)])
    found = read(tmp_path, patient(), {"fullUrl": "urn:uuid:77", "resource": appointment(status)}, kept)
    assert [fact.source for fact in found.of(FactKind.CONTACT)] == contacts
    assert any("Encounter:e1 says that it was kept" in note for note in found.notes) is (len(contacts) == 1)
