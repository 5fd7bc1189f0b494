"""What stands at a path is placed by its content, folder by folder; what cannot be placed is named."""

import json
from datetime import date
from pathlib import Path

import pytest

from api.command.load import exit_code
from graph.errors import RefusedFile
from loaders.cin_census import FORMAT as CENSUS_FORMAT
from loaders.discovery import LoadOptions, Unplaced, opened
from loaders.fhir import FORMAT as FHIR
from loaders.files.sniff import sniff
from loaders.formats import formats
from loaders.summary import Loaded
from tests.loaders.agency_extract.extracts import write as written_extract
from tests.loaders.cin_census.returns import REFERRAL, child, message
from tests.loaders.dfe_csc_api.payloads import child as api_child
from tests.loaders.dfe_csc_api.payloads import episode, payload
from tests.loaders.fhir.bundles import bundle, patient

Placed = tuple[dict[str, str], dict[str, str]]
CENSUS = message(child(REFERRAL))
BUNDLE = json.dumps(bundle(patient()))
PAYLOAD = json.dumps(payload(api_child("C1", episode())))
GP = LoadOptions(agency="gp")


def placed(*paths: Path, asked: LoadOptions = GP) -> Placed:
    extracts, unplaced = opened(list(paths), asked)
    return {path.name: extract.format for path, extract in extracts}, {each.path.name: each.reason for each in unplaced}


def put(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


def test_a_mixed_folder_is_looked_through_and_every_file_placed_by_its_content(tmp_path: Path) -> None:
    put(tmp_path, a=CENSUS, b=BUNDLE, letter="%PDF-1.4", **{".hidden": "x"})
    put(tmp_path / "inside" / "deeper", c=PAYLOAD, notes="some words")
    written_extract(tmp_path / "inside" / "extract")
    assert placed(tmp_path) == (
        {"a": "cin_census", "b": "fhir", "c": "dfe_csc_api", "extract": "agency_extract"},
        {"letter": "a PDF document", "notes": "text"},
    )


def test_what_stands_in_the_folder_of_an_extract_is_placed_too(tmp_path: Path) -> None:
    written_extract(tmp_path / "extract")
    put(tmp_path / "extract", census=CENSUS)
    put(tmp_path / "extract" / "older", bundle=BUNDLE, scan="%PDF-1.4")
    assert placed(tmp_path / "extract") == (
        {"extract": "agency_extract", "census": "cin_census", "bundle": "fhir"}, {"scan": "a PDF document"},
    )  # fmt: skip


def test_a_broken_file_in_a_folder_is_named_and_the_rest_is_loaded(tmp_path: Path) -> None:
    put(tmp_path, a=BUNDLE[:-9], b=BUNDLE)
    extracts, unplaced = placed(tmp_path)
    assert extracts == {"b": "fhir"}
    assert unplaced["a"].startswith("refused: a, line 1: expected JSON")


def test_a_broken_file_by_itself_refuses_everything(tmp_path: Path) -> None:
    put(tmp_path, a=BUNDLE[:-9], b=BUNDLE)
    with pytest.raises(RefusedFile, match="a, line 1"):
        placed(tmp_path / "b", tmp_path / "a")


def test_a_folder_with_nothing_to_load_is_refused_naming_what_was_found(tmp_path: Path) -> None:
    put(tmp_path / "empty")
    put(tmp_path, letter="%PDF-1.4")
    with pytest.raises(RefusedFile, match="empty: an empty folder; letter: a PDF document"):
        placed(tmp_path)


def test_a_file_that_nobody_knows_is_refused_with_what_was_expected_and_found(tmp_path: Path) -> None:
    put(tmp_path, table="name,colour\nAda,red\n")
    with pytest.raises(RefusedFile, match=r"found a table with the columns name,colour.*expected one of these: agency_extract"):
        placed(tmp_path / "table")


class Second:
    name, about = "second", "whatever FHIR is"
    recognises, open = FHIR.recognises, FHIR.open


def test_a_file_that_two_formats_know_is_never_guessed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"fhir": FHIR, "second": Second()}
    monkeypatch.setattr("loaders.formats.formats", lambda: known)
    put(tmp_path, a=BUNDLE)
    with pytest.raises(RefusedFile, match="it looks like fhir and second; say which with --as"):
        placed(tmp_path / "a")
    assert placed(tmp_path / "a", asked=LoadOptions("second", "gp"))[0] == {"a": "fhir"}


def test_no_two_formats_know_the_same_file(tmp_path: Path) -> None:
    put(tmp_path, census=CENSUS, bundle=BUNDLE, payload=PAYLOAD)
    written_extract(tmp_path / "extract")
    for path in sorted(tmp_path.iterdir()):
        assert len([name for name, each in formats().items() if each.recognises(path)]) == 1, path


def test_each_format_is_asked_of_a_path_once_and_again_the_next_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_of: list[str] = []
    know = CENSUS_FORMAT.recognises
    monkeypatch.setattr(CENSUS_FORMAT, "recognises", lambda path: asked_of.append(path.name) or know(path))
    put(tmp_path / "folder", census=CENSUS, notes="nothing")
    assert placed(tmp_path / "folder")[0] == {"census": "cin_census"}
    assert sorted(asked_of) == ["census", "folder", "notes"]
    put(tmp_path / "folder", census=BUNDLE)
    assert placed(tmp_path / "folder")[0] == {"census": "fhir"}


def test_the_callers_day_is_for_formats_that_do_not_say_it_themselves(tmp_path: Path) -> None:
    put(tmp_path, payload=PAYLOAD, census=CENSUS)
    asked = LoadOptions(extracted_on=date(2025, 9, 1))
    ((_, extract),), _ = opened([tmp_path / "payload"], asked)
    assert extract.source.extracted_on == date(2025, 9, 1)
    with pytest.raises(RefusedFile, match="cin_census says itself when it was made"):
        placed(tmp_path / "census", asked=asked)
    assert placed(tmp_path, asked=asked) == ({"census": "cin_census", "payload": "dfe_csc_api"}, {})


def test_a_link_to_another_folder_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path, a=BUNDLE)
    (tmp_path / "again").symlink_to(tmp_path)
    assert placed(tmp_path)[1] == {"again": "a link to another folder, which is not followed"}


@pytest.mark.parametrize(
    ("held", "looks"),
    [
        (b"", "an empty file"),
        (b"%PDF-1.7", "a PDF document"),
        (b"PK\x03\x04....xl/workbook.xml", "a workbook"),
        (b"PK\x03\x04....a.txt", "a zip archive"),
        (b"\xd0\xcf\x11\xe0", "an Office document of before 2007"),
        (b"<?xml version='1.0'?>\n<!-- x --><Other a='1'/>", "XML that begins with Other"),
        (b' {"a": 1}', "JSON"),
        (b"a,b\n1,2\n", "a table with the columns a,b"),
        ("a,b\n".encode("utf-16"), "a table with the columns a,b"),
        (b"\x00\x01\x02\x03", "a file that is no text"),
        (b"Dear all", "text"),
    ],
)
def test_what_a_file_looks_like_is_said_from_its_first_bytes(held: bytes, looks: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(held)
    assert sniff(tmp_path / "x") == looks


def test_a_load_in_which_something_was_not_placed_says_so_by_its_exit_code() -> None:
    assert [exit_code(Loaded([])), exit_code(Loaded([Unplaced(Path("x"), "text")]))] == [0, 3]
