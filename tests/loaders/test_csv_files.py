"""CSV as spreadsheets leave it: the same in every format that is made of it."""

import zipfile
from pathlib import Path

import pytest

from graph.errors import RefusedFile
from graph.facts import FactKind
from loaders.agency_extract import FORMAT as AGENCY_EXTRACT
from loaders.csv_files.file import CsvFile
from loaders.extract import FileFormat
from loaders.files.folder import ExtractFolder
from loaders.ssd import FORMAT as SSD
from loaders.ssda903 import FORMAT as SSDA903
from tests.loaders.reading import Read, read_path

WAYS = {
    "UTF-8": ("utf-8", ","),
    "UTF-8 with its mark": ("utf-8-sig", ","),
    "UTF-16": ("utf-16", "\t"),
    "UTF-16, the other end first": ("utf-16-be", ","),
    "Windows-1252": ("cp1252", ","),
    "semicolons": ("utf-8", ";"),
    "tabs": ("utf-8", "\t"),
    "semicolons in Windows-1252": ("cp1252", ";"),
}
FILES: dict[str, tuple[FileFormat, dict[str, list[list[str]]]]] = {
    "agency extract": (
        AGENCY_EXTRACT,
        {
            "extract.csv": [
                ["agency_id", "agency_name", "agency_kind", "system", "extracted_on"],
                ["gp", "Praxis Zoë", "health", "s", "2025-03-01"],
            ],
            "people.csv": [["person_id", "role", "family_name", "date_of_birth"], ["1", "child", "O’Neill-Zoë", "2014-03-02"]],
        },
    ),
    "SSD": (SSD, {"ssd_person.csv": [["pers_person_id", "pers_surname", "pers_dob"], ["1", "O’Neill-Zoë", "2014-03-02"]]}),
    "SSDA903": (
        SSDA903,
        {
            "h.csv": [["CHILD", "SEX", "DOB", "ETHNIC", "UPN"], ["1", "1", "02/03/2014", "WBRI", "Zoë"]],
            "e.csv": [["CHILD", "DECOM", "RNE", "LS", "PLACE", "DEC", "REC"], ["1", "01/06/2023", "S", "C2", "U4", "", ""]],
        },
    ),
}  # fmt: skip


