"""What a load writes for people to correct: where it lands, who can read it, and what a spreadsheet makes of it."""

import csv
import os
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from graph.facts import Reject
from loaders.agency_extract.reader import open_extract
from loaders.annex_a import FORMAT as ANNEX_A
from loaders.files.folder import ExtractFolder
from loaders.files.private_files import disarmed, file_name, make_folder, open_text
from loaders.rejects import default_folder, write_table
from tests.loaders.agency_extract.extracts import CHILD, write
from tests.loaders.annex_a.workbooks import written

REJECT = Reject("people.csv", 2, "role", '=HYPERLINK("x")', "expected one of child", {"person_id": "@SUM(1)", "role": "'-1"})
posix = pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")


@pytest.mark.parametrize("agency", ["../../../evil", "/etc/evil", "..", ".", "a\\b", "con:x", "a\nb", "%2e%2e/x", "é/ü"])
def test_an_agency_id_names_one_folder_and_leads_nowhere_else(agency: str, tmp_path: Path) -> None:
    folder = tmp_path / file_name(agency)
    assert folder.resolve().parent == tmp_path.resolve()
    assert file_name(agency) not in ("", ".", "..")


def test_a_long_name_is_cut_and_an_ordinary_one_stays() -> None:
    assert len(file_name("a" * 1000)) == 80
    assert file_name("la-999") == "la-999"


@posix
def test_rejected_rows_are_for_their_owner_alone(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir(mode=0o755)
    extract = open_extract(ExtractFolder(write(tmp_path / "extract", people=[CHILD])))
    for folder, files in (
        (tmp_path / "there", [write_table(tmp_path / "there", [REJECT])]),
        (tmp_path / "new" / "deep", extract.write_rejects(tmp_path / "new" / "deep", [REJECT])),
    ):
        assert folder.stat().st_mode & 0o777 == 0o700
        assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


@posix
def test_a_file_that_was_readable_by_others_is_not_any_more_and_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text("old")
    (tmp_path / "old.csv").chmod(0o644)
    with open_text(tmp_path / "old.csv") as stream:
        stream.write("new")
    assert (tmp_path / "old.csv").stat().st_mode & 0o777 == 0o600
    (tmp_path / "link.csv").symlink_to(tmp_path / "old.csv")
    with pytest.raises(OSError, match=r"link\.csv"), open_text(tmp_path / "link.csv"):
        pass


@pytest.mark.parametrize("cell", ["=1+1", "+44 7700 900000", "-", "@SUM(A1)", "\tx", "\rx", "'=1", "''@x"])
def test_a_cell_that_begins_like_a_formula_is_disarmed_and_taking_one_apostrophe_away_gives_it_back(cell: str) -> None:
    assert disarmed(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Amy", "2025-01-31", "'tis", "O'Hara", "a=b", " =x"])
def test_an_ordinary_cell_stays_as_it_is(cell: str) -> None:
    assert disarmed(cell) == cell


def test_rejected_rows_of_every_kind_of_file_are_disarmed(tmp_path: Path) -> None:
    extract = open_extract(ExtractFolder(write(tmp_path / "extract", people=[CHILD | REJECT.row])))
    extract.write_rejects(tmp_path / "again", [REJECT])
    with (tmp_path / "again" / "people.csv").open(newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["person_id"], row["role"]) == ("'@SUM(1)", "''-1")
    with write_table(tmp_path / "table", [REJECT]).open(newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["value"] == '\'=HYPERLINK("x")'


def test_rejected_rows_of_a_workbook_are_disarmed_and_themselves_again_when_they_are_loaded(tmp_path: Path) -> None:
    rows = [["Child Unique ID", "Date of Contact", "Contact Source"], ["@SUM(1)", "soon", "-1+1"]]
    extract = ANNEX_A.open_as_of(written(tmp_path, {"List 1": rows}), "la-999", date(2021, 1, 5))
    (reject,) = [reject for bundle in extract.bundles() for row in bundle for reject in row.rejects]
    _, path = extract.write_rejects(tmp_path / "rejects", [reject])
    _, cells = load_workbook(path)["List 1"].iter_rows(values_only=True)
    assert cells[:3] == ("'@SUM(1)", "soon", "'-1+1")
    assert [row.facts[0].source for row in ANNEX_A.open(path, "la-999").people()] == ["@SUM(1)"]


def test_without_a_folder_of_their_own_rejected_rows_go_into_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEGRAPH_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "rejects"
    make_folder(default_folder())
