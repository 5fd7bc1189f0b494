"""What each list becomes, how headings and values are understood, and which workbooks are refused."""

import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, to_excel

from graph.errors import RefusedFile
from graph.facts import FactKind
from loaders.annex_a import FORMAT
from tests.loaders.annex_a.workbooks import CHILD, ONE, REFERRALS, read, workbook, written

SEEN = [
    [*CHILD, "CIN Start Date", "Case Status", "Date Child Was Last Seen"],
    [*ONE, date(2020, 1, 1), "c) CIN", date(2021, 3, 1)],
]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("CASEGRAPH_HOME", str(folder))
    return folder


def test_a_referral_is_the_contact_that_the_census_has(tmp_path: Path) -> None:
    found = read(written(tmp_path, {"List 3": REFERRALS}))
    first, second = found.of(FactKind.CONTACT)
    assert (first.on, first.content["kind"], first.content["outcome"]) == (date(2021, 1, 5), "referral", "accepted")
    assert first.content["summary"] == "Referred by the police"
    assert (second.on, second.content["outcome"]) == (date(2021, 2, 6), "no_further_action")
    (person,) = found.of(FactKind.PERSON)
    assert person.content["other_ids"] == ["authority_child=la-999:C1"]


def test_the_workbook_is_of_its_latest_date_and_covers_the_six_months_to_it(tmp_path: Path) -> None:
    source = read(written(tmp_path, {"List 3": REFERRALS})).extract.source
    assert (source.extracted_on, source.covers_from, source.covers_to) == (date(2021, 2, 6), date(2020, 8, 7), date(2021, 2, 6))


def test_a_value_that_the_table_lacks_is_kept_and_named(tmp_path: Path) -> None:
    found = read(written(tmp_path, {"List 3": REFERRALS}))
    assert any("Referral Source 'Panda car' is not among referrer" in note.text for note in found.notes)
    assert "Referral Source=Panda car" in str(found.of(FactKind.CONTACT)[1].content["details"])


def test_an_authority_adds_its_own_spellings_and_that_is_another_load(tmp_path: Path, home: Path) -> None:
    path = written(tmp_path, {"List 3": REFERRALS})
    before = read(path).extract.files
    (home / "annex-a.toml").write_text('[values.referrer]\n6 = ["Panda car"]\n[headings]\n"Gender" = ["m/f"]\n')
    found = read(path)
    assert found.of(FactKind.CONTACT)[1].content["summary"] == "Referred by the police"
    assert [name for name, _ in found.extract.files] == [path.name, "annex-a.toml"] and found.extract.files[0] == before[0]


def test_a_faulty_table_of_ones_own_is_refused_by_name(tmp_path: Path, home: Path) -> None:
    (home / "annex-a.toml").write_text('[values.referrer]\n6 = "Panda car"\n')
    with pytest.raises(RefusedFile, match=r"annex-a.toml, values.referrer, 6: expected a list of texts"):
        read(written(tmp_path, {"List 3": REFERRALS}))


@pytest.mark.parametrize("name", ["DATE OF REFERRAL ", "Referral date", "Date of\nreferral (dd/mm/yyyy)"])
def test_headings_drift_and_titles_stand_above_them(name: str, tmp_path: Path) -> None:
    made = workbook({"Sheet7": [["Annex A", None], [], *REFERRALS]})
    made["Sheet7"]["F3"] = name
    made["Sheet7"].merge_cells("A1:G1")
    made.save(tmp_path / "x.xlsx")
    assert len(read(tmp_path / "x.xlsx").of(FactKind.CONTACT)) == 2


@pytest.mark.parametrize("mac", [False, True])
def test_a_date_may_be_the_number_of_its_day_in_either_calendar(mac: bool, tmp_path: Path) -> None:
    made = workbook({"List 3": REFERRALS})
    if mac:
        made.epoch = CALENDAR_MAC_1904
    made["List 3"]["F2"] = to_excel(date(2021, 1, 7), epoch=made.epoch)
    made["List 3"]["F2"].number_format = "General"
    made.save(tmp_path / "x.xlsx")
    assert read(tmp_path / "x.xlsx").of(FactKind.CONTACT)[0].on == date(2021, 1, 7)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("30/02/2021", "no day of the calendar"),
        (None, "found a blank cell"),
        ("#N/A", "found a blank cell"),
        ("5/6/21", "expected a date as 17/05/2019"),
        ("10 January 2025", "expected a date as 17/05/2019"),
        (True, "expected a date"),
        (99999999, "expected a date"),
        ("=TODAY()", "never calculated"),
        (date(1900, 1, 1), "stands for not known"),
    ],
)
def test_a_row_without_its_date_says_where_and_why(cell: Any, reason: str, tmp_path: Path) -> None:
    found = read(written(tmp_path, {"List 3": [*REFERRALS, [*ONE, cell, "Police", "No"]]}, "x.xlsx"))
    (reject,) = found.rejects
    assert (reject.file, reject.line) == ("x.xlsx, List 3", 4)
    assert reason in reject.reason


