"""What is small to send and large to read, in small: the benchmark of hostile files has the large forms."""

import zipfile
from pathlib import Path

import pytest

from graph.errors import RefusedFile
from loaders.annex_a import FORMAT as ANNEX_A
from loaders.cin_census import FORMAT as CENSUS
from loaders.dfe_csc_api import FORMAT as PAYLOAD
from loaders.extract import FileFormat
from loaders.fhir import FORMAT as FHIR
from loaders.ssda903 import FORMAT as SSDA903
from tests.loaders.annex_a.workbooks import REFERRALS
from tests.loaders.annex_a.workbooks import written as workbook
from tests.loaders.cin_census.returns import REFERRAL, child, message
from tests.loaders.reading import read_path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CHILDREN = "<EXPSSDA903><CHILD><HEADER><CHILDID>1</CHILDID></HEADER></CHILD>"
LAUGHS = '<!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
PATIENT = '{"resourceType": "Patient", "id": "1"}'


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, most in {"ROW": 2048, "CELL": 1024, "COLUMNS": 50, "ROWS": 20}.items():
        monkeypatch.setenv(f"CASEGRAPH_MAX_{name}", str(most))


def refusal(format_: FileFormat, path: Path) -> str:
    with pytest.raises(RefusedFile) as refused:
        read_path(format_, path, "la-999")
    return str(refused.value)


def census(content: str) -> str:
    return message(child(REFERRAL)).replace("<Children>", f"<Children>{content}")


LONG = "x" * 100_000
ATTRIBUTES = "".join(f' a{number}="1"' for number in range(60))
NAMES = ",".join(f'"n{number}": 1' for number in range(60))
LONG_NAMES = ",".join(f'"n{number}": "{"x" * 1500}"' for number in range(4))
XML = [
    (census(f"<Child>{LONG}</Child>"), "expected elements of at most 2,048 characters, found a longer one"),
    (census(f"<Child {LONG}"), "expected elements of at most 2,048 characters, found a longer one"),
    (census("<a/>" * 20_000), "expected elements of at most 2,048 characters, found a longer one"),
    (census("<a>" * 300), "Excessive depth"),
    (census(f"<Child{ATTRIBUTES}/>"), "expected at most 50 attributes in Child, found 60"),
    (census("<Child/>" * 30), "expected an extract of at most 20 rows"),
]


@pytest.mark.parametrize(("text", "said"), XML)
def test_xml_that_would_fill_the_memory_is_refused_by_a_sentence(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(text)
    assert said in refusal(CENSUS, tmp_path / "a.xml")
    (tmp_path / "b.xml").write_text(text.replace("<Message>", "<EXPSSDA903>").replace("Child", "CHILD"))
    assert said.replace("Child", "CHILD") in refusal(SSDA903, tmp_path / "b.xml")


@pytest.mark.parametrize(
    ("format_", "text"),
    [(CENSUS, LAUGHS + census("")), (SSDA903, LAUGHS + CHILDREN), (FHIR, f'{LAUGHS}<Patient xmlns="http://hl7.org/fhir"/>')],
)
def test_no_entity_is_ever_read(format_: FileFormat, text: str, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(text)
    assert format_.recognises(tmp_path / "a.xml")
    assert "expected no DOCTYPE, found one; no entity is ever read" in refusal(format_, tmp_path / "a.xml")


def test_elements_each_wrapped_in_another_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.xml_files.markup._MOST_PARENTS", 10)
    (tmp_path / "a.xml").write_text(census("<J><Child/></J>" * 15))
    assert "expected elements beside each other, found them in more than 10 others" in refusal(CENSUS, tmp_path / "a.xml")


def test_xml_that_is_torn_is_said_to_be_so_as_before(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(census("<Child><Torn></Child>") + LONG)
    assert "a.xml, line 1: expected well-formed XML, found: Opening and ending tag mismatch" in refusal(
        CENSUS, tmp_path / "a.xml"
    )


JSON = [
    ('{"resourceType": "Patient", "id": "' + LONG, "expected a value of at most 2,048 characters, found a longer one"),
    ('{"resourceType": "Bundle", "entry": [{"x": [' + "[]," * 2000, "expected a value of at most 2,048 characters"),
    ('{"resourceType": "Patient", "x": ' + "[" * 2000, "found values nested too deeply"),
    ("{" + NAMES + ', "resourceType": "Bundle"}', "expected at most 50 names"),
    ("{" + LONG_NAMES + ', "resourceType": "Patient"}', "expected at most 50 names and 2,048 characters beside the lists"),
    ("[" + ",".join([PATIENT] * 30) + "]", "expected an extract of at most 20 rows"),
]


@pytest.mark.parametrize(("text", "said"), JSON)
def test_json_that_would_fill_the_memory_is_refused_by_a_sentence(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(text)
    assert said in refusal(FHIR, tmp_path / "a.json")


def test_the_payload_keeps_to_the_same_limits(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"la_code": "1", "Children": [{"la_child_id": "' + LONG)
    assert "expected a value of at most 2,048 characters" in refusal(PAYLOAD, tmp_path / "a.json")


def test_a_line_of_json_that_is_too_long_costs_that_line(tmp_path: Path) -> None:
    patient = '{"resourceType": "Patient", "id": "%s", "meta": {"lastUpdated": "2024-05-01"}}\n'
    (tmp_path / "a.ndjson").write_text(patient % 1 + patient % LONG + patient % 2)
    read = read_path(FHIR, tmp_path / "a.ndjson", "gp")
    assert [fact.source for fact in read.facts] == ["Patient:1", "Patient:2"]
    assert [(reject.line, reject.reason) for reject in read.rejects] == [
        (2, "expected a line of at most 2,048 bytes, found a longer one")
    ]


def repacked(path: Path, part: str, old: str, new: str) -> Path:
    """A workbook with another text in one of its parts."""
    changed = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name).decode()
            assert name != part or old in content
            after.writestr(name, content.replace(old, new, 1) if name == part else content)
    return changed


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        (SHEET, "</row>", f'<c t="str"><v>{LONG * 3}</v></c></row>', "a cell of more than 1,024 characters"),
        (SHEET, "<row", f"<row {'x' * 300_000}", "a tag of more than 2,048 characters"),
        (SHEET, "<worksheet", f"{LAUGHS}<worksheet", "a DOCTYPE; no entity is ever read"),
        ("xl/styles.xml", "<cellXfs", f"<cellXfs{'/><cellXfs' * 210_000}", "more than 200,000 elements"),
        ("xl/workbook.xml", "<sheets>", f"<!--{' ' * 17_000_000}--><sheets>", "that unpacks to 17"),
    ],
    ids=["text", "tag", "entities", "styles", "part"],
)
def test_a_workbook_that_would_fill_the_memory_is_refused(part: str, old: str, new: str, said: str, tmp_path: Path) -> None:
    path = repacked(workbook(tmp_path, {"List 3": REFERRALS}), part, old, new)
    assert said in refusal(ANNEX_A, path)


def test_a_workbook_that_says_that_it_is_as_large_as_one_can_be_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"List 3": REFERRALS})
    path = repacked(path, SHEET, "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    assert len(read_path(ANNEX_A, path, "la-999").facts) > 1


def test_formulas_without_end_in_one_cell_are_one(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"List 3": REFERRALS})
    path = repacked(path, SHEET, "</row></sheetData>", '<c r="Z3"><f/></c>' * 5000 + "</row></sheetData>")
    assert len(read_path(ANNEX_A, path, "la-999").facts) > 1
