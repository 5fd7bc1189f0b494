"""Rejected elements as a table for whoever corrects them in the system that they are from, and exports them again."""

import csv
from pathlib import Path

from graph.facts import Reject

_COLUMNS = ("file", "line", "record", "element", "value", "reason")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_rejects(folder: Path, rejects: list[Reject]) -> list[Path]:
    """Write `rejects.csv`: a row each, in the order in which they were found; returns the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "rejects.csv"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(_COLUMNS)
        for each in rejects:
            cells = (each.file, each.line, each.row.get("record", ""), each.column, each.value, each.reason)
            writer.writerow([_harmless(str(cell)) for cell in cells])
    return [path]


def _harmless(cell: str) -> str:
    """A spreadsheet takes a cell that begins so for a formula; an apostrophe before it keeps it a text."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
