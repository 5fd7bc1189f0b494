"""What is given up is ended in the engine too, and large reads wait for each other."""

import asyncio
from contextlib import suppress

import pytest

from graph.errors import StoreBusy, StoreTimeout
from graph.store import Store
from graph.store.admission import LARGE, QUICK_SECONDS, TINY, Admission, Lane
from graph.store.plans import Plans
from graph.store.time_budget import within

ENDLESS = """UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b UNWIND range(1, 100000) AS c
WITH a, b, c WHERE a + b + c < 0 RETURN count(*) AS endless"""
RUNNING = "SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery"


async def runs(store: Store) -> int:
    return sum("AS endless" in text for (text,) in await store.read(RUNNING))


async def until_running(store: Store, count: int) -> None:
    async with asyncio.timeout(120):
        while await runs(store) != count:
            await asyncio.sleep(0.1)


async def test_a_read_that_is_given_up_is_ended_in_the_engine(store: Store) -> None:
    given_up = [asyncio.create_task(store.read(ENDLESS)) for _ in range(2)]
    await until_running(store, 2)
    given_up[0].cancel()
    await until_running(store, 1)
    given_up[1].cancel()
    await until_running(store, 0)
    for each in given_up:
        with suppress(asyncio.CancelledError):
            await each


async def test_a_request_whose_time_is_up_leaves_nothing_running(store: Store) -> None:
    with within(1), pytest.raises(StoreTimeout):
        await store.read(ENDLESS)
    await until_running(store, 0)


async def test_reads_of_large_requests_wait_for_each_other_and_small_ones_for_nobody(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_admission", Admission(2 * LARGE + 2))
    with within(300) as budget:
        budget.cost = LARGE + 1
        large = [asyncio.create_task(store.read(ENDLESS)) for _ in range(2)]
        await until_running_beside(store, 2)
    with within(0.1) as budget:
        budget.cost = LARGE + 1
        with pytest.raises(StoreBusy, match="as large as this one"):
            await store.read("RETURN 1")
        assert (budget.spent, budget.round_trips) == (0, 0)
    with within(300) as budget:
        budget.cost = LARGE
        assert await store.read("RETURN 1") == [[1]]
        budget.cost = LARGE + 1
        waiting = asyncio.create_task(store.read("RETURN 2"))
        large[0].cancel()
        assert await waiting == [[2]]
    large[1].cancel()
    await until_running(store, 0)


async def until_running_beside(store: Store, count: int) -> None:
    """The same, asked as somebody else."""
    with within(300):
        await until_running(store, count)


async def test_who_waits_is_let_in_in_order_and_who_gives_up_makes_room() -> None:
    lane, order = Lane(100), []

    async def one(name: str, weight: int) -> None:
        await lane.enter(weight, 300)
        order.append(name)

    await lane.enter(50, 1)
    await lane.enter(50, 1)
    tasks = [asyncio.create_task(one(name, 50)) for name in ("first", "second", "third")]
    await asyncio.sleep(0)
    tasks[1].cancel()
    await asyncio.wait([tasks[1]])
    lane.leave(50)
    await tasks[0]
    lane.leave(50)
    await tasks[2]
    assert order == ["first", "third"]
    lane.leave(50)
    lane.leave(50)
    await lane.enter(100, 0)


async def test_one_who_gives_up_at_the_head_of_the_queue_lets_smaller_ones_in() -> None:
    lane = Lane(100)
    await lane.enter(60, 1)
    large = asyncio.create_task(lane.enter(50, 300))
    await asyncio.sleep(0)
    small = asyncio.create_task(lane.enter(40, 300))
    await asyncio.sleep(0)
    assert not small.done()
    large.cancel()
    await small
    assert large.cancelled()


def test_what_was_quick_weighs_less_and_waits_for_nothing_large_until_it_is_slow() -> None:
    admission = Admission(10_000)
    assert admission.place("a text", TINY) is None
    new = admission.place("a text", 20_000)
    assert new and new[1] == 5000
    admission.took("a text", QUICK_SECONDS / 2)
    quick = admission.place("a text", 20_000)
    ordinary = admission.place("another text", LARGE)
    assert quick and ordinary and quick == (ordinary[0], 5000 // 8)
    assert ordinary[0] is not new[0]
    assert admission.place("a text", 0, of_everyone=True) == quick
    admission.took("a text", QUICK_SECONDS * 2)
    admission.took("a text", 0)
    assert admission.place("a text", 20_000) == new
    assert admission.place("a text", 0, of_everyone=True) == new
    assert admission.place("a text", LARGE) not in (None, new)


async def test_rows_that_are_read_one_by_one_are_ended_in_the_engine_when_nobody_wants_more(store: Store) -> None:
    async def read_on() -> None:
        async for _ in store.stream(ENDLESS):
            pass

    given_up = asyncio.create_task(read_on())
    await until_running(store, 1)
    given_up.cancel()
    await until_running(store, 0)
    rows = store.stream("UNWIND range(1, 5000) AS number RETURN number")
    assert await anext(rows) == [1]
    await rows.aclose()
    assert await store.read("RETURN 1") == [[1]]


async def test_rows_that_are_read_one_by_one_wait_for_large_reads_and_are_of_the_time_of_their_request(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_admission", Admission(LARGE + 1))
    with within(300) as budget:
        budget.cost = LARGE + 1
        large = asyncio.create_task(store.read(ENDLESS))
        await until_running_beside(store, 1)
    with within(0.1) as budget:
        budget.cost = LARGE + 1
        with pytest.raises(StoreBusy):
            await anext(store.stream("RETURN 1"))
    large.cancel()
    await until_running(store, 0)
    with within(300) as budget:
        assert [row async for row in store.stream("RETURN 1")] == [[1]]
        assert budget.round_trips == 1


async def test_a_text_is_planned_once_and_not_in_the_time_of_a_request(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    plans: list[str] = []
    explained = store._explain

    async def explain(text: str, parameters: dict[str, object]) -> None:
        plans.append(text)
        await explained(text, parameters)

    with within(300) as budget:
        monkeypatch.setattr(store, "_plans", Plans(explain))
        await asyncio.gather(*(store.plan("RETURN $n", n=1) for _ in range(3)))
        await store.plan("RETURN $n", n=2)
        assert (plans, budget.round_trips) == (["RETURN $n"], 0)
        store._plans.forget()
        await store.plan("RETURN $n", n=2)
        assert len(plans) == 2


async def test_plans_of_many_texts_are_made_two_at_a_time_and_who_cannot_wait_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    running, go_on = set[str](), asyncio.Event()

    async def explain(text: str, _: dict[str, object]) -> None:
        running.add(text)
        await go_on.wait()

    monkeypatch.setattr("graph.store.plans._MOST_WAITING", 5)
    plans = Plans(explain)
    for number in range(5):
        with pytest.raises(StoreTimeout, match="still making its plan"):
            await plans.ready(f"RETURN {number}", {}, 0.01)
    with pytest.raises(StoreBusy, match="plans of other questions"):
        await plans.ready("RETURN 6", {}, 0.01)
    assert len(running) == 2
    go_on.set()
    await asyncio.gather(*(plans.ready(f"RETURN {number}", {}, 300) for number in range(5)))
    await plans.ready("RETURN 6", {}, 300)
    assert len(running) == 6
