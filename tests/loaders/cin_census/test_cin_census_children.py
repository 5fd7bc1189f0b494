"""The records of children, in every year's style."""

from pathlib import Path

import pytest

from graph.facts import Fact, FactKind
from loaders.cin_census import FORMAT
from tests.loaders.cin_census.returns import IDENTIFIERS, REFERRAL, Read, child, day, header, message, read
from tests.loaders.reading import read_path

ID = "<LAchildID>C1</LAchildID>"
VALID_UPN = "H801200001001"
DISABLED = "<Disabilities><Disability>{}</Disability></Disabilities>"


def record(folder: Path, identifiers: str, characteristics: str = "") -> Fact:
    return described(folder, identifiers, characteristics).person


def described(folder: Path, identifiers: str, characteristics: str = "") -> Read:
    return read(folder, message(child(REFERRAL, identifiers=ID + identifiers, characteristics=characteristics)))


@pytest.mark.parametrize(
    ("given", "sex"),
    [
        ("<GenderCurrent>1</GenderCurrent>", "M"),
        ("<GenderCurrent>2</GenderCurrent>", "F"),
        ("<GenderCurrent>9</GenderCurrent>", "U"),
        ("<GenderCurrent>0</GenderCurrent>", "U"),
        ("<Sex>F</Sex>", "F"),
        ("<Sex>1</Sex>", "M"),
        ("<Sex>2</Sex>", "F"),
        ("<Sex>u</Sex>", "U"),
        ("", None),
    ],
)
def test_sex_is_read_in_both_styles(given: str, sex: str | None, tmp_path: Path) -> None:
    assert record(tmp_path, given).content.get("sex") == sex


def test_a_child_is_known_by_the_authoritys_own_id(tmp_path: Path) -> None:
    found = record(tmp_path, "<PersonBirthDate>2015-02-03</PersonBirthDate>")
    assert (found.id, found.source) == ("la-999/cin-census/C1", "C1")
    assert found.content["role"] == "child"
    assert found.content["date_of_birth"] == day("2015-02-03")
    assert found.content["date_of_birth_kind"] == "actual"


def test_a_child_is_on_record_since_the_first_of_their_facts(tmp_path: Path) -> None:
    found = record(tmp_path, "")
    assert (found.recorded_on, found.recorded_on_defaulted) == (day("2025-05-01"), True)


def test_a_child_without_facts_is_on_record_since_the_end_of_the_census_year(tmp_path: Path) -> None:
    assert read(tmp_path, message(child())).person.recorded_on == day("2026-03-31")


def test_a_due_date_to_come_is_expected(tmp_path: Path) -> None:
    found = record(tmp_path, "<ExpectedPersonBirthDate>2026-08-01</ExpectedPersonBirthDate><Sex>U</Sex>")
    assert found.content["date_of_birth_kind"] == "expected"


@pytest.mark.parametrize(
    ("due", "sex", "kind"),
    [
        ("2020-01-01", "U", "estimated"),
        ("2025-04-20", "U", "expected"),
        ("2025-04-20", "F", "estimated"),
        ("2026-08-01", "F", "expected"),
    ],
)
def test_a_past_due_date_of_a_child_that_is_born_is_an_estimated_birth(due: str, sex: str, kind: str, tmp_path: Path) -> None:
    found = record(tmp_path, f"<ExpectedPersonBirthDate>{due}</ExpectedPersonBirthDate><Sex>{sex}</Sex>")
    assert found.content["date_of_birth_kind"] == kind


def test_of_a_birth_and_a_due_date_the_birth_is_taken(tmp_path: Path) -> None:
    both = "<PersonBirthDate>2015-02-03</PersonBirthDate><ExpectedPersonBirthDate>2015-02-10</ExpectedPersonBirthDate>"
    found = described(tmp_path, both)
    assert found.person.content["date_of_birth"] == day("2015-02-03")
    assert "the first was taken" in found.notes[0].text


