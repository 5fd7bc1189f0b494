"""What a CINdetails becomes: the referral, assessments and factors, section 47, plans, reviews, and how it closed."""

from pathlib import Path

import pytest

from graph.facts import FactKind
from tests.loaders.cin_census.returns import REFERRAL, Read, child, day, header, message, read


def episode(folder: Path, text: str, referral: str = REFERRAL) -> Read:
    return read(folder, message(child(referral + text)))


def assessment(*codes: str, start: str = "2025-05-02", end: str = "2025-06-20") -> str:
    factors = "".join(f"\n<AssessmentFactors>{code}</AssessmentFactors>" for code in codes)
    return (
        f"<Assessments><AssessmentActualStartDate>{start}</AssessmentActualStartDate>"
        f"<AssessmentAuthorisationDate>{end}</AssessmentAuthorisationDate>"
        f"<FactorsIdentifiedAtAssessment>{factors}</FactorsIdentifiedAtAssessment></Assessments>"
    )


def plan(start: str = "2025-07-10", more: str = "") -> str:
    return f"<ChildProtectionPlans><CPPstartDate>{start}</CPPstartDate>{more}</ChildProtectionPlans>"


def section_47(more: str = "") -> str:
    return f"<Section47><S47ActualStartDate>2025-06-23</S47ActualStartDate>{more}</Section47>"


CLOSED = "<CINclosureDate>2026-01-10</CINclosureDate>"


@pytest.mark.parametrize(
    ("given", "outcome", "met"),
    [(text, "no_further_action", False) for text in ("1", "true", "Y", "NFA", "TRUE")]
    + [(text, "accepted", True) for text in ("0", "false", "N")]
    + [("", "unknown", None)],
)
def test_no_further_action_is_yes_no_or_not_stated(given: str, outcome: str, met: bool | None, tmp_path: Path) -> None:
    found = episode(tmp_path, "", REFERRAL.replace("A>0<", f"A>{given}<"))
    assert found.contact("referral").content["outcome"] == outcome
    assert found.involvement("referral").content.get("threshold_met") is met


def test_a_no_further_action_that_is_none_of_these_is_rejected_alone(tmp_path: Path) -> None:
    found = episode(tmp_path, "", REFERRAL.replace("A>0<", "A>perhaps<"))
    assert [(reject.column, reject.value) for reject in found.rejects] == [("Child/CINdetails/ReferralNFA", "perhaps")]
    assert found.contact("referral").content["outcome"] == "unknown"


def test_a_referral_says_who_made_it_in_code_and_words(tmp_path: Path) -> None:
    content = episode(tmp_path, "").contact("referral").content
    assert content["summary"] == "Referred by the police"
    assert content["details"] == ["ReferralSource=6"]
    assert "source_agency" not in content


@pytest.mark.parametrize(("code", "reason"), [("RC2", "died"), ("RC5", "moved"), ("RC8", "threshold_not_met"), ("RC1", "other")])
def test_an_episode_closes_for_a_reason(code: str, reason: str, tmp_path: Path) -> None:
    end = episode(tmp_path, f"{CLOSED}<ReasonForClosure>{code}</ReasonForClosure>").involvement("referral").end
    assert end is not None
    assert (end.day, end.recorded_on) == (day("2026-01-10"), day("2026-01-10"))
    assert dict(end.says) == {"end_precision": "day", "closure_reason": reason, "closure_code": code}


def test_a_closure_without_its_reason_is_kept_and_told(tmp_path: Path) -> None:
    assert "one was found alone" in episode(tmp_path, CLOSED).notes[0].text


def test_factors_are_concerns_with_whose_they_are(tmp_path: Path) -> None:
    concerns = episode(tmp_path, assessment("3B", "1a", "4C", "18B", "20")).of(FactKind.CONCERN)
    said = [(each.content["code"], each.content["factor"], each.content["whose"]) for each in concerns]
    assert said == [
        ("3B", "domestic_abuse", "parent"),
        ("1A", "alcohol", "child"),
        ("4C", "mental_ill_health", "household"),
        ("18B", "physical_abuse", "child"),
        ("20", "other", "not_stated"),
    ]
    assert {each.on for each in concerns} == {day("2025-06-20")}
    assert {each.content["involvement"] for each in concerns} == {"la-999/cin-census/C1:2025-05-01:Assessments:2025-05-02"}


def test_factors_of_an_open_assessment_are_of_the_day_it_began(tmp_path: Path) -> None:
    found = episode(tmp_path, assessment("16A", end=""))
    assert found.of(FactKind.CONCERN)[0].on == day("2025-05-02")
    assert found.involvement("assessment").end is None


def test_no_factor_found_is_no_concern_and_is_told(tmp_path: Path) -> None:
    found = episode(tmp_path, assessment("21"))
    assert found.of(FactKind.CONCERN) == []
    assert found.rejects == []
    assert "no factor was found" in found.notes[0].text


