"""What a process that was killed still had running in the embedded engine is ended by the next one that opens it."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.settings import Settings
from graph.store import ReadKind, connect
from tests.engines.embedded_server import is_installed
from tests.graph.test_given_up import ENDLESS, until_running

ASKS = f"""
import asyncio
from graph.store import ReadKind, connect

async def main():
    async with connect() as store:
        await store.read('''{ENDLESS}''', ReadKind.BEFORE_WRITE)

asyncio.run(main())
"""


@pytest.mark.skipif(not is_installed(), reason="there is no embedded server for this machine")
async def test_what_a_killed_process_asked_is_ended_by_the_next_and_what_others_ask_is_not(tmp_path: Path) -> None:
    where = {"CASEGRAPH_HOME": str(tmp_path), "CASEGRAPH_LOAD_TIMEOUT": "600", "CASEGRAPH_EMBEDDED_IDLE_SECONDS": "0"}
    settings = Settings(home=tmp_path, embedded_idle_seconds=0, load_timeout=600, query_timeout=120)
    async with connect(settings=settings) as store:
        own = asyncio.create_task(store.read(ENDLESS, ReadKind.BEFORE_WRITE))
        with subprocess.Popen([sys.executable, "-c", ASKS], env=os.environ | where) as asking:
            await until_running(store, 2)
            asking.kill()
        async with connect(settings=settings):
            await until_running(store, 1)
        assert not own.done()
        own.cancel()
        await until_running(store, 0)