def test_identifiers_are_kept_and_a_former_upn_joins_only_when_valid(tmp_path: Path) -> None:
    valid = record(tmp_path, f"<UPN>{VALID_UPN}</UPN><FormerUPN>{VALID_UPN}</FormerUPN>").content
    assert (valid["upn"], valid["other_ids"]) == (VALID_UPN, ["authority_child=la-999:C1", f"former_upn={VALID_UPN}"])
    doubtful = described(tmp_path, "<FormerUPN>A123</FormerUPN><UPNunknown>UN3</UPNunknown>")
    assert doubtful.person.content["other_ids"] == ["authority_child=la-999:C1"]
    assert doubtful.person.content["details"] == ["FormerUPN=A123", "UPNunknown=UN3"]
    assert "not a valid one" in doubtful.notes[0].text


def test_ethnicity_and_disabilities_are_kept_as_codes(tmp_path: Path) -> None:
    disabilities = "<Disabilities><Disability>VIS</Disability><Disability>AUT</Disability></Disabilities>"
    given = f"<ChildCharacteristics><Ethnicity>CNHE</Ethnicity>{disabilities}</ChildCharacteristics>"
    content = record(tmp_path, "", given).content
    assert (content["ethnicity"], content["disabilities"]) == ("CHNE", ["AUT", "VIS"])


@pytest.mark.parametrize(
    "given",
    [
        "<PersonBirthDate>2015-02-30</PersonBirthDate>",
        "<PersonBirthDate>03/02/2015</PersonBirthDate>",
        "<Sex>F</Sex><Sex>M</Sex>",
        "<PersonBirthDate>2015-02-03</PersonBirthDate><PersonDeathDate>2015-02-02</PersonDeathDate>",
    ],
)
def test_a_fault_in_one_leaf_leaves_the_child_and_their_facts(given: str, tmp_path: Path) -> None:
    found = described(tmp_path, given)
    (reject,) = found.rejects
    assert reject.column.startswith("Child/ChildIdentifiers/")
    assert reject.line == 2
    assert "found" in reject.reason
    assert len(found.facts) == 3


def test_a_child_without_an_id_is_rejected_with_everything_in_it(tmp_path: Path) -> None:
    found = read(tmp_path, message(child(REFERRAL, identifiers="<Sex>F</Sex>")))
    assert [row.table for row in found.rows] == ["Child", "CINdetails", "CINreferralDate"]
    assert len(found.rejects) == 3
    assert found.rejects[0].column == "Child/ChildIdentifiers/LAchildID"


def test_the_same_child_twice_is_one(tmp_path: Path) -> None:
    later = REFERRAL.replace("2025-05-01", "2025-09-01")
    found = read(tmp_path, message(child(REFERRAL), "\n", child(later)))
    assert found.rejects == []
    assert found.person.recorded_on == day("2025-05-01")
    assert [len(row.facts) for row in found.people] == [1, 0]
    assert len(found.of(FactKind.CONTACT, "referral")) == 2


def test_the_same_child_twice_is_on_record_since_the_earlier_of_their_facts(tmp_path: Path) -> None:
    later = REFERRAL.replace("2025-05-01", "2025-09-01")
    found = read(tmp_path, message(child(later), "\n", child(REFERRAL)))
    assert found.people[-1].facts[0].recorded_on == day("2025-05-01")


def test_another_child_with_the_same_id_is_rejected_and_the_first_named(tmp_path: Path) -> None:
    other = child(REFERRAL, identifiers=ID + "<Sex>M</Sex>")
    found = read(tmp_path, message(child(REFERRAL), "\n", other))
    assert [reject.line for reject in found.rejects] == [3, 3, 3]
    assert "first in line 2" in found.rejects[0].reason


def test_stray_text_and_unknown_elements_are_told(tmp_path: Path) -> None:
    found = described(tmp_path, "<Sex>F</Sex>PersonBirthDate<Nickname>Bo</Nickname>")
    assert found.rejects == []
    assert {"ChildIdentifiers/text", "ChildIdentifiers/Nickname"} <= set(found.people[0].unkept)


def test_a_block_in_the_wrong_place_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, message(child(REFERRAL + "<Reviews><CPPreviewDate>2025-10-01</CPPreviewDate></Reviews>")))
    assert "Reviews/CPPreviewDate" in found.people[0].unkept


def test_the_header_says_of_itself_what_was_not_kept(tmp_path: Path) -> None:
    found = read(tmp_path, message(child(REFERRAL), child(REFERRAL, identifiers="<LAchildID>C2</LAchildID>")))
    assert [row.unkept for row in found.people] == [("CollectionDetails/Year",), ()]