def test_an_unknown_factor_is_rejected_alone_by_its_line(tmp_path: Path) -> None:
    found = episode(tmp_path, assessment("1C", "RB", "6B"))
    (reject,) = found.rejects
    assert (reject.line, reject.value) == (4, "RB")
    assert reject.column == "Child/CINdetails/Assessments/FactorsIdentifiedAtAssessment/AssessmentFactors"
    assert [each.content["code"] for each in found.of(FactKind.CONCERN)] == ["1C", "6B"]


@pytest.mark.parametrize(
    ("more", "end"),
    [
        ("<DateOfInitialCPC>2025-07-10</DateOfInitialCPC>", "2025-07-10"),
        ("<ICPCnotRequired>true</ICPCnotRequired>", "2026-01-10"),
        ("<DateOfInitialCPC>2025-06-01</DateOfInitialCPC>", None),
    ],
)
def test_a_section_47_ends_with_its_conference_or_its_episode(more: str, end: str | None, tmp_path: Path) -> None:
    found = episode(tmp_path, CLOSED + section_47(more)).involvement("section_47").end
    assert (found.day.isoformat() if found else None) == end


def test_an_initial_conference_is_a_meeting_wherever_it_stands(tmp_path: Path) -> None:
    conference = "<DateOfInitialCPC>2025-07-10</DateOfInitialCPC>"
    meetings = episode(tmp_path, conference + section_47(conference)).of(FactKind.CONTACT, "meeting")
    assert {(each.id, each.on) for each in meetings} == {
        ("la-999/cin-census/C1:2025-05-01:InitialCPC:2025-07-10", day("2025-07-10"))
    }


def test_a_blank_conference_date_is_no_meeting_and_is_told(tmp_path: Path) -> None:
    found = episode(tmp_path, section_47("<DateOfInitialCPC/>"))
    assert found.of(FactKind.CONTACT, "meeting") == []
    assert [note.text for note in found.notes] == ["DateOfInitialCPC is blank: no meeting was made"]
    assert found.extract.rows == len(found.rows)


def test_a_child_in_need_plan_is_an_involvement(tmp_path: Path) -> None:
    dates = "<CINPlanStartDate>2025-06-24</CINPlanStartDate><CINPlanEndDate>2025-09-01</CINPlanEndDate>"
    found = episode(tmp_path, f"<CINPlanDates>{dates}</CINPlanDates>").involvement("child_in_need")
    assert (found.on, found.end and found.end.day) == (day("2025-06-24"), day("2025-09-01"))


def test_a_child_protection_plan_has_its_categories_and_its_reviews(tmp_path: Path) -> None:
    more = "<InitialCategoryOfAbuse>EMO</InitialCategoryOfAbuse><NumberOfPreviousCPP>1</NumberOfPreviousCPP>"
    reviews = "<Reviews><CPPreviewDate>2025-10-01</CPPreviewDate><CPPreviewDate>2026-02-01</CPPreviewDate></Reviews>"
    found = episode(tmp_path, plan(more=more + reviews))
    assert found.involvement("child_protection_plan").content["details"] == [
        "InitialCategoryOfAbuse=EMO",
        "NumberOfPreviousCPP=1",
    ]
    assert [each.on for each in found.of(FactKind.CONTACT, "meeting")] == [day("2025-10-01"), day("2026-02-01")]


def test_pre_proceedings_are_kept_with_their_dates(tmp_path: Path) -> None:
    inside = "<PPStartDate>2025-09-09</PPStartDate><FGDMMeetingOffer>1</FGDMMeetingOffer><PPOutcome>A</PPOutcome>"
    found = episode(tmp_path, f"<PreProceedingsandFGDM>{inside}</PreProceedingsandFGDM>").involvement("other")
    assert found.on == day("2025-09-09")
    assert found.content["details"] == ["FGDMMeetingOffer=true", "PPOutcome=A"]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("<CINclosureDate>2025-04-30</CINclosureDate>", "CINclosureDate"),
        ("<CINclosureDate>2025-02-30</CINclosureDate>", "CINclosureDate"),
        (assessment(end="2025-05-01"), "Assessments/AssessmentAuthorisationDate"),
        (assessment(start=""), "Assessments/AssessmentActualStartDate"),
        (plan(start="2025-13-01"), "ChildProtectionPlans/CPPstartDate"),
        ("<Section47/>", "Section47/S47ActualStartDate"),
        ("<DateOfInitialCPC>soon</DateOfInitialCPC>", "DateOfInitialCPC"),
        ("<PrimaryNeedCode>N12</PrimaryNeedCode>", "PrimaryNeedCode"),
        (plan(more="<LatestCategoryOfAbuse>XXX</LatestCategoryOfAbuse>"), "ChildProtectionPlans/LatestCategoryOfAbuse"),
    ],
)
def test_a_fault_is_reported_by_line_and_element_and_leaves_the_rest(text: str, path: str, tmp_path: Path) -> None:
    found = episode(tmp_path, "\n" + text)
    (reject,) = found.rejects
    assert (reject.file, reject.line, reject.column) == ("cin.xml", 3, f"Child/CINdetails/{path}")
    assert reject.row == {"LAchildID": "C1", "CINreferralDate": "2025-05-01"}
    assert found.contact("referral")


