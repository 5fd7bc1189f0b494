"""Rejected rows as a partial extract: to be corrected and loaded again.

Beside the rejected rows stand the people, contacts and records that they name, as they were kept: a row alone would name what its
extract does not have, and loading those again changes nothing. `_line`, `_column` and `_reason` are ignored on the way in; an
apostrophe that stands before what a spreadsheet would take for a formula is taken away again, in a file that has these columns.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from graph.facts import Reject, Source
from loaders.agency_extract.cells import ExtractCells, ExtractTable
from loaders.agency_extract.columns import COLUMNS
from loaders.files.private_files import disarmed, make_folder, open_text

_BESIDE = ("_line", "_column", "_reason")
_NAMES = {
    "people.csv": ("person_id", "related_person_id"),
    "contacts.csv": ("contact_id",),
    "involvements.csv": ("involvement_id",),
    "concerns.csv": ("concern_id",),
    "strengths.csv": ("strength_id",),
}


def write_rejects(extract: dict[str, ExtractTable], source: Source, folder: Path, rejects: list[Reject]) -> list[Path]:
    """Write the partial extract into a folder of its own; returns the files written."""
    make_folder(folder)
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for reject in rejects:
        beside = {"_line": str(reject.line), "_column": reject.column, "_reason": reject.reason}
        rows[reject.file].append(reject.row | beside)
    for file, kept in _context(extract, rejects).items():
        rows[file] = kept + rows[file]
    rows.setdefault("people.csv", [])
    written = [_write(folder / "extract.csv", "extract.csv", [_header(source)])]
    return written + [_write(folder / file, file, rows[file]) for file in COLUMNS if file in rows]


def _header(source: Source) -> dict[str, str]:
    return {
        "agency_id": source.agency,
        "agency_name": source.agency_name,
        "agency_kind": source.agency_kind,
        "system": source.system,
        "extracted_on": source.extracted_on.isoformat(),
        "partial": "Y",
    }


def _write(path: Path, file: str, rows: list[dict[str, str]]) -> Path:
    names = [column.name for column in COLUMNS[file]]
    extra = [name for row in rows for name in row if name and name not in names and name not in _BESIDE]
    with open_text(path) as stream:
        writer = csv.DictWriter(stream, [*names, *dict.fromkeys(extra), *_BESIDE], restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows({name: disarmed(str(cell)) for name, cell in row.items() if name} for row in rows)
    return path


def _context(extract: dict[str, ExtractTable], rejects: list[Reject]) -> dict[str, list[dict[str, str]]]:
    """The kept rows that the rejected ones name, and the people that those name."""
    lines = {(reject.file, reject.line) for reject in rejects}
    wanted: dict[str, set[str]] = {file: set() for file in _NAMES}
    for reject in rejects:
        _want(wanted, reject.file, reject.row)
    found: dict[str, list[dict[str, str]]] = {}
    for file in ("concerns.csv", "strengths.csv", "contacts.csv", "involvements.csv", "people.csv"):
        found[file] = [row for row in _kept(extract, file, lines) if row.get(_NAMES[file][0]) in wanted[file]]
        for row in found[file]:
            _want(wanted, file, row)
    return {file: rows for file, rows in found.items() if rows}


def _want(wanted: dict[str, set[str]], file: str, row: dict[str, str]) -> None:
    for target, columns in _NAMES.items():
        for column in columns:
            if file != target and row.get(column, "").strip():
                wanted[target].add(row[column].strip())
    if file == "shares.csv":
        wanted.get(f"{row.get('record_kind', '')}s.csv", set()).add(row.get("record_id", ""))


def _kept(extract: dict[str, ExtractTable], file: str, lines: set[tuple[str, int]]) -> Iterator[dict[str, str]]:
    return (_as_row(cells) for cells in extract.get(file, ()) if (file, cells.line) not in lines and not cells.fault)


def _as_row(cells: ExtractCells) -> dict[str, str]:
    return {name: cell for name, cell in zip(cells.header, cells.raw, strict=False) if name not in _BESIDE}
