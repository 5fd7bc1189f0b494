"""Rejected rows as a table, for whoever corrects them in the case system and makes the extract again."""

import csv
from pathlib import Path

from graph.facts import Reject
from graph.settings import Settings
from loaders.files.private_files import disarmed, make_folder, open_text

_UNFORESEEN = "expected what a reader of casegraph can read, found what it failed on"


def unforeseen(error: Exception) -> str:
    """The reason for which a row is rejected, or a file refused, on which a reader failed as nobody foresaw.

    The words of the error are left out: they may hold what stands in the row.
    """
    return f"{_UNFORESEEN} ({type(error).__name__}); this is a fault of casegraph, please report it"


_LONGEST = 1000


def default_folder() -> Path:
    """Where rejected rows are written when no folder is named: inside the data folder of the user."""
    return Settings().home / "rejects"


def write_table(folder: Path, rejects: list[Reject], beside: tuple[str, ...] = (), column: str = "column") -> Path:
    """Write `rejects.csv`: a row each, in the order in which they were found; returns the file, which its owner alone can read.

    `beside` are cells of the rejected row that stand before what is wrong, `column` what the format calls a place in a row.
    """
    make_folder(folder)
    path = folder / "rejects.csv"
    with open_text(path, "backslashreplace") as stream:
        names = ("file", "line", *beside, column, "value", "reason")
        writer = csv.DictWriter(stream, names, restval="", extrasaction="ignore")
        writer.writeheader()
        for each in rejects:
            found = {"file": each.file, "line": each.line, column: each.column, "value": each.value, "reason": each.reason}
            writer.writerow({name: disarmed(str(value)[:_LONGEST]) for name, value in (each.row | found).items()})
    return path