@pytest.mark.parametrize("id_", [None, "  "])
def test_a_row_without_a_child_is_rejected_and_one_without_anything_is_passed_over(id_: str | None, tmp_path: Path) -> None:
    nobody = [[id_, *ONE[1:], date(2021, 1, 9), "Police", "No"], [None] * len(REFERRALS[0])]
    found = read(written(tmp_path, {"List 3": [*REFERRALS, *nobody]}))
    (reject,) = found.rejects
    assert (reject.line, reject.column) == (4, "Child Unique ID")
    assert len(found.of(FactKind.CONTACT)) == 2


def test_a_hidden_sheet_and_one_that_is_no_list_are_set_aside_by_name(tmp_path: Path) -> None:
    made = workbook({"List 3": REFERRALS, "Old": REFERRALS, "Guidance": [["How to fill this in"]]})
    made["Old"].sheet_state = "hidden"
    made.save(tmp_path / "x.xlsx")
    found = read(tmp_path / "x.xlsx")
    assert found.summary.tables["Old"].set_aside == 3
    assert found.summary.tables["Guidance"].set_aside == 1
    assert any(note.file.endswith("Old") and "hidden" in note.text for note in found.notes)


def test_the_latest_visit_is_kept_when_the_next_workbook_tells_of_another(tmp_path: Path) -> None:
    found = read(written(tmp_path, {"List 6": SEEN}))
    (seen,) = found.of(FactKind.CONTACT)
    assert (seen.content["presence"], seen.source.split(":")[0]) == ("seen", "Latest")
    assert not any(each.endswith("Latest") for each in found.extract.present)


def test_a_section_47_enquiry_ends_with_its_conference_or_else_with_the_case(tmp_path: Path) -> None:
    first, met = "Strategy discussion initiating Section 47 Enquiry Start Date", "Date of Initial Child Protection Conference"
    enquiries = [[*CHILD, first, met], [*ONE, date(2021, 1, 5), date(2021, 1, 20)], [*ONE, date(2021, 2, 5), None]]
    cases = [[*CHILD, "CIN Start Date", "Case Status", "CIN Closure Date"], [*ONE, date(2021, 1, 1), "Closed", date(2021, 3, 2)]]
    found = read(written(tmp_path, {"List 5": enquiries, "List 6": cases}))
    ends = [fact.end and fact.end.day for fact in found.of(FactKind.INVOLVEMENT) if fact.content["kind"] == "section_47"]
    assert ends == [date(2021, 1, 20), date(2021, 3, 2)]


def test_an_end_before_the_start_is_rejected_by_itself_and_told_by_the_spell(tmp_path: Path) -> None:
    plans = [[*CHILD, "Child Protection Plan Start Date", "Child Protection Plan End Date"]]
    found = read(written(tmp_path, {"List 7": [*plans, [*ONE, date(2021, 1, 5), date(2021, 1, 4)]]}))
    (reject,) = found.rejects
    assert (reject.column, reject.line) == ("Child Protection Plan End Date", 2)
    assert "on or after the start (2021-01-05), found 2021-01-04" in reject.reason
    (plan,) = found.of(FactKind.INVOLVEMENT)
    assert (plan.on, plan.end) == (date(2021, 1, 5), None)
    assert "Child Protection Plan End Date=2021-01-04 (before the start)" in plan.content["details"]


def test_nothing_leads_from_an_adopted_child_to_the_adopters(tmp_path: Path) -> None:
    ten = [
        [*CHILD, "Family identifier", "Date of Decision that Child Should be Placed for Adoption"],
        [*ONE, "F77", date(2021, 1, 5)],
    ]
    eleven = [["Individual adopter identifier", "Family identifier", "Date enquiry received"], ["A9", "F77", date(2020, 1, 5)]]
    found = read(written(tmp_path, {"List 10": ten, "List 11": eleven}))
    assert [fact.content["sensitivity"] for fact in found.facts] == ["normal", "sealed", "restricted", "sealed"]
    assert not any("F77" in f"{fact.id}{fact.content}" for fact in found.facts)


