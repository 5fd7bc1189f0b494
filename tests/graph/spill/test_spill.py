"""What goes to the disk beyond so much is what it would be in memory."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import RefusedFile
from graph.spill import SpilledMap, SpilledSet, Spool

KEYS = st.text(st.characters(min_codepoint=0, max_codepoint=0xDFFF), max_size=2)
CHANGES = st.lists(st.tuples(st.sampled_from(["put", "take", "discard", "default"]), KEYS, st.integers()))
PUT: dict[str, Callable[[Any, str, int], object]] = {
    "put": lambda mapping, key, value: mapping.__setitem__(key, value),
    "take": lambda mapping, key, value: mapping.pop(key, value),
    "discard": lambda mapping, key, _: mapping.pop(key, None),
    "default": lambda mapping, key, value: mapping.setdefault(key, value),
}


@given(CHANGES)
@settings(max_examples=50)
def test_a_spilled_map_is_a_dict(changes: list[tuple[str, str, int]]) -> None:
    spilled, plain = SpilledMap[int](most_in_memory=2), dict[str, int]()
    for how, key, value in changes:
        assert PUT[how](spilled, key, value) == PUT[how](plain, key, value)
        assert (key in spilled) is (key in plain)
    assert dict(spilled) == plain
    assert sorted(spilled) == list(spilled.in_order()) == sorted(plain)
    assert len(spilled) == len(plain)


def test_keys_stay_in_the_order_in_which_they_first_came() -> None:
    found = SpilledSet(most_in_memory=3)
    for number in (*range(25_000), 7):
        found.add(f"p{number}")
    assert list(found) == [f"p{number}" for number in range(25_000)]
    assert next(found.in_order()) == "p0"
    assert "p24999" in found
    assert "p25000" not in found


def test_a_value_that_is_not_there_is_a_key_error_and_a_cleared_map_is_empty() -> None:
    spilled = SpilledMap[int](most_in_memory=1)
    spilled.update({"a": 1, "b": 2, "c": 3})
    with pytest.raises(KeyError):
        spilled["d"]
    with pytest.raises(KeyError):
        del spilled["d"]
    spilled.clear()
    assert (list(spilled), len(spilled)) == ([], 0)


@pytest.mark.parametrize("room", [0, 25, 1000])
def test_what_waits_comes_out_in_order_from_memory_and_from_the_disk(room: int) -> None:
    spool = Spool[list[int]](room)
    for number in range(10):
        spool.put([number], 10)
    assert list(spool) == list(spool) == [[number] for number in range(10)]
    assert list(spool.taken()) == [[number] for number in range(10)]
    assert len(spool) == 10


def test_more_may_be_put_in_while_what_waits_is_read() -> None:
    spool = Spool[int](0)
    spool.put(1, 1)
    first = iter(spool)
    assert next(first) == 1
    spool.put(2, 1)
    assert list(spool) == [1, 2]


def test_a_full_disk_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with pytest.raises(RefusedFile, match="temporary files, found: No space left on device"):
        Spool[int](0).put(1, 1)