def test_a_rejected_spell_keeps_its_id_so_that_it_is_not_taken_for_removed(tmp_path: Path) -> None:
    (reject,) = episode(tmp_path, assessment(end="2025-02-30")).rejects
    assert (reject.kind, reject.id) == (FactKind.INVOLVEMENT, "la-999/cin-census/C1:2025-05-01:Assessments:2025-05-02")


def test_without_a_referral_date_everything_in_the_episode_is_rejected_and_counted(tmp_path: Path) -> None:
    text = assessment("1C", "6B") + plan(more="<Reviews><CPPreviewDate>2025-10-01</CPPreviewDate></Reviews>")
    found = read(tmp_path, message(child(text, REFERRAL)))
    tables = [row.table for row in found.rows if row.reject]
    assert tables == [
        "CINdetails",
        "Assessments",
        "AssessmentFactors",
        "AssessmentFactors",
        "ChildProtectionPlans",
        "CPPreviewDate",
    ]
    assert [fact.kind for fact in found.facts] == ["person", "contact", "involvement"]


def test_factors_of_a_rejected_assessment_are_rejected_with_it(tmp_path: Path) -> None:
    found = episode(tmp_path, assessment("1C", "6B", end="2025-02-30"))
    assert [row.table for row in found.rows if row.reject] == ["Assessments", "AssessmentFactors", "AssessmentFactors"]


def test_the_same_block_twice_is_one_and_another_with_its_key_is_rejected(tmp_path: Path) -> None:
    twice = episode(tmp_path, plan() + plan())
    assert twice.rejects == []
    other = episode(tmp_path, plan() + "\n" + plan(more="<CPPendDate>2025-12-01</CPPendDate>"))
    assert [(reject.line, "first in line 2" in reject.reason) for reject in other.rejects] == [(3, True)]


def test_an_end_before_its_start_is_rejected_by_itself_and_told_by_the_assessment(tmp_path: Path) -> None:
    found = episode(tmp_path, assessment("3B", "RB", start="2028-04-28", end="2020-09-19"))
    assert [(reject.column.rsplit("/", 1)[1], reject.value) for reject in found.rejects] == [
        ("AssessmentAuthorisationDate", "2020-09-19"),
        ("AssessmentFactors", "RB"),
    ]
    kept = found.involvement("assessment")
    assert (kept.end, kept.content["details"]) == (None, ["AssessmentAuthorisationDate=2020-09-19 (before the start)"])
    assert [row.facts[0].content["code"] for row in found.rows if row.table == "AssessmentFactors" and row.facts] == ["3B"]


def test_dates_to_come_are_kept_and_told(tmp_path: Path) -> None:
    found = episode(tmp_path, assessment(start="2028-04-28", end=""))
    assert found.involvement("assessment").on == day("2028-04-28")
    assert "2028-04-28 is after the return was made (2026-05-20)" in found.notes[0].text


def test_no_further_action_with_an_assessment_is_kept_and_told(tmp_path: Path) -> None:
    found = episode(tmp_path, assessment(), REFERRAL.replace("A>0<", "A>1<"))
    assert found.rejects == []
    assert "ReferralNFA says no further action, but there are Assessments" in found.notes[0].text


def test_facts_keep_their_ids_and_words_from_year_to_year(tmp_path: Path) -> None:
    inside = assessment("3B") + section_47() + plan(more="<Reviews><CPPreviewDate>2025-10-01</CPPreviewDate></Reviews>")
    first = read(tmp_path, message(child(REFERRAL + inside)))
    earlier = REFERRAL.replace("2025-05-01", "2024-01-01")
    spelled = REFERRAL.replace("A>0<", "A>false<")
    second = read(tmp_path, message(child(earlier, spelled + inside), head=header(2027)))
    by_id = {(fact.kind, fact.id): fact for fact in second.facts}
    assert len(first.facts) == 8
    for fact in first.facts[1:]:
        assert by_id[fact.kind, fact.id] == fact


def test_ids_that_hold_separators_do_not_run_into_each_other(tmp_path: Path) -> None:
    found = read(tmp_path, message(child(REFERRAL, identifiers="<LAchildID>C:1/2%</LAchildID>")))
    assert found.person.id == "la-999/cin-census/C:1%2F2%25"
    assert found.contact("referral").source == "C%3A1/2%25:2025-05-01:referral"


def test_rejects_are_written_as_a_table(tmp_path: Path) -> None:
    found = episode(tmp_path, assessment("RB") + "<PrimaryNeedCode>=1+1</PrimaryNeedCode>")
    path, *_ = found.extract.write_rejects(tmp_path / "rejects", found.rejects)
    lines = path.read_text().splitlines()
    assert lines[0] == "file,line,LAchildID,CINreferralDate,element,value,reason"
    assert lines[1].startswith("cin.xml,3,C1,2025-05-01,Child/CINdetails/PrimaryNeedCode,'=1+1,\"expected one of N0")
    assert len(lines) == 3
