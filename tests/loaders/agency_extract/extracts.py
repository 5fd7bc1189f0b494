"""Small agency extracts, written from rows."""

import csv
from pathlib import Path
from typing import Any

from loaders.agency_extract.columns import COLUMNS

Rows = list[dict[str, str]]

HEADER = {
    "agency_id": "hv",
    "agency_name": "Health visiting",
    "agency_kind": "health",
    "system": "s1",
    "extracted_on": "2025-01-31",
    "covers_from": "2020-01-01",
    "covers_to": "2025-01-31",
}
CHILD = {"person_id": "c", "role": "child", "date_of_birth": "2020-05-01", "sex": "F", "recorded_on": "2020-06-01"}
MOTHER = {"person_id": "m", "role": "adult", "date_of_birth": "1995-01-02", "sex": "F", "recorded_on": "2020-06-01"}
VISIT = {"contact_id": "k1", "person_id": "c", "on": "2024-03-01", "kind": "home_visit", "outcome": "completed"}
NHS = "9434765919"


def write(folder: Path, header: dict[str, str] | None = None, **tables: Rows) -> Path:
    """An extract in this folder: HEADER as far as `header` does not say otherwise, and one file for each table."""
    folder.mkdir(parents=True, exist_ok=True)
    rows: dict[str, Any] = {"people": [CHILD, MOTHER], **tables, "extract": [HEADER | (header or {})]}
    for name, own in rows.items():
        columns = list(dict.fromkeys(column for row in own for column in row)) or [each.name for each in COLUMNS[f"{name}.csv"]]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns, restval="")
            writer.writeheader()
            writer.writerows(own)
    return folder
