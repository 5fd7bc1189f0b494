"""The sample that hostile files are made from."""

from pathlib import Path

TABLES = {
    "ssd_person": [
        "pers_person_id,pers_forename,pers_surname,pers_sex,pers_ethnicity,pers_dob,pers_expected_dob,pers_upn,pers_legacy_id",
        "1,Ada,Field,F,WBRI,2015-02-03 00:00:00.000,,H801200001001,old1",
        "2,Bea,Field,F,MWBC,1990-02-03,,,",
        "3,,,U,,,2026-06-01,,",
    ],
    "ssd_linked_identifiers": [
        "link_table_id,link_person_id,link_identifier_type,link_identifier_value,link_valid_from_date,link_valid_to_date",
        "1,1,NHS Number,9434765919,2015-02-03,",
    ],
    "ssd_mother": ["moth_table_id,moth_person_id,moth_childs_person_id,moth_childs_dob", "1,2,1,2015-02-03"],
    "ssd_disability": ["disa_table_id,disa_person_id,disa_disability_code", "1,1,AUT"],
    "ssd_address": [
        "addr_table_id,addr_person_id,addr_address_type,addr_address_json,addr_address_postcode,addr_address_start_date,"
        "addr_address_end_date",
        '1,1,HOME,"{""HOUSE"": ""1"", ""STREET"": ""High Street"", ""UPRN"": ""100""}",AB1 2CD,2020-01-01,',
    ],
    "ssd_contacts": [
        "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_desc,cont_contact_outcome_json",
        '1,1,2025-04-01,Police,"{""ADVICE_FLAG"": ""Y"", ""NFA_FLAG"": ""N""}"',
    ],
    "ssd_early_help_episodes": [
        "earl_episode_id,earl_person_id,earl_episode_start_date,earl_episode_end_date,earl_episode_end_reason",
        "1,1,2024-04-01,2024-06-01,Disengaged",
    ],
    "ssd_cin_episodes": [
        "cine_referral_id,cine_person_id,cine_referral_date,cine_cin_primary_need_code,cine_referral_source_code,"
        "cine_referral_nfa,cine_close_date,cine_close_reason",
        "R1,1,2025-05-01,N1,6,N,,",
        "R2,1,2023-05-01,N1,3B,Y,2023-06-01,RC8",
    ],
    "ssd_cin_assessments": [
        "cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date,cina_assessment_auth_date,"
        "cina_assessment_child_seen",
        "A1,1,R1,2025-05-02,20/06/2025,Y",
    ],
    "ssd_assessment_factors": ["cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json", '1,A1,"[""3B"", ""4A""]"'],
    "ssd_cin_plans": [
        "cinp_cin_plan_id,cinp_person_id,cinp_referral_id,cinp_cin_plan_start_date,cinp_cin_plan_end_date",
        "P1,1,R1,2025-07-01,",
    ],
    "ssd_cin_visits": [
        "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen,cinv_cin_visit_seen_alone",
        "V1,1,2025-07-05,Y,N",
    ],
    "ssd_s47_enquiry": [
        "s47e_s47_enquiry_id,s47e_person_id,s47e_referral_id,s47e_s47_start_date,s47e_s47_end_date,s47e_s47_nfa",
        "S1,1,R1,2025-08-01,2025-08-10,N",
    ],
    "ssd_initial_cp_conference": ["icpc_icpc_id,icpc_person_id,icpc_referral_id,icpc_icpc_date", "I1,1,R1,2025-08-10"],
    "ssd_cp_plans": [
        "cppl_cp_plan_id,cppl_person_id,cppl_referral_id,cppl_cp_plan_start_date,cppl_cp_plan_end_date,"
        "cppl_cp_plan_initial_category",
        "C1,1,R1,2025-08-10,,NEG",
    ],
    "ssd_cp_reviews": ["cppr_cp_review_id,cppr_person_id,cppr_cp_plan_id,cppr_cp_review_date", "1,1,C1,2025-11-10"],
    "ssd_cla_episodes": [
        "clae_cla_episode_id,clae_person_id,clae_cla_id,clae_cla_episode_start_date,clae_cla_episode_start_reason,"
        "clae_cla_episode_ceased_date,clae_cla_episode_ceased_reason",
        "E1,1,L1,2025-12-01,S,,",
    ],
    "ssd_cla_placement": [
        "clap_cla_placement_id,clap_person_id,clap_cla_id,clap_cla_placement_start_date,clap_cla_placement_end_date,"
        "clap_cla_placement_type,clap_cla_placement_postcode,clap_cla_placement_urn",
        "1,1,L1,2025-12-01,,U6,AB1 3EF,SC1",
    ],
    "ssd_cla_reviews": ["clar_cla_review_id,clar_cla_person_id,clar_cla_id,clar_cla_review_date", "1,1,L1,2026-01-10"],
    "ssd_missing": ["miss_table_id,miss_person_id,miss_missing_episode_start_date", "1,1,2026-01-20"],
    "ssd_sdq_scores": ["csdq_table_id,csdq_person_id,csdq_sdq_completed_date,csdq_sdq_score", "1,1,2026-01-11,12"],
}  # fmt: skip
"""A row or more of each of the main tables."""


def write(folder: Path) -> Path:
    """An export of a girl, her mother and a child not yet born."""
    path = folder / "ssd-2026-03-31"
    path.mkdir(parents=True)
    for name, lines in TABLES.items():
        (path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
