"""Who is in the table of people, and what other tables say of them."""

from pathlib import Path

import pytest

from graph.facts import FactKind
from tests.loaders.ssd.tables import PERSON, REFERRAL, Read, day, read

HEAD = "pers_person_id,pers_sex,pers_dob,pers_expected_dob,pers_is_mother,pers_upn,pers_single_unique_id,pers_legacy_id\n"
LINKED = "link_table_id,link_person_id,link_identifier_type,link_identifier_value\n"
MOTHER = "moth_table_id,moth_person_id,moth_childs_person_id,moth_childs_dob\n"


def people(folder: Path, *rows: str, **others: str) -> Read:
    return read(folder, ssd_person=HEAD + "\n".join(rows) + "\n", **others)


def contacts(*days: str, person: str = "1") -> str:
    rows = "".join(f"C{number},{person},{on}\n" for number, on in enumerate(days))
    return "cont_contact_id,cont_person_id,cont_contact_date\n" + rows


def test_a_child_is_who_the_row_says_with_leading_zeros(tmp_path: Path) -> None:
    found = read(tmp_path, ssd_person=PERSON)
    said = found.person("007")
    assert (said["given_names"], said["family_name"], said["sex"], said["role"]) == ("Ada", "Field", "F", "child")
    assert said["date_of_birth"] == day("2015-02-03")


def test_a_record_is_on_record_since_the_first_row_about_the_person(tmp_path: Path) -> None:
    found = read(tmp_path, ssd_person=PERSON, ssd_contacts=contacts("2024-02-01", "2023-05-06", person="007"))
    assert found.one(FactKind.PERSON).recorded_on == day("2023-05-06")


@pytest.mark.parametrize(
    ("row", "role"),
    [
        ("1,F,1990-01-01,,Y,,,", "adult"),
        ("1,F,2010-01-01,,Y,,,", "both"),
        ("1,F,2010-01-01,,N,,,", "child"),
        ("1,M,1990-01-01,,,,,", "adult"),
        ("1,,,,,,,", "child"),
    ],
)
def test_who_is_a_child_is_told_by_age_and_motherhood(row: str, role: str, tmp_path: Path) -> None:
    assert people(tmp_path, row).person("1")["role"] == role


def test_a_mother_whose_own_referral_was_as_a_child_is_both(tmp_path: Path) -> None:
    found = people(tmp_path, "1,F,2004-01-01,,Y,,,", ssd_contacts=contacts("2021-06-01"))
    assert found.person("1")["role"] == "both"


def test_somebody_unborn_has_an_expected_date(tmp_path: Path) -> None:
    assert people(tmp_path, "1,U,,2026-06-01,,,,").person("1")["date_of_birth_kind"] == "expected"


@pytest.mark.parametrize(("sex", "on"), [("F", "2020-01-01"), ("U", "2022-01-01")])
def test_a_past_due_date_of_a_living_child_is_an_estimated_birth(sex: str, on: str, tmp_path: Path) -> None:
    found = people(tmp_path, f"1,{sex},,2020-05-01,,,,", ssd_contacts=contacts(on))
    assert found.person("1")["date_of_birth_kind"] == "estimated"


def test_placeholders_say_nothing(tmp_path: Path) -> None:
    said = people(tmp_path, "1,SSD_PH,1900-01-01 00:00:00,01/01/1900,NULL,SSD_PH,,PLACEHOLDER_DATA").person("1")
    assert not {"sex", "date_of_birth", "upn", "details"} & said.keys()


def test_each_cell_that_cannot_be_read_is_written_to_be_corrected(tmp_path: Path) -> None:
    found = people(tmp_path, "1,F,2015-02-30,soon,,,,")
    written, table = found.extract.write_rejects(tmp_path / "rejects", found.rejects)
    assert [each.column for each in found.rejects] == ["pers_dob", "pers_expected_dob"]
    assert ',2,"pers_dob, pers_expected_dob",' in table.read_text(encoding="utf-8")
    assert [line.split(",")[:3] for line in written.read_text(encoding="utf-8").splitlines()[1:]] == [
        ["ssd_person.csv", "2", "pers_dob"],
        ["ssd_person.csv", "2", "pers_expected_dob"],
    ]


def test_a_cell_that_cannot_be_read_is_rejected_and_the_person_kept(tmp_path: Path) -> None:
    found = people(tmp_path, "1,F,2015-02-30,,,,,", ssd_contacts=contacts("2025-01-01"))
    assert "date_of_birth" not in found.person("1")
    (reject,) = found.rejects
    assert (reject.file, reject.line, reject.column, reject.value) == ("ssd_person.csv", 2, "pers_dob", "2015-02-30")
    assert "no day of the calendar" in reject.reason
    assert len(found.of(FactKind.CONTACT)) == 1


def test_nobody_is_no_person(tmp_path: Path) -> None:
    found = people(tmp_path, "-1,F,,,,,,")
    assert found.facts == []
    assert "stands for nobody" in found.rejects[0].reason


def test_national_numbers_join_and_others_are_only_said(tmp_path: Path) -> None:
    rows = (
        "1,1,NHS Number,9434765919\n2,1,Court Case Number,77\n3,1,Home Office Registration,H9\n4,1,Former Unique Pupil Number,x\n"
    )
    found = people(tmp_path, "1,F,,,,,,old9", ssd_linked_identifiers=LINKED + rows)
    said = found.person("1")
    assert said["nhs_number"] == "9434765919"
    assert said["other_ids"] == ["authority_child=north:1", "home_office=H9"]
    assert said["details"] == ["pers_legacy_id=old9", "Court Case Number=77", "Former Unique Pupil Number=x"]
    assert [row.within for row in found.rows if row.table == "ssd_linked_identifiers"] == [True] * 4


