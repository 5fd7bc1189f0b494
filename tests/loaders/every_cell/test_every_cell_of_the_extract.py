"""Every column of the agency extract is kept, or counted by name as not kept."""

import csv
from pathlib import Path

from loaders.agency_extract import FORMAT
from loaders.agency_extract.columns import COLUMNS
from tests.loaders.agency_extract.extracts import HEADER
from tests.loaders.every_cell.telling import token, vanished
from tests.loaders.reading import read_path

VALUES = {
    "role": "child", "date_of_birth": "2015-02-03", "date_of_birth_kind": "estimated", "date_of_death": "2024-05-01", "sex": "F",
    "nhs_number": "9434765919", "upn": "H801200001001", "other_ids": "yjs=1", "interpreter_needed": "Y",
    "sensitivity": "restricted", "recorded_on": "2024-01-05", "end_recorded_on": "2024-03-05", "relationship": "mother",
    "parental_responsibility": "Y", "contact_restricted": "Y", "start": "2024-01-02", "end": "2024-03-01", "uprn": "100",
    "postcode": "AB1 2CD", "restricted": "Y", "presence": "seen", "engagement": "agreed",
    "interpreter_used": "Y", "whose": "parent", "status": "confirmed", "factor": "neglect", "closure_reason": "moved",
    "threshold_met": "Y", "on": "2024-02-01", "part": "parent", "decision": "withheld", "record_kind": "contact",
    "with_agency": "police", "outcome": "attended", "address_kind": "hostel", "local_authority": "E09000007",
}  # fmt: skip
KINDS = {"contacts.csv": "home_visit", "involvements.csv": "school", "strengths.csv": "school"}
IDS = (
    "person_id", "relationship_id", "stay_id", "contact_id", "involvement_id", "concern_id", "strength_id", "related_person_id",
    "record_id",
)  # fmt: skip
STRANGE = "shoe_size"


def columns(file: str) -> list[str]:
    return [*(each.name for each in COLUMNS[file] if each.name not in IDS), STRANGE]


def rows(file: str) -> list[dict[str, str]]:
    made = []
    for number, lacking in enumerate(["", *columns(file)]):
        row = {name: KINDS.get(file, "") if name == "kind" else VALUES.get(name, f"{name} said") for name in columns(file)}
        ids = {each.name: token(file.partition(".")[0], number) for each in COLUMNS[file] if each.name in IDS}
        made.append({name: cell for name, cell in row.items() if name != lacking} | ids)
    return made


def test_every_column_of_every_file_is_kept_or_counted(tmp_path: Path) -> None:
    written = {file: rows(file) for file in COLUMNS if file != "extract.csv"}
    everybody = [row["person_id"] for file, made in written.items() if file != "people.csv" for row in made if "person_id" in row]
    told_of = [row["record_id"] for row in written["shares.csv"]]
    written["people.csv"] += [
        {"person_id": each, "role": "adult", "recorded_on": "2020-01-01"} for each in (*everybody, *told_of)
    ]
    visit = {"kind": "call", "outcome": "attended", "on": "2024-02-01"}
    parts = [row["contact_id"] for row in (*written["contact_people.csv"], *written["concerns.csv"])]
    written["contacts.csv"] += [{"contact_id": each, "person_id": each, **visit} for each in (*parts, *told_of)]
    for row in written["concerns.csv"]:
        spell = {"involvement_id": row["involvement_id"], "person_id": row["person_id"], "kind": "school", "start": "2024-01-01"}
        written["involvements.csv"].append(spell)
    for file, made in {**written, "extract.csv": [HEADER]}.items():
        with (tmp_path / file).open("w", newline="") as stream:
            writer = csv.DictWriter(stream, list(dict.fromkeys(name for row in made for name in row)), restval="")
            writer.writeheader()
            writer.writerows(made)
    found = read_path(FORMAT, tmp_path)
    for file in written:
        lost = vanished(found, file.partition(".")[0], columns(file))
        assert lost == set(found.summary.not_kept[file]) == {STRANGE}, (file, found.rejects[:2])
