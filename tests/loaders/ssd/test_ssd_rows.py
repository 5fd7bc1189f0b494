"""What the rows about a child become."""

from pathlib import Path

import pytest

from graph.facts import Fact, FactKind
from tests.loaders.cin_census.returns import REFERRAL as CENSUS_REFERRAL
from tests.loaders.cin_census.returns import child, message
from tests.loaders.cin_census.returns import read as read_census
from tests.loaders.ssd.tables import PERSON, REFERRAL, Read, day, read

CONTACT, INVOLVEMENT, STAY, CONCERN = FactKind.CONTACT, FactKind.INVOLVEMENT, FactKind.STAY, FactKind.CONCERN
ASSESSMENT = (
    "cina_assessment_id,cina_person_id,cina_assessment_start_date,cina_assessment_auth_date\nA1,007,2025-05-02,20/06/2025\n"
)


def rows(folder: Path, **tables: str) -> Read:
    return read(folder, ssd_person=PERSON, **tables)


def table(columns: str, *lines: str) -> str:
    return "\n".join([columns, *lines]) + "\n"


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def test_a_referral_is_told_as_the_census_tells_it(tmp_path: Path) -> None:
    told = rows(tmp_path, ssd_cin_episodes=REFERRAL)
    census = read_census(tmp_path, message(child(f"{CENSUS_REFERRAL}<PrimaryNeedCode>N1</PrimaryNeedCode>")))
    for kind in (CONTACT, INVOLVEMENT):
        ours, theirs = told.one(kind), census.of(kind, "referral")[0]
        assert (ours.on, ours.content, ours.end) == (theirs.on, theirs.content, theirs.end)


def test_a_closed_referral_says_why_with_its_end(tmp_path: Path) -> None:
    spell = rows(tmp_path, ssd_cin_episodes=REFERRAL.replace("N,,", "Y,2025-06-01,RC8")).one(INVOLVEMENT)
    assert spell.end
    assert spell.end.day == day("2025-06-01")
    assert dict(spell.end.says)["closure_reason"] == "threshold_not_met"
    assert spell.content["threshold_met"] is False


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ('{"NFA_FLAG":"Y","ADVICE_FLAG":"N"}', "no_further_action"),
        ('{"NFA_FLAG":"Y","ADVICE_FLAG":"Y"}', "information_only"),
        ('{"NEW_REFERRAL_FLAG":"Y","NFA_FLAG":"N"}', "accepted"),
        ('{"NFA_FLAG":"Y","COMMENTS":"said "no" twice\nand left"}', "no_further_action"),
        ("{}", "unknown"),
        ("", "unknown"),
    ],
)
def test_what_became_of_a_contact_is_read_from_its_flags(said: str, outcome: str, tmp_path: Path) -> None:
    columns = "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_desc,cont_contact_outcome_json"
    found = rows(tmp_path, ssd_contacts=table(columns, f"C1,007,2025-05-01,Police,{quoted(said)}"))
    contact = found.one(CONTACT)
    assert (contact.content["kind"], contact.content["outcome"]) == ("notification", outcome)
    assert contact.content["summary"] == "Contact from Police"
    assert ("no valid JSON" in found.said) == ("twice" in said)


@pytest.mark.parametrize("said", ['["3B", "4b"]', '{"3B":"Yes","4B":"Y","2B":"No"}', "3B,4B"])
def test_factors_are_concerns_of_the_day_the_assessment_was_authorised(said: str, tmp_path: Path) -> None:
    factors = table("cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json", f"1,A1,{quoted(said)}")
    found = rows(tmp_path, ssd_cin_assessments=ASSESSMENT, ssd_assessment_factors=factors).of(CONCERN)
    said_of = [(each.content["factor"], each.content["whose"], each.on) for each in found]
    assert said_of == [("domestic_abuse", "parent", day("2025-06-20")), ("mental_ill_health", "parent", day("2025-06-20"))]
    assert found[0].content["involvement"] == "north/ssd/ssd_cin_assessments:A1"


def test_a_factor_that_is_none_stands_in_the_assessment_as_given_and_is_counted(tmp_path: Path) -> None:
    lines = ['1,A1,"3B,RB"', "2,A9,3B", "3,A1,21"]
    factors = table("cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json", *lines)
    found = rows(tmp_path, ssd_cin_assessments=ASSESSMENT, ssd_assessment_factors=factors)
    assert [fact.content["code"] for fact in found.of(CONCERN)] == ["3B"]
    assert [(each.line, each.value) for each in found.rejects] == [(3, "A9")]
    assert "factor=RB" in str(found.one(FactKind.INVOLVEMENT).content["details"])
    assert "cinf_assessment_factors_json 'RB' is not in the list of codes; kept as given" in found.said
    assert "of no factor that it was found" in found.said


