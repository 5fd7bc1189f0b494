"""Rejected rows, corrected in a spreadsheet, are taken back as the spreadsheet leaves them."""

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from graph.facts import Fact
from loaders.agency_extract import FORMAT
from loaders.cin_census import FORMAT as CENSUS
from loaders.dfe_csc_api import FORMAT as PAYLOAD
from loaders.extract import FileFormat
from loaders.ssd import FORMAT as SSD
from loaders.ssda903 import FORMAT as SSDA903
from tests.loaders.agency_extract.extracts import CHILD, MOTHER, VISIT, Rows, write
from tests.loaders.agency_extract.test_rejected_rows import MET, SPELL, STAY, TIE, TOLD, WORDS, WORRY
from tests.loaders.cin_census.returns import REFERRAL, message
from tests.loaders.cin_census.returns import child as census_child
from tests.loaders.dfe_csc_api.payloads import child as api_child
from tests.loaders.dfe_csc_api.payloads import episode, payload
from tests.loaders.reading import Read, read_path
from tests.loaders.ssda903.returns import EPISODES

NOTED = VISIT | {"contact_id": "k2", "summary": "=said +44, -not- @home"}
GOOD: dict[str, Rows] = {
    "people": [CHILD, MOTHER],
    "relationships": [TIE],
    "addresses": [STAY],
    "contacts": [VISIT, NOTED],
    "contact_people": [MET],
    "involvements": [SPELL],
    "concerns": [WORRY],
    "strengths": [WORDS],
    "shares": [TOLD],
}
WRONG = {
    "people": ("sex", "F", "girl"),
    "relationships": ("relationship", "mother", "mum"),
    "addresses": ("start", "2024-01-10", "soon"),
    "contacts": ("on", "2024-03-01", "2024-03-32"),
    "contact_people": ("part", "parent", "parents"),
    "involvements": ("kind", "school", "skool"),
    "concerns": ("factor", "neglect", "neglected"),
    "strengths": ("on", "2024-04-01", "2024-04-31"),
    "shares": ("on", "2024-04-01", "2024-04-31"),
}
SPREADSHEETS = {
    "as it was written": ("utf-8", ",", False),
    "by Excel in England": ("cp1252", ",", True),
    "by Excel in Unicode": ("utf-16", "\t", True),
    "with semicolons": ("utf-8-sig", ";", False),
}


def said(*reads: Read) -> dict[str, Fact]:
    """The facts of several loads: of one id, what the last says."""
    return {f"{fact.kind} {fact.id}": fact for read in reads for fact in read.facts}


