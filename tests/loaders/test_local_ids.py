"""Where a spreadsheet has been, 4410 and 4410.0 are one id, in every format that has files of cells; and it is said."""

from datetime import date
from pathlib import Path

import pytest

from graph.facts import Fact, FactKind
from graph.identity.identifiers import normal_uprn, valid_nhs_number
from loaders.checks.local_ids import plain_id
from loaders.formats import format_named
from tests.loaders.agency_extract.extracts import CHILD, VISIT, write

SSD = {
    "ssd_person.csv": "pers_person_id,pers_sex,pers_dob\n4410.0,F,2012-03-04\n",
    "ssd_contacts.csv": "cont_contact_id,cont_person_id,cont_contact_date\nk1.0,4410,2024-05-06\n",
}
RETURN = {
    "header.csv": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n4410,2,14/09/2009,WBRI,,,\n00777,1,14/09/2008,WBRI,,,\n",
    "episodes.csv": "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    "4410.0,01/06/2023,S,C2,N1,U4,PR1,,,,LE1 1AA,LE9 9ZZ,\n777.0,01/06/2023,S,C2,N1,U4,PR1,,,,LE1 1AA,LE9 9ZZ,\n",
}


def agency(folder: Path) -> None:
    write(folder, people=[CHILD | {"person_id": "4410"}], contacts=[VISIT | {"person_id": "4410.0", "contact_id": "7.0"}])


def read(folder: Path, name: str) -> tuple[list[Fact], list[str]]:
    extract = format_named(name).open(folder, "la")
    rows = [*extract.people(), *(row for bundle in extract.bundles() for row in bundle)]
    return [fact for row in rows for fact in row.facts], [note.text for row in rows for note in row.warnings]


@pytest.mark.parametrize(("text", "plain"), [("4410.0", "4410"), ("00777.00", "00777"), ("4410.5", "4410.5"), ("a.0", "a.0")])
def test_an_id_is_read_without_what_a_spreadsheet_adds(text: str, plain: str) -> None:
    assert plain_id(text) == plain


def test_a_number_of_the_nhs_and_one_of_a_property_are_too() -> None:
    assert valid_nhs_number("9434765919.0") == "9434765919"
    assert (normal_uprn("0100012345.0"), normal_uprn("1.0"), normal_uprn("1.5")) == ("100012345", None, None)


def test_a_number_that_agencies_share_is_read_without_it(tmp_path: Path) -> None:
    write(tmp_path, people=[CHILD | {"other_ids": "mosaic=4410.0;mosaic=4410"}], contacts=[])
    (child,) = [fact for fact in read(tmp_path, "agency_extract")[0] if fact.kind is FactKind.PERSON]
    assert child.content["other_ids"] == ["mosaic=4410"]


def test_the_number_of_a_home_in_a_return_is_told_without_it(tmp_path: Path) -> None:
    for file, text in RETURN.items():
        (tmp_path / file).write_text(text.replace("LE9 9ZZ,\n", "LE9 9ZZ,1234567.0\n"))
    stays = [fact for fact in read(tmp_path, "ssda903")[0] if fact.kind is FactKind.STAY]
    assert stays and all("URN=1234567" in stay.content["details"] for stay in stays)


@pytest.mark.parametrize("name", ["agency_extract", "ssd", "ssda903"])
def test_a_child_is_one_whatever_a_spreadsheet_made_of_the_id(tmp_path: Path, name: str) -> None:
    if name == "agency_extract":
        agency(tmp_path)
    for file, text in (SSD if name == "ssd" else RETURN if name == "ssda903" else {}).items():
        (tmp_path / file).write_text(text)
    facts, notes = read(tmp_path, name)
    children = {fact.source for fact in facts if fact.kind is FactKind.PERSON}
    assert "4410" in children and not {each for each in children if each.endswith(".0")}
    assert all(key.rpartition("/")[2] in children for fact in facts for key in fact.records)
    assert any(".0 is read as" in text for text in notes)
    assert any(fact.on and fact.on > date(2020, 1, 1) for fact in facts)


def test_ids_that_differ_in_zeros_at_the_front_stay_two_and_it_is_said(tmp_path: Path) -> None:
    for file, text in RETURN.items():
        (tmp_path / file).write_text(text)
    facts, notes = read(tmp_path, "ssda903")
    assert {fact.source for fact in facts if fact.kind is FactKind.PERSON} == {"4410", "00777", "777"}
    assert any("the ids 00777 and 777 differ in zeros at the front alone" in text for text in notes)
