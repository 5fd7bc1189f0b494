"""Every column of every table of the SSD is kept, or counted by name as not kept, or its rows are set aside as rows."""

import csv
from pathlib import Path

from loaders.ssd import FORMAT
from loaders.ssd.tables import TABLES as KNOWN
from tests.loaders.every_cell.telling import token, vanished
from tests.loaders.reading import read_path

TABLES = {
    name: columns.split()
    for name, _, columns in (
        line.partition(": ") for line in Path(__file__).with_name("ssd_columns.txt").read_text(encoding="utf-8").splitlines()
    )
}
"""Every table and its columns, as version 1.4.5 of the dataset has them."""

_CODES = {
    "pers_sex": "F", "pers_ethnicity": "WBRI", "pers_upn_unknown": "UN1", "pers_upn": "H801200001001", "pers_is_mother": "N",
    "pers_send_flag": "Y", "pers_single_unique_id": "9434765919", "pers_common_child_id": "9999999999",
    "link_identifier_type": "Case Number", "disa_disability_code": "AUT", "cine_cin_primary_need_code": "N1",
    "cine_referral_source_code": "6", "cine_referral_nfa": "N", "cine_close_reason": "RC8", "cina_assessment_child_seen": "Y",
    "cina_assessment_outcome_nfa": "N", "s47e_s47_nfa": "N", "icpc_icpc_transfer_in": "N", "icpc_icpc_outcome_cp_flag": "Y",
    "cppl_cp_plan_initial_category": "NEG", "cppl_cp_plan_latest_category": "EMO", "cppl_cp_plan_ola": "N",
    "cppr_cp_review_outcome_continue_cp": "Y", "cppr_cp_review_quorate": "Y", "clae_cla_episode_ceased_reason": "E5",
    "clae_cla_episode_start_reason": "S", "clap_cla_placement_type": "U4", "clap_cla_placement_distance": "3.5",
    "clap_cla_placement_postcode": "AB1 3EF", "clar_cla_review_cancelled": "Y", "clah_health_check_status": "Refused",
    "clas_intervention_received": "Y", "csdq_sdq_score": "7", "send_upn": "H801200001001", "send_upn_unknown": "UN2",
    "lapp_previous_permanence_order_date": "zz/05/2014", "moth_childs_dob": "2015-01-01", "moth_childs_person_id": "kid",
    "addr_address_json": '{"HOUSE": "1", "STREET": "High Street", "UPRN": "100"}', "addr_address_type": "TEMP",
    "cinf_assessment_factors_json": '["3B", "4A"]', "lacp_cla_care_plan_json": '{"ADOPTION": "Y"}',
}  # fmt: skip
_FLAGS = ("_seen", "_seen_alone", "_bedroom")
_SAID_TWICE = {"pers_is_mother", "cinv_cin_visit_seen", "cppv_cp_visit_seen", "clav_cla_visit_seen"}
"""What another cell says, too (seen: by seen alone), or says what a row without it says (that she is no mother)."""


def cell(column: str, place: int) -> str:
    if column in _CODES:
        return _CODES[column]
    if column.endswith(_FLAGS):
        return "Y"
    if column.endswith("_json"):
        return '{"CP_CONFERENCE_FLAG": "Y", "COMMENTS": "as agreed"}'
    if column.endswith(("_date", "_dob", "_due", "_contact")):
        return f"20{10 + place}-01-{1 + place:02}"
    return f"{column} said"


def rows(table: str) -> list[dict[str, str]]:
    """The row that has everything, and one without each of the columns that are not whose it is, or its own id."""
    made = []
    for number, lacking in enumerate(["", *columns(table)]):
        row = {name: cell(name, place) for place, name in enumerate(TABLES[table]) if name != lacking}
        made.append(row | dict.fromkeys(_ids(table), token(table, number)))
    return made


def columns(table: str) -> list[str]:
    return [name for name in TABLES[table] if name not in _ids(table)]


def _ids(table: str) -> list[str]:
    """Whose a row is, and the id by which others know it."""
    own = KNOWN[table].id
    found = [name for name in TABLES[table] if name.endswith("_person_id") and name != "moth_childs_person_id"]
    return [*found, *([own] if own not in found else [])]


def write(folder: Path) -> list[str]:
    """The tables whose rows become facts or stand in them, each with its rows; and everybody whom these rows are about."""
    names = [name for name in TABLES if not name.startswith(("ssd_ehcp", "ssd_sen_", "ssd_s251", "ssd_api", "ssd_version"))]
    names = [name for name in names if name not in ("ssd_professionals", "ssd_department")]
    written = {name: rows(name) for name in names}
    others = [row[_ids(name)[0]] for name in names if name != "ssd_person" for row in written[name]]
    written["ssd_person"] += [{"pers_person_id": each, "pers_dob": "2012-01-01"} for each in ("kid", *others)]
    assessed = [row["cinf_assessment_id"] for row in written["ssd_assessment_factors"]]
    written["ssd_cin_assessments"] += [
        {"cina_assessment_id": each, "cina_person_id": each, "cina_assessment_start_date": "2014-01-01"} for each in assessed
    ]
    for name, made in written.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, TABLES[name], restval="")
            writer.writeheader()
            writer.writerows(made)
    return names


def test_every_column_of_every_table_is_kept_or_counted(tmp_path: Path) -> None:
    folder = tmp_path / "ssd-2040-03-31"
    folder.mkdir()
    names = write(folder)
    found = read_path(FORMAT, folder, "north")
    wrong = {}
    for name in names:
        counted = set(found.summary.not_kept[name])
        lost = vanished(found, name, columns(name)) - _SAID_TWICE
        if lost != counted:
            wrong[name] = {"lost without a word": sorted(lost - counted), "counted and kept": sorted(counted - lost)}

    assert wrong == {}