def resaved(path: Path, encoding: str, delimiter: str, day_first: bool, right: tuple[str, str]) -> None:
    """Correct a file of rejected rows, and save it again as a spreadsheet does."""
    with path.open(encoding="utf-8", newline="") as stream:
        names, *rows = csv.reader(stream)
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerow(names)
        for row in rows:
            cells = [right[1] if cell == right[0] else cell for cell in row]
            days = [re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", r"\3/\2/\1", cell) if day_first else cell for cell in cells]
            writer.writerow(days)


@pytest.mark.parametrize("way", SPREADSHEETS)
@pytest.mark.parametrize("table", WRONG)
def test_what_was_rejected_is_all_there_once_it_is_corrected(table: str, way: str, tmp_path: Path) -> None:
    column, right, wrong = WRONG[table]
    whole = read_path(FORMAT, write(tmp_path / "whole", **GOOD))
    bad = GOOD | {table: [row | ({column: wrong} if row[column] == right else {}) for row in GOOD[table]]}
    first = read_path(FORMAT, write(tmp_path / "bad", **bad))
    assert first.rejects
    folder = tmp_path / "rejects"
    for path in first.extract.write_rejects(folder, first.rejects):
        resaved(path, *SPREADSHEETS[way], (wrong, right))
    again = read_path(FORMAT, folder)
    assert again.rejects == []
    assert again.extract.source.partial
    assert said(first, again) == said(whole)


CHILDREN = (
    census_child(REFERRAL, identifiers="<LAchildID>C0</LAchildID><PersonBirthDate>2013-02-03</PersonBirthDate><Sex>F</Sex>"),
    "\n",
    census_child(REFERRAL + "<CINclosureDate>2025-06-02</CINclosureDate>", REFERRAL.replace("2025-05-01", "2025-08-01")),
)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<LAchildID>C1</LAchildID>", "<LAchildID></LAchildID>"),
        ("<PersonBirthDate>2015-02-03<", "<PersonBirthDate>2015-02-30<"),
        ("<CINclosureDate>2025-06-02<", "<CINclosureDate>soon<"),
        ("<CINreferralDate>2025-08-01<", "<CINreferralDate>2025-08-32<"),
    ],
)
def test_a_census_is_taken_back_child_by_child_and_removes_nothing(right: str, wrong: str, tmp_path: Path) -> None:
    text = message(*CHILDREN)
    (tmp_path / "whole.xml").write_text(text)
    (tmp_path / "bad.xml").write_text(text.replace(right, wrong))
    whole, first = (read_path(CENSUS, tmp_path / name) for name in ("whole.xml", "bad.xml"))
    assert first.rejects
    (tmp_path / "rejects").mkdir()
    _, path = first.extract.write_rejects(tmp_path / "rejects", first.rejects)
    assert "C0" not in path.read_text()
    assert first.rejects[0].reason.replace("-", "‐") in path.read_text()
    path.write_text(path.read_text().replace(wrong, right).replace("<LAchildID/>", right))
    again = read_path(CENSUS, path)
    assert again.rejects == []
    assert (again.extract.source.partial, again.extract.source.extracted_on) == (True, whole.extract.source.extracted_on)
    assert said(first, again) == said(whole)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('"la_child_id": "C1"', '"la_child_id": ""'),
        ('"2015-02-03"', '"2015-02-30"'),
        ('"referral_date": "2025-05-02"', '"referral_date": "soon"'),
    ],
)
def test_a_payload_is_taken_back_child_by_child(right: str, wrong: str, tmp_path: Path) -> None:
    text = json.dumps(payload(api_child("C0", episode()), api_child("C1", episode(referral_date="2025-05-02"))))
    text = text.replace('"2015-02-03"', '"2014-02-03"', 1)
    (tmp_path / "whole-2025-09-01.json").write_text(text)
    (tmp_path / "bad-2025-09-01.json").write_text(text.replace(right, wrong))
    whole, first = (read_path(PAYLOAD, tmp_path / f"{name}-2025-09-01.json") for name in ("whole", "bad"))
    assert first.rejects
    (tmp_path / "rejects").mkdir()
    _, path = first.extract.write_rejects(tmp_path / "rejects", first.rejects)
    assert '"C0"' not in path.read_text()
    path.write_text(path.read_text().replace(wrong, right))
    again = read_path(PAYLOAD, path)
    assert again.rejects == []
    assert again.extract.source == replace(whole.extract.source, correction=1)
    assert said(first, again) == said(whole)


HEADED = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nC0,1,03/02/2011,WBRI,,,\nC1,2,03/02/2010,WBRI,,1,05/06/2017\n"
MISSED = "CHILD,DOB,MISSING,MIS_START,MIS_END\nC1,03/02/2010,M,01/03/2018,02/03/2018\nC0,03/02/2011,M,01/03/2018,\n"
OC2 = "CHILD,DOB,SDQ_SCORE,CONVICTED,SUBSTANCE_MISUSE\nC1,03/02/2010,,1,0\n"
LATER = EPISODES + "C0,01/03/2018,S,C2,N1,U4,PR1,,,,,,\nC2,05/03/2018,S,C2,N1,U4,PR1,,,,,,\n"
RETURN = {"h.csv": HEADED, "e.csv": LATER, "m.csv": MISSED, "o.csv": OC2}


