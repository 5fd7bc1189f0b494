"""Dates as the records give them: whole or partial, and months counted as a reviewer counts them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from graph.errors import InvalidInput
from graph.vocabulary import Precision

FIRST_DAY = date(1, 1, 1)
"""Stands for "always": a fact without a day is on record from here (a missing date would compare as null)."""

LAST_DAY = date(9999, 12, 31)
"""Stands for "not yet": a version that nothing has replaced or removed is good until here."""

_FORMS = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day with the precision it was given in: of a partial date the first day, or the last, stands in."""

    day: date
    precision: Precision

    @property
    def last_day(self) -> date:
        """The last day that it can mean."""
        if self.precision is Precision.DAY:
            return self.day
        month = 12 if self.precision is Precision.YEAR else self.day.month
        return date(self.day.year, month, monthrange(self.day.year, month)[1])


@lru_cache(maxsize=65536)
def partial_date(text: str, *, last: bool = False) -> PartialDate:
    """Read `2019-05-17`, `2019-05` or `2019`; `last` takes the last day of a partial one.

    Raises InvalidInput, naming the form expected, when the text is none of these or no day of the calendar.
    """
    match = _FORMS.fullmatch(text)
    if not match:
        raise InvalidInput(f"expected a date as 2019-05-17, 2019-05 or 2019, found '{text[:40]}'")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        return _stand_in(year, month, day, last)
    except ValueError:
        raise InvalidInput(f"expected a date, found '{text}', which is no day of the calendar") from None


def _stand_in(year: int, month: int | None, day: int | None, last: bool) -> PartialDate:
    if day is not None and month is not None:
        return PartialDate(date(year, month, day), Precision.DAY)
    if month is not None:
        return PartialDate(date(year, month, monthrange(year, month)[1] if last else 1), Precision.MONTH)
    return PartialDate(date(year, 12, 31) if last else date(year, 1, 1), Precision.YEAR)


def whole_date(text: str) -> date:
    """Read `2019-05-17`; raises InvalidInput for anything else."""
    found = partial_date(text)
    if found.precision is not Precision.DAY:
        raise InvalidInput(f"expected a whole date as 2019-05-17, found '{text}'")
    return found.day


@lru_cache(maxsize=65536)
def day(text: str) -> date:
    """Read a day that our own store wrote as text."""
    return date.fromisoformat(text)


def months_before(day: date, months: int) -> date:
    """The day so many calendar months earlier, clipped to the month's end."""
    return day - relativedelta(months=months)


def months_after(day: date, months: int) -> date:
    """The day so many calendar months later, clipped to the month's end; the last day that there is, where that is later."""
    if day.year + months // 12 >= LAST_DAY.year:
        return LAST_DAY
    return day + relativedelta(months=months)


def age_on(born: date, on: date) -> int:
    """Whole years by month and day; someone born on 29 February is a year older on 1 March of other years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def ends_before(end: PartialDate, start: PartialDate) -> bool:
    """Whether an end precedes its start, judged at the coarser precision of the two."""
    width = {Precision.YEAR: 1, Precision.MONTH: 2, Precision.DAY: 3}
    parts = min(width[end.precision], width[start.precision])
    return end.day.timetuple()[:parts] < start.day.timetuple()[:parts]
