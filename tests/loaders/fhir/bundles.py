"""Small FHIR bundles, and what became of them."""

from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from loaders.fhir import FORMAT
from tests.loaders.reading import Read, read_json

UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-"
NHS_NUMBER = {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9434765919"}
ODS = {"identifier": {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "RRV"}, "display": "A hospital"}
ROLES = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"


def resource(type_: str, id_: str, **more: Any) -> dict[str, Any]:
    return {"resourceType": type_, "id": id_, **more}


def patient(id_: str = "p1", born: str | None = "2022-03-05", **more: Any) -> dict[str, Any]:
    return resource("Patient", id_, **({"birthDate": born} if born else {}), **more)


def related(code: str, id_: str = "r1", **more: Any) -> dict[str, Any]:
    relationship = [{"coding": [{"system": ROLES, "code": code}]}]
    return resource("RelatedPerson", id_, **{"patient": to("Patient/p1"), "relationship": relationship, **more})


def appointment(status: str, *people: str, **more: Any) -> dict[str, Any]:
    participants = [{"actor": to(each), "status": "accepted"} for each in people or ("Patient/p1",)]
    return resource(
        "Appointment", "a1", status=status, **{"start": "2025-04-01T23:30:00+01:00", "participant": participants, **more}
    )


def encounter(class_: str, status: str = "finished", **more: Any) -> dict[str, Any]:
    given = {"subject": to("Patient/p1"), "period": {"start": "2025-04-01", "end": "2025-04-03"}, "class": {"code": class_}}
    return resource("Encounter", "e1", status=status, **(given | more))


def flag(words: str, **more: Any) -> dict[str, Any]:
    given = {"status": "active", "code": {"text": words}, "subject": to("Patient/p1"), "period": {"start": "2024-12-01"}}
    return resource("Flag", "f1", **(given | more))


def to(reference: str) -> dict[str, str]:
    return {"reference": reference}


def bundle(*resources: Any, **more: Any) -> dict[str, Any]:
    entries = [each if "resource" in each or "request" in each else {"resource": each} for each in resources]
    return {"entry": entries, "type": "collection", "timestamp": "2025-06-01T10:00:00Z", "resourceType": "Bundle", **more}


def markup(given: dict[str, Any]) -> str:
    """The same resource in XML."""
    return f'<{given["resourceType"]} xmlns="http://hl7.org/fhir">{_inside(given)}</{given["resourceType"]}>'


def _inside(given: dict[str, Any]) -> str:
    return "".join(_element(name, value) for name, value in given.items() if name not in ("resourceType", "url"))


def _element(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "".join(_element(name, each) for each in value)
    if not isinstance(value, dict):
        return f"<{name} value={quoteattr(str(value).lower() if isinstance(value, bool) else str(value))}/>"
    inside = markup(value) if "resourceType" in value else _inside(value)
    return f"<{name}{_url(value)}>{inside}</{name}>"


def _url(value: dict[str, Any]) -> str:
    return f" url={quoteattr(value['url'])}" if "url" in value else ""


def read(folder: Path, *resources: Any, agency: str | None = "gp", name: str = "given") -> Read:
    return read_json(FORMAT, folder, bundle(*resources), agency, name)