def test_two_numbers_stand_side_by_side(tmp_path: Path) -> None:
    found = people(tmp_path, "1,,,,,,9434765919,", ssd_linked_identifiers=LINKED + "1,1,NHS Number,9434765870\n")
    assert found.person("1")["nhs_number"] == "9434765919"
    assert found.person("1")["other_ids"] == ["authority_child=north:1", "nhs=9434765870"]


def test_numbers_of_pupils_and_learners_stand_in_the_record(tmp_path: Path) -> None:
    send = "send_table_id,send_person_id,send_upn,send_uln,send_upn_unknown\n1,1,H801200001001,1234567890,\n2,1,SSD_PH,,\n"
    found = people(tmp_path, "1,F,,,,,,", ssd_send=send)
    assert found.person("1")["upn"] == "H801200001001"
    assert found.person("1")["other_ids"] == ["authority_child=north:1", "uln=1234567890"]
    assert "it has no number of a pupil or learner" in found.said


def test_identifiers_of_nobody_are_rejected(tmp_path: Path) -> None:
    found = people(tmp_path, "1,,,,,,,", ssd_linked_identifiers=LINKED + "1,2,NHS Number,9434765919\n")
    assert found.rejects[0].reason == "ssd_person has no person '2' (or that row was rejected)"
    assert found.rejects[0].column == "link_person_id"


def test_families_disabilities_and_statuses_stand_in_the_record(tmp_path: Path) -> None:
    found = people(
        tmp_path,
        "1,,,,,,,",
        ssd_family="fami_table_id,fami_family_id,fami_person_id\n1,F9,1\n",
        ssd_disability="disa_table_id,disa_person_id,disa_disability_code\n1,1,MOB\n2,1,AUT\n",
        ssd_legal_status="lega_legal_status_id,lega_person_id,lega_legal_status,lega_legal_status_start_date\n1,1,C2,2024-01-01\n",
    )
    assert found.person("1")["disabilities"] == ["AUT", "MOB"]
    assert found.person("1")["details"] == ["fami_family_id=F9", "legal_status=C2 (2024-01-01 to )"]
    assert found.of(FactKind.RELATIONSHIP) == []


def test_a_mother_is_a_mother_of_her_child(tmp_path: Path) -> None:
    found = people(tmp_path, "1,F,1990-01-01,,,,,", "2,M,2015-01-01,,,,,", ssd_mother=MOTHER + "9,1,2,2015-01-01\n")
    tie = found.one(FactKind.RELATIONSHIP)
    assert (tie.records, tie.content) == (("north/ssd/1", "north/ssd/2"), {"kind": "mother"})
    assert (found.person("1")["role"], found.person("2")["role"]) == ("adult", "child")


def test_a_child_known_only_by_a_birth_is_a_record_of_its_own(tmp_path: Path) -> None:
    found = people(tmp_path, "1,F,1990-01-01,,,,,", ssd_mother=MOTHER + "9,1,,2015-01-01\n")
    assert found.person("ssd_mother:9:1")["date_of_birth"] == day("2015-01-01")
    assert found.one(FactKind.RELATIONSHIP).records == ("north/ssd/1", "north/ssd/ssd_mother:9:1")


def test_the_same_id_with_another_name_is_rejected(tmp_path: Path) -> None:
    found = people(tmp_path, "1,F,,,,,,", "1,M,,,,,,", "1,F,,,,,,")
    assert [fact.content["sex"] for fact in found.facts] == ["F"]
    assert "stands twice with different content, first in line 2" in found.rejects[0].reason
    assert "kept once" in found.said


def test_without_a_table_of_people_their_numbers_are_kept_all_the_same(tmp_path: Path) -> None:
    found = read(tmp_path, ssd_cin_episodes=REFERRAL, ssd_linked_identifiers=LINKED + "1,007,NHS Number,9434765919\n")
    assert found.person("007")["nhs_number"] == "9434765919"


def test_without_a_table_of_people_they_are_known_by_id(tmp_path: Path) -> None:
    found = read(tmp_path, ssd_cin_episodes=REFERRAL, ssd_mother=MOTHER + "9,1,,2015-01-01\n")
    assert (found.person("007")["role"], found.person("1")["role"]) == ("child", "both")
    assert found.one(FactKind.RELATIONSHIP).records[1] in {fact.id for fact in found.of(FactKind.PERSON)}
    assert "there is no ssd_person" in found.said
    assert "person" not in found.extract.present


def test_a_mother_is_told_once_never_her_own_and_a_child_of_that_day_is_the_one_that_is_named(tmp_path: Path) -> None:
    people = "pers_person_id,pers_forename,pers_sex,pers_dob\n1,Ivy,F,2015-02-03\n2,Tess,F,1990-02-03\n"
    mothers = "moth_table_id,moth_person_id,moth_childs_person_id,moth_childs_dob\n" + "".join(
        f"{row}\n"
        for row in ("m1,2,1,2015-02-03", "m2,2,1,2015-02-03", "m3,2,2,1990-02-03", "m4,2,,2015-02-03", "m5,2,,2017-04-05")
    )
    found = read(tmp_path, ssd_person=people, ssd_mother=mothers)
    assert [fact.source for fact in found.of(FactKind.PERSON)] == ["1", "2", "ssd_mother:m5:2"]
    assert [fact.source for fact in found.of(FactKind.RELATIONSHIP)] == ["ssd_mother:m1", "ssd_mother:m5"]
    assert [reject.reason for reject in found.rejects] == ["expected another person than the mother, found '2' herself"]
    assert "kept once" in found.said and "taken for the same one" in found.said
