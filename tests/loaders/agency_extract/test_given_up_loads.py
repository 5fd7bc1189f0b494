"""A load that is given up leaves the graph that there was before it, wherever it was stopped, whatever was loaded meanwhile."""

import asyncio
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import LoadFailed, StoreError
from graph.settings import Settings
from graph.store import Store
from graph.writing.persons import records
from graph.writing.undo import people, places, undo
from graph.writing.undo.undo import give_up, unfinished_loads
from loaders.load import load
from tests.graph.canonical import dump
from tests.loaders.agency_extract.extracts import write
from tests.loaders.agency_extract.scenario import written
from tests.loaders.agency_extract.test_stopped_loads import Stopping, contacts, graph_of, large, loading_slowly, process, stopped
from tests.loaders.test_new_ids import night

__all__ = ["large"]


@pytest.fixture
def extracts(tmp_path: Path) -> list[Path]:
    return written(tmp_path)


@pytest.fixture(autouse=True)
def tiny_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.rows.batches._BATCH", 1)
    for module in (records, undo, people, places):
        monkeypatch.setattr(module, "_SIZE", 1)


async def stopped_giving_up(store: Store, at: int | None) -> int:
    """Give the health visitor's load up and fail the transaction of that number; returns how many it began."""
    with pytest.MonkeyPatch.context() as patch:
        stopping = Stopping(store, at)
        patch.setattr(store, "in_transaction", stopping)
        patch.setattr(store, "prepare", lambda: asyncio.sleep(0))
        try:
            await give_up(store, "hv", "s1")
        except StoreError:
            assert at is not None
        return stopping.count


@pytest.mark.parametrize("which", ["first", "later", "of the same day", "earlier"])
async def test_a_load_stopped_anywhere_and_given_up_never_was(store: Store, extracts: list[Path], which: str) -> None:
    january, february, corrected, march, others = extracts
    before, given_up = {
        "first": ([others], january),
        "later": ([january, others, march], february),
        "of the same day": ([january, february, others], corrected),
        "earlier": ([february, corrected, march, others], january),
    }[which]
    undisturbed = await graph_of(store, before)
    transactions = await stopped(store, given_up, None)
    # Each of them was tried; these are before the new records, between the facts, and before the end.
    for at in (4, transactions // 2, transactions - 1):
        await graph_of(store, before)
        await stopped(store, given_up, at)
        await give_up(store, "hv", "s1")
        assert await dump(store) == undisturbed, at


GIVES_UP_SLOWLY = """
import asyncio
from graph.store import connect
from graph.writing.undo import undo

async def main():
    async with connect() as store:
        await undo.give_up(store, "hv", "s1")

undo._SIZE = 5
asyncio.run(main())
"""


async def test_a_killed_load_and_a_killed_giving_up_leave_nothing_once_it_is_given_up(
    store: Store, engine_settings: Settings, large: Path
) -> None:
    empty = await dump(store)
    await killed(loading_slowly(large, engine_settings), store, lambda contacts: contacts >= 100)
    await killed(process(engine_settings, GIVES_UP_SLOWLY), store, lambda contacts: contacts < 80)
    assert await unfinished_loads(store)
    await give_up(store, "hv", "s1")
    assert await dump(store) == empty


async def killed(process: "subprocess.Popen[bytes]", store: Store, at: Callable[[int], bool]) -> None:
    """Kill this process with signal 9 when there are so many contacts."""
    try:
        while not at(await contacts(store)):
            assert process.poll() is None
            await asyncio.sleep(0.01)
    finally:
        process.kill()
        process.wait()


async def test_what_was_loaded_after_a_load_that_is_given_up_stays(store: Store, extracts: list[Path]) -> None:
    january, february, _, march, others = extracts
    undisturbed = await graph_of(store, [january, march, others])
    transactions = await stopped(store, february, None)
    for at in (transactions // 2, transactions - 6):
        await graph_of(store, [january])
        await stopped(store, february, at)
        await load(store, [march, others])
        await give_up(store, "hv", "s1")
        assert await dump(store) == undisturbed, at
        assert await unfinished_loads(store) == []


async def test_a_giving_up_that_is_stopped_is_gone_on_with_by_another_or_by_the_next_load(
    store: Store, extracts: list[Path]
) -> None:
    january, february, corrected, _, others = extracts
    before = await graph_of(store, [january, february, others])
    after = await graph_of(store, [january, february, others, corrected])
    await graph_of(store, [january, february, others])
    transactions = await stopped(store, corrected, None)
    await graph_of(store, [january, february, others])
    await stopped(store, corrected, transactions - 1)
    steps = await stopped_giving_up(store, None)
    for at in (4, steps // 2 * 2 - 1, steps - 1):
        await graph_of(store, [january, february, others])
        await stopped(store, corrected, transactions - 1)
        await stopped_giving_up(store, at)
        if at % 2:
            await give_up(store, "hv", "s1")
            assert await dump(store) == before, at
        await load(store, [corrected])
        assert await dump(store) == after, at


async def test_several_unfinished_loads_are_named_and_those_of_one_system_are_given_up_together(
    store: Store, extracts: list[Path]
) -> None:
    january, february, _, _, others = extracts
    empty = await graph_of(store, [])
    for path in (january, february, others):
        await stopped(store, path, 5)
    assert [(each.name, each.extracted_on.isoformat()) for each in await unfinished_loads(store)] == [
        ("csc/mosaic", "2025-01-31"),
        ("hv/s1", "2025-01-31"),
        ("hv/s1", "2025-02-28"),
    ]
    await give_up(store, "hv", "s1")
    assert [each.name for each in await unfinished_loads(store)] == ["csc/mosaic"]
    await give_up(store, "csc", "mosaic")
    assert await dump(store) == empty


async def test_other_files_of_the_day_of_an_unfinished_load_are_refused_with_what_to_do(
    store: Store, extracts: list[Path]
) -> None:
    _, february, corrected, *_ = extracts
    await stopped(store, february, 5)
    with pytest.raises(LoadFailed, match=r"load those again to complete that, or .* --give-up hv/s1"):
        await load(store, [corrected])
    await load(store, [february, corrected])


async def test_a_giving_up_waits_for_a_load_that_is_going_on(store: Store, extracts: list[Path]) -> None:
    once = await graph_of(store, extracts[:1])
    await graph_of(store, [])
    await asyncio.gather(load(store, extracts[:1]), give_up(store, "hv", "s1"))
    assert await dump(store) == once


async def test_facts_that_came_under_new_ids_are_as_before_once_their_load_is_given_up(store: Store, tmp_path: Path) -> None:
    first = write(tmp_path / "1", **night(1))
    second = write(tmp_path / "2", {"extracted_on": "2025-02-01", "covers_to": "2025-02-01"}, **night(2))
    undisturbed = await graph_of(store, [first])
    transactions = await stopped(store, second, None)
    for at in (transactions // 2, transactions - 1):
        await graph_of(store, [first])
        await stopped(store, second, at)
        await give_up(store, "hv", "s1")
        assert await dump(store) == undisturbed, at
