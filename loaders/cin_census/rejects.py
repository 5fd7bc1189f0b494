"""Rejected elements, with the child and the referral that they stand in."""

from pathlib import Path

from graph.facts import Reject
from loaders.rejects import write_table


def write_rejects(folder: Path, rejects: list[Reject]) -> list[Path]:
    """Write `rejects.csv`; returns the file."""
    return [write_table(folder, rejects, ("LAchildID", "CINreferralDate"), "element")]
