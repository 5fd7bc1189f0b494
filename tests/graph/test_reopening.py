"""A store whose server ends under it: it is found again, and whoever asks meanwhile waits or is told."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from graph.embedded import lease
from graph.errors import StoreError, StoreUnavailable
from graph.settings import Settings
from graph.store import ReadKind, connect
from tests.engines.embedded_server import is_installed

EIGHT_MILLION_ROWS = "UNWIND range(1, 2000) AS a UNWIND range(1, 4000) AS b WITH DISTINCT a, b RETURN count(*)"


@pytest.mark.skipif(not is_installed(), reason="there is no embedded server for this machine")
@pytest.mark.parametrize("end", [psutil.Process.kill, psutil.Process.terminate])
async def test_an_embedded_server_that_was_ended_is_started_again_with_what_was_in_it(
    tmp_path: Path, end: Callable[[psutil.Process], None]
) -> None:
    settings = Settings(home=tmp_path, embedded_idle_seconds=0, query_timeout=300)
    async with connect(settings=settings) as store:
        await store.write("CREATE (:Turn {holder: 'a test'})")
        with lease(tmp_path) as held:
            first = psutil.Process(held.endpoint.pid)
        end(first)
        for _ in ("while it ends", "when it has ended"):
            answers = await asyncio.gather(*(store.read("MATCH (t:Turn) RETURN t.holder") for _ in range(5)))
            assert answers == [[["a test"]]] * 5
            await asyncio.to_thread(first.wait, 60)
        with lease(tmp_path) as held:
            assert held.endpoint.pid != first.pid


@pytest.mark.skipif(not is_installed(), reason="there is no embedded server for this machine")
async def test_what_fails_for_want_of_memory_or_on_a_full_disk_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with connect(settings=Settings(home=tmp_path, embedded_idle_seconds=0, embedded_memory="128m")) as store:
        with pytest.raises(StoreError, match=r"too little memory for this question .*CASEGRAPH_EMBEDDED_MEMORY"):
            await store.read(EIGHT_MILLION_ROWS, ReadKind.EVERYONE)
        with pytest.raises(StoreError, match="refused a query"):
            await store.write("CREATE (:Turn {holder: $holder)")
        monkeypatch.setattr("graph.embedded.folder._NEEDED_BYTES", 10**18)
        with pytest.raises(StoreUnavailable, match=r"the data folder .* is full: expected .* make room"):
            await store.write("CREATE (:Turn {holder: $holder)")