def written(folder: Path, files: dict[str, list[list[str]]], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    folder.mkdir(exist_ok=True)
    for name, rows in files.items():
        text = "".join(f"{delimiter.join(row)}\r\n" for row in rows)
        (folder / name).write_bytes(text.encode(encoding))
    return folder


def people(read: Read) -> list[tuple[str, str]]:
    return [(str(fact.content.get("family_name")), str(fact.content["date_of_birth"])) for fact in read.of(FactKind.PERSON)]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("which", FILES)
def test_every_encoding_and_separator_of_a_spreadsheet_says_the_same_in_every_format(
    which: str, way: str, tmp_path: Path
) -> None:
    format_, files = FILES[which]
    path = written(tmp_path / "2025-03-01", files, *WAYS[way])
    assert format_.recognises(path)
    read = read_path(format_, path, "la-999")
    plain = read_path(format_, written(tmp_path / "2025-03-01 plain", files), "la-999")
    assert read.rejects == []
    assert [(fact.id, fact.content) for fact in read.facts] == [(fact.id, fact.content) for fact in plain.facts]
    name = "UTF-16" if "UTF-16" in way else "Windows-1252" if "1252" in way else ""
    assert any(f"read as {name}" in note for note in read.notes) == bool(name)


@pytest.mark.parametrize(
    ("content", "cells"),
    [
        (b"a,b\n1,Zo\xeb\n", ["1", "Zoë"]),
        (b"a,b\n1,\xe2\x80\x99Zo\xc3\xab\n", ["1", "’Zoë"]),
        (b'a;b\n1;"x;y, z"\n', ["1", "x;y, z"]),
        (b"a,b\n,\n \n1,2\n", ["1", "2"]),
        (b'a,b\n1,"two\r\nlines"\n', ["1", "two\r\nlines"]),
        ("a,b\n1,é".encode("utf-16-le"), ["1", "é"]),
        (b"a,b\r1,2", ["1", "2"]),
    ],
)
def test_a_row_is_read_as_a_spreadsheet_shows_it(content: bytes, cells: list[str], tmp_path: Path) -> None:
    assert [record.cells for record in records(tmp_path, content)] == [cells]


def records(folder: Path, content: bytes):  # type: ignore[no-untyped-def]
    (folder / "t.csv").write_bytes(content)
    sheet = CsvFile(ExtractFolder(folder), "t.csv")
    sheet.examine()
    return list(sheet.records())


def test_a_torn_byte_among_accented_letters_costs_its_row_and_turns_none_of_them_into_others(tmp_path: Path) -> None:
    torn, whole = records(tmp_path, b"a\nZo" + b"\xeb\n" + "Renée Noël\n".encode())
    assert torn.fault == "expected UTF-8, found the byte 0xEB"
    assert whole.cells == ["Renée Noël"]


def test_a_byte_that_windows_1252_has_not_costs_its_row(tmp_path: Path) -> None:
    good, torn = records(tmp_path, b"a\nZo\xeb\n\x81\n")
    assert (good.cells, torn.fault) == (["Zoë"], "expected Windows-1252, found the byte 0x81")


def test_a_quote_that_is_never_closed_costs_its_line_even_where_a_later_one_would_close_it(tmp_path: Path) -> None:
    found = records(tmp_path, b'a,b\n1,"x\n2,y\n3",z\n4,w\n')
    assert [record.line for record in found if record.fault] == [2]
    assert [record.cells for record in found if not record.fault] == [["2", "y"], ['3"', "z"], ["4", "w"]]


def agency(folder: Path, *dates: str, recorded_on: str = "") -> Path:
    files = dict(FILES["agency extract"][1])
    rows = [[str(number), "child", "", date, recorded_on] for number, date in enumerate(dates)]
    files["people.csv"] = [["person_id", "role", "family_name", "date_of_birth", "recorded_on"], *rows]
    return written(folder, files)


def test_dates_that_can_all_have_their_day_first_are_read_so_and_that_is_said(tmp_path: Path) -> None:
    read = read_path(AGENCY_EXTRACT, agency(tmp_path, "17/05/2019", "3/4/2019", "2019-06-07", "2019", recorded_on="01/02/2020"))
    assert [born for _, born in people(read)] == ["2019-05-17", "2019-04-03", "2019-06-07", "2019-01-01"]
    assert str(read.facts[0].recorded_on) == "2020-02-01"
    assert read.notes == [
        f"the column {each}: dates such as 17/05/2019 were read with the day first" for each in ("date_of_birth", "recorded_on")
    ]


@pytest.mark.parametrize("dates", [("05/17/2019", "03/04/2019"), ("13/02/2019", "05/17/2019", "03/04/2019")])
def test_a_column_in_which_day_and_month_could_be_mistaken_is_refused(dates: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match=r"people.csv, line \d: the column date_of_birth mixes days and months: .*05/17/2019"):
        AGENCY_EXTRACT.open(agency(tmp_path, *dates), None)


def test_the_same_holds_for_the_returns(tmp_path: Path) -> None:
    files = {
        "e.csv": [
            *FILES["SSDA903"][1]["e.csv"],
            ["2", "05/17/2023", "S", "C2", "U4", "", ""],
            ["3", "03/04/2023", "S", "C2", "U4", "", ""],
        ]
    }
    with pytest.raises(RefusedFile, match="the column DECOM mixes days and months"):
        SSDA903.open(written(tmp_path / "r", files), "la-999")
    table = {"ssd_person.csv": [["pers_person_id", "pers_dob"], ["1", "05/17/2019"], ["2", "03/04/2019"]]}
    with pytest.raises(RefusedFile, match="the column pers_dob mixes days and months"):
        SSD.open(written(tmp_path / "2025-03-01", table), "la-999")


@pytest.mark.parametrize("date", ["05/17/2019", "31/02/2019", "17/05/19", "17.05.2019"])
def test_a_date_that_is_none_with_its_day_first_costs_its_row(date: str, tmp_path: Path) -> None:
    read = read_path(AGENCY_EXTRACT, agency(tmp_path, "2019-06-07", recorded_on=date))
    assert [(reject.column, reject.value) for reject in read.rejects] == [("recorded_on", date)]
    assert read.facts == []


@pytest.mark.parametrize("date", ["05/17/2019", "31/02/2019", "17/05/19", "17.05.2019"])
def test_a_date_of_birth_that_is_none_with_its_day_first_costs_itself_alone(date: str, tmp_path: Path) -> None:
    read = read_path(AGENCY_EXTRACT, agency(tmp_path, date, "2019-06-07"))
    assert [(reject.column, reject.value) for reject in read.rejects] == [("date_of_birth", date)]
    assert [str(fact.content.get("date_of_birth")) for fact in read.facts] == ["None", "2019-06-07"]


@pytest.mark.parametrize(
    ("setting", "most", "said"),
    [
        ("CELL", 1024, "expected a cell of at most 1,024 characters"),
        ("ROW", 1024, "expected a line of at most 1,024 characters"),
    ],
)
def test_a_cell_or_a_row_that_is_too_long_costs_its_row(
    setting: str, most: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"CASEGRAPH_MAX_{setting}", str(most))
    long, short = records(tmp_path, b"a,b\n1," + b"x" * (most + 1) + b"\n2,y\n")
    assert long.fault is not None and long.fault.startswith(said)
    assert short.cells == ["2", "y"]


@pytest.mark.parametrize("which", FILES)
@pytest.mark.parametrize(
    ("setting", "most", "said"),
    [
        ("FILE", "20", "expected a file of at most 20 bytes"),
        ("EXTRACT", "20", "expected an extract of at most 20 bytes"),
        ("ROWS", "1", "expected an extract of at most 1 rows"),
        ("COLUMNS", "50", "expected at most 50 columns, found 5"),
    ],
)
def test_what_is_larger_than_a_setting_allows_is_refused_naming_it(
    which: str, setting: str, most: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    format_, files = FILES[which]
    last = list(files)[-1]
    names, row = files[last]
    wide = [[*names, *(f"n{number}" for number in range(50))], [*row, *[""] * 50], [*row, *[""] * 50]]
    path = written(tmp_path / "2025-03-01", files | {last: wide})
    monkeypatch.setenv(f"CASEGRAPH_MAX_{setting}", most)
    with pytest.raises(RefusedFile, match=said):
        format_.open(path, "la-999")


def test_a_file_that_is_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match="expected lines of text, found a megabyte of nothing"):
        records(tmp_path, b"a\n" + bytes(3 * 1024 * 1024))


def test_a_file_that_is_one_line_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEGRAPH_MAX_ROW", "1024")
    with pytest.raises(RefusedFile, match="expected lines of text, found one of more than 16,384 bytes"):
        records(tmp_path, b"a\n" + b"x" * 3_000_000)


def test_a_zip_is_read_as_the_files_in_it(tmp_path: Path) -> None:
    format_, files = FILES["agency extract"]
    path = tmp_path / "gp.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for each in written(tmp_path / "x", files, "cp1252", ";").iterdir():
            archive.write(each, each.name)
    assert people(read_path(format_, path)) == [("O’Neill-Zoë", "2014-03-02")]


def test_the_head_of_a_file_is_read_in_one_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_bytes("one;two\n1;2\n".encode("utf-16"))
    opened: list[str] = []
    open_ = ExtractFolder.open
    monkeypatch.setattr(ExtractFolder, "open", lambda self, name: opened.append(name) or open_(self, name))
    sheet = CsvFile(ExtractFolder(tmp_path), "a.csv")
    assert (sheet.names, sheet.delimiter, sheet.line, opened) == (["one", "two"], ";", 1, ["a.csv"])
