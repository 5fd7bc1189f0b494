"""A table of numbers says what a dict says, in less memory."""

import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.rows.number_table import NumberTable

KEYS = st.integers(-(2**63), 2**63 - 1) | st.integers(2, 40)


@settings(max_examples=50)
@given(st.lists(st.tuples(KEYS, st.integers(0, 2**64 - 1))))
def test_a_table_says_what_a_dict_says(entries: list[tuple[int, int]]) -> None:
    entries = [(key, value) for key, value in entries if key not in (0, 1)]
    table, expected = NumberTable(dict(entries[:5])), dict(entries[:5])
    for key, value in entries[5:]:
        table[key] = expected[key] = value
    assert len(table) == len(expected)
    assert all(table.get(key, 0) == value for key, value in expected.items())
    assert table.get(2**40 + 7, 9) == expected.get(2**40 + 7, 9)


def test_a_table_that_grew_has_everything_in_less_than_half_of_the_room_of_a_dict() -> None:
    numbers = {hash(f"k{number}"): number << 32 for number in range(20_000)}
    table = NumberTable(numbers)
    assert [table.get(key, -1) for key in numbers] == list(numbers.values())
    of_table = sum(sys.getsizeof(each) for each in (table._keys, table._values))
    assert 2 * of_table < sys.getsizeof(numbers) + sum(map(sys.getsizeof, [*numbers, *numbers.values()]))
