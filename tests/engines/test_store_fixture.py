"""What tests may rely on when they ask for a store."""

import time

from graph.store import Store


async def test_a_test_may_leave_facts_behind(store: Store) -> None:
    await store.write("CREATE (:Agency {id: 'hv'})-[:KNOWS]->(:Agency {id: 'csc'})")
    assert await store.read("MATCH (a:Agency) RETURN count(a)") == [[2]]


async def test_the_next_test_finds_the_store_empty(store: Store) -> None:
    assert await store.read("MATCH (n) RETURN count(n)") == [[0]]
    assert await store.read("MATCH ()-[r]->() RETURN count(r)") == [[0]]


async def test_wiping_small_data_takes_milliseconds(store: Store) -> None:
    took = [await _seconds_to_wipe(store) for _ in range(5)]
    assert min(took) < 0.1


async def _seconds_to_wipe(store: Store) -> float:
    await store.write("UNWIND range(1, 50) AS i CREATE (:Agency {id: 'a' + i})-[:KNOWS]->(:Address {id: 'b' + i})")
    began = time.perf_counter()
    await store.write("MATCH (n) DETACH DELETE n")
    return time.perf_counter() - began
