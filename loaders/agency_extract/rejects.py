"""Rejected rows as a partial extract: to be corrected and loaded again.

Beside the rejected rows stands all that is about the same people: a record of a person without a `recorded_on` is as old as the
first of what is told of them. `_line`, `_column` and `_reason` are ignored on the way in; an apostrophe that stands before what a
spreadsheet would take for a formula is taken away again, in a file that has these columns.
Decision: docs/adr/0033.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from graph.facts import Reject, Source
from loaders.agency_extract.cells import ExtractTable
from loaders.agency_extract.columns import COLUMNS
from loaders.checks.local_ids import plain_id
from loaders.corrections.marks import CORRECTION, mark_of
from loaders.csv_files.corrections import write_rows
from loaders.csv_files.file import LINE, CsvFile, CsvRecord
from loaders.files.private_files import disarmed, make_folder, open_text

_NAMES = {
    "person_id": "person",
    "related_person_id": "person",
    "contact_id": "contact",
    "involvement_id": "involvement",
    "concern_id": "concern",
    "strength_id": "strength",
}
"""The columns that say whom, or which record, a row is about."""
_OWN = {f"{kind}s.csv": (f"{kind}_id",) for kind in ("contact", "involvement", "concern", "strength")}
"""The columns of the ids that rows have themselves, and others may name."""
_RECORD = ("record_kind", "record_id")


def write_rejects(extract: dict[str, ExtractTable], source: Source, folder: Path, rejects: list[Reject]) -> list[Path]:
    """Write the partial extract into a folder of its own; returns the files written."""
    make_folder(folder)
    sheets = [extract[name].sheet for name in COLUMNS if name in extract and name != "extract.csv"]
    header = _write_header(folder / "extract.csv", source)
    return [header, *write_rows(folder, sheets, _keys, _says_whom, source, rejects, ["people.csv"])]


def _write_header(path: Path, source: Source) -> Path:
    said = {
        "agency_id": source.agency,
        "agency_name": source.agency_name,
        "agency_kind": source.agency_kind,
        "system": source.system,
        "extracted_on": source.extracted_on.isoformat(),
        "partial": "Y",
        LINE: "",
        CORRECTION: str(mark_of(source).correction),
    }
    with open_text(path) as stream:
        csv.writer(stream).writerows([[*said], [disarmed(cell) for cell in said.values()]])
    return path


def _says_whom(column: str) -> bool:
    return column in _NAMES or column in _RECORD


def _keys(sheet: CsvFile, record: CsvRecord) -> Iterator[str]:
    cells = {name.strip(): cell.strip() for name, cell in zip(sheet.names, record.cells, strict=False)}
    if sheet.name not in _OWN:
        yield ""
    for column in (*_OWN.get(sheet.name, ()), *_NAMES):
        if cells.get(column):
            yield f"{_NAMES[column]}:{plain_id(cells[column])}"
    kind, local = (cells.get(name, "") for name in _RECORD)
    if kind and local:
        yield f"{kind}:{plain_id(local)}"
