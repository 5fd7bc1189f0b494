"""The sample that hostile files are made from."""

from pathlib import Path

from tests.loaders.agency_extract.scenario import written


def write(folder: Path) -> Path:
    """An extract in which every kind of fact is."""
    return written(folder)[0]
