"""Agency extracts in which a day may be blank, as it may be in other formats (the care leavers of SSDA903 have no start)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from loaders.agency_extract.columns import COLUMNS

DAYS = {"contacts.csv": "on", "involvements.csv": "start", "concerns.csv": "on", "strengths.csv": "on"}
"""The day that a row of these files must have in the format as it is."""


@contextmanager
def days_may_be_blank() -> Iterator[None]:
    """Read the agency extract in here as if it asked for none of these days; everything behind its reader is as ever."""
    with pytest.MonkeyPatch.context() as patch:
        for file, day in DAYS.items():
            columns = tuple(replace(each, required=each.required and each.name != day) for each in COLUMNS[file])
            patch.setitem(COLUMNS, file, columns)
        yield
