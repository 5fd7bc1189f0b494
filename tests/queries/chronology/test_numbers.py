"""Numbers are given once: whatever is loaded later stands between, and renumbers nothing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidInput
from queries.chronology import ChronologyRow, RowKind, RowNumbers
from queries.chronology.days import UncertainDay
from queries.chronology.numbers import numbered
from queries.chronology.rows import row_key


def row(day: int, taken_away: date | None = None) -> ChronologyRow:
    on = UncertainDay(date.fromordinal(738_000 + day))
    return ChronologyRow(RowKind.EVENT, row_key(day), on, "Home visit.", taken_away=taken_away)


def numbers_of(*days: int, known: RowNumbers | None = None) -> tuple[dict[int, str], RowNumbers]:
    rows, kept = numbered([row(day) for day in sorted(days)], known or RowNumbers())
    return {day: each.number for day, each in zip(sorted(days), rows, strict=True)}, kept


def test_what_comes_later_stands_between_and_what_comes_behind_goes_on() -> None:
    first, kept = numbers_of(10, 20, 30)
    assert first == {10: "1", 20: "2", 30: "3"}
    second, kept = numbers_of(5, 10, 20, 22, 24, 30, 40, known=kept)
    assert second == {5: "0.1", 10: "1", 20: "2", 22: "2.1", 24: "2.2", 30: "3", 40: "4"}
    third, _ = numbers_of(10, 20, 21, 22, 23, 24, 25, 30, known=kept)
    assert third == {10: "1", 20: "2", 21: "2.0.1", 22: "2.1", 23: "2.1.1", 24: "2.2", 25: "2.3", 30: "3"}


@given(st.lists(st.sets(st.integers(1, 40), max_size=8), max_size=6))
def test_no_load_renumbers_anything_and_numbers_follow_the_days(loads: list[set[int]]) -> None:
    days: set[int] = set()
    kept, before = RowNumbers(), dict[int, str]()
    for load in loads:
        days |= load
        found, kept = numbers_of(*days, known=kept)
        assert before.items() <= found.items()
        order = [tuple(map(int, found[day].split("."))) for day in sorted(days)]
        assert order == sorted(set(order))
        before = found


def test_a_row_that_was_taken_away_keeps_its_number_and_one_that_nobody_was_shown_is_left_out() -> None:
    _, kept = numbers_of(10, 20)
    gone = date(2025, 1, 1)
    rows, _ = numbered([row(10), row(15, gone), row(20, gone), row(30)], kept)
    assert [(each.number, each.taken_away) for each in rows] == [("1", None), ("2", gone), ("3", None)]


def test_a_quiet_stretch_has_no_number() -> None:
    gap = ChronologyRow(RowKind.GAP, row_key("gap"), UncertainDay(date(2025, 1, 1)), "No contact on record for 100 days.")
    rows, kept = numbered([gap, row(10_000)], RowNumbers())
    assert [each.number for each in rows] == ["", "1"]
    assert gap.key not in kept.by_key


@pytest.mark.parametrize(
    "given_",
    [
        [],
        {},
        {"numbers": []},
        {"numbers": {"x": "1"}},
        {"numbers": {"0" * 16: "one"}},
        {"numbers": {"0" * 16: "1", "1" * 16: "1"}},
    ],
)
def test_numbers_of_another_shape_are_refused(given_: object) -> None:
    with pytest.raises(InvalidInput, match="expected"):
        RowNumbers.from_dict(given_)


def test_numbers_are_read_back_as_they_were_kept() -> None:
    _, kept = numbers_of(1, 2, 3)
    assert RowNumbers.from_dict(kept.to_dict()) == kept
