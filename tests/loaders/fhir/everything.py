"""A resource of every type that is read, with every element that FHIR R4 gives it; and UK Core's extensions."""

from typing import Any

from tests.loaders.fhir.bundles import NHS_NUMBER, UK_CORE, bundle, to

PERIOD = {"start": "2023-01-02", "end": "2024-03-04"}
IDENTIFIER = {
    "use": "usual",
    "type": {"text": "kind of number"},
    "system": "https://a.example/mrn",
    "value": "M1",
    "period": PERIOD,
    "assigner": {"display": "assigner"},
}
TELECOM = [{"system": "phone", "value": "020 0000", "use": "home", "rank": 1, "period": PERIOD}]
META = {"lastUpdated": "2025-05-01T00:00:00Z", "versionId": "3", "security": [{"code": "R"}], "profile": ["https://p.example"]}
PHOTO = [{"contentType": "image/png", "data": "AAAA", "title": "photo"}]


def concept(words: str) -> dict[str, Any]:
    """Two codes and words of their own."""
    coding = [
        {"system": "http://a.example", "version": "1", "code": f"{words}-1", "display": f"{words} one", "userSelected": True},
        {"system": "http://b.example", "code": f"{words}-2", "display": f"{words} two"},
    ]
    return {"coding": coding, "text": f"{words} in words"}


def name(use: str, given: str) -> dict[str, Any]:
    said = {"use": use, "text": f"{given} Low in words", "family": f"Low{given}", "given": [given, "May"]}
    return said | {"prefix": ["Dr"], "suffix": ["Esq"], "period": {"start": "2020-01-02"}}


def address(line: str) -> dict[str, Any]:
    parts = [{"url": "type", "valueCoding": {"code": "UPRN"}}, {"url": "value", "valueString": "100012345678"}]
    key = {"url": UK_CORE + "AddressKey", "extension": parts}
    said = {
        "use": "home",
        "type": "both",
        "text": f"{line} in words",
        "line": [line, "Flat 2"],
        "city": "Camden",
        "state": "London",
    }
    return said | {"district": "Inner", "postalCode": "NW1 1AA", "country": "GB", "period": PERIOD, "extension": [key]}


def extension(name_: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"url": UK_CORE + name_, **value}


def _communication(language: str) -> dict[str, Any]:
    inside = [
        {"url": "language", "valueCodeableConcept": concept(language)},
        {"url": "interpreterRequired", "valueBoolean": True},
        {"url": "preferred", "valueBoolean": False},
        {"url": "modeOfCommunication", "valueCodeableConcept": concept("mode")},
    ]
    return extension("NHSCommunication", {"extension": inside})


