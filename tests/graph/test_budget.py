"""The store's time that one request may use."""

import asyncio

import pytest

from graph.errors import StoreTimeout
from graph.store import Store
from graph.store.time_budget import current, within


async def test_reads_of_a_request_count_whichever_task_asks_them() -> None:
    async def read(budget_seconds: float) -> float:
        with current().counting():
            return current().allows(budget_seconds)

    with within(5) as budget:
        await asyncio.gather(read(1), read(1), asyncio.create_task(read(1)))
    assert budget.round_trips == 3
    assert budget.spent > 0
    assert current().round_trips == 0


def test_a_question_may_take_what_is_left() -> None:
    with within(5) as budget:
        budget.spent = 4
        assert (budget.allows(10), budget.allows(0.5)) == (1, 0.5)
        budget.spent = 6
        assert budget.allows(10) == 0


async def test_a_request_whose_time_is_used_up_asks_no_more(store: Store) -> None:
    with within(5) as budget:
        assert await store.read("RETURN 1") == [[1]]
        budget.spent = 5
        with pytest.raises(StoreTimeout, match="used up the 5 seconds"):
            await store.read("RETURN 1")
    assert budget.round_trips == 1
