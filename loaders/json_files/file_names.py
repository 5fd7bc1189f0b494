"""A day in the name of a file, for formats whose files do not say when they were made."""

import re
from datetime import date

_DAY = re.compile(r"(?<![0-9])(20[0-9]{2})[-_]?(0[1-9]|1[0-2])[-_]?([0-2][0-9]|3[01])(?![0-9])")


def day_in_name(name: str) -> date | None:
    """The last day named, as 2026-03-31, 2026_03_31 or 20260331; None where there is none."""
    found = None
    for match in _DAY.finditer(name):
        try:
            found = date(*map(int, match.groups()))
        except ValueError:
            continue
    return found
