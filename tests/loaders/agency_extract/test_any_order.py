"""The same extracts give the same graph: in any order, twice, stopped in the middle, and side by side."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.store import Store
from graph.writing import batch, people
from loaders import load as loading
from loaders.load import load
from tests.graph.canonical import dump
from tests.loaders.agency_extract.scenario import written

ANY_ORDER = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)


async def emptied(store: Store) -> Store:
    await store.write("MATCH (n) DETACH DELETE n")
    return store


@pytest.fixture
def extracts(tmp_path: Path) -> list[Path]:
    return written(tmp_path)


async def graph_of(store: Store, extracts: list[Path]) -> list[str]:
    await emptied(store)
    for path in extracts:
        (summary,) = await load(store, [path])
        assert summary.rejected_rows == []
    return await dump(store)


async def test_loading_twice_changes_nothing(store: Store, extracts: list[Path]) -> None:
    once = await graph_of(store, extracts)
    again = await load(store, extracts)
    assert all(each.already_loaded for each in again)
    assert await dump(store) == once


async def test_the_same_facts_in_another_file_change_nothing_but_who_said_so(store: Store, extracts: list[Path]) -> None:
    before = await graph_of(store, extracts[:1])
    (extracts[0] / "people.csv").write_text((extracts[0] / "people.csv").read_text() + "\n")
    (summary,) = await load(store, extracts[:1])
    assert not summary.already_loaded
    assert [line for line in await dump(store, loads=False)] == await without_loads(store, before, extracts)


async def without_loads(store: Store, before: list[str], extracts: list[Path]) -> list[str]:
    await emptied(store)
    await load(store, extracts[:1])
    return await dump(store, loads=False)


@pytest.fixture
async def in_order(store: Store, extracts: list[Path]) -> list[str]:
    return await graph_of(store, extracts)


async def test_any_order_of_loading_gives_the_same_graph(store: Store, extracts: list[Path], in_order: list[str]) -> None:
    orders: list[list[Path]] = []

    @ANY_ORDER
    @given(st.permutations(extracts))
    def collect(order: list[Path]) -> None:
        orders.append(order)

    collect()
    for order in orders:
        assert await graph_of(store, order) == in_order, [path.name for path in order]
