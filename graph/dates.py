"""Dates as the records give them: whole or partial, and months counted as a reviewer counts them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from graph.errors import InvalidInput
from graph.vocabulary import Precision

FIRST_DAY = date(1, 1, 1)
"""Stands for "always": a fact without a day is on record from here (a missing date would compare as null: docs/adr/0003)."""

LAST_DAY = date(9999, 12, 31)
"""Stands for "not yet": a version that nothing has replaced or removed is good until here."""

LONDON = ZoneInfo("Europe/London")
"""Whose calendar says which day a moment belongs to: every agency's here."""

_FORMS = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2})(?::([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?)? ?([Zz]|[+-][0-9]{2}:?[0-9]{2})?"
)


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
def without_time(text: str) -> str:
    """Of a date and time, the date on which that moment was in London, as text; any other text as it is.

    A time without a zone is local time: its date stands as written. Raises InvalidInput for a time that no clock shows.
    """
    match = _MOMENT.fullmatch(text)
    if not match:
        return text
    written, hour, minute, second, zone = match.groups()
    clock = int(hour), int(minute or 0), int(second or 0)
    # 24:00 is the end of a day in XML, and a leap second is the 61st.
    if clock > (24, 0, 0) or clock[1] > 59 or clock[2] > 60:
        raise InvalidInput(f"expected a time of day, found '{text[:40]}'")
    try:
        return _in_london(whole_date(written), clock, zone).isoformat()
    # Near the last day that there is, 9999-12-31, which systems write where they know none: the day after it has no date.
    except OverflowError:
        return written


def _in_london(written: date, clock: tuple[int, int, int], zone: str | None) -> date:
    hour, minute, second = clock
    since_midnight = timedelta(hours=hour, minutes=minute, seconds=min(second, 59))
    moment = datetime(written.year, written.month, written.day) + since_midnight
    if zone is None:
        return moment.date()
    # Summer time puts an hour of every evening, in UTC, on the day before (docs/adr/0023).
    return moment.replace(tzinfo=_offset(zone)).astimezone(LONDON).date()


def _offset(zone: str) -> timezone:
    if zone in "Zz":
        return UTC
    ahead = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    if ahead >= timedelta(days=1):
        raise InvalidInput(f"expected a zone as Z or +01:00, found '{zone}'")
    return timezone(-ahead if zone[0] == "-" else ahead)


# The store answers with the same few days again and again (docs/adr/0036).
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