@pytest.mark.parametrize(
    ("flags", "outcome", "presence"),
    [("Y,Y", "seen", "seen_alone"), ("Y,N", "seen", "seen"), ("N,N", "completed", "absent"), (",", "completed", "not_stated")],
)
def test_a_visit_says_whether_the_child_was_seen(flags: str, outcome: str, presence: str, tmp_path: Path) -> None:
    columns = "cppv_cp_visit_id,cppv_person_id,cppv_cp_visit_date,cppv_cp_visit_seen,cppv_cp_visit_seen_alone"
    said = rows(tmp_path, ssd_cp_visits=table(columns, f"V1,007,2025-05-01,{flags}")).one(CONTACT).content
    assert (said["kind"], said["outcome"], said["presence"]) == ("home_visit", outcome, presence)


def test_a_visit_without_a_person_is_the_plans(tmp_path: Path) -> None:
    plans = table(
        "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_initial_category", "P1,007,2025-05-01,Neglect"
    )
    visits = table("cppv_cp_visit_id,cppv_cp_plan_id,cppv_cp_visit_date", "V1,P1,2025-05-09", "V2,P2,2025-05-09")
    found = rows(tmp_path, ssd_cp_visits=visits, ssd_cp_plans=plans)
    assert found.one(CONTACT).records == ("north/ssd/007",)
    assert found.one(INVOLVEMENT).content["details"] == ["InitialCategoryOfAbuse=NEG"]
    assert "no other row that tells whom it is about" in found.rejects[0].reason


def test_a_conference_not_held_yet_is_set_aside(tmp_path: Path) -> None:
    columns = "icpc_icpc_id,icpc_person_id,icpc_icpc_date,icpc_icpc_meeting_id"
    found = rows(tmp_path, ssd_initial_cp_conference=table(columns, "I1,007,2025-05-20,M1", "I2,007,,M2"))
    assert found.one(CONTACT, "meeting").content["summary"] == "Initial child protection conference"
    assert "it was not held" in found.said
    assert found.rejects == []


def care(folder: Path, *lines: str) -> Read:
    columns = (
        "clae_cla_episode_id,clae_person_id,clae_cla_id,clae_cla_episode_start_date,clae_cla_episode_ceased_date,"
        "clae_cla_episode_ceased_reason"
    )
    return rows(folder, ssd_cla_episodes=table(columns, *lines))


def spelled(fact: Fact) -> tuple[object, object]:
    return fact.on, fact.end.day if fact.end else None


def test_the_episodes_of_a_period_of_care_are_one_involvement(tmp_path: Path) -> None:
    found = care(tmp_path, "E2,007,K,2024-03-01,2025-01-01,E4A", "E1,007,K,2024-01-01,2024-03-01,X1", "E3,007,L,2025-06-01,,")
    assert [spelled(each) for each in found.of(INVOLVEMENT, "looked_after")] == [
        (day("2024-01-01"), day("2025-01-01")),
        (day("2025-06-01"), None),
    ]
    assert [row.within for row in found.rows if row.table == "ssd_cla_episodes"] == [False, True, False]


def test_an_episode_that_goes_on_leaves_the_period_open(tmp_path: Path) -> None:
    assert spelled(care(tmp_path, "E1,007,K,2024-01-01,2024-03-01,X1").one(INVOLVEMENT)) == (day("2024-01-01"), None)


def test_placements_are_restricted_stays_that_neighbours_do_not_share(tmp_path: Path) -> None:
    columns = (
        "clap_cla_placement_id,clap_person_id,clap_cla_placement_start_date,clap_cla_placement_type,clap_cla_placement_urn,"
        "clap_cla_placement_postcode"
    )
    found = rows(tmp_path, ssd_cla_placement=table(columns, "1,007,2024-01-01,U1,,AB1 2CD", "2,007,2024-06-01,K2,SC9,"))
    first, second = found.of(STAY)
    own = "a placement of child 007 of north"
    assert (first.content["kind"], first.content["restricted"]) == ("foster_home", True)
    assert (first.content["address"], first.content["postcode"]) == (own, "AB1 2CD")
    assert (second.content["kind"], second.content["address"]) == ("children_home", f"{own} since 2024-06-01")


