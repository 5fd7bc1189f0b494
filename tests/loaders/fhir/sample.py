"""The sample that hostile files are made from."""

import json
from pathlib import Path
from typing import Any

from tests.loaders.fhir.bundles import NHS_NUMBER, ODS, appointment, bundle, encounter, flag, markup, patient, related


def write(folder: Path) -> Path:
    """A bundle with a resource of every type that is read, a value to a line."""
    folder.mkdir(parents=True)
    path = folder / "bundle.json"
    path.write_text(json.dumps(_whole(), indent=1), encoding="utf-8")
    return path


def write_xml(folder: Path) -> Path:
    """The same bundle in XML, an element to a line."""
    folder.mkdir(parents=True)
    path = folder / "bundle.xml"
    path.write_text(markup(_whole()).replace("><", ">\n<"), encoding="utf-8")
    return path


def _whole() -> dict[str, Any]:
    name = [{"family": "Low", "given": ["Ada"], "use": "official"}]
    address = [{"line": ["1 High Street"], "postalCode": "AB1 2CD", "period": {"start": "2023-01-01"}}]
    return bundle(
        patient(identifier=[NHS_NUMBER], name=name, address=address, gender="female", managingOrganization=ODS),
        related("MTH", name=name, address=address, birthDate="1996-01-02"),
        appointment("noshow"),
        encounter("HH"),
        flag("Child protection plan"),
    )