def taken_back(format_: FileFormat, folder: Path, whole: dict[str, str], right: str, wrong: str, way: str) -> None:
    """Read files of which one cell is wrong, correct what is written of them, and read that: all is as in the whole files."""
    for name, files in {"whole": whole, "bad": {name: text.replace(right, wrong) for name, text in whole.items()}}.items():
        (folder / name / "2018-04-30").mkdir(parents=True)
        for file, text in files.items():
            (folder / name / "2018-04-30" / file).write_text(text)
    good, first = (read_path(format_, folder / name / "2018-04-30", "la-999") for name in ("whole", "bad"))
    assert first.rejects
    (folder / "rejects").mkdir()
    table, *written = first.extract.write_rejects(folder / "rejects", first.rejects)
    assert table.name == "rejects.csv"
    for path in written:
        resaved(path, *SPREADSHEETS[way], (wrong.strip(","), right.strip(",")))
    again = read_path(format_, folder / "rejects", "la-999")
    assert again.rejects == []
    assert (again.extract.source.partial, again.extract.source.extracted_on) == (True, first.extract.source.extracted_on)
    assert said(first, again) == said(good)
    assert not any(name.startswith("_") for names in again.summary.not_kept.values() for name in names)


@pytest.mark.parametrize("way", SPREADSHEETS)
@pytest.mark.parametrize(
    ("right", "wrong"),
    [(",01/05/2017,", ",01/05/17,"), (",01/03/2018,", ",soon,"), (",05/06/2017", ",31/06/2017"), (",02/03/2018", ",30/02/2018")],
)
def test_a_return_is_taken_back_child_by_child_and_removes_nothing(right: str, wrong: str, way: str, tmp_path: Path) -> None:
    taken_back(SSDA903, tmp_path, RETURN, right, wrong, way)


TABLES = {
    "ssd_person.csv": "pers_person_id,pers_surname,pers_dob\n1,Low,2010-02-03\n2,High,1985-02-03\n3,Far,2011-02-03\n",
    "ssd_mother.csv": "moth_table_id,moth_person_id,moth_childs_person_id,moth_childs_dob\nT1,2,1,2010-02-03\n",
    "ssd_cin_episodes.csv": (
        "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date\nR1,1,2016-05-01,2016-06-02\nR3,3,2017-05-01,\n"
    ),
    "ssd_involvements.csv": "invo_involvements_id,invo_professional_id,invo_referral_id,invo_person_id\nI1,P1,R1,1\nI3,P1,R3,3\n",
    "ssd_professionals.csv": "prof_professional_id,prof_professional_name\nP1,Jo Kind\n",
    "ssd_contacts.csv": "cont_contact_id,cont_person_id,cont_contact_date\nC1,1,2017-07-08\nC3,3,2017-07-09\n",
    "ssd_linked_identifiers.csv": (
        "link_table_id,link_person_id,link_identifier_type,link_identifier_value\nL1,1,Case Number,77\nL3,3,Case Number,78\n"
    ),
}


@pytest.mark.parametrize("way", SPREADSHEETS)
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (",1985-02-03", ",1985-02-30"),
        (",2016-05-01", ",soon"),
        (",2017-07-08", ",2017-07-32"),
        (",Case Number,", ",Case\x00Number,"),
    ],
)
def test_tables_are_taken_back_with_all_that_is_about_the_same_people(right: str, wrong: str, way: str, tmp_path: Path) -> None:
    taken_back(SSD, tmp_path, TABLES, right, wrong, way)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [("'=1+1", "=1+1"), ("''=1+1", "'=1+1"), ("'-no", "-no"), ("'@x", "@x"), ("'tis", "'tis"), ("'", "'"), ("'+44", "+44")],
)
def test_what_was_kept_from_being_a_formula_is_itself_again_in_a_file_of_rejected_rows_alone(
    cell: str, kept: str, tmp_path: Path
) -> None:
    rejected = read_path(FORMAT, write(tmp_path / "r", people=[CHILD | {"family_name": cell, "_line": "2"}]))
    assert rejected.facts[0].content["family_name"] == kept
    ordinary = read_path(FORMAT, write(tmp_path / "o", people=[CHILD | {"family_name": cell}]))
    assert ordinary.facts[0].content["family_name"] == cell
