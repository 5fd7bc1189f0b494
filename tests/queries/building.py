"""Tiny partnerships for tests: rows as dicts, written as agency extracts, loaded the way anybody's would be.

missed = [{"person_id": "c", "on": f"2025-0{month}-10", "outcome": "was_not_brought"} for month in (1, 2, 3)]
await loaded(store, *partnership(tmp_path, hv={"people": [child("c", "2020-01-01")], "contacts": missed}))
(finding,) = await found(store, "missed_appointments", "2025-06-01")
assert finding.subject == person("hv", "c")
"""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from graph.identity.identifiers import person_id, record_key
from graph.lens import Lens
from graph.store import Store
from loaders.load import load
from queries.core.findings import Finding
from queries.engine.find import find

Row = Mapping[str, Any]
Files = Mapping[str, Any]
"""Rows by file, without `.csv`; `extract` is one dict of what differs from the defaults."""

SYSTEM = "s"
KINDS = {
    "csc": "social_care",
    "csc2": "social_care",
    "hv": "health",
    "gp": "health",
    "mh": "mental_health",
    "police": "police",
    "school": "education",
    "housing": "housing",
}
_IDS = {
    "contacts": ("contact_id", "k"),
    "involvements": ("involvement_id", "i"),
    "concerns": ("concern_id", "n"),
    "strengths": ("strength_id", "g"),
    "addresses": ("stay_id", "s"),
    "relationships": ("relationship_id", "r"),
}
_DEFAULTS: dict[str, dict[str, Any]] = {
    "people": {"role": "child", "recorded_on": "2000-01-01"},
    "contacts": {"kind": "appointment", "outcome": "attended"},
    "involvements": {"kind": "assessment"},
    "concerns": {"factor": "domestic_abuse"},
    "shares": {"record_kind": "contact"},
}


def child(id_: str, born: str | None = None, **more: Any) -> dict[str, Any]:
    """A row of people.csv: a child, recorded in 2000 unless said otherwise."""
    return {"person_id": id_, "role": "child", "date_of_birth": born, **more}


def adult(id_: str, born: str | None = None, **more: Any) -> dict[str, Any]:
    """A row of people.csv: an adult, recorded in 2000 unless said otherwise."""
    return {"person_id": id_, "role": "adult", "date_of_birth": born, **more}


def tie(person: str, related: str, relationship: str, **more: Any) -> dict[str, Any]:
    """A row of relationships.csv: `person` is the `relationship` of `related`."""
    return {"person_id": person, "related_person_id": related, "relationship": relationship, **more}


def nhs(number: int) -> str:
    """A valid NHS number, another for each number from 0 on: of those from 999, which are given to nobody."""
    for nine in range(999_000_000 + number * 100, 999_000_000 + number * 100 + 100):
        check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(str(nine))) % 11
        if check != 10:
            return f"{nine}{check % 11}"
    raise AssertionError("of a hundred numbers in a row some are valid")


def person(agency: str, local: str, system: str = SYSTEM) -> str:
    """The id of the person whose smallest record this is."""
    return person_id(record_key(agency, system, local))


def partnership(folder: Path, **agencies: Files) -> list[Path]:
    """One extract folder for each agency (the keyword is its id), under `folder`."""
    return [extract(folder / agency, agency, files) for agency, files in agencies.items()]


def extract(folder: Path, agency: str, files: Files) -> Path:
    """One extract folder: ids, kinds and recorded_on are filled in where a row has none (k1, k2 for contacts, and so on)."""
    folder.mkdir(parents=True)
    header = {
        "agency_id": agency,
        "agency_name": agency.upper(),
        "agency_kind": KINDS.get(agency, "other"),
        "system": SYSTEM,
        "extracted_on": "2026-01-01",
    }
    _write(folder / "extract.csv", [header | dict(files.get("extract", {}))])
    for name, rows in files.items():
        if name != "extract" and rows:
            _write(folder / f"{name}.csv", [_filled(name, row, number) for number, row in enumerate(rows, start=1)])
    return folder


async def loaded(store: Store, *paths: Path, accept_removals: bool = False) -> None:
    """Load these extracts, in this order; a rejected row is a mistake of the test. `accept_removals`: for those drawn at random,
    of which a later one may lack nearly all that was there."""
    for summary in await load(store, list(paths), accept_removals=accept_removals):
        assert not summary.rejected_rows, summary.rejected_rows


async def found(
    store: Store,
    pattern: str,
    as_of: str,
    *agencies: str,
    known_at: str | None = None,
    subject: str | None = None,
    **parameters: Any,
) -> list[Finding]:
    """The findings of a pattern through the lens of these agencies (none named: all)."""
    known = date.fromisoformat(known_at) if known_at else None
    lens = Lens.of(date.fromisoformat(as_of), known, agencies or None)
    return (await find(store, pattern, subject=subject, lens=lens, parameters=parameters)).findings


def _filled(name: str, row: Row, number: int) -> dict[str, Any]:
    column, letter = _IDS.get(name, ("", ""))
    return ({column: f"{letter}{number}"} if column else {}) | _DEFAULTS.get(name, {}) | dict(row)


def _write(path: Path, rows: Sequence[Row]) -> None:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "Y" if value else "N"
    return "" if value is None else str(value)
