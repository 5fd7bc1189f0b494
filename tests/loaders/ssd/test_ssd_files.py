"""Which folders are taken for SSD tables, which are refused, and what becomes of torn ones."""

import random
import zipfile
from pathlib import Path

import pytest

from graph.errors import RefusedFile
from graph.facts import FactKind
from loaders.formats import recognised_by
from loaders.ssd import FORMAT
from loaders.summary import Books
from tests.loaders.ssd.tables import PERSON, REFERRAL, Read, day, read, taken, write

CONTACTS = "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_outcome_json\n"
LINES = "".join(f'C{number},007,2025-05-0{number},"{{""NFA_FLAG"":""Y""}}"\n' for number in range(1, 8))
MANY = {"ssd_person": PERSON, "ssd_cin_episodes": REFERRAL, "ssd_contacts": CONTACTS + LINES}


def refusal(path: Path, agency: str | None = "north") -> str:
    with pytest.raises(RefusedFile) as refused:
        FORMAT.open(path, agency)
    return str(refused.value)


def zipped(folder: Path, name: str, top: str = "") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo(f"{top}a.csv", (2026, 2, 1, 0, 0, 0)), PERSON)
    return path


def contacts(found: Read) -> list[str]:
    return [fact.source for fact in found.of(FactKind.CONTACT)]


def test_tables_are_found_by_their_columns_whatever_the_files_are_called(tmp_path: Path) -> None:
    path = write(tmp_path, "x", one=PERSON, two=REFERRAL)
    assert recognised_by(path) == [FORMAT]
    assert {row.table for row in taken(path).rows} == {"ssd_person", "ssd_cin_episodes"}


def test_other_folders_and_files_are_not_taken(tmp_path: Path) -> None:
    assert not FORMAT.recognises(write(tmp_path, "x", people="person_id,role\n1,child\n", pers="a,b\n"))
    assert not FORMAT.recognises(tmp_path)
    assert not FORMAT.recognises(tmp_path / "x" / "people.csv")


def test_a_zip_is_taken_and_says_its_day(tmp_path: Path) -> None:
    path = zipped(tmp_path, "export.zip", "export/")
    assert recognised_by(path) == [FORMAT]
    assert taken(path).extract.source.extracted_on == day("2026-02-01")


def test_the_day_in_the_name_goes_before_that_of_the_files(tmp_path: Path) -> None:
    assert taken(zipped(tmp_path, "export-20260331.zip")).extract.source.extracted_on == day("2026-03-31")


def test_a_name_with_no_day_of_the_calendar_is_refused(tmp_path: Path) -> None:
    assert "2026-02-30" in refusal(zipped(tmp_path, "2026-02-30.zip"))


def test_somebody_has_to_say_whose_the_tables_are(tmp_path: Path) -> None:
    assert "--agency" in refusal(write(tmp_path, ssd_person=PERSON), None)


@pytest.mark.parametrize(
    ("oldest", "first"), [("2025-09-01", "2025-03-31"), ("2023-09-01", "2023-03-31"), ("2010-09-01", "2020-03-31")]
)
def test_the_window_is_a_whole_number_of_years_and_at_most_six(oldest: str, first: str, tmp_path: Path) -> None:
    source = read(tmp_path, ssd_person=PERSON, ssd_contacts=CONTACTS + f"C1,007,{oldest},\n").extract.source
    assert (source.covers_from, source.covers_to) == (day(first), day("2026-03-31"))


def test_only_the_tables_that_are_there_can_say_that_something_was_removed(tmp_path: Path) -> None:
    found = read(tmp_path, ssd_person=PERSON, ssd_cin_episodes=REFERRAL).extract.present
    assert found == {"person", "contact ssd_cin_episodes", "involvement ssd_cin_episodes"}


def test_a_table_with_a_row_that_nobody_can_tell_removes_nothing(tmp_path: Path) -> None:
    assert "contact ssd_contacts" not in read(tmp_path, ssd_person=PERSON, ssd_contacts=CONTACTS + "C1,007\n").extract.present


def test_a_column_that_stands_twice_refuses_the_whole(tmp_path: Path) -> None:
    said = refusal(write(tmp_path, ssd_person="pers_person_id,pers_sex,pers_sex\n"))
    assert "ssd_person.csv, line 1: the column pers_sex stands twice" in said


def test_a_table_without_its_id_refuses_the_whole(tmp_path: Path) -> None:
    path = write(tmp_path, a=PERSON, b="cont_person_id,cont_contact_date\n")
    assert FORMAT.recognises(path)
    said = refusal(path)
    assert "expected cont_contact_id, as ssd_contacts has it; found cont_person_id, cont_contact_date" in said


def test_a_torn_header_refuses_the_whole(tmp_path: Path) -> None:
    said = refusal(write(tmp_path, ssd_person=PERSON, ssd_contacts="c?nt\nC1\n"))
    assert "ssd_contacts.csv, line 1: expected the columns of ssd_contacts, cont_contact_id among them" in said


