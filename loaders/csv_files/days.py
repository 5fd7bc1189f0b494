"""Dates such as 17/05/2019, as spreadsheets leave them: read with the day first, or not at all; nothing is guessed.

Decision: docs/adr/0024.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.errors import RefusedFile

_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?: 00:00(?::00)?)?")
_MONTHS, _DAYS = 12, 31
DAY_FIRST, MONTH_FIRST, EITHER = "day first", "month first", "either"


@dataclass(frozen=True, slots=True)
class Seen:
    """The first cell of a sort in a column."""

    line: int
    cell: str


class Days:
    """Which columns of a file have dates with slashes in them, and of which sorts. Memory: three cells a column."""

    def __init__(self) -> None:
        self._seen: dict[int, dict[str, Seen]] = {}

    def enter(self, line: int, cells: list[str]) -> None:
        """Look at every cell of a row."""
        for place, cell in enumerate(cells):
            if "/" in cell and (sort := _sort(cell.strip())):
                self._seen.setdefault(place, {}).setdefault(sort, Seen(line, cell.strip()))

    def day_first(self, file: str, names: list[str]) -> frozenset[str]:
        """The columns whose dates are read with the day first.

        Raises RefusedFile for a column in which one date can only have its month first while another could be either: a wrong day
        would be read without anybody seeing it.
        """
        found = set()
        for place, sorts in self._seen.items():
            name = names[place].strip() if place < len(names) else ""
            if MONTH_FIRST in sorts and EITHER in sorts:
                month, either = sorts[MONTH_FIRST], sorts[EITHER]
                raise RefusedFile(
                    f"{file}, line {month.line}: the column {name} mixes days and months: expected dates as 2019-05-17, or all as"
                    f" 17/05/2019; found {month.cell}, which has the month first, and in line {either.line} {either.cell},"
                    " which could be either"
                )
            if DAY_FIRST in sorts or EITHER in sorts:
                found.add(name)
        return frozenset(found - {""})


@lru_cache(maxsize=65536)
def _sort(cell: str) -> str:
    match = _SLASHED.fullmatch(cell)
    first, second = (int(match[1]), int(match[2])) if match else (0, 0)
    if not (1 <= first <= _DAYS and 1 <= second <= _DAYS):
        return ""
    if first > _MONTHS:
        return DAY_FIRST if second <= _MONTHS else ""
    return MONTH_FIRST if second > _MONTHS else DAY_FIRST if first == second else EITHER


@lru_cache(maxsize=65536)
def as_iso(cell: str) -> str:
    """`17/05/2019` as `2019-05-17`; anything else as it is."""
    match = _SLASHED.fullmatch(cell)
    return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}" if match else cell