@pytest.mark.parametrize(
    ("said", "address", "uprn"),
    [
        ('{"HOUSE":"4","STREET":"Mill Lane","TOWN":"Ely","UPRN":"100"}', "4, Mill Lane, Ely", "100"),
        ('{"HOUSE":"The "Old" Mill","STREET":"Mill Lane","UPRN":""}', 'The "Old" Mill, Mill Lane', None),
        ("4,Mill Lane,Ely", "4,Mill Lane,Ely", None),
    ],
)
def test_addresses_are_read_whatever_their_json(said: str, address: str, uprn: str | None, tmp_path: Path) -> None:
    columns = "addr_table_id,addr_person_id,addr_address_json,addr_address_postcode,addr_address_type,addr_address_start_date"
    stay = rows(tmp_path, ssd_address=table(columns, f"1,007,{quoted(said)},AB1 2CD,HOME,2024-01-01")).one(STAY)
    assert (stay.content["address"], stay.content.get("uprn"), stay.content["kind"]) == (address, uprn, "home")


@pytest.mark.parametrize(("type_", "details"), [("MAIN", None), ("Refuge 2", None), ("POBOX", ["addr_address_type=POBOX"])])
def test_a_type_of_address_that_is_not_known_is_kept_as_given(type_: str, details: list[str] | None, tmp_path: Path) -> None:
    columns = "addr_table_id,addr_person_id,addr_address_postcode,addr_address_type"
    stay = rows(tmp_path, ssd_address=table(columns, f"1,007,AB1 2CD,{type_}")).one(STAY)
    assert stay.content.get("details") == details


def test_an_address_that_is_no_place_makes_no_stay(tmp_path: Path) -> None:
    columns = "addr_table_id,addr_person_id,addr_address_json,addr_address_postcode"
    found = rows(tmp_path, ssd_address=table(columns, '1,007,"{""STREET"":""UNKNOWN""}",XXX XXX'))
    assert found.of(STAY) == []
    assert "no stay was made" in found.said


def test_workers_stand_in_the_referral_that_they_are_for(tmp_path: Path) -> None:
    columns = "invo_involvements_id,invo_professional_id,invo_person_id,invo_referral_id,invo_involvement_start_date"
    found = rows(
        tmp_path,
        ssd_cin_episodes=REFERRAL,
        ssd_professionals=table("prof_professional_id,prof_professional_name", "W1,Jo Bloggs", "W2,Al Other"),
        ssd_involvements=table(columns, "1,W1,007,R1,2025-05-02", "2,W1,007,,2025-07-01", "3,W1,009,,2025-07-01"),
    )
    assert found.one(INVOLVEMENT).content["details"] == ["PrimaryNeedCode=N1", "worker=Jo Bloggs (2025-05-02 to )"]
    assert found.person()["details"] == ["worker=Jo Bloggs (2025-07-01 to )"]
    assert [row.within for row in found.rows if row.table == "ssd_professionals"] == [True, False]
    assert [each.value for each in found.rejects] == ["009"]


def test_missing_convictions_and_substances_are_the_childs_own_concerns(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        ssd_missing=table("miss_table_id,miss_person_id,miss_missing_episode_start_date", "1,007,2025-05-01"),
        ssd_cla_convictions=table("clac_cla_conviction_id,clac_person_id,clac_cla_conviction_date", "1,007,2025-05-02"),
        ssd_cla_substance_misuse=table(
            "clas_substance_misuse_id,clas_person_id,clas_substance_misuse_date,clas_substance_misused",
            "1,007,2025-05-03,Alcohol",
        ),
    )
    assert {(each.content["factor"], each.content["whose"]) for each in found.of(CONCERN)} == {
        ("missing_episode", "child"),
        ("offending", "child"),
        ("alcohol", "child"),
    }


