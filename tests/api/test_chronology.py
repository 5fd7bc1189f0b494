"""A chronology by the command and by GraphQL: the same rows as through Python, in files that a reviewer opens."""

import csv
import json
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import html
from openpyxl import load_workbook

from api.chronology.cover import CoverLine
from api.chronology.layouts import Preset, layout
from api.chronology.plain_text import as_cell, plain
from api.chronology.sheets import comma_separated, workbook
from api.chronology.web_page import web_page
from api.chronology.word_document import word_document
from graph.lens import Lens
from graph.store import Store
from queries.chronology import Chronology, ChronologyRow, RowKind, RowNumbers, chronology
from queries.chronology.days import UncertainDay
from queries.chronology.numbers import numbered
from queries.chronology.rows import row_key
from queries.core.facts import Evidence
from tests.api.conftest import client_of
from tests.api.test_findings_graphql import answered
from tests.api.test_who_is_known import run
from tests.queries.building import adult, child, loaded, partnership

DAY = date(2025, 6, 1)
COVER = [CoverLine("About", "Asha <Mellor>")]


@pytest.fixture
async def family(store: Store, tmp_path: Path) -> Store:
    """A store with a child who was seen twice, with half a year between."""
    visits = [{"person_id": "c", "on": "2024-11-01", "presence": "seen"}, {"person_id": "c", "on": "2025-05-20"}]
    people = [child("c", "2020-05-05", given_names="Asha", family_name="Mellor"), adult("m")]
    await loaded(store, *partnership(tmp_path / "extracts", hv={"people": people, "contacts": visits}))
    return store


def row(number: int, event: str, **more: Any) -> ChronologyRow:
    key, evidence = row_key(number), Evidence(f"hv/s/k{number}", "contact", "hv", recorded_on=DAY)
    told: dict[str, Any] = {"people": ("p",), "names": ("Asha",), "agencies": ("hv",), "evidence": (evidence,)} | more
    return ChronologyRow(RowKind.EVENT, key, UncertainDay(date.fromordinal(739_000 + number)), event, **told)


def made(*events: str, taken_away: str | None = None) -> Chronology:
    """A chronology with these events, a quiet stretch behind them, and last something that was taken away."""
    rows = [row(number, event, action="Attended.") for number, event in enumerate(events)]
    rows.append(ChronologyRow(RowKind.GAP, row_key("gap"), UncertainDay(DAY), "No contact on record for 100 days."))
    rows += [row(9_000, taken_away, taken_away=DAY)] if taken_away else []
    found, kept = numbered(rows, RowNumbers({row_key(9_000): "99"}))
    return Chronology(("p",), ("Asha",), Lens.of(DAY, agencies=("hv",)), None, None, 90, found, kept, {"hv": "Health Visiting"})


async def test_the_command_tells_the_rows_that_python_gives(family: Store, environment: dict[str, str]) -> None:
    asked = run(environment, "chronology", "hv/s/c", "--as-of", "2025-06-01", "--format", "json")
    python = await chronology(family, ["hv/s/c"], lens=Lens.of(DAY))
    assert list(map(json.loads, asked.stdout.splitlines())) == python.to_dicts()
    table = run(environment, "chronology", "hv/s/c", "--as-of", "2025-06-01")
    assert "Is born." in table.stdout and "No contact on record for 199 days" in " ".join(table.stdout.replace("│", " ").split())
    assert "Impact" not in table.stdout and "3 rows about Asha Mellor" in table.stderr


async def test_a_file_keeps_its_numbers_beside_it_and_is_for_its_owner_alone(
    family: Store, environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "c.csv"
    asked = ("chronology", "hv/s/c", "--as-of", "2025-06-01", "--format", "csv", "--output", str(file))
    assert run(environment, *asked).exit_code == 0
    kept = tmp_path / "c.csv.numbers.json"
    assert [path.stat().st_mode & 0o777 for path in (file, kept)] == [0o600, 0o600]
    numbers = json.loads(kept.read_text())
    last = next(key for key, number in numbers["numbers"].items() if number == "3")
    kept.write_text(json.dumps({"numbers": {last: "7"}}))
    assert run(environment, *asked).exit_code == 0
    with file.open(newline="") as stream:
        assert [each[0] for each in csv.reader(stream) if each[0][:1].isdigit() and "No contact" not in each[0]] == [
            "0.1",
            "0.2",
            "7",
        ]
    kept.write_text("[]")
    refused = run(environment, *asked)
    assert refused.exit_code == 2 and "expected the numbers of a chronology" in refused.stderr


async def test_what_cannot_be_written_is_said_in_a_sentence(environment: dict[str, str], family: Store, tmp_path: Path) -> None:
    binary = run(environment, "chronology", "hv/s/c", "--format", "docx")
    assert binary.exit_code == 2 and "expected --output FILE" in binary.stderr
    nowhere = run(environment, "chronology", "hv/s/c", "--format", "html", "-o", str(tmp_path / "none" / "c.html"))
    assert nowhere.exit_code == 1 and "cannot be written" in nowhere.stderr


async def test_graphql_gives_the_same_rows_a_page_at_a_time(family: Store) -> None:
    query = """query ($after: String, $numbers: [RowNumberInput!]) { chronology(people: ["hv/s/c"], first: 3, after: $after,
      numbers: $numbers, lens: {asOf: "2025-06-01"}) {
        names nodes { number key kind date event } pageInfo { hasNextPage endCursor } } }"""
    python = await chronology(family, ["hv/s/c"], lens=Lens.of(DAY))
    async with client_of(family) as client:
        first = (await answered(client, query))["data"]["chronology"]
        second = (await answered(client, query, after=first["pageInfo"]["endCursor"]))["data"]["chronology"]
        assert [each["key"] for each in first["nodes"] + second["nodes"]] == [each.key for each in python.rows]
        assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)
        assert first["nodes"][0] | {"key": ""} == {
            "number": "1", "key": "", "kind": "birth", "date": "2020-05-05", "event": "Is born.",
        }  # fmt: skip
        again = await answered(client, query, numbers=[{"key": python.rows[0].key, "number": "5"}])
        assert [each["number"] for each in again["data"]["chronology"]["nodes"] if each["number"]] == ["5", "6"]