def test_where_a_child_is_placed_stands_only_with_the_secret_stay(tmp_path: Path) -> None:
    names = ["Date Started to be Looked After", "Date Ceased to be Looked After", "Start Date of Most Recent Placement"]
    rows = [
        [*CHILD, *names, "Placement Type", "Placement postcode"],
        [*ONE, date(2020, 1, 1), None, date(2021, 1, 1), "K2: Home", "ab12cd"],
    ]
    found = read(written(tmp_path, {"List 8": rows}))
    (stay,) = found.of(FactKind.STAY)
    assert (stay.content["kind"], stay.content["postcode"], stay.content["restricted"]) == ("children_home", "AB1 2CD", True)
    assert not any("2CD" in str(fact.content).upper() for fact in found.of(FactKind.INVOLVEMENT))


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ({"List 3": REFERRALS, "Again": REFERRALS}, "one sheet with the columns of List 3, found List 3 and Again"),
        ({"List 3": [CHILD, ONE]}, "List 3: expected the column Date of referral, Referral Source; found Child Unique ID"),
        ({"List 3": [[*REFERRALS[0], "Referral Date"]]}, "two headings are Date of referral"),
        ({"Accounts": [["Sum"]]}, "headings of an Annex A list, found Accounts"),
        ({"List 3": REFERRALS[:1]}, "expected a date in one of the lists"),
    ],
)
def test_a_wrong_workbook_is_refused_with_what_was_found(sheets: Any, said: str, tmp_path: Path) -> None:
    path = written(tmp_path, sheets)
    with pytest.raises(RefusedFile) as refused:
        read(path)
    assert said in str(refused.value)


def test_a_workbook_is_recognised_by_its_headings_and_needs_an_agency(tmp_path: Path) -> None:
    path = written(tmp_path, {"anything": REFERRALS})
    assert FORMAT.recognises(path)
    assert not FORMAT.recognises(written(tmp_path, {"Accounts": [["Sum"]]}, "other.xlsx"))
    with pytest.raises(RefusedFile, match="--agency"):
        FORMAT.open(path, None)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda text: text.replace("<worksheet", "<!DOCTYPE x><worksheet", 1), "a DOCTYPE"),
        (lambda text: text.replace('r="2"', 'r="99999999999"', 1), "a row 99999999999"),
        (lambda text: text.replace('r="A2"', 'r="ZZZZZZ2"', 1), "a cell ZZZZZZ2"),
        (lambda text: text.replace('<row r="3"', '<row r="2"', 1), "a row 2 after row 2"),
        (lambda text: text.replace("<v>", "<v>x", 30), "expected rows of cells"),
        (lambda text: text[:-30], "expected the XML of a workbook"),
        (lambda text: text + " " * 30_000_000, "is refused"),
    ],
)
def test_a_hostile_sheet_is_refused_before_the_library_reads_it(harm: Any, said: str, tmp_path: Path) -> None:
    path = changed(tmp_path, harm)
    with pytest.raises(RefusedFile) as refused:
        read(path)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    "harm",
    [
        lambda text: text.replace("A1:H3", "A1:A1"),
        lambda text: text.replace(
            "</row></sheetData>", '</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        ),
        lambda text: text.replace("<c ", "\n <c ").replace("</c>", "\n </c>"),
        lambda text: re.sub(r' r="[A-Z]*[0-9]+"', "", text),
        lambda text: text.replace("</v>", "</v><v>7</v>"),
    ],
    ids=[
        "a false word on how large it is",
        "a cell in the last corner",
        "spaces between",
        "no row or cell named",
        "values twice",
    ],
)
def test_how_the_xml_of_a_sheet_is_written_changes_nothing(harm: Any, tmp_path: Path) -> None:
    facts = read(written(tmp_path, {"List 3": REFERRALS})).facts
    assert read(changed(tmp_path, harm)).facts == facts


def test_a_formula_that_came_to_an_empty_text_is_a_blank_cell(tmp_path: Path) -> None:
    calculated = '<c r="H2" t="str"><f>IF(TRUE,"","")</f><v></v></c>'
    found = read(changed(tmp_path, lambda text: re.sub(r'<c r="H2".*?</c>', calculated, text)))
    assert (found.rejects, found.of(FactKind.CONTACT)[0].content["outcome"]) == ([], "unknown")


def changed(folder: Path, harm: Callable[[str], str]) -> Path:
    """A workbook whose sheet has gone wrong."""
    path, part = written(folder, {"List 3": REFERRALS}), "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(folder / "changed.xlsx", "w", zipfile.ZIP_DEFLATED) as made:
        for name in whole.namelist():
            content = whole.read(name)
            made.writestr(name, harm(content.decode()).encode() if name == part else content)
    return folder / "changed.xlsx"


def test_whatever_is_flipped_or_cut_the_books_balance_or_the_workbook_is_refused(tmp_path: Path) -> None:
    random, whole = Random(11), written(tmp_path, {"List 3": REFERRALS, "List 6": SEEN}).read_bytes()
    for turn in range(60):
        torn = bytearray(whole[: random.randrange(len(whole))] if turn % 4 == 0 else whole)
        for _ in range(random.randrange(1, 4)):
            torn[random.randrange(len(torn))] ^= 1 << random.randrange(8)
        (tmp_path / "torn.xlsx").write_bytes(torn)
        try:
            books = read(tmp_path / "torn.xlsx").summary.total
        except RefusedFile:
            continue
        assert books.read == books.kept + books.rejected + books.set_aside