def test_what_has_no_day_counts_from_the_extract(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        ssd_voice_of_child=table("voch_table_id,voch_person_id,voch_plan_safe", "1,007,N"),
        ssd_care_leavers=table("clea_table_id,clea_person_id,clea_care_leaver_in_touch", "1,007,REFU"),
    )
    strength = found.one(FactKind.STRENGTH)
    assert strength.content["words"] == "does the plan keep the child safe: N"
    assert (strength.on, strength.recorded_on) == (None, day("2026-03-31"))
    assert found.one(INVOLVEMENT, "care_leaver").content["details"] == ["clea_care_leaver_in_touch=REFU"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [("Disengaged", "non_engagement"), ("Stepped up to CSC", "transferred"), ("Outcomes met", "completed"), ("x", "other")],
)
def test_early_help_ends_for_the_reason_that_its_words_tell(words: str, reason: str, tmp_path: Path) -> None:
    columns = "earl_episode_id,earl_person_id,earl_episode_start_date,earl_episode_end_date,earl_episode_end_reason"
    spell = rows(tmp_path, ssd_early_help_episodes=table(columns, f"1,007,2024-01-01,2024-05-01,{words}")).one(INVOLVEMENT)
    assert spell.end
    assert dict(spell.end.says)["closure_reason"] == reason


def test_an_end_before_the_start_is_rejected_by_itself_and_told_by_the_spell(tmp_path: Path) -> None:
    columns = "cinp_cin_plan_id,cinp_person_id,cinp_cin_plan_start_date,cinp_cin_plan_end_date"
    found = rows(tmp_path, ssd_cin_plans=table(columns, "P1,007,2025-05-01,2025-04-01"))
    assert [(each.column, each.value) for each in found.rejects] == [("cinp_cin_plan_end_date", "2025-04-01")]
    spell = found.one(INVOLVEMENT)
    assert (str(spell.on), spell.end) == ("2025-05-01", None)
    assert spell.content["details"] == ["cinp_cin_plan_end_date=2025-04-01 (before the start)"]


def test_the_words_beside_the_flags_of_an_outcome_are_kept(tmp_path: Path) -> None:
    said = '{"NFA_FLAG":"Y","OUTCOME_COMMENTS":"seen "at school""}'
    columns = "s47e_s47_enquiry_id,s47e_person_id,s47e_s47_start_date,s47e_s47_outcome_json,s47e_s47_completed_by_worker_id"
    professionals = table("prof_professional_id,prof_professional_name", "P1,Jo Long")
    lines = table(columns, f"E1,007,2025-05-01,{quoted(said)},P1")
    enquiry = rows(tmp_path, ssd_s47_enquiry=lines, ssd_professionals=professionals).one(INVOLVEMENT)
    assert enquiry.content["details"] == ["outcome=NFA", 'comments=seen "at school"', "worker=Jo Long"]


def test_a_step_down_before_the_decision_is_rejected_by_itself(tmp_path: Path) -> None:
    columns = "prep_table_id,prep_person_id,prep_pre_pro_decision_date,prep_agree_stepdown_issue_date"
    found = rows(tmp_path, ssd_pre_proceedings=table(columns, "1,007,2025-05-01,2025-04-01"))
    assert found.one(INVOLVEMENT).end is None
    assert [(each.column, each.value) for each in found.rejects] == [("prep_agree_stepdown_issue_date", "2025-04-01")]


@pytest.mark.parametrize(("score", "kept"), [("40", ["csdq_sdq_score=40"]), ("41", None), ("high", None)])
def test_a_questionnaires_score_is_from_0_to_40(score: str, kept: list[str] | None, tmp_path: Path) -> None:
    lines = table("csdq_table_id,csdq_person_id,csdq_sdq_completed_date,csdq_sdq_score", f"1,007,2025-05-01,{score}")
    found = rows(tmp_path, ssd_sdq_scores=lines)
    assert found.one(CONTACT).content.get("details") == kept
    assert [each.value for each in found.rejects] == ([] if kept else [score])


@pytest.mark.parametrize(
    ("row", "end"),
    [
        ("2025-06-23,,Y", "2025-06-23"),
        ("2025-06-23,2025-07-01,Y", "2025-07-01"),
        ("2025-06-23,,N", "None"),
        ("2025-06-23,,", "None"),
    ],
)
def test_an_enquiry_of_which_nothing_was_to_follow_and_that_has_no_end_ended_on_its_first_day(
    row: str, end: str, tmp_path: Path
) -> None:
    columns = "s47e_s47_enquiry_id,s47e_person_id,s47e_s47_start_date,s47e_s47_end_date,s47e_s47_nfa"
    ended = rows(tmp_path, ssd_s47_enquiry=table(columns, f"S1,007,{row}")).one(FactKind.INVOLVEMENT).end
    assert str(ended and ended.day) == end
