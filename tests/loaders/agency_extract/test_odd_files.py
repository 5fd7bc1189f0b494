"""Files as they come: odd bytes, odd rows, odd columns and odd zips; read, or refused by name."""

import re
import zipfile
from pathlib import Path

import pytest

from graph.errors import RefusedFile
from graph.facts import Fact, FactKind
from loaders.agency_extract import FORMAT
from tests.loaders.agency_extract.extracts import CHILD, MOTHER, VISIT, Rows, write
from tests.loaders.agency_extract.test_rejected_rows import STAY, WORDS, summary_of

CONTACTS = "contact_id,person_id,on,kind,outcome,summary\r\n"


def with_contacts(folder: Path, content: bytes) -> Path:
    write(folder)
    (folder / "contacts.csv").write_bytes(content)
    return folder


def kept(path: Path) -> list[str]:
    return [str(fact.content.get("summary")) for fact in facts(path)]


def facts(path: Path) -> list[Fact]:
    extract = FORMAT.open(path, None)
    list(extract.people())
    return [fact for bundle in extract.bundles() for row in bundle for fact in row.facts]


@pytest.mark.parametrize(
    ("content", "summaries"),
    [
        (b"\xef\xbb\xbf" + CONTACTS.encode() + b"k1,c,2024-03-01,call,attended,with a BOM\r\n", ["with a BOM"]),
        (CONTACTS.replace("\r\n", "\n").encode() + b"k1,c,2024-03-01,call,attended,\xc3\xa9t\xc3\xa9", ["été"]),
        (CONTACTS.encode() + b'k1,c,2024-03-01,call,attended,"two\r\nlines, ""so"""\r\n', ['two\r\nlines, "so"']),
        (CONTACTS.encode() + b"\r\n\r\nk1,c,2024-03-01,call,attended,below blank lines\r\n", ["below blank lines"]),
        (CONTACTS.encode() + b" k1 , c , 2024-03-01 , call , attended , spaces \r\n", ["spaces"]),
    ],
)
def test_what_is_read(tmp_path: Path, content: bytes, summaries: list[str]) -> None:
    path = with_contacts(tmp_path, content)
    assert summary_of(path).rejected_rows == []
    assert kept(path) == summaries


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"k2,c,2024-03-01,call,attended", "expected 6 cells, found 5"),
        (b"k2,c,2024-03-01,call,attended,so,on", "expected 6 cells, found 7"),
        (b"k2,c,2024-03-01,call,attended,a\x00b", "expected text, found the control character"),
        (b"k2,c,2024-03-01,call,attended,a\x1bb", "expected text, found the control character"),
        (b'k2,c,2024-03-01,call,attended,"so"far', "expected a row of CSV, found one that is not"),
        (b'k2,c,2024-03-01,call,attended,"not closed', "expected a row of CSV, found one that is not"),
        (b"k2,c,2024-03-01,call,attended," + b"x" * (9 * 1024 * 1024), "expected a line of at most 8,388,608 characters"),
        (b"k2,c,2024-03-01,call,attended," + b"x" * 1_000_001, "expected a cell of at most 1,000,000 characters"),
    ],
    ids=["too few", "too many", "NUL", "escape", "quote", "open quote", "huge", "long cell"],
)
def test_an_odd_row_is_rejected_by_its_line_and_those_above_it_are_kept(tmp_path: Path, row: bytes, reason: str) -> None:
    path = with_contacts(tmp_path, CONTACTS.encode() + b"k1,c,2024-03-01,call,attended,first\r\n" + row + b"\r\n")
    (reject,) = summary_of(path).rejected_rows
    assert (reject.file, reject.line) == ("contacts.csv", 3)
    assert reject.reason.startswith(reason)
    assert kept(path) == ["first"]


@pytest.mark.parametrize(
    "where",
    [
        {"address": "UNKNOWN"},
        {"address": "No Fixed Abode", "postcode": ""},
        {"address": "1 High St", "postcode": "XXX XXX"},
        {"address": "", "uprn": "0"},
        {"address": "", "uprn": "not one"},
    ],
)
def test_an_address_that_names_no_place_makes_no_stay_and_is_said(tmp_path: Path, where: dict[str, str]) -> None:
    summary = summary_of(write(tmp_path, addresses=[STAY | where]))
    assert summary.tables["addresses.csv"].to_dict() == {"read": 1, "kept": 0, "rejected": 0, "set_aside": 1}
    (note,) = summary.warnings
    assert (note.file, note.line) == ("addresses.csv", 2)
    assert "there is no address in it" in note.text


def test_a_number_that_is_not_valid_is_kept_and_said(tmp_path: Path) -> None:
    summary = summary_of(write(tmp_path, people=[CHILD | {"nhs_number": "9434765918", "upn": "A1"}, MOTHER]))
    assert [note.text.split(":")[0] for note in summary.warnings] == [
        "the NHS number is not a valid one",
        "the UPN is not a valid one",
    ]


