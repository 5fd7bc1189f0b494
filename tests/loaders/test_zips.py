"""A zip that is no extract by itself is gone through as a folder is: the same extracts come of it, and the same is said."""

import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from graph.errors import RefusedFile
from graph.facts import Fact
from graph.settings import Settings
from loaders.discovery import LoadOptions, opened
from loaders.extract import Extract
from tests.loaders.agency_extract.extracts import write as written_extract
from tests.loaders.cin_census.returns import REFERRAL, child, message
from tests.loaders.dfe_csc_api.payloads import child as api_child
from tests.loaders.dfe_csc_api.payloads import episode, payload
from tests.loaders.fhir.bundles import bundle, markup, patient
from tests.loaders.ssda903.sample import write_xml

GP = LoadOptions(agency="la-999")


def zipped(path: Path, folder: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for each in sorted(folder.rglob("*")):
            packed.write(each, each.relative_to(folder))
    return path


def read(path: Path) -> dict[str, tuple[str, list[Fact]]]:
    """By its files with their digests: the format of each extract at a path, and its facts."""
    return {str(extract.files): (extract.format, facts_of(extract)) for _, extract in opened([path], GP)[0]}


def facts_of(extract: Extract) -> list[Fact]:
    rows = [*extract.people(), *(row for each in extract.bundles() for row in each)]
    return [fact for row in rows for fact in row.facts]


def export(folder: Path) -> None:
    """An export of FHIR: a folder for one type of resource, a file of another packed by gzip, and a bundle in XML."""
    (folder / "Patient").mkdir(parents=True)
    (folder / "Patient" / "1.json").write_text(json.dumps(patient()))
    said: dict[str, Any] = {"resourceType": "Appointment", "id": "a1", "status": "noshow", "start": "2025-03-01T10:00:00Z"}
    said["participant"] = [{"actor": {"reference": "Patient/p1"}, "status": "accepted"}]
    (folder / "Appointment.ndjson.gz").write_bytes(gzip.compress(json.dumps(said).encode(), mtime=0))
    (folder / "more.xml").write_text(markup(bundle(patient("p2"))))


def returns(folder: Path) -> None:
    """A return of each format that is one file, and an agency's extract."""
    folder.mkdir()
    (folder / "2026-01-01-census.xml").write_text(message(child(REFERRAL)))
    (folder / "payload.json").write_text(json.dumps(payload(api_child("C1", episode()))))
    write_xml(folder / "903")
    written_extract(folder / "extract")


@pytest.mark.parametrize(("fill", "formats"), [(export, 1), (returns, 4)])
def test_what_is_in_a_zip_is_read_as_what_is_in_a_folder(fill: Any, formats: int, tmp_path: Path) -> None:
    fill(tmp_path / "folder")
    from_folder, from_zip = read(tmp_path / "folder"), read(zipped(tmp_path / "packed.zip", tmp_path / "folder"))
    assert from_zip == from_folder
    assert len({format_ for format_, _ in from_zip.values()}) == formats
    assert all(facts for _, facts in from_zip.values())


def test_a_zip_among_the_files_of_a_folder_is_looked_into(tmp_path: Path) -> None:
    export(tmp_path / "folder")
    (tmp_path / "all").mkdir()
    zipped(tmp_path / "all" / "export.zip", tmp_path / "folder")
    (tmp_path / "all" / "notes.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    extracts, unplaced = opened([tmp_path / "all"], GP)
    assert [extract.format for _, extract in extracts] == ["fhir"]
    assert [(each.path.name, each.reason) for each in unplaced] == [("notes.zip", "a zip archive")]


def test_rejects_of_a_zip_are_a_file_to_be_corrected(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "2025-06-01-Patient.ndjson").write_text(
        json.dumps(patient()) + "\n" + json.dumps(patient("p2", name=7))
    )
    ((_, extract),), _ = opened([zipped(tmp_path / "packed.zip", tmp_path / "folder")], GP)
    rejects = [row.reject for row in extract.people() if row.reject]
    assert rejects
    names = [path.name for path in extract.write_rejects(tmp_path / "rejects", rejects)]
    assert "rejected.json" in names


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../../etc/Patient.json", "leads out of it"),
        ("/Patient.json", "leads out of it"),
        ("PATIENT.JSON", "expected one file of each name"),
    ],
)
def test_a_zip_with_names_that_mean_something_else_is_refused(name: str, said: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "packed.zip", "w") as packed:
        packed.writestr("Patient.json", json.dumps(patient()))
        packed.writestr(name, json.dumps(patient()))
    with pytest.raises(RefusedFile, match=said):
        opened([tmp_path / "packed.zip"], GP)


def test_a_zip_with_a_broken_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "2025-06-01.json").write_text(json.dumps(patient()))
    packed = bytearray(zipped(tmp_path / "packed.zip", tmp_path / "folder").read_bytes())
    at = packed.index(b".json") + 10
    packed[at : at + 20] = bytes(20)
    (tmp_path / "packed.zip").write_bytes(packed)
    with pytest.raises(RefusedFile, match="cannot be read from the zip"):
        read(tmp_path / "packed.zip")


def test_a_zip_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "packed.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("Patient.json", json.dumps(patient()) + " " * 20_000_000)
    with pytest.raises(RefusedFile, match="that unpacks to"):
        opened([tmp_path / "packed.zip"], GP)
    assert Settings().max_extract > 20_000_000


def test_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "packed.zip", "w") as packed:
        packed.writestr("Patient.json", json.dumps(patient()))
    whole = bytearray((tmp_path / "packed.zip").read_bytes())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.index(sign) + offset] |= 1
    (tmp_path / "packed.zip").write_bytes(whole)
    with pytest.raises(RefusedFile, match="without a password"):
        opened([tmp_path / "packed.zip"], GP)
