"""The tables of the SSD: how each is told by its columns, whom its rows are about, and the day that they are of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SsdTable:
    """One table: the prefix of its columns, its own id, the person, the row's own day and the end that closed it.

    `via` are columns that find the person where no column says it, each with the table whose row has that id.
    `unkept` says why nothing of the table is kept.
    """

    name: str
    prefix: str
    id: str = ""
    person: str = ""
    on: tuple[str, ...] = ()
    end: str = ""
    via: tuple[tuple[str, str], ...] = ()
    unkept: str = ""


_NO_PLACE = "the model has no place for it"
_ADMIN = "it is about the dataset, not about a child"

_ALL = (
    SsdTable("ssd_person", "pers", "pers_person_id"),
    SsdTable("ssd_linked_identifiers", "link", "link_table_id", "link_person_id"),
    SsdTable("ssd_family", "fami", "fami_table_id", "fami_person_id"),
    SsdTable("ssd_disability", "disa", "disa_table_id", "disa_person_id"),
    SsdTable("ssd_immigration_status", "immi", "immi_immigration_status_id", "immi_person_id"),
    SsdTable("ssd_legal_status", "lega", "lega_legal_status_id", "lega_person_id"),
    SsdTable("ssd_cla_care_plan", "lacp", "lacp_table_id", "lacp_person_id"),
    SsdTable("ssd_cla_immunisations", "clai", "clai_person_id", "clai_person_id"),
    SsdTable("ssd_cla_previous_permanence", "lapp", "lapp_table_id", "lapp_person_id"),
    SsdTable("ssd_permanence", "perm", "perm_table_id", "perm_person_id"),
    SsdTable("ssd_send", "send", "send_table_id", "send_person_id"),
    SsdTable("ssd_professionals", "prof", "prof_professional_id"),
    SsdTable("ssd_department", "dept", "dept_team_id"),
    SsdTable("ssd_mother", "moth", "moth_table_id", "moth_person_id"),
    SsdTable("ssd_address", "addr", "addr_table_id", "addr_person_id"),
    SsdTable("ssd_contacts", "cont", "cont_contact_id", "cont_person_id", ("cont_contact_date",)),
    SsdTable(
        "ssd_early_help_episodes", "earl", "earl_episode_id", "earl_person_id",
        ("earl_episode_start_date",), "earl_episode_end_date",
    ),
    SsdTable("ssd_cin_episodes", "cine", "cine_referral_id", "cine_person_id", ("cine_referral_date",), "cine_close_date"),
    SsdTable(
        "ssd_involvements", "invo", "invo_involvements_id", "invo_person_id",
        via=(("invo_referral_id", "ssd_cin_episodes"),),
    ),
    SsdTable(
        "ssd_cin_assessments", "cina", "cina_assessment_id", "cina_person_id",
        ("cina_assessment_start_date",), "cina_assessment_auth_date", (("cina_referral_id", "ssd_cin_episodes"),),
    ),
    SsdTable("ssd_assessment_factors", "cinf", "cinf_assessment_id"),
    SsdTable(
        "ssd_cin_plans", "cinp", "cinp_cin_plan_id", "cinp_person_id",
        ("cinp_cin_plan_start_date",), "cinp_cin_plan_end_date", (("cinp_referral_id", "ssd_cin_episodes"),),
    ),
    SsdTable("ssd_cin_visits", "cinv", "cinv_cin_visit_id", "cinv_person_id", ("cinv_cin_visit_date",)),
    SsdTable(
        "ssd_s47_enquiry", "s47e", "s47e_s47_enquiry_id", "s47e_person_id",
        ("s47e_s47_start_date",), "s47e_s47_end_date", (("s47e_referral_id", "ssd_cin_episodes"),),
    ),
    SsdTable(
        "ssd_initial_cp_conference", "icpc", "icpc_icpc_id", "icpc_person_id",
        ("icpc_icpc_date",), via=(("icpc_referral_id", "ssd_cin_episodes"),),
    ),
    SsdTable(
        "ssd_cp_plans", "cppl", "cppl_cp_plan_id", "cppl_person_id",
        ("cppl_cp_plan_start_date",), "cppl_cp_plan_end_date", (("cppl_referral_id", "ssd_cin_episodes"),),
    ),
    SsdTable(
        "ssd_cp_visits", "cppv", "cppv_cp_visit_id", "cppv_person_id",
        ("cppv_cp_visit_date",), via=(("cppv_cp_plan_id", "ssd_cp_plans"),),
    ),
    SsdTable(
        "ssd_cp_reviews", "cppr", "cppr_cp_review_id", "cppr_person_id",
        ("cppr_cp_review_date",), via=(("cppr_cp_plan_id", "ssd_cp_plans"),),
    ),
    SsdTable(
        "ssd_cla_episodes", "clae", "clae_cla_episode_id", "clae_person_id",
        ("clae_cla_episode_start_date",), "clae_cla_episode_ceased_date", (("clae_referral_id", "ssd_cin_episodes"),),
    ),
    SsdTable(
        "ssd_cla_placement", "clap", "clap_cla_placement_id", "clap_person_id",
        ("clap_cla_placement_start_date",), "clap_cla_placement_end_date", (("clap_cla_id", "ssd_cla_episodes"),),
    ),
    SsdTable(
        "ssd_cla_reviews", "clar", "clar_cla_review_id", "clar_cla_person_id",
        ("clar_cla_review_date",), via=(("clar_cla_id", "ssd_cla_episodes"),),
    ),
    SsdTable(
        "ssd_cla_visits", "clav", "clav_cla_visit_id", "clav_person_id",
        ("clav_cla_visit_date",), via=(("clav_cla_id", "ssd_cla_episodes"),),
    ),
    SsdTable("ssd_cla_health", "clah", "clah_health_check_id", "clah_person_id", ("clah_health_check_date",)),
    SsdTable("ssd_cla_substance_misuse", "clas", "clas_substance_misuse_id", "clas_person_id", ("clas_substance_misuse_date",)),
    SsdTable("ssd_cla_convictions", "clac", "clac_cla_conviction_id", "clac_person_id", ("clac_cla_conviction_date",)),
    SsdTable("ssd_missing", "miss", "miss_table_id", "miss_person_id", ("miss_missing_episode_start_date",)),
    SsdTable("ssd_sdq_scores", "csdq", "csdq_table_id", "csdq_person_id", ("csdq_sdq_completed_date",)),
    SsdTable("ssd_care_leavers", "clea", "clea_table_id", "clea_person_id"),
    SsdTable(
        "ssd_pre_proceedings", "prep", "prep_table_id", "prep_person_id",
        ("prep_pre_pro_decision_date", "prep_pre_pro_letter_date", "prep_initial_pre_pro_meeting_date"),
    ),
    SsdTable("ssd_voice_of_child", "voch", "voch_table_id", "voch_person_id"),
    SsdTable("ssd_sen_need", "senn", "senn_table_id", unkept=_NO_PLACE),
    SsdTable("ssd_ehcp_requests", "ehcr", "ehcr_ehcp_request_id", unkept=_NO_PLACE),
    SsdTable("ssd_ehcp_assessment", "ehca", "ehca_ehcp_assessment_id", unkept=_NO_PLACE),
    SsdTable("ssd_ehcp_named_plan", "ehcn", "ehcn_named_plan_id", unkept=_NO_PLACE),
    SsdTable("ssd_ehcp_active_plans", "ehcp", "ehcp_active_ehcp_id", unkept=_NO_PLACE),
    SsdTable("ssd_s251_finance", "s251", "s251_table_id", unkept=_NO_PLACE),
    SsdTable("ssd_api_data_staging", "json", "json_payload", unkept=_ADMIN),
    SsdTable("ssd_version_log", "impact", "impact_description", unkept=_ADMIN),
)  # fmt: skip

TABLES = {table.name: table for table in _ALL}
"""Every table by name; those whose rows find the person of others stand before these."""

BY_PREFIX = {table.prefix: table for table in _ALL}

OWNERS = ("ssd_cin_episodes", "ssd_cp_plans", "ssd_cla_episodes")
"""The tables whose ids other rows give instead of a person."""