def test_a_strength_of_no_kind_is_of_another(tmp_path: Path) -> None:
    (strength,) = (fact for fact in facts(write(tmp_path, strengths=[WORDS | {"kind": ""}])) if fact.kind is FactKind.STRENGTH)
    assert strength.content["kind"] == "other"


def test_unknown_columns_and_files_are_said_and_left_alone(tmp_path: Path) -> None:
    path = write(tmp_path, contacts=[VISIT | {"colour": "red", "_line": "7"}])
    (tmp_path / "contact.csv").write_text("contact_id\n")
    assert [(note.file, note.line, note.text) for note in summary_of(path).warnings] == [
        ("contact.csv", 0, "a file that is none of the ten of an agency extract: left alone"),
        ("contacts.csv", 1, "the column colour is none of this file's: left alone"),
    ]


def test_partial_dates_keep_their_precision_and_an_end_its_last_day(tmp_path: Path) -> None:
    spell = {"involvement_id": "i", "person_id": "c", "kind": "school", "start": "2024-02", "end": "2024"}
    path = write(tmp_path, people=[CHILD, MOTHER | {"date_of_death": "2024-02"}], involvements=[spell])
    extract = FORMAT.open(path, None)
    mother = [fact for row in extract.people() for fact in row.facts][1]
    (fact,) = [fact for bundle in extract.bundles() for row in bundle for fact in row.facts]
    assert str(mother.content["date_of_death"]) == "2024-02-29"
    assert fact.end is not None
    assert [str(fact.on), str(fact.recorded_on), str(fact.end.day)] == ["2024-02-01", "2024-02-29", "2024-12-31"]
    assert (fact.content["start_precision"], dict(fact.end.says)["end_precision"]) == ("month", "year")


def refusal(path: Path) -> str:
    with pytest.raises(RefusedFile) as refused:
        FORMAT.open(path, None)
    return str(refused.value)


@pytest.mark.parametrize("column", ["contact_id", "outcome"])
def test_a_file_without_a_required_column_is_refused_by_its_name(tmp_path: Path, column: str) -> None:
    path = write(tmp_path / "hv", contacts=[{name: cell for name, cell in VISIT.items() if name != column}])
    assert refusal(path).startswith(f"hv: contacts.csv, line 1: the required column {column} is missing; found: ")


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    assert "the column on stands twice" in refusal(with_contacts(tmp_path, b"contact_id,person_id,on,kind,outcome,on\r\n"))


@pytest.mark.parametrize("content", [b"", b"contact_id\xff,person_id\n", "contact_id".encode("utf-16"), b'"contact_id'])
def test_a_file_that_is_not_one_of_text_in_columns_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "contacts.csv" in refusal(with_contacts(tmp_path, content))


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ({"extracted_on": "today"}, "extract.csv, line 2, extracted_on: expected a date"),
        ({"agency_kind": "nhs"}, "extract.csv, line 2, agency_kind: expected one of"),
        ({"covers_from": "2026-01-01"}, "covers_to 2025-01-31 is before covers_from 2026-01-01"),
    ],
)
def test_a_header_that_is_not_one_is_refused(tmp_path: Path, header: dict[str, str], said: str) -> None:
    assert said in refusal(write(tmp_path, header))


@pytest.mark.parametrize("name", ["extract.csv", "people.csv"])
def test_an_extract_without_a_file_that_it_must_have_is_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path)
    (tmp_path / name).unlink()
    assert f"{name} is missing" in refusal(tmp_path)


def zipped(folder: Path, path: Path, prefix: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in sorted(folder.iterdir()):
            archive.write(each, f"{prefix}{each.name}")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    visits: Rows = [VISIT | {"contact_id": f"k{number}", "summary": f"visit {number * number}"} for number in range(200)]
    return write(tmp_path / "folder", contacts=visits)


@pytest.mark.parametrize("prefix", ["", "export/"])
def test_a_zip_is_read_as_the_folder_in_it(folder: Path, tmp_path: Path, prefix: str) -> None:
    path = zipped(folder, tmp_path / "hv.zip", prefix)
    assert FORMAT.recognises(path)
    assert FORMAT.open(path, None).files == FORMAT.open(folder, None).files
    assert kept(path) == kept(folder)


def test_a_zip_that_is_cut_off_is_refused(folder: Path, tmp_path: Path) -> None:
    path = zipped(folder, tmp_path / "hv.zip")
    path.write_bytes(path.read_bytes()[:-40])
    assert "expected a folder or a zip" in refusal(path)


def test_a_zip_with_a_broken_file_in_it_is_refused(folder: Path, tmp_path: Path) -> None:
    path = zipped(folder, tmp_path / "hv.zip")
    content = bytearray(path.read_bytes())
    middle = content.index(b"contacts.csv") + 200
    content[middle : middle + 40] = bytes(40)
    path.write_bytes(bytes(content))
    assert "hv.zip: contacts.csv cannot be read from the zip" in refusal(path)


def test_a_zip_that_unpacks_to_far_more_than_it_is_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("extract.csv", bytes(20_000_000))
    assert re.search(r"a zip of \d+ bytes that unpacks to 20000000 is refused", refusal(path))
