"""A load that is stopped, or has others beside it, ends in the graph of an undisturbed one."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from graph.errors import LoadFailed, StoreError
from graph.settings import Settings
from graph.store import Store
from graph.writing.persons import records
from loaders.load import load
from tests.graph.canonical import dump
from tests.loaders.agency_extract.extracts import CHILD, MOTHER, NHS, VISIT, write
from tests.loaders.agency_extract.scenario import written

ROOT = Path(__file__).parents[3]
LOADS_SLOWLY = """
import asyncio, sys
from pathlib import Path
from graph.store import connect
from loaders.rows import batches
from loaders.load import load

async def main():
    async with connect() as store:
        await load(store, [Path(sys.argv[1])])

batches._BATCH = 5
asyncio.run(main())
"""


@pytest.fixture
def extracts(tmp_path: Path) -> list[Path]:
    return written(tmp_path)


@pytest.fixture
def tiny_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.rows.batches._BATCH", 1)
    monkeypatch.setattr(records, "_SIZE", 1)
    monkeypatch.setattr("loaders.rows.person_rows._WRITTEN_AT_ONCE", 1)


class Stopping:
    """Counts a store's transactions, and fails one of them."""

    def __init__(self, store: Store, at: int | None) -> None:
        self.count, self._at, self._go_on = 0, at, store.in_transaction

    async def __call__(self, work: Callable[[Any], Awaitable[Any]]) -> Any:
        self.count += 1
        if self.count == self._at:
            raise StoreError("stopped on purpose")
        return await self._go_on(work)


async def stopped(store: Store, path: Path, at: int | None) -> int:
    """Load an extract and fail its transaction of that number; returns how many it began."""
    with pytest.MonkeyPatch.context() as patch:
        stopping = Stopping(store, at)
        patch.setattr(store, "in_transaction", stopping)
        patch.setattr(store, "prepare", lambda: asyncio.sleep(0))
        patch.setenv("CASEGRAPH_MATCHING", "false")  # what comes after a load is no part of it
        try:
            await load(store, [path])
        except LoadFailed:
            assert at is not None
        return stopping.count


async def graph_of(store: Store, extracts: list[Path]) -> list[str]:
    await store.write("MATCH (n) DETACH DELETE n")
    await load(store, extracts)
    return await dump(store)


@pytest.mark.usefixtures("tiny_batches")
async def test_a_load_stopped_anywhere_is_completed_by_loading_again(store: Store, extracts: list[Path]) -> None:
    january, february, _, march, others = extracts
    undisturbed = await graph_of(store, [january, others, march, february])
    await graph_of(store, [january, others, march])
    transactions = await stopped(store, february, None)
    for at in range(2, transactions, 3):
        await graph_of(store, [january, others, march])
        await stopped(store, february, at)
        await load(store, [february])
        assert await dump(store) == undisturbed, at


@pytest.mark.usefixtures("tiny_batches")
async def test_extracts_loaded_before_a_stopped_one_is_loaded_again_make_no_difference(
    store: Store, extracts: list[Path]
) -> None:
    january, february, corrected, march, others = extracts
    undisturbed = await graph_of(store, extracts)
    transactions = await stopped(store, february, None)
    for at in (transactions // 2, transactions - 6):
        await graph_of(store, [january])
        await stopped(store, february, at)
        await load(store, [others, march])
        await load(store, [february, corrected])
        assert await dump(store) == undisturbed, at


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (1, r"nothing of it is loaded: stopped on purpose; load the same files again"),
        (3, r"this load is unfinished: stopped on purpose; load the same files again to complete it"),
    ],
)
async def test_a_load_that_stopped_says_so_and_what_to_do(
    at: int, said: str, store: Store, extracts: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "in_transaction", Stopping(store, at))
    monkeypatch.setattr(store, "prepare", lambda: asyncio.sleep(0))
    with pytest.raises(LoadFailed, match=said):
        await load(store, extracts[:1])
    assert await store.read("MATCH (load:Load) RETURN count(*)") == [[0 if at == 1 else 1]]


async def test_until_it_ends_a_load_says_that_it_is_unfinished(store: Store, extracts: list[Path]) -> None:
    transactions = await stopped(store, extracts[0], None)
    await store.write("MATCH (n) DETACH DELETE n")
    await stopped(store, extracts[0], transactions - 1)
    assert await store.read("MATCH (load:Load) RETURN load.finished_at") == [[None]]


@pytest.fixture
def large(tmp_path: Path) -> Path:
    contacts = [VISIT | {"contact_id": f"k{number}", "person_id": "cm"[number % 2]} for number in range(400)]
    present = [{"contact_id": f"k{number}", "person_id": "m", "part": "parent"} for number in range(0, 400, 2)]
    return write(tmp_path / "large", people=[CHILD, MOTHER], contacts=contacts, contact_people=present)


async def test_a_killed_load_is_completed_by_loading_again(store: Store, engine_settings: Settings, large: Path) -> None:
    undisturbed = await graph_of(store, [large])
    await store.write("MATCH (n) DETACH DELETE n")
    killed = loading_slowly(large, engine_settings)
    try:
        while await contacts(store) < 50:
            assert killed.poll() is None
            await asyncio.sleep(0.01)
    finally:
        killed.kill()
        killed.wait()
    assert await contacts(store) < 400
    await load(store, [large])
    assert await dump(store) == undisturbed


def loading_slowly(path: Path, settings: Settings) -> "subprocess.Popen[bytes]":
    """A process that loads an extract in tiny batches."""
    return process(settings, LOADS_SLOWLY, str(path))


def process(settings: Settings, *code: str) -> "subprocess.Popen[bytes]":
    """A process that runs this code, with these arguments, on the store of these settings."""
    own = {
        "CASEGRAPH_STORE": str(settings.store),
        "CASEGRAPH_USER": settings.user,
        "CASEGRAPH_PASSWORD": settings.password.get_secret_value(),
        "CASEGRAPH_DATABASE": settings.database or "",
    }
    command = [sys.executable, "-c", *code]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | {name: value for name, value in own.items() if value})


async def contacts(store: Store) -> int:
    return int((await store.read("MATCH (k:Contact) RETURN count(k)"))[0][0])


async def test_two_agencies_loaded_at_once_are_loaded_one_after_the_other(store: Store, tmp_path: Path) -> None:
    rows = [CHILD | {"nhs_number": NHS}, MOTHER | {"other_ids": "prn=1"}]
    one = write(tmp_path / "one", people=rows, contacts=[VISIT])
    other = write(tmp_path / "other", {"agency_id": "csc", "system": "mosaic"}, people=rows, contacts=[VISIT])
    in_turn = await graph_of(store, [one, other])
    await store.write("MATCH (n) DETACH DELETE n")
    await asyncio.gather(load(store, [one]), load(store, [other]))
    assert await dump(store) == in_turn


async def test_one_extract_loaded_twice_at_once_is_loaded_once(store: Store, extracts: list[Path]) -> None:
    once = await graph_of(store, extracts[:1])
    await store.write("MATCH (n) DETACH DELETE n")
    both = await asyncio.gather(load(store, extracts[:1]), load(store, extracts[:1]))
    assert sorted(summary.already_loaded for (summary,) in both) == [False, True]
    assert await dump(store) == once
