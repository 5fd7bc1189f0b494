"""Rejected elements as a table for whoever corrects them in the case system and makes the return again."""

import csv
from pathlib import Path

from graph.facts import Reject

_COLUMNS = ("file", "line", "LAchildID", "CINreferralDate", "element", "value", "reason")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_rejects(folder: Path, rejects: list[Reject]) -> list[Path]:
    """Write `rejects.csv`: a row each, in the order in which they were found; returns the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "rejects.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, _COLUMNS, restval="", extrasaction="ignore")
        writer.writeheader()
        for each in rejects:
            found = {"file": each.file, "line": each.line, "element": each.column, "value": each.value, "reason": each.reason}
            writer.writerow({name: _harmless(str(value)) for name, value in (each.row | found).items()})
    return [path]


def _harmless(cell: str) -> str:
    """A spreadsheet takes a cell that begins so for a formula; an apostrophe before it keeps it a text."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