PATIENT: dict[str, Any] = {
    "resourceType": "Patient",
    "id": "p1",
    "meta": META,
    "active": True,
    "identifier": [
        NHS_NUMBER | {"extension": [extension("NHSNumberVerificationStatus", {"valueCodeableConcept": concept("status")})]},
        IDENTIFIER,
        {"use": "old", "system": NHS_NUMBER["system"], "value": "4857773457"},
        {"value": "no system"},
    ],
    "name": [name("official", "Ada"), name("nickname", "Addie")],
    "telecom": TELECOM,
    "gender": "female",
    "birthDate": "2019-03-04",
    "_birthDate": {
        "extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/patient-birthTime", "valueDateTime": "2019-03-04T05:06:00Z"}
        ]
    },
    "deceasedDateTime": "2025-05-02",
    "address": [address("1 High Street")],
    "maritalStatus": concept("marital"),
    "multipleBirthInteger": 2,
    "photo": PHOTO,
    "contact": [
        {
            "relationship": [concept("next of kin")],
            "name": name("usual", "Cora"),
            "telecom": TELECOM,
            "gender": "female",
            "address": address("2 High Street"),
            "organization": {"display": "contact organisation"},
            "period": PERIOD,
        }
    ],
    "communication": [{"language": concept("english"), "preferred": True}, {"language": concept("somali")}],
    "generalPractitioner": [{"display": "Hill Surgery", "reference": "Organization/g1"}],
    "managingOrganization": {"display": "Hospital", "reference": "Organization/h1"},
    "link": [{"other": to("Patient/p0"), "type": "replaces"}, {"other": to("Patient/p2"), "type": "seealso"}],
    "extension": [
        extension("EthnicCategory", {"valueCodeableConcept": {"coding": [{"code": "D", "display": "Mixed"}]}}),
        extension("BirthSex", {"valueCodeableConcept": concept("sex")}),
        _communication("french"),
        extension("ResidentialStatus", {"valueCodeableConcept": concept("resident")}),
        {"url": "http://hl7.org/fhir/StructureDefinition/patient-birthPlace", "valueAddress": address("Hospital Road")},
    ],
}
RELATED: dict[str, Any] = {
    "resourceType": "RelatedPerson",
    "id": "r1",
    "meta": META,
    "active": True,
    "identifier": [IDENTIFIER | {"value": "M2"}],
    "patient": {"reference": "Patient/p1", "display": "the child"},
    "relationship": [
        {"coding": [{"system": "http://a.example", "code": "MTH", "display": "mother"}]},
        concept("lodger"),
        {"text": "Has parental responsibility"},
    ],
    "name": [name("official", "Mary")],
    "telecom": TELECOM,
    "gender": "female",
    "birthDate": "1990-01-02",
    "address": [address("3 High Street")],
    "photo": PHOTO,
    "period": PERIOD,
    "communication": [{"language": concept("welsh"), "preferred": True}],
}
APPOINTMENT: dict[str, Any] = {
    "resourceType": "Appointment",
    "id": "a1",
    "meta": META,
    "identifier": [IDENTIFIER],
    "status": "cancelled",
    "cancelationReason": concept("prov"),
    "serviceCategory": [concept("category")],
    "serviceType": [concept("service")],
    "specialty": [concept("specialty")],
    "appointmentType": concept("type"),
    "reasonCode": [concept("reason")],
    "reasonReference": [to("Condition/c1")],
    "priority": 3,
    "description": "described",
    "supportingInformation": [to("Condition/c2")],
    "start": "2025-04-01T10:00:00Z",
    "end": "2025-04-02T10:30:00Z",
    "minutesDuration": 30,
    "slot": [to("Slot/s1")],
    "created": "2025-03-01",
    "comment": "a comment",
    "patientInstruction": "an instruction",
    "basedOn": [to("ServiceRequest/s2")],
    "participant": [
        {"actor": to("Patient/p1"), "type": [concept("patient")], "required": "required", "status": "declined", "period": PERIOD},
        {"actor": to("RelatedPerson/r1"), "status": "tentative"},
        {"actor": to("Practitioner/w1"), "status": "accepted"},
    ],
    "requestedPeriod": [PERIOD],
}
ENCOUNTER: dict[str, Any] = {
    "resourceType": "Encounter",
    "id": "e1",
    "meta": META,
    "identifier": [IDENTIFIER],
    "status": "finished",
    "statusHistory": [{"status": "planned", "period": PERIOD}],
    "class": {"system": "http://a.example", "code": "AMB", "display": "ambulatory"},
    "classHistory": [{"class": {"code": "EMER"}, "period": PERIOD}],
    "type": [concept("kind")],
    "serviceType": concept("service"),
    "priority": concept("urgency"),
    "subject": to("Patient/p1"),
    "episodeOfCare": [to("EpisodeOfCare/1")],
    "basedOn": [to("ServiceRequest/1")],
    "participant": [
        {"type": [concept("mother")], "period": PERIOD, "individual": to("RelatedPerson/r1")},
        {"individual": to("Practitioner/w1")},
    ],
    "appointment": [to("Appointment/a9")],
    "period": {"start": "2025-04-01T10:00:00Z", "end": "2025-04-03"},
    "length": {"value": 2, "unit": "days"},
    "reasonCode": [concept("reason")],
    "reasonReference": [to("Condition/c1")],
    "diagnosis": [{"condition": to("Condition/c3"), "use": concept("use"), "rank": 1}],
    "account": [to("Account/1")],
    "hospitalization": {"origin": to("Location/o"), "admitSource": concept("source"), "dischargeDisposition": concept("home")},
    "location": [{"location": to("Location/l"), "status": "completed", "physicalType": concept("ward"), "period": PERIOD}],
    "serviceProvider": {"display": "provider"},
    "partOf": to("Encounter/e0"),
}
INPATIENT = {**ENCOUNTER, "id": "e2", "class": {"code": "ACUTE"}, "status": "in-progress"}
FLAG: dict[str, Any] = {
    "resourceType": "Flag",
    "id": "f1",
    "meta": META,
    "identifier": [IDENTIFIER],
    "status": "active",
    "category": [concept("safety")],
    "code": {"coding": [{"code": "99", "display": "Child neglect"}, {"code": "98", "display": "second"}]},
    "subject": to("Patient/p1"),
    "period": PERIOD,
    "encounter": to("Encounter/e1"),
    "author": to("Practitioner/w1"),
}
ORGANISATION: dict[str, Any] = {
    "resourceType": "Organization",
    "id": "h1",
    "name": "A hospital",
    "identifier": [{"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "RRV"}],
}
EVERYTHING: dict[str, Any] = bundle(PATIENT, RELATED, APPOINTMENT, ENCOUNTER, INPATIENT, FLAG, ORGANISATION)
