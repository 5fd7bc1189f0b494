"""`casegraph serve`: the GraphQL API and the explorer."""

from typing import Annotated

import typer

from api.command.common import options
from api.http.middleware.loopback_hosts import is_loopback
from graph.errors import InvalidInput, NotAllowed


def serve(
    demo: Annotated[bool, typer.Option("--demo", help="Show the invented example, in a store of its own.")] = False,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 for any that is free.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many processes answer; about one a core.")] = 1,
    store: options.StoreUrl = None,
) -> None:
    """Answer GraphQL over HTTP at /graphql, and show the explorer to a browser at /.

    Without --demo it listens on this machine alone: whoever can reach it can read everything in the store.

    Examples:

        casegraph serve --demo
        casegraph serve --store neo4j://localhost:7687 --port 8080 --workers 4
    """
    check_host(host, demo)
    if demo and store is not None:
        raise InvalidInput("--demo has a store of its own; expected no --store beside it")
    # Not above: strawberry and uvicorn would make every other command start half a second later.
    from api.server_lifecycle import start

    start(store, demo, host, port, workers)


def check_host(host: str, demo: bool) -> None:
    """Raises NotAllowed for a host that others can reach, unless there is nobody real to be read about."""
    if not demo and not is_loopback(host):
        raise NotAllowed(
            f"--host {host}: casegraph cannot sign callers in yet, so anybody who reached that address could read "
            "every record; it serves this machine alone (127.0.0.1, ::1 or localhost), or --demo"
        )
