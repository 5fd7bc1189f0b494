"""`casegraph serve`: the GraphQL API and the explorer."""

import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Annotated

import typer

from api.command import options
from api.command.output import say
from api.command.progress import Bar
from api.command.running import run
from api.demo import SIGNED_IN_AS, demo_store
from api.http.application import application
from api.http.hosts import is_loopback
from api.http.server import Server, listen, loop_factory
from graph.errors import InvalidInput, NotAllowed
from graph.settings import Settings
from graph.store import Store, connect


def serve(
    demo: Annotated[bool, typer.Option("--demo", help="Show the invented example, in a store of its own.")] = False,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 for any that is free.")] = 8000,
    store: options.StoreUrl = None,
) -> None:
    """Answer GraphQL over HTTP at /graphql, and show the explorer to a browser at /.

    Without --demo it listens on this machine alone: whoever can reach it can read everything in the store.

    Examples:

        casegraph serve --demo
        casegraph serve --store neo4j://localhost:7687 --port 8080
    """
    check_host(host, demo)
    if demo and store is not None:
        raise InvalidInput("--demo has a store of its own; expected no --store beside it")
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    with listen(host, port) as opened:
        run(_serve(store, demo, opened), loop_factory())


def check_host(host: str, demo: bool) -> None:
    """Raises NotAllowed for a host that others can reach, unless there is nobody real to be read about."""
    if not demo and not is_loopback(host):
        raise NotAllowed(
            f"--host {host}: casegraph cannot sign callers in yet, so anybody who reached that address could read "
            "every record; it serves this machine alone (127.0.0.1, ::1 or localhost), or --demo"
        )


async def _serve(url: str | None, demo: bool, opened: socket.socket) -> None:
    async with _store(url, demo) as store:
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


def _tell(host: str, port: int, demo: bool) -> None:
    if demo:
        say(f"DEMO: every person in it is invented. You are signed in as “{SIGNED_IN_AS}”.", "bold red")
    shown = f"[{host}]" if ":" in host else host
    say(f"casegraph answers at http://{shown}:{port}/ (explorer) and http://{shown}:{port}/graphql; Ctrl-C ends it", "bold")
