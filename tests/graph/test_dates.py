"""Days, ages and months as a reviewer counts them, against counting on one's fingers."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import LAST_DAY, age_on, ends_before, months_after, months_before, partial_date, whole_date, without_time
from graph.errors import InvalidInput

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31)) | st.sampled_from(
    [date(2024, 2, 29), date(2023, 2, 28), date(2024, 12, 31)]
)
MONTHS = st.integers(0, 1200)


def counted(day: date, months: int) -> date:
    """So many months on (back, where it is less than none), one at a time; the day clipped to the last month's end."""
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        year, month = year + (month == 13) - (month == 0), {0: 12, 13: 1}.get(month, month)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@given(DAYS, MONTHS)
def test_months_are_those_of_the_calendar_and_the_day_is_clipped_to_the_months_end(day: date, months: int) -> None:
    assert months_before(day, months) == counted(day, -months)
    assert months_after(day, months) == counted(day, months)


@given(DAYS, DAYS, MONTHS)
def test_a_later_day_is_never_earlier_some_months_on(one: date, other: date, months: int) -> None:
    first, last = sorted((one, other))
    assert months_before(first, months) <= months_before(last, months)
    assert months_after(first, months) <= months_after(last, months)


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(9998, 12, 31), date(9999, 1, 1)])
def test_the_last_day_that_there_is_stands_in_for_later_ones(day: date) -> None:
    assert months_after(day, 1200) == LAST_DAY
    assert day <= months_after(day, 1) <= LAST_DAY


@given(DAYS, st.integers(0, 40000))
def test_somebody_is_a_year_older_on_their_birthday_and_on_no_other_day(born: date, days: int) -> None:
    on = born + timedelta(days)
    grown = age_on(born, on) - age_on(born, on - timedelta(1))
    leapt = (born.month, born.day) == (2, 29) and (on.month, on.day) == (3, 1) and monthrange(on.year, 2)[1] == 28
    assert grown == (((on.month, on.day) == (born.month, born.day)) or leapt)


@given(DAYS, st.sampled_from([4, 7, 10]))
def test_of_a_partial_date_the_first_or_the_last_day_stands_in(day: date, length: int) -> None:
    text = day.isoformat()[:length]
    first, last = partial_date(text), partial_date(text, last=True)
    meant = [each for each in (first.day + timedelta(days) for days in range(-1, 367)) if each.isoformat()[:length] == text]
    assert (first.day, last.day) == (meant[0], meant[-1])
    assert first.last_day == last.day
    assert first.precision == last.precision


@given(st.text(max_size=12) | st.dates().map(lambda day: day.strftime("%d/%m/%Y")))
def test_anything_else_is_refused_by_name(text: str) -> None:
    try:
        whole_date(text)
    except InvalidInput as error:
        assert "expected" in str(error)
    else:
        assert date.fromisoformat(text).isoformat() == text


@given(DAYS, DAYS, st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_an_end_before_its_start_is_judged_at_the_coarser_precision(start: date, end: date, one: int, other: int) -> None:
    cut = min(one, other)
    known = ends_before(partial_date(end.isoformat()[:other], last=True), partial_date(start.isoformat()[:one]))
    assert known is (end.isoformat()[:cut] < start.isoformat()[:cut])


def changes(year: int, month: int) -> datetime:
    """When the clocks change: at one in the morning, UTC, of the last Sunday of the month."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def in_london(moment: datetime) -> date:
    """The day by the law as it has stood since 1996: an hour ahead of UTC between the changes of March and October."""
    summer = changes(moment.year, 3) <= moment < changes(moment.year, 10)
    return (moment + timedelta(hours=summer)).date()


NEAR_A_CHANGE = st.builds(
    lambda year, month, minutes: changes(year, month) + timedelta(minutes=minutes),
    st.integers(1996, 2037), st.sampled_from([3, 10]), st.integers(-3000, 3000),
)  # fmt: skip
MOMENTS = NEAR_A_CHANGE | st.datetimes(datetime(1996, 1, 1), datetime(2037, 12, 31)).map(lambda each: each.replace(tzinfo=UTC))


@given(MOMENTS, st.integers(-14 * 4, 14 * 4), st.sampled_from(["seconds", "milliseconds"]))
def test_a_moment_is_of_the_day_that_it_was_in_london_wherever_it_was_written_down(
    moment: datetime, quarters: int, to: str
) -> None:
    zone = timezone(timedelta(minutes=15 * quarters))
    assert without_time(moment.astimezone(zone).isoformat(timespec=to)) == in_london(moment).isoformat()
    assert without_time(moment.isoformat(timespec=to).replace("+00:00", "Z")) == in_london(moment).isoformat()


@given(st.datetimes(datetime(1901, 1, 1), datetime(2199, 12, 31)), st.sampled_from([" ", "T"]))
def test_a_time_without_a_zone_is_local_time(moment: datetime, between: str) -> None:
    assert without_time(moment.isoformat(between)) == moment.date().isoformat()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-06-30T23:30Z", "2024-07-01"),
        ("2024-06-30T23:30:00.000-0100", "2024-07-01"),
        ("2024-06-30T24:00:00", "2024-07-01"),
        ("2016-12-31T23:59:60Z", "2016-12-31"),
        ("0001-01-01T00:00:00Z", "0001-01-01"),
        ("9999-12-31T23:59:59-05:00", "9999-12-31"),
        ("2024-06", "2024-06"),
    ],
)
def test_times_as_systems_write_them(text: str, day: str) -> None:
    assert without_time(text) == day


@pytest.mark.parametrize("text", ["2024-06-30T25:00", "2024-06-30T10:61Z", "2024-06-30T10:00+24:00", "2024-02-30T10:00Z"])
def test_a_time_that_no_clock_shows_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="expected"):
        without_time(text)
