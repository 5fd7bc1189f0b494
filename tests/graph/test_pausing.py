"""Long work lets others have their turn."""

import asyncio

import pytest

from graph.store import event_loop


async def test_others_go_on_between_the_items_of_long_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_loop, "SECONDS", -1)
    done: list[str] = []

    async def other() -> None:
        while True:
            done.append("other")
            await asyncio.sleep(0)

    beside = asyncio.create_task(other())
    async for each in event_loop.with_pauses("ab"):
        done.append(each)
    beside.cancel()
    assert done == ["other", "a", "other", "b"]


async def test_short_work_is_done_without_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_loop, "SECONDS", 60)
    beside = asyncio.create_task(asyncio.sleep(0))
    assert [(each, beside.done()) async for each in event_loop.with_pauses("ab")] == [("a", False), ("b", False)]
    await beside
