"""The least that is enough: what comes out is enough, and nothing of it can be left out."""

from hypothesis import given
from hypothesis import strategies as st

from queries.explanations.minimal_subset import minimal_subset

SETS = st.lists(st.frozensets(st.integers(0, 30), min_size=1), min_size=1, max_size=6)


@given(wanted=SETS, against=st.frozensets(st.integers(0, 30), max_size=3))
def test_what_is_left_is_enough_and_no_single_thing_of_it_can_go(wanted: list[frozenset[int]], against: frozenset[int]) -> None:
    def enough(things: list[int]) -> bool:
        held = set(things)
        return any(each <= held for each in wanted) and (not held & against or len(held) > 20)

    found = minimal_subset(range(31), enough)
    assert enough(found)
    assert not any(enough([other for other in found if other != each]) for each in found)


def test_what_comes_later_is_rather_kept() -> None:
    assert minimal_subset("abcd", lambda things: "a" in things or "d" in things) == ["d"]


def test_where_all_together_are_not_enough_nothing_comes() -> None:
    assert minimal_subset("abcd", lambda things: "e" in things) == []


def test_a_few_of_many_are_found_with_few_askings() -> None:
    asked = 0

    def enough(things: list[int]) -> bool:
        nonlocal asked
        asked += 1
        return {17, 800} <= set(things)

    assert sorted(minimal_subset(range(1000), enough)) == [17, 800]
    assert asked < 60
