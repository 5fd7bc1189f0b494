"""Serving, from the socket to the end: what `casegraph serve` does once its arguments are right."""

import asyncio
import logging
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

from api.command.output import say
from api.command.progress import Bar
from api.command.running import run
from api.demo import SIGNED_IN_AS, demo_store
from api.http.application import application
from api.http.hosts import is_loopback
from api.http.server import Server, listen, loop_factory
from graph.settings import Settings
from graph.store import Store, connect
from queries.own import check_on_store
from queries.register import own


def start(url: str | None, demo: bool, host: str, port: int) -> None:
    """Listen, open the store, answer until SIGTERM or Ctrl-C. Raises CasegraphError where one of them cannot be."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    with listen(host, port) as opened:
        run(_serve(url, demo, opened), loop_factory())


async def _serve(url: str | None, demo: bool, opened: socket.socket) -> None:
    _end_cleanly()
    async with _store(url, demo) as store:
        for pattern in own().values():
            await check_on_store(store, pattern)
        host, port = opened.getsockname()[:2]
        app = application(store, demo=demo, loopback=is_loopback(host))
        await Server(app, lambda: _tell(host, port, demo)).serve([opened])


@asynccontextmanager
async def _store(url: str | None, demo: bool) -> AsyncIterator[Store]:
    if demo:
        say("starting the demo: the first time of a day takes some seconds", "dim")
        with Bar() as bar:
            async with demo_store(Settings(), date.today(), bar) as store:
                yield store
    else:
        async with connect(url) as store:
            yield store


def _end_cleanly() -> None:
    """Until the server listens to signals itself, let SIGTERM cancel what is being done, so that it cleans up."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None
    signal.signal(signal.SIGTERM, lambda *_: loop.call_soon_threadsafe(task.cancel))


def _tell(host: str, port: int, demo: bool) -> None:
    if demo:
        say(f"DEMO: every person in it is invented. You are signed in as “{SIGNED_IN_AS}”.", "bold red")
    shown = f"[{host}]" if ":" in host else host
    say(f"casegraph answers at http://{shown}:{port}/ (explorer) and http://{shown}:{port}/graphql; Ctrl-C ends it", "bold")