def test_what_is_not_kept_is_named(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ssd_person=PERSON.replace("pers_dob", "pers_dob").replace("pers_sex", "pers_shoe"),
        ssd_ehcp_requests="ehcr_ehcp_request_id,ehcr_ehcp_req_date\n1,A\n2,B\n",
        notes="anything\n",
    )
    assert [row.unkept for row in found.rows if row.table == "ssd_person"] == [("pers_shoe",)]
    assert "ssd_ehcp_requests: the model has no place for it" in found.said
    assert "a file whose columns are those of no SSD table" in found.said


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(encoding: str, tmp_path: Path) -> None:
    text = "pers_person_id,pers_surname\r\n007,Zoë\r\n"
    assert read(tmp_path, ssd_person=text.encode(encoding)).person()["family_name"] == "Zoë"


def test_a_byte_that_is_no_utf8_costs_its_row_alone(tmp_path: Path) -> None:
    found = read(tmp_path, ssd_person=b"pers_person_id,pers_surname\n1,Zo\xeb\n2,Ren\xc3\xa9\n3,No\xc3\xabl\n")
    assert [fact.content["family_name"] for fact in found.facts] == ["René", "Noël"]
    assert (found.rejects[0].line, found.rejects[0].reason) == (2, "expected UTF-8, found the byte 0xEB")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("C9,007,2025-05-01", "expected 4 cells, found 3"),
        ("C9,007,2025-05-01,,,", "expected 4 cells, found 6"),
        ("C9,007,2025-05\x00-01,", "control character 0x00"),
        ("C9,007,30/02/2025,", "no day of the calendar"),
        ("C9,007,9999-12-31,", "between 1900-01-01 and 2100"),
        ("C9,007,May,", "expected a date as 2024-12-10"),
        ("C9,,2025-05-01,", "expected cont_person_id, found none"),
        (",007,2025-05-01,", "expected cont_contact_id, found none"),
        ("C9,7,2025-05-01,", "has no person '7'"),
        ("C" * 200 + ",007,2025-05-01,", "an id of at most 100 characters"),
        ('C9,007,2025-05-01,"', "expected a row of CSV"),
    ],
)
def test_a_torn_row_costs_that_row_and_says_so(bad: str, reason: str, tmp_path: Path) -> None:
    text = CONTACTS + LINES.replace("C3,", f"{bad}\nC3,")
    found = read(tmp_path, ssd_person=PERSON, ssd_contacts=text)
    assert contacts(found) == [f"ssd_contacts:C{number}" for number in range(1, 8)]
    assert [each.line for each in found.rejects] == [4]
    assert reason in found.rejects[0].reason


def test_a_quote_in_the_middle_of_a_cell_is_a_quote(tmp_path: Path) -> None:
    found = read(tmp_path, ssd_person='pers_person_id,pers_surname\n1,12" Smith\n2,Field\n')
    assert [fact.content["family_name"] for fact in found.facts] == ['12" Smith', "Field"]


def test_a_cell_of_a_million_characters_is_refused_by_length(tmp_path: Path) -> None:
    found = read(tmp_path, ssd_person=f"pers_person_id,pers_surname\n1,{'x' * 1_000_000}\n2,Field\n")
    assert "found 1,000,000" in found.rejects[0].reason
    assert len(found.rejects[0].value) < 1000
    assert [fact.source for fact in found.facts] == ["1", "2"]


def test_a_line_without_end_is_passed_over(tmp_path: Path) -> None:
    found = read(tmp_path, ssd_person=f"pers_person_id,pers_surname\n1,{'x' * 9_000_000}\n2,Field\n")
    assert "found a longer one" in found.rejects[0].reason
    assert [fact.source for fact in found.facts] == ["2"]


def test_rejected_rows_are_written_where_they_can_be_looked_at(tmp_path: Path) -> None:
    found = read(tmp_path, ssd_person=b"pers_person_id,pers_dob\n1,=1+1\n\x00,\n")
    path, *_ = found.extract.write_rejects(tmp_path / "rejects", found.rejects)
    lines = path.read_text().splitlines()
    assert lines[0] == "file,line,column,value,reason"
    assert lines[1].startswith("ssd_person.csv,2,pers_dob,'=1+1,")
    assert len(lines) == 3


def mutated(text: bytes, chance: random.Random) -> bytes:
    """One of the ways in which files break; never in the header, which refuses the whole."""
    at = chance.randrange(text.index(b"\n") + 1, len(text))
    return chance.choice(
        [
            text[:at] + bytes([text[at] ^ 1 << chance.randrange(8)]) + text[at + 1 :],
            text[:at],
            text[:at] + chance.choice([b'"', b"\x00", b"\n", b",", b"\r", b"\xff\xfe"]) + text[at:],
            text[:at] + text[at + chance.randrange(1, 40) :],
        ]
    )


@pytest.mark.parametrize("seed", range(60))
def test_whatever_happens_to_a_file_its_books_add_up(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    torn = {name: mutated(text.encode(), chance) for name, text in MANY.items()}
    found = read(tmp_path, **torn)
    books = Books()
    for row in found.rows:
        books.enter(row)
    assert books.read == books.kept + books.rejected + books.set_aside
    assert all(row.warnings for row in found.rows if not (row.facts or row.within or row.reject))
    assert all(each.line > 1 and each.reason for each in found.rejects)
