"""Serving, from the socket to the end: what `casegraph serve` does once its arguments are right."""

import gc
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from multiprocessing.connection import Connection
from urllib.parse import urlsplit

from api.command.common.output import complain, say
from api.command.common.progress import Bar
from api.command.common.runner import FAILED, end_cleanly, run
from api.cursor_key import with_cursor_key
from api.demo import SIGNED_IN_AS, demo_settings, demo_sign_in, demo_store
from api.http.application import application
from api.http.middleware.loopback_hosts import is_loopback
from api.http.process.server import HttpServer, listen, loop_factory
from api.http.process.workers import Workers
from api.sign_in.development import ISSUER
from api.sign_in.sign_in import TokenSignIn
from graph.errors import CasegraphError
from graph.settings import Settings
from graph.store import Store, connect
from queries.engine.judge import check_on_store
from queries.engine.registry import custom_patterns


@dataclass(frozen=True, slots=True)
class _Served:
    """What is served: the store of these settings, which all workers open, and how."""

    settings: Settings
    demo: bool
    hosts: frozenset[str] | None

    async def serve(self, store: Store, opened: socket.socket, ready: Callable[[], None]) -> None:
        sign_in = demo_sign_in() if self.demo else TokenSignIn.of(self.settings)
        app = application(store, sign_in, demo=self.demo, hosts=self.hosts, settings=self.settings)
        gc.freeze()  # what is there by now stays: looking through it for garbage again and again would hold up requests
        await HttpServer(app, ready, self.settings).serve([opened])


def start(url: str | None, demo: bool, host: str, port: int, workers: int) -> None:
    """Listen, open the store, answer until SIGTERM or Ctrl-C. Raises CasegraphError where one of them cannot be."""
    _log()
    settings = Settings() if url is None else Settings().model_copy(update={"store": url})
    with listen(host, port) as opened:
        run(_serve(settings, demo, opened, workers), loop_factory())


async def _serve(settings: Settings, demo: bool, opened: socket.socket, workers: int) -> None:
    end_cleanly()
    today = date.today()
    host, port = opened.getsockname()[:2]
    # Before any worker starts: all of them have one key (docs/adr/0031), and each a part of what the one store has room for
    # (docs/adr/0029).
    settings = with_cursor_key(settings).model_copy(update={"cost_at_once": settings.cost_at_once // workers})
    served = _Served(demo_settings(settings, today) if demo else settings, demo, _hosts(settings, demo, host))
    tell = partial(_tell, host, port, demo, settings)
    async with _store(settings, demo, today) as store:
        for pattern in custom_patterns().values():
            await check_on_store(store, pattern)
        if workers == 1:
            await served.serve(store, opened, tell)
        else:
            await Workers(partial(work, served), opened, workers).serve(tell)


@asynccontextmanager
async def _store(settings: Settings, demo: bool, today: date) -> AsyncIterator[Store]:
    if demo:
        say("starting the demo: the first time of a day takes some seconds", "dim")
        with Bar() as bar:
            async with demo_store(settings, today, bar) as store:
                yield store
    else:
        async with connect(settings=settings) as store:
            yield store


def work(served: _Served, opened: socket.socket, supervisor: Connection) -> None:
    """What one of several workers does: a process of its own, with a store of its own."""
    _log()
    threading.Thread(target=_end_with, args=(supervisor,), daemon=True).start()
    try:
        run(_work(served, opened, supervisor), loop_factory())
    except CasegraphError as error:
        complain(str(error))
        sys.exit(FAILED)


async def _work(served: _Served, opened: socket.socket, supervisor: Connection) -> None:
    async with connect(settings=served.settings) as store:
        await served.serve(store, opened, lambda: supervisor.send(True))


def _end_with(supervisor: Connection) -> None:
    """A worker whose supervisor was killed ends, as if it had been told to."""
    with suppress(EOFError, OSError):
        supervisor.recv()
    os.kill(os.getpid(), signal.SIGTERM)


def _log() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")


def _hosts(settings: Settings, demo: bool, host: str) -> frozenset[str] | None:
    """The names by which it answers, beside those of this machine; a demo for others is called by whichever they have for it."""
    public = urlsplit(settings.public_url or "").hostname
    return frozenset([public]) if public else None if demo and not is_loopback(host) else frozenset()


def _tell(host: str, port: int, demo: bool, settings: Settings) -> None:
    if demo:
        say(f"DEMO: every person in it is invented. You are signed in as “{SIGNED_IN_AS}”.", "bold red")
    elif settings.issuer == ISSUER:
        say("A DEVELOPMENT ISSUER signs callers in: whoever can read the data folder can be anybody. Nothing real.", "bold red")
    shown = f"[{host}]" if ":" in host else host
    base = f"{'https' if settings.tls_certificate else 'http'}://{shown}:{port}/"
    say(f"casegraph answers at {base} (explorer) and {base}graphql; Ctrl-C ends it", "bold")
