"""What is no ordinary file, or stands where it should not: never opened, never waited for, and told by a sentence."""

import os
import zipfile
from pathlib import Path

import pytest

from graph.errors import RefusedFile
from loaders.agency_extract import FORMAT
from loaders.discovery import LoadOptions, Unplaced, opened
from loaders.files.regular import open_file
from tests.loaders.agency_extract.extracts import write
from tests.loaders.cin_census.returns import REFERRAL, child, message
from tests.loaders.reading import read_path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes and links of Unix")
SECRET = "person_id,role\nsecret,child\n"


def unplaced(path: Path) -> dict[str, str]:
    _, found = opened([path], LoadOptions(agency="gp"))
    return {each.to_dict()["path"].rsplit("/", 1)[1]: each.reason for each in found}


def test_a_pipe_given_as_the_path_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for asked in (LoadOptions(agency="gp"), LoadOptions("ssd", "gp"), LoadOptions("annex_a", "gp"), LoadOptions("fhir", "gp")):
        with pytest.raises(RefusedFile, match="pipe: expected a file or a folder, found a named pipe"):
            opened([tmp_path / "pipe"], asked)


def test_a_device_given_as_the_path_is_refused() -> None:
    with pytest.raises(RefusedFile, match="/dev/zero: expected a file or a folder, found a device"):
        opened([Path("/dev/zero")], LoadOptions(agency="gp"))


def test_a_pipe_in_a_folder_is_named_and_the_rest_is_placed(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "census.xml").write_text(message(child(REFERRAL)))
    assert unplaced(tmp_path) == {"pipe.csv": "a named pipe, which is not read"}


def test_a_pipe_in_an_extract_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    write(tmp_path)
    os.mkfifo(tmp_path / "contacts.csv")
    read = read_path(FORMAT, tmp_path)
    assert read.notes == ["a named pipe, which is not read: left alone"]
    assert read.facts


def test_a_pipe_in_the_place_of_a_file_that_must_be_there_is_refused(tmp_path: Path) -> None:
    (write(tmp_path) / "people.csv").unlink()
    os.mkfifo(tmp_path / "people.csv")
    with pytest.raises(RefusedFile, match=r"people\.csv is a named pipe, which is not read"):
        FORMAT.open(tmp_path, None)


def test_a_pipe_that_took_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x")
    with pytest.raises(RefusedFile, match="x: expected a file, found a named pipe"):
        open_file(tmp_path / "x")


@pytest.mark.parametrize("name", ["people.csv", "contacts.csv"])
def test_a_link_out_of_an_extract_is_not_followed_and_nothing_of_it_is_said(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET)
    folder = write(tmp_path / "gp")
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(tmp_path / "secret")
    if name == "people.csv":
        with pytest.raises(RefusedFile, match=r"people\.csv is a link to what is outside this folder") as refused:
            FORMAT.open(folder, None)
        assert "secret" not in str(refused.value)
    else:
        notes = read_path(FORMAT, folder).notes
        assert notes == ["a link to what is outside this folder, which is not followed: left alone"]


def test_a_link_out_of_a_folder_of_files_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text(message(child(REFERRAL)))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "own.xml").write_text(message(child(REFERRAL)))
    (tmp_path / "in" / "link.xml").symlink_to(tmp_path / "secret.xml")
    (tmp_path / "in" / "gone.xml").symlink_to(tmp_path / "nothing")
    found = unplaced(tmp_path / "in")
    assert found["link.xml"] == "a link to what is outside this folder, which is not followed"
    assert sorted(found) == ["gone.xml", "link.xml"]


def test_a_link_within_an_extract_is_followed(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "people.csv").rename(tmp_path / "people-2025.csv")
    (tmp_path / "people.csv").symlink_to("people-2025.csv")
    assert read_path(FORMAT, tmp_path).facts


def test_a_name_that_is_not_utf_8_is_set_aside_and_spelt_out(tmp_path: Path) -> None:
    write(tmp_path / "gp")
    odd = tmp_path / "gp" / os.fsdecode(b"b\xfcro.csv")
    odd.write_text("x")
    (tmp_path / os.fsdecode(b"\xff.xml")).write_text(message(child(REFERRAL)))
    extracts, found = opened([tmp_path], LoadOptions(agency="gp"))
    assert [extract.format for _, extract in extracts] == ["agency_extract"]
    assert [each.to_dict()["path"].rsplit("/", 1)[1] for each in found] == ["\\xff.xml"]
    assert [(note.file, note.text) for row in extracts[0][1].people() for note in row.warnings] == [
        ("b\\xfcro.csv", "a name that is not UTF-8; give it another: left alone")
    ]


@pytest.mark.parametrize(
    ("names", "both"),
    [
        (["people.csv", "people.csv"], "people.csv and people.csv"),
        (["people.csv", "People.CSV"], "People.CSV and people.csv"),
        (["people.csv", "older/people.csv"], "older/people.csv and people.csv"),
        (["a/people.csv", "b/people.csv"], "a/people.csv and b/people.csv"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_in_a_zip_are_refused_naming_both(names: list[str], both: str, tmp_path: Path) -> None:
    path = tmp_path / "gp.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(write(tmp_path / "x") / "extract.csv", "extract.csv")
        for name in names:
            archive.writestr(name, SECRET)
    with pytest.raises(RefusedFile, match=f"expected one file of each name, found {both}"):
        opened([path], LoadOptions(agency="gp"))


def test_files_in_folders_of_a_zip_are_named(tmp_path: Path) -> None:
    path = tmp_path / "gp.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for each in write(tmp_path / "x").iterdir():
            archive.write(each, each.name)
        archive.writestr("older/notes.txt", "x")
    assert read_path(FORMAT, path).notes == ["a file in a folder of the zip: left alone"]


def test_a_zip_with_too_many_files_is_refused_before_they_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "gp.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(50):
            archive.writestr(str(number), b"")
    monkeypatch.setattr("loaders.files.archives.LONGEST_LIST", 1000)
    with pytest.raises(RefusedFile, match="a list of files of at most 1,000 bytes"):
        opened([path], LoadOptions("agency_extract"))


def test_a_file_of_a_zip_that_unpacks_to_far_more_is_refused_whatever_else_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "gp.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("random.bin", os.urandom(200_000))
        archive.writestr("extract.csv", bytes(20_000_000))
    with pytest.raises(RefusedFile, match=r"extract.csv, a file of \d+ bytes that unpacks to 20000000, is refused"):
        opened([path], LoadOptions(agency="gp"))


def test_nothing_is_unplaced_in_a_folder_of_ordinary_files(tmp_path: Path) -> None:
    write(tmp_path)
    _, found = opened([tmp_path], LoadOptions())
    assert not [each for each in found if isinstance(each, Unplaced)]
