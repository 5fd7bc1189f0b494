"""Rejected elements as a table for whoever corrects them in the system that they are from, and exports them again."""

from pathlib import Path

from graph.facts import Reject
from loaders.rejects import write_table


def write_rejects(folder: Path, rejects: list[Reject]) -> list[Path]:
    """Write `rejects.csv`: a row each, in the order in which they were found; returns the file."""
    return [write_table(folder, rejects, ("record",), "element")]
