"""What each table of the return becomes, what is rejected, and which files are taken for one."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from graph.errors import RefusedFile
from graph.facts import FactKind
from loaders.ssda903 import FORMAT
from loaders.ssda903.message import ROOT
from tests.loaders.ssda903.returns import COLUMNS, EPISODES, FILES, HEADER, Read, read, written

MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END\n"


def test_an_episode_is_a_spell_of_being_looked_after_and_a_stay_at_a_secret_place(tmp_path: Path) -> None:
    found = read(tmp_path, FILES)
    first, second = found.of(FactKind.INVOLVEMENT)
    assert (first.source, first.on, first.end and first.end.day) == ("Episodes:C1:2017-05-01", date(2017, 5, 1), date(2018, 2, 1))
    assert second.end is None
    stays = found.of(FactKind.STAY)
    assert [stay.content["kind"] for stay in stays] == ["foster_home", "children_home"]
    assert all(stay.content["restricted"] for stay in stays)
    assert not any("AB" in str(fact.content) for fact in (first, second))
    assert found.rejects == []


def test_children_placed_in_one_postcode_are_no_household(tmp_path: Path) -> None:
    found = read(tmp_path, {"e.csv": EPISODES + EPISODES.replace("C1,", "C2,").removeprefix(COLUMNS)})
    assert len({stay.content["address"] for stay in found.of(FactKind.STAY)}) == 2


def test_a_place_without_a_postcode_stays_the_same_while_only_the_legal_status_changes(tmp_path: Path) -> None:
    rows = "C1,01/05/2017,S,V2,N1,U6,PR1,01/06/2017,X1,,,,\nC1,01/06/2017,L,C1,N1,U6,PR1,01/07/2017,X1,,,,\n"
    found = read(tmp_path, {"e.csv": f"{COLUMNS}{rows}C1,01/07/2017,P,C1,N1,U6,PR1,,,,,,\n"})
    first, same, other = [stay.content["address"] for stay in found.of(FactKind.STAY)]
    assert first == same != other


def test_the_return_covers_the_collection_year_of_its_last_episode(tmp_path: Path) -> None:
    source = read(tmp_path, FILES).extract.source
    assert (source.extracted_on, source.covers_from, source.covers_to) == (date(2018, 2, 1), date(2017, 4, 1), date(2018, 2, 1))


def test_a_return_in_which_an_episode_only_ended_covers_the_year_of_that_end(tmp_path: Path) -> None:
    ended = "C1,01/05/2017,S,V2,N1,U6,PR1,04/05/2019,E3,,AB1 2CD,AB1 3EF,\n"
    source = read(tmp_path, {"h.csv": HEADER, "e.csv": COLUMNS + ended}).extract.source
    assert (source.covers_from, source.covers_to) == (date(2019, 4, 1), date(2019, 5, 4))


def test_the_record_of_a_child_joins_by_the_authoritys_own_id(tmp_path: Path) -> None:
    (person, *_) = read(tmp_path, FILES).of(FactKind.PERSON)
    assert person.content["other_ids"] == ["authority_child=la-999:C1"]
    assert (person.content["sex"], person.content["ethnicity"], person.recorded_on) == ("F", "WBRI", date(2017, 5, 1))


def test_dates_of_birth_that_differ_between_files_stand_side_by_side(tmp_path: Path) -> None:
    found = read(tmp_path, FILES | {"m.csv": MISSING + "C1,03/02/2011,M,01/06/2017,\n"})
    (person, *_) = found.of(FactKind.PERSON)
    assert person.content["date_of_birth"] == date(2010, 2, 3)
    assert person.content["details"] == ["Missing: date_of_birth=2011-02-03"]
    assert any("both kept" in note.text for note in found.notes)


def test_a_mother_has_a_child_of_her_own(tmp_path: Path) -> None:
    found = read(tmp_path, {"h.csv": HEADER.replace(",,\n", ",1,05/06/2017\n"), "e.csv": EPISODES})
    tie, baby = found.of(FactKind.RELATIONSHIP)[0], found.of(FactKind.PERSON)[1]
    assert tie.records == ("la-999/ssda903/C1", baby.id)
    assert found.of(FactKind.PERSON)[0].content["role"] == "both"


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("C1,30/02/2018,S,V2,N1,U6,PR1,,,,,,", "DECOM", "no day of the calendar"),
        ("C1,,S,V2,N1,U6,PR1,,,,,,", "DECOM", "found a blank cell"),
        ("C1,01/01/1900,S,V2,N1,U6,PR1,,,,,,", "DECOM", "stands for not known"),
        (",01/05/2017,S,V2,N1,U6,PR1,,,,,,", "CHILD", "found a blank cell"),
        ("C1,01/05/2017,S", "", "expected 13 cells, found 3"),
        ('C1,"01/05/2017,S,V2,N1,U6,PR1,,,,,,', "", "expected a row of CSV"),
        ("C1,01/05/2017,S,C2,N1,U6,PR1,,,,,,", "CHILD", "stands twice with different content, first in line 2"),
    ],
)
def test_a_row_that_cannot_be_kept_says_where_and_why(row: str, column: str, reason: str, tmp_path: Path) -> None:
    found = read(tmp_path, {"e.csv": f"{EPISODES}{row}\n"})
    (reject,) = found.rejects
    assert (reject.file, reject.line, reject.column) == ("e.csv", 4, column)
    assert reason in reject.reason
    assert len(found.of(FactKind.INVOLVEMENT)) == 2


def test_the_day_that_stands_for_not_known_is_no_end_and_no_birth(tmp_path: Path) -> None:
    episode = COLUMNS + "C1,01/05/2017,S,V2,N1,U6,PR1,01/01/1900,,,,,\n"
    header = HEADER.replace("03/02/2010", "01/01/1900").replace(",,\n", ",0,01/01/1900\n")
    permanence = "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nC1,01/01/1900,P2,301,01/01/1900\n"
    found = read(tmp_path, {"h.csv": header, "e.csv": episode, "p.csv": permanence})
    (person,) = found.of(FactKind.PERSON)
    assert not found.rejects
    assert "date_of_birth" not in person.content
    assert person.content["role"] == "child"
    assert [each.end for each in found.of(FactKind.INVOLVEMENT)] == [None, None]


def test_an_end_before_the_start_is_rejected_by_itself_and_told_by_the_episode(tmp_path: Path) -> None:
    found = read(tmp_path, {"e.csv": COLUMNS + "C1,01/05/2017,S,V2,N1,U6,PR1,01/04/2017,E8,,,,\n"})
    (reject,), (episode,) = found.rejects, found.of(FactKind.INVOLVEMENT)
    assert (reject.column, reject.value) == ("DEC", "01/04/2017")
    assert episode.end is None
    assert "DEC=2017-04-01 (before the start)" in str(episode.content["details"])
    assert found.summary.tables["Episodes DEC"].rejected == found.summary.tables["Episodes"].kept == 1


def test_a_code_that_is_in_no_list_is_kept_as_given_and_counted(tmp_path: Path) -> None:
    found = read(tmp_path, {"e.csv": EPISODES.replace(",V2,", ",V9,")})
    assert [note.text for note in found.notes] == ["Episodes: LS 'V9' is not in the list of codes; kept as given (2 lines)"]
    assert "LS=V9" in str(found.of(FactKind.INVOLVEMENT)[0].content["details"])


def test_a_partial_date_of_earlier_permanence_ends_an_earlier_time_in_care(tmp_path: Path) -> None:
    rows = "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nC1,03/02/2010,P2,301,zz/05/2014\nC1,03/02/2010,Z1,,\n"
    found = read(tmp_path, FILES | {"p.csv": rows})
    end = next(fact.end for fact in found.of(FactKind.INVOLVEMENT) if fact.source == "PrevPerm:C1:P2")
    assert end is not None
    assert (end.day, dict(end.says)["end_precision"]) == (date(2014, 5, 31), "month")
    assert found.summary.tables["PrevPerm"].to_dict() == {"read": 2, "kept": 1, "rejected": 0, "set_aside": 1}


def test_an_earlier_permanence_of_no_kind_is_kept_where_an_authority_or_a_day_is_told(tmp_path: Path) -> None:
    rows = "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nC1,03/02/2010,,301,zz/zz/2014\nC2,,Z1,,05/06/2015\nC3,,Z1,,\n"
    found = read(tmp_path, FILES | {"p.csv": rows})
    ends = {fact.source: fact.end and str(fact.end.day) for fact in found.of(FactKind.INVOLVEMENT) if "Perm" in fact.source}
    assert ends == {"PrevPerm:C1:": "2014-12-31", "PrevPerm:C2:Z1": "2015-06-05"}
    assert found.summary.tables["PrevPerm"].set_aside == 1


def test_a_mother_who_is_neither_one_nor_none_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, {"h.csv": HEADER.replace(",,\n", ",Yes,\n"), "e.csv": EPISODES})
    assert any("MOTHER 'Yes' is not in the list of codes" in note.text for note in found.notes)
    assert found.of(FactKind.PERSON)[0].content["details"] == ["Header: MOTHER=Yes"]


def test_only_the_tables_that_are_there_can_say_that_something_was_removed(tmp_path: Path) -> None:
    assert read(tmp_path, FILES).extract.present == {"person", "involvement Episodes", "stay Episodes"}


def test_the_xml_form_says_what_the_files_say(tmp_path: Path) -> None:
    head = "<HEADER><CHILDID>C1</CHILDID><SEX>2</SEX><DOB>03/02/2010</DOB><ETHNIC>WBRI</ETHNIC><UPN>H801200001001</UPN>"
    away = "<AMISSING><MISSING>M</MISSING><MIS_START>01/06/2017</MIS_START></AMISSING></HEADER>"
    names = COLUMNS.strip().replace("PLACE,", "PL,").split(",")
    rows = [row.split(",") for row in EPISODES.splitlines()[1:]]
    cells = ["".join(f"<{name}>{cell}</{name}>" for name, cell in zip(names[1:], row[1:], strict=True)) for row in rows]
    text = f"<{ROOT}><CHILD>{head}{away}{''.join(f'<EPISODE>{each}</EPISODE>' for each in cells)}</CHILD></{ROOT}>"
    path = written(tmp_path / "x", {"any name": text}) / "any name"
    assert FORMAT.recognises(path)
    extract = FORMAT.open(path, "la-999")
    found = Read(extract, [*extract.people(), *(row for bundle in extract.bundles() for row in bundle)])
    files = read(tmp_path, FILES | {"m.csv": MISSING + "C1,03/02/2010,M,01/06/2017,\n"})
    assert sorted(fact.id for fact in found.facts) == sorted(fact.id for fact in files.facts)
    assert sorted(str(fact.content) for fact in found.facts) == sorted(str(fact.content) for fact in files.facts)


def test_without_an_agency_the_return_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match="--agency"):
        FORMAT.open(written(tmp_path / "r", FILES), None)


def test_two_files_of_one_table_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match=r"columns of Episodes, found e.csv and f.csv"):
        read(tmp_path, FILES | {"f.csv": EPISODES})


def test_other_files_are_not_taken_for_a_return(tmp_path: Path) -> None:
    assert not FORMAT.recognises(written(tmp_path / "a", {"people.csv": "person_id,role\n", "x.bin": b"\x00\xff"}))
    assert not FORMAT.recognises(written(tmp_path / "b", {"x.zip": b"PK torn"}) / "x.zip")


def test_whatever_is_flipped_or_cut_the_books_balance_or_the_return_is_refused(tmp_path: Path) -> None:
    random, whole = Random(903), EPISODES.encode()
    for turn in range(150):
        torn = bytearray(whole[: random.randrange(150, len(whole))] if turn % 3 == 0 else whole)
        for _ in range(random.randrange(4)):
            torn[random.randrange(len(torn))] = random.randrange(256)
        try:
            found = read(tmp_path, {"h.csv": HEADER, "e.csv": bytes(torn)}).summary
        except RefusedFile:
            continue
        books = found.total
        assert books.read == books.kept + books.rejected + books.set_aside
        assert found.tables["Header"].read == 1


def test_an_episode_that_ended_since_the_child_died_is_a_death_on_that_day(tmp_path: Path) -> None:
    found = read(tmp_path, {"h.csv": HEADER, "e.csv": COLUMNS + "C1,01/05/2017,S,V2,N1,U6,PR1,14/12/2017,E2,,,,\n"})
    assert found.of(FactKind.PERSON)[0].content["date_of_death"] == date(2017, 12, 14)


def test_a_death_before_the_birth_is_told_and_is_no_death(tmp_path: Path) -> None:
    episode = COLUMNS + "C1,01/05/2007,S,V2,N1,U6,PR1,14/12/2007,E2,,,,\n"
    content = read(tmp_path, {"h.csv": HEADER, "e.csv": episode}).of(FactKind.PERSON)[0].content
    assert "date_of_death" not in content
    assert "date_of_death=2007-12-14 (before the birth)" in str(content["details"])


@pytest.mark.parametrize("end", ["", "01/04/2017", "soon"])
def test_why_an_episode_ended_is_kept_where_the_day_is_not(end: str, tmp_path: Path) -> None:
    found = read(tmp_path, {"e.csv": EPISODES + f"C1,01/05/2018,S,V2,N1,U6,PR1,{end},E2,,,,\n"})
    episodes = [fact for fact in found.of(FactKind.INVOLVEMENT) if fact.on == date(2018, 5, 1)]
    assert [fact.end for fact in episodes] == ([] if end == "soon" else [None])
    assert all("REC=E2" in str(fact.content["details"]) for fact in episodes)
    assert all("date_of_death" not in person.content for person in found.of(FactKind.PERSON))
    assert any("a REC without a DEC" in note.text for note in found.notes) is not bool(end)


def test_that_a_care_leaver_died_and_not_when_is_kept_as_said_and_is_no_day_of_death(tmp_path: Path) -> None:
    found = read(tmp_path, FILES | {"o.csv": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nC1,03/02/2010,DIED,0,0\n"})
    assert "date_of_death" not in found.of(FactKind.PERSON)[0].content
    assert "IN_TOUCH=DIED" in str(found.of(FactKind.INVOLVEMENT)[-1].content["details"])
    assert any("no day of death was made" in note.text for note in found.notes)


@pytest.mark.parametrize(("header", "detail"), [(",2,", "Header: SEX=7"), (",WBRI,", "Header: ETHNIC=ZZZZ")])
def test_a_code_of_the_child_that_is_in_no_list_is_kept_as_it_is_said_to_be(header: str, detail: str, tmp_path: Path) -> None:
    given = HEADER.replace(header, f",{detail.partition('=')[2]},", 1)
    assert detail in str(read(tmp_path, FILES | {"h.csv": given}).of(FactKind.PERSON)[0].content["details"])


def test_headers_alone_are_read_where_somebody_says_of_which_day_they_are(tmp_path: Path) -> None:
    path = written(tmp_path / "r", {"h.csv": HEADER})
    with pytest.raises(RefusedFile, match="--extracted-on"):
        FORMAT.open(path, "la-999")
    source = FORMAT.open_as_of(path, "la-999", date(2024, 3, 31)).source
    assert (source.extracted_on, source.whole) == (date(2024, 3, 31), False)


def test_a_line_without_a_child_is_rejected_once_in_every_table(tmp_path: Path) -> None:
    health = "CHILD,DOB,SDQ_SCORE,CONVICTED,SUBSTANCE_MISUSE\n,03/02/2010,7,1,0\nC1,03/02/2010,7,0,0\n"
    found = read(tmp_path, FILES | {"o.csv": health})
    assert found.summary.tables["OC2"].to_dict() == {"read": 2, "kept": 1, "rejected": 1, "set_aside": 0}


def test_an_element_that_says_two_things_rejects_its_line_alone(tmp_path: Path) -> None:
    head = "<HEADER><CHILDID>C1</CHILDID><SEX>2</SEX><IN_TOUCH>NO</IN_TOUCH><IN_TOUCH>YES</IN_TOUCH></HEADER>"
    text = f"<{ROOT}><CHILD>{head}<EPISODE><DECOM>01/05/2017</DECOM></EPISODE></CHILD></{ROOT}>"
    extract = FORMAT.open(written(tmp_path / "x", {"r.xml": text}) / "r.xml", "la-999")
    found = Read(extract, [*extract.people(), *(row for bundle in extract.bundles() for row in bundle)])
    assert [reject.reason for reject in found.rejects] == ["expected one IN_TOUCH here, found 'NO' and 'YES'"]
    assert found.summary.tables["Header"].kept == found.summary.tables["Episodes"].kept == 1


def test_what_stands_nowhere_in_the_return_is_counted_by_where_it_stands(tmp_path: Path) -> None:
    inside = "<EPISODE>beside<DECOM>01/05/2017</DECOM><MORE><DEEP>x</DEEP></MORE></EPISODE>"
    text = f"<{ROOT}><CHILD><HEADER><CHILDID>C1</CHILDID></HEADER>{inside}</CHILD></{ROOT}>"
    extract = FORMAT.open(written(tmp_path / "x", {"r.xml": text}) / "r.xml", "la-999")
    found = Read(extract, [*extract.people(), *(row for bundle in extract.bundles() for row in bundle)])
    assert found.summary.not_kept == {"Episodes": {"MORE/DEEP": 1, "text": 1}}


def read_xml(folder: Path, inside: str) -> Read:
    extract = FORMAT.open(written(folder / "x", {"r.xml": f"<{ROOT}>{inside}</{ROOT}>"}) / "r.xml", "la-999")
    return Read(extract, [*extract.people(), *(row for bundle in extract.bundles() for row in bundle)])


def test_a_child_that_was_put_into_another_is_read_by_itself(tmp_path: Path) -> None:
    episode = "<EPISODE><DECOM>01/05/2017</DECOM></EPISODE>"
    inner = f"<CHILD><HEADER><CHILDID>C2</CHILDID></HEADER>{episode}</CHILD>"
    found = read_xml(tmp_path, f"<CHILD><HEADER><CHILDID>C1</CHILDID></HEADER>{inner}{episode}</CHILD>")
    assert {fact.records for fact in found.of(FactKind.INVOLVEMENT)} == {("la-999/ssda903/C1",), ("la-999/ssda903/C2",)}


def test_beside_two_headers_that_name_two_children_nobody_knows_whose_an_episode_is(tmp_path: Path) -> None:
    headers = "<HEADER><CHILDID>C1</CHILDID></HEADER><HEADER><CHILDID>C2</CHILDID></HEADER>"
    dated = "<CHILD><HEADER><CHILDID>C3</CHILDID></HEADER><EPISODE><DECOM>01/05/2017</DECOM></EPISODE></CHILD>"
    found = read_xml(tmp_path, f"{dated}<CHILD>{headers}<EPISODE><DECOM>01/05/2017</DECOM></EPISODE></CHILD>")
    assert [fact.records for fact in found.of(FactKind.INVOLVEMENT)] == [("la-999/ssda903/C3",)]
    assert [reject.reason for reject in found.rejects] == ["expected CHILD, found a blank cell"]
    assert found.summary.tables["Header"].kept == 3


def test_what_stands_outside_of_every_child_is_told(tmp_path: Path) -> None:
    dated = "<CHILD><HEADER><CHILDID>C3</CHILDID></HEADER><EPISODE><DECOM>01/05/2017</DECOM></EPISODE></CHILD>"
    found = read_xml(tmp_path, f"{dated}<EPISODE><DECOM>01/06/2017</DECOM></EPISODE>")
    assert [note.text for note in found.notes] == ["EPISODE/DECOM stands in no CHILD; it was read and not kept (1 times)"]


def test_a_return_is_of_the_latest_day_of_anything_in_it_so_that_none_of_its_dates_is_after_it(tmp_path: Path) -> None:
    reviews = "CHILD,DOB,REVIEW,REVIEW_CODE\nC1,03/02/2010,20/03/2018,PN1\n"
    found = read(tmp_path, FILES | {"r.csv": reviews})
    assert found.extract.source.extracted_on == date(2018, 3, 20)
    assert not any("a date after" in note.text for note in found.notes)


def test_an_episode_that_stands_twice_at_two_places_is_rejected_and_not_one_place_lost(tmp_path: Path) -> None:
    row = "C1,01/05/2017,S,V2,N1,U6,PR1,01/02/2018,X1,CARPL,AB1 2CD,AB1 3EF,\n"
    found = read(tmp_path, {"h.csv": HEADER, "e.csv": COLUMNS + row + row.replace("AB1 3EF", "AB9 9ZZ")})
    (reject,) = found.rejects
    assert (reject.line, reject.reason) == (3, "the same Episodes stands twice with different content, first in line 2")
    assert [stay.content["postcode"] for stay in found.of(FactKind.STAY)] == ["AB1 3EF"]
