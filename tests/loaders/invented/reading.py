"""Reading extract folders back, and checking them against the format on their own terms."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

Rows = dict[str, list[dict[str, str]]]


def codes(text: str) -> set[str]:
    return set(text.split())


COLUMNS = {
    "extract": "agency_id agency_name agency_kind system extracted_on covers_from covers_to partial",
    "people": "person_id role given_names family_name other_names date_of_birth date_of_birth_kind date_of_death sex"
    " nhs_number upn other_ids ethnicity language interpreter_needed sensitivity recorded_on",
    "relationships": "relationship_id person_id related_person_id relationship parental_responsibility"
    " contact_restricted start end recorded_on end_recorded_on",
    "addresses": "stay_id person_id uprn address postcode local_authority address_kind start end restricted"
    " recorded_on end_recorded_on",
    "contacts": "contact_id person_id on kind outcome outcome_raw presence engagement source_agency referred_to"
    " interpreter_used summary sensitivity recorded_on",
    "contact_people": "contact_id person_id part presence",
    "involvements": "involvement_id person_id kind start end closure_reason threshold_met sensitivity recorded_on"
    " end_recorded_on",
    "concerns": "concern_id person_id factor whose status on contact_id involvement_id summary sensitivity recorded_on",
    "strengths": "strength_id person_id kind words on sensitivity recorded_on",
    "shares": "record_kind record_id with_agency on decision basis reason",
}
REQUIRED = {
    "extract": "agency_id agency_name agency_kind system extracted_on",
    "people": "person_id role",
    "relationships": "relationship_id person_id related_person_id relationship",
    "addresses": "stay_id person_id",
    "contacts": "contact_id person_id on kind outcome",
    "contact_people": "contact_id person_id part",
    "involvements": "involvement_id person_id kind start",
    "concerns": "concern_id person_id factor on",
    "strengths": "strength_id person_id on",
    "shares": "record_kind record_id with_agency on",
}
IDS = {
    "people": "person_id",
    "relationships": "relationship_id",
    "addresses": "stay_id",
    "contacts": "contact_id",
    "involvements": "involvement_id",
    "concerns": "concern_id",
    "strengths": "strength_id",
}
YES_NO = codes("Y N")
EVERYWHERE = {
    "sensitivity": codes("normal restricted sealed"),
    "presence": codes("seen seen_alone present absent not_stated"),
    "interpreter_needed": YES_NO,
    "interpreter_used": YES_NO,
    "parental_responsibility": YES_NO,
    "contact_restricted": YES_NO,
    "restricted": YES_NO,
    "threshold_met": YES_NO,
    "partial": YES_NO,
    "sex": codes("F M X U"),
    "role": codes("child adult both"),
    "date_of_birth_kind": codes("actual estimated expected"),
    "agency_kind": codes(
        "social_care early_help health mental_health substance_misuse police probation youth_justice education"
        " housing voluntary other"
    ),
    "relationship": codes(
        "mother father parent step_parent carer guardian foster_carer sibling half_sibling step_sibling partner"
        " grandparent aunt_or_uncle other"
    ),
    "address_kind": codes("home temporary refuge hospital prison children_home foster_home hostel contact_centre school other"),
    "outcome": codes(
        "attended seen completed was_not_brought did_not_attend cancelled_by_family cancelled_by_service no_access"
        " no_further_action signposted information_only accepted escalated ongoing unknown"
    ),
    "engagement": codes("engaged agreed reluctant avoidant hostile refused not_stated"),
    "part": codes("parent carer partner child victim alleged_perpetrator witness household_member other"),
    "closure_reason": codes(
        "completed threshold_not_met non_engagement missed_appointments moved transferred declined died aged_out other"
    ),
    "factor": codes(
        "domestic_abuse mental_ill_health drugs alcohol learning_disability physical_disability neglect"
        " emotional_abuse physical_abuse sexual_abuse self_harm suicidal_thoughts exploitation gangs trafficking"
        " missing_episode radicalisation young_carer offending exclusion housing poverty bereavement"
        " parental_conflict imprisonment fgm faith_linked_abuse antisocial_behaviour private_fostering other"
    ),
    "whose": codes("child parent household not_stated"),
    "status": codes("suspected reported confirmed ruled_out"),
    "record_kind": codes("contact involvement concern strength"),
    "decision": codes("shared withheld"),
}
KINDS = {
    "contacts": codes("appointment home_visit office_visit call notification incident referral meeting other"),
    "involvements": codes(
        "early_help referral assessment section_47 child_in_need child_protection_plan looked_after care_leaver"
        " youth_justice health_visiting mental_health substance_misuse school tenancy other"
    ),
    "strengths": codes("protective_adult engagement routine school voice_of_child other"),
}
REFERENCES = {
    "contact_id": "contacts",
    "involvement_id": "involvements",
    "person_id": "people",
    "related_person_id": "people",
}


def read(folder: Path) -> Rows:
    rows: Rows = {}
    for file in sorted(folder.iterdir()):
        with file.open(encoding="utf-8", newline="") as text:
            rows[file.stem] = list(csv.DictReader(text))
    return rows


def headers(folder: Path) -> dict[str, list[str]]:
    return {file.stem: file.read_text("utf-8").split("\n", 1)[0].split(",") for file in folder.iterdir()}


def faults(rows: Rows, until: date, agencies: set[str]) -> list[str]:
    """Everything about an extract that the format would reject."""
    ids = {table: [row[column] for row in rows.get(table, [])] for table, column in IDS.items()}
    found = [f"{table}: an id stands twice" for table, known in ids.items() if len(known) != len(set(known))]
    sets = {table: set(known) for table, known in ids.items()}
    for table, lines in rows.items():
        for number, row in enumerate(lines, start=2):
            found += [f"{table}:{number}: {fault}" for fault in _of_row(table, row, sets, until, agencies)]
    return found


def _of_row(table: str, row: dict[str, str], ids: dict[str, set[str]], until: date, agencies: set[str]) -> list[str]:
    found = [f"{column} is blank" for column in REQUIRED[table].split() if not row[column]]
    allowed = EVERYWHERE | ({"kind": KINDS[table]} if table in KINDS else {})
    found += [f"{c}={row[c]}" for c, ok in allowed.items() if row.get(c) and row[c] not in ok]
    found += [f"{c}={row[c]} is not there" for c, t in REFERENCES.items() if row.get(c) and row[c] not in ids[t]]
    if table == "shares" and row["record_id"] not in ids[f"{row['record_kind']}s"]:
        found.append("shares what is not there")
    for column in ("with_agency", "referred_to", "source_agency"):
        if row.get(column) and row[column] not in agencies:
            found.append(f"{column}={row[column]}")
    return found + _of_dates(row, until)


def _of_dates(row: dict[str, str], until: date) -> list[str]:
    days = {c: row[c] for c in ("on", "start", "end", "recorded_on", "end_recorded_on") if row.get(c)}
    found = [f"{c}={day} is later than the extract" for c, day in days.items() if date.fromisoformat(day) > until]
    if "start" in days and "end" in days and days["end"] < days["start"]:
        found.append("ends before it starts")
    return found


def count_by(rows: list[dict[str, str]], column: str) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[row[column]] += 1
    return dict(counts)
