"""What tests may rely on when they ask for a store."""

import time

import pytest

from graph.store import Store


async def test_a_test_may_leave_facts_behind(store: Store) -> None:
    await store.write("CREATE (:Agency {id: 'hv'})-[:KNOWS]->(:Agency {id: 'csc'})")
    assert await store.read("MATCH (a:Agency) RETURN count(a)") == [[2]]


async def test_the_next_test_finds_the_store_empty(store: Store) -> None:
    assert await store.read("MATCH (n) RETURN count(n)") == [[0]]
    assert await store.read("MATCH ()-[r]->() RETURN count(r)") == [[0]]


async def test_wiping_small_data_takes_milliseconds(store: Store) -> None:
    for _ in range(50):  # the best of many: the machine may be busy with something else too
        if await _seconds_to_wipe(store) < 0.1:
            return
    pytest.fail("wiping fifty nodes took a tenth of a second or more every time")


async def _seconds_to_wipe(store: Store) -> float:
    await store.write("UNWIND range(1, 50) AS i CREATE (:Agency {id: 'a' + i})-[:KNOWS]->(:Address {id: 'b' + i})")
    began = time.perf_counter()
    await store.write("MATCH (n) DETACH DELETE n")
    return time.perf_counter() - began
