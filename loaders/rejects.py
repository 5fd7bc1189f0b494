"""Rejected rows as a table, for whoever corrects them in the case system and makes the extract again."""

import csv
from pathlib import Path

from graph.facts import Reject

_UNFORESEEN = "expected what a reader of casegraph can read, found what it failed on"


def unforeseen(error: Exception) -> str:
    """The reason for which a row is rejected, or a file refused, on which a reader failed as nobody foresaw."""
    return f"{_UNFORESEEN} ({type(error).__name__}: {str(error)[:100]}); this is a fault of casegraph, please report it"


_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 1000


def write_table(folder: Path, rejects: list[Reject], beside: tuple[str, ...] = (), column: str = "column") -> Path:
    """Write `rejects.csv`: a row each, in the order in which they were found; returns the file.

    `beside` are cells of the rejected row that stand before what is wrong, `column` what the format calls a place in a row.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "rejects.csv"
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
        names = ("file", "line", *beside, column, "value", "reason")
        writer = csv.DictWriter(stream, names, restval="", extrasaction="ignore")
        writer.writeheader()
        for each in rejects:
            found = {"file": each.file, "line": each.line, column: each.column, "value": each.value, "reason": each.reason}
            writer.writerow({name: _harmless(str(value)[:_LONGEST]) for name, value in (each.row | found).items()})
    return path


def _harmless(cell: str) -> str:
    """A spreadsheet takes a cell that begins so for a formula; an apostrophe before it keeps it a text."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