@pytest.mark.parametrize(
    ("identifiers", "characteristics", "detail"),
    [
        ("<Sex>7</Sex>", "", "Sex=7"),
        ("<UPNunknown>UN99</UPNunknown>", "", "UPNunknown=UN99"),
        ("<Sex>F</Sex><GenderCurrent>1</GenderCurrent>", "", "GenderCurrent=M"),
        ("", "<ChildCharacteristics><Ethnicity>ZZZZ</Ethnicity></ChildCharacteristics>", "Ethnicity=ZZZZ"),
        ("", f"<ChildCharacteristics>{DISABLED.format('FROG')}</ChildCharacteristics>", "Disability=FROG"),
    ],
)
def test_a_code_of_the_child_that_is_in_no_list_is_kept_as_given_and_counted(
    identifiers: str, characteristics: str, detail: str, tmp_path: Path
) -> None:
    found = described(tmp_path, identifiers, characteristics)
    assert found.rejects == []
    assert detail in str(found.person.content["details"])
    assert "Gender" in detail or "is not in the list of codes" in found.notes[-1].text


def test_a_case_closed_since_the_child_died_is_a_death_on_that_day(tmp_path: Path) -> None:
    closed = "<CINclosureDate>2025-09-05</CINclosureDate><ReasonForClosure>RC2</ReasonForClosure>"
    found = read(tmp_path, message(child(REFERRAL + closed)))
    assert found.person.content["date_of_death"] == day("2025-09-05")
    assert "read as the day of death" in " ".join(note.text for note in found.notes)


def test_the_day_of_death_that_is_told_goes_before_that_of_the_closure(tmp_path: Path) -> None:
    closed = "<CINclosureDate>2025-09-05</CINclosureDate><ReasonForClosure>RC2</ReasonForClosure>"
    died = IDENTIFIERS + "<PersonDeathDate>2025-09-01</PersonDeathDate>"
    assert read(tmp_path, message(child(REFERRAL + closed, identifiers=died))).person.content["date_of_death"] == day(
        "2025-09-01"
    )


def test_a_due_date_at_the_end_of_the_calendar_is_only_a_due_date(tmp_path: Path) -> None:
    found = record(tmp_path, "<ExpectedPersonBirthDate>9999-12-31</ExpectedPersonBirthDate>")
    assert found.content["date_of_birth_kind"] == "expected"


def test_a_child_of_an_agency_that_was_named_is_theirs(tmp_path: Path) -> None:
    assert read(tmp_path, message(child(), head=header()), agency="north/1").person.id == "north%2F1/cin-census/C1"


def test_every_property_that_a_return_fills_is_declared_in_the_model(tmp_path: Path) -> None:
    spells = (
        "<CINclosureDate>2025-09-01</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure><PrimaryNeedCode>N1</PrimaryNeedCode>"
        "<Section47><S47ActualStartDate>2025-06-23</S47ActualStartDate><ICPCnotRequired>0</ICPCnotRequired></Section47>"
    )
    disabled = "<ChildCharacteristics><Disabilities><Disability>VIS</Disability></Disabilities></ChildCharacteristics>"
    identifiers = "<LAchildID>C1</LAchildID><UPNunknown>UN3</UPNunknown>"
    path = tmp_path / "cin.xml"
    path.write_text(message(child(REFERRAL + spells, identifiers=identifiers, characteristics=disabled)))
    found = read_path(FORMAT, path)
    assert {name for fact in found.facts for name in fact.content} >= {"details", "disabilities"}
    assert found.undeclared() == set()


def test_a_child_that_was_put_into_another_takes_nothing_from_it_and_is_read_by_itself(tmp_path: Path) -> None:
    inner = child(REFERRAL, identifiers="<LAchildID>C2</LAchildID>")
    factors = "<FactorsIdentifiedAtAssessment><AssessmentFactors>3B</AssessmentFactors></FactorsIdentifiedAtAssessment>"
    start = "<AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>"
    found = read(tmp_path, message(child(f"{REFERRAL}<Assessments>{start}{factors}{inner}</Assessments>")))
    assert {row.facts[0].source for row in found.people} == {"C1", "C2"}
    assert [fact.content["code"] for fact in found.of(FactKind.CONCERN)] == ["3B"]
    assert {fact.records for fact in found.of(FactKind.CONTACT)} == {("la-999/cin-census/C1",), ("la-999/cin-census/C2",)}
