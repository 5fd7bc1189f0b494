"""The same extracts give the same graph: in any order, twice, stopped in the middle, and side by side."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.store import Store
from loaders.load import load
from tests.graph.canonical import dump
from tests.loaders.agency_extract.scenario import written

ANY_ORDER = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)


@pytest.fixture
def extracts(tmp_path: Path) -> list[Path]:
    return written(tmp_path)


async def graph_of(store: Store, extracts: list[Path]) -> list[str]:
    await store.write("MATCH (n) DETACH DELETE n")
    for path in extracts:
        (summary,) = await load(store, [path])
        assert summary.rejected_rows == []
    return await dump(store)


async def test_loading_twice_changes_nothing(store: Store, extracts: list[Path]) -> None:
    once = await graph_of(store, extracts)
    again = await load(store, extracts)
    assert all(each.already_loaded for each in again)
    assert await dump(store) == once


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
