"""A folder of FHIR, as servers export it, is one extract: whatever files its resources are in, however they name each other."""

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.dates import partial_date
from graph.errors import RefusedFile
from graph.facts import FactKind
from loaders.discovery import LoadOptions, opened
from loaders.extract import Extract
from tests.loaders.fhir.bundles import NHS_NUMBER, ODS, appointment, bundle, flag, markup, patient, related, to
from tests.loaders.reading import Read

ON = date(2025, 6, 1)
FAMILY = [patient(identifier=[NHS_NUMBER]), related("FTH"), appointment("noshow")]


def put(folder: Path, **files: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, held in files.items():
        text = held if isinstance(held, str) else json.dumps(held)
        (folder / name).write_bytes(gzip.compress(text.encode()) if name.endswith("gz") else text.encode())
    return folder


def lines(*resources: dict[str, Any]) -> str:
    return "".join(f"{json.dumps(each)}\n" for each in resources)


def extracts(*paths: Path, agency: str | None = "gp", on: date | None = ON) -> list[Extract]:
    return [extract for _, extract in opened(list(paths), LoadOptions(agency=agency, extracted_on=on))[0]]


def read(*paths: Path, on: date | None = ON) -> Read:
    (extract,) = extracts(*paths, on=on)
    return Read(extract, [*extract.people(), *(row for bundle in extract.bundles() for row in bundle)])


def page(*resources: dict[str, Any], type_: str = "searchset") -> dict[str, Any]:
    return bundle(*resources, type=type_)


@pytest.mark.parametrize(
    "files",
    [
        {each["resourceType"]: each for each in FAMILY},
        {f"{each['resourceType']}.ndjson": lines(each, each) for each in FAMILY},
        {f"{each['resourceType']}.ndjson.gz": lines(each, each) for each in FAMILY},
        {f"page-{number}.json": page(each) for number, each in enumerate(FAMILY)},
        {"a.json": page(FAMILY[0], type_="transaction"), "b.ndjson": lines(FAMILY[1]), "c.xml": markup(FAMILY[2])},
    ],
    ids=["a resource a file", "a type a file", "packed", "pages", "of every kind"],
)
def test_references_are_resolved_over_the_whole_folder(files: dict[str, Any], tmp_path: Path) -> None:
    found = read(put(tmp_path / "export", **files))
    assert found.rejects == []
    assert {tie.content["kind"]: tie.records[1] for tie in found.of(FactKind.RELATIONSHIP)} == {"father": "gp/fhir/Patient:p1"}
    assert {fact.content["outcome"] for fact in found.of(FactKind.CONTACT)} == {"was_not_brought"}
    assert [name for name, _ in found.extract.files] == sorted(files)


@pytest.mark.parametrize(
    "reference",
    [
        to("Patient/p1"),
        to("https://server.example/fhir/Patient/p1"),
        to("urn:uuid:0c3151bd"),
        {"identifier": NHS_NUMBER},
        {"identifier": {"system": "https://hospital.example/mrn", "value": "M1"}, "type": "Patient"},
    ],
    ids=["relative", "absolute", "address of the entry", "NHS number", "number of the hospital"],
)
def test_every_kind_of_reference_finds_a_patient_of_another_file(reference: dict[str, Any], tmp_path: Path) -> None:
    numbers = [NHS_NUMBER, {"system": "https://hospital.example/mrn", "value": "M1"}]
    whole = bundle({"fullUrl": "urn:uuid:0c3151bd", "resource": patient(identifier=numbers)})
    found = read(put(tmp_path, a=flag("neglect", subject=reference), b=whole))
    assert found.one(FactKind.CONCERN).records == ("gp/fhir/Patient:p1",)
    assert len(found.of(FactKind.PERSON)) == 1


def test_files_given_by_name_are_read_together_too(tmp_path: Path) -> None:
    put(tmp_path, **{f"{each['resourceType']}.ndjson": lines(each) for each in FAMILY})
    assert read(*sorted(tmp_path.iterdir(), reverse=True)).rejects == []


def test_bundles_of_several_days_or_organisations_are_extracts_of_their_own(tmp_path: Path) -> None:
    older = bundle(patient(), timestamp="2024-05-01T09:00:00Z")
    put(tmp_path / "days", a=bundle(patient()), b=older, c=lines(FAMILY[1]))
    made = [
        (extract.source.extracted_on, [name for name, _ in extract.files]) for extract in extracts(tmp_path / "days", on=None)
    ]
    assert made[:2] == [(date(2025, 6, 1), ["a"]), (date(2024, 5, 1), ["b"])]
    other = {"identifier": ODS["identifier"] | {"value": "A81001"}} if isinstance(ODS["identifier"], dict) else {}
    put(tmp_path / "owners", a=bundle(patient(managingOrganization=ODS)), b=bundle(patient(managingOrganization=other)))
    owners = extracts(tmp_path / "owners", agency=None, on=None)
    assert [extract.source.agency for extract in owners] == ["ods-RRV", "ods-A81001"]


def test_a_bundle_of_xml_says_itself_when_it_was_made(tmp_path: Path) -> None:
    head = {"id": "b1", "type": "collection", "timestamp": "2024-06-01T00:30:00+01:00"}
    given = {"resourceType": "Bundle", **head, "entry": [{"resource": patient()}, {"resource": related("MTH")}]}
    found = read(put(tmp_path, b=markup(given)), on=None)
    assert (found.extract.source.extracted_on, len(found.of(FactKind.PERSON))) == (date(2024, 6, 1), 2)


def test_somebody_who_is_named_only_is_kept_by_their_name_and_said_once(tmp_path: Path) -> None:
    by_number = flag("housing", id="f2", subject={"identifier": NHS_NUMBER})
    found = read(put(tmp_path, a=lines(appointment("noshow", "Patient/p9", "RelatedPerson/r9"), by_number)))
    assert {fact.source: (fact.content["role"], fact.placeholder) for fact in found.of(FactKind.PERSON)} == {
        "Patient:p9": ("child", True), "RelatedPerson:r9": ("adult", True), "Patient:nhs-number:9434765919": ("child", False),
    }  # fmt: skip
    assert [fact.content.get("nhs_number") for fact in found.of(FactKind.PERSON)] == ["9434765919", None, None]
    assert [note.partition(":")[0] for note in found.notes] == ["Patient", "Patient", "RelatedPerson"]
    assert found.rejects == []
    assert found.undeclared() == set()


@pytest.mark.parametrize("born", ["2019-03-04", "1990-03-04"])
def test_whom_an_earlier_load_described_is_as_old_as_it_said(born: str, tmp_path: Path) -> None:
    (extract,) = extracts(put(tmp_path, a=appointment("noshow", "Patient/p9")))
    assert extract.wanted() == {"Patient:p9": None}  # type: ignore[attr-defined]
    extract.recall("Patient:p9", partial_date(born))  # type: ignore[attr-defined]
    found = Read(extract, [*extract.people(), *(row for each in extract.bundles() for row in each)])
    assert found.one(FactKind.CONTACT).content["outcome"] == ("was_not_brought" if born > "2000" else "did_not_attend")
    assert found.notes == []


def test_a_broken_gzip_file_and_one_that_unpacks_without_end_are_refused(tmp_path: Path) -> None:
    whole = gzip.compress(lines(*FAMILY).encode())
    (tmp_path / "torn.ndjson.gz").write_bytes(whole[:-20])
    (tmp_path / "bomb.ndjson.gz").write_bytes(gzip.compress(lines(FAMILY[0]).encode() + b" " * 100_000_000))
    for name, said in (("torn", "expected a whole gzip file"), ("bomb", "unpacks to more than")):
        with pytest.raises(RefusedFile, match=said):
            extracts(tmp_path / f"{name}.ndjson.gz")


def test_a_name_that_no_element_may_have_refuses_the_file(tmp_path: Path) -> None:
    torn = markup(bundle(patient())).replace("<birthDate", "<x:")
    for text in ('<Bundle xmlns="http://hl7.org/fhir"><x: value="1"/></Bundle>', torn):
        with pytest.raises(RefusedFile, match="b, line 1: expected a name in XML, found 'x:'"):
            extracts(put(tmp_path, b=text) / "b")


def test_a_folder_for_each_type_of_resource_is_one_extract_whose_files_are_told_apart(tmp_path: Path) -> None:
    for resource in FAMILY:
        put(tmp_path / resource["resourceType"], **{"part-0.ndjson": lines(resource, resource | {"id": "other"})})
    put(tmp_path / "Patient", **{"letter.txt": "Dear all"})
    (found, *others), unplaced = opened([tmp_path], LoadOptions(agency="gp", extracted_on=ON))
    assert (others, [each.path.name for each in unplaced], found[0]) == ([], ["letter.txt"], tmp_path)
    assert [name for name, _ in found[1].files] == [
        f"{each}/part-0.ndjson" for each in ("Appointment", "Patient", "RelatedPerson")
    ]
    read = Read(found[1], [*found[1].people(), *(row for bundle in found[1].bundles() for row in bundle)])
    assert not any(fact.placeholder for fact in read.facts)


def test_a_folder_for_each_practice_is_an_extract_of_its_own(tmp_path: Path) -> None:
    for name in ("high-street", "low-street"):
        put(tmp_path / name, **{"all.ndjson": lines(*FAMILY)})
    assert len(extracts(tmp_path)) == 2