@pytest.mark.parametrize("preset", list(Preset))
def test_each_preset_has_a_cell_for_each_column(preset: Preset) -> None:
    arranged = layout(made("Home visit."), preset)
    assert {len(each.cells) for each in arranged.rows if each.spanning is None} == {len(arranged.columns)}
    assert "Home visit." in str(arranged.rows[0].cells)
    assert [each.spanning for each in arranged.rows if each.spanning] == [f"{DAY}: No contact on record for 100 days."]


def test_a_word_document_repeats_its_header_lies_across_and_names_its_sources_in_notes() -> None:
    arranged = layout(made("Home visit.", taken_away="Office visit."), Preset.FULL)
    written = word_document(arranged, COVER)
    document = Document(BytesIO(written))
    table = document.tables[1]
    assert "w:tblHeader" in table.rows[0]._tr.xml and "w:tblHeader" not in table.rows[1]._tr.xml
    section = document.sections[0]
    assert section.page_width is not None and section.page_height is not None and section.page_width > section.page_height
    assert "NUMPAGES" in section.footer._element.xml
    assert len(table.rows) == 4 and "w:gridSpan" in table.rows[2]._tr.xml
    assert "w:strike" in table.rows[3]._tr.xml and "w:strike" not in table.rows[1]._tr.xml
    with ZipFile(BytesIO(written)) as parts:
        notes = parts.read("word/endnotes.xml").decode()
    assert "contact hv/s/k0, recorded 2025-06-01" in notes and "contact hv/s/k9000" in notes
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.style and "Heading" in str(paragraph.style.name)]


def test_a_workbook_works_nothing_out_and_repeats_its_header() -> None:
    book = load_workbook(BytesIO(workbook(layout(made("=1+1", taken_away="Office visit."), Preset.FULL), COVER)))
    sheet = book["Chronology"]
    assert sheet.print_title_rows == "$1:$1" and sheet.freeze_panes == "A2"
    texts = [cell.value for cells in sheet.iter_rows() for cell in cells]
    assert "'=1+1" in texts and not [cell for cells in sheet.iter_rows() for cell in cells if cell.data_type == "f"]
    assert sheet.cell(4, 1).font.strike


def test_a_web_page_loads_nothing_and_shows_what_a_record_says_as_text() -> None:
    page = web_page(layout(made("<script>alert(1)</script>", taken_away="Office visit."), Preset.FULL), COVER)
    tree = html.document_fromstring(page)
    assert not tree.xpath("//script | //img | //link | //@href | //@src")
    assert tree.xpath("//td[contains(., '<script>')]") and tree.xpath("//dd[.='Asha <Mellor>']")
    assert {each.get("scope") for each in tree.xpath("//thead//th")} == {"col"}
    assert tree.xpath("//html/@lang") and tree.xpath("//caption") and len(tree.xpath("//h1")) == 1
    assert [each.text for each in tree.xpath("//del")][:1] == ["99"]


def test_csv_is_read_back_with_a_quiet_stretch_in_its_first_column() -> None:
    rows = list(csv.reader(comma_separated(layout(made("Home visit, with tea."), Preset.CHRONOLATOR)).splitlines()))
    assert "Home visit, with tea." in rows[1] and rows[2][0].endswith("100 days.") and not any(rows[2][1:])


@pytest.mark.parametrize(("text", "cell"), [("=A1", "'=A1"), ("-2", "'-2"), ("@x", "'@x"), ("a=b", "a=b"), ("", "")])
def test_what_looks_like_a_formula_is_a_text(text: str, cell: str) -> None:
    assert as_cell(text) == cell


def test_what_xml_refuses_is_shown_as_unreadable() -> None:
    assert plain("a\x00b\x1bc\ud800\nd") == "a\ufffdb\ufffdc\ufffd\nd"
