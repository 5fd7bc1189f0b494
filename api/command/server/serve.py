"""`casegraph serve`: the GraphQL API and the explorer."""

from typing import Annotated

import typer

from api.command.common import options
from api.http.middleware.loopback_hosts import is_loopback
from graph.errors import InvalidInput, NotAllowed
from graph.settings import Settings

_DEVELOPMENT = "development"  # as `api.sign_in.development.ISSUER`, whose library every other command would wait for


def serve(
    demo: Annotated[bool, typer.Option("--demo", help="Show the invented example, in a store of its own.")] = False,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 for any that is free.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many processes answer; about one a core.")] = 1,
    store: options.StoreUrl = None,
) -> None:
    """Answer GraphQL over HTTP at /graphql, and show the explorer to a browser at /.

    Callers sign in by tokens of an OIDC issuer (CASEGRAPH_ISSUER); with --demo everybody is one of a few invented callers.

    Examples:

        casegraph serve --demo
        CASEGRAPH_ISSUER=https://login.example/realms/partners casegraph serve --store neo4j://localhost:7687 --workers 4
    """
    check_served(host, demo, Settings())
    if demo and store is not None:
        raise InvalidInput("--demo has a store of its own; expected no --store beside it")
    # Not above: strawberry and uvicorn would make every other command start half a second later.
    from api.server_lifecycle import start

    start(store, demo, host, port, workers)


def check_served(host: str, demo: bool, settings: Settings) -> None:
    """Raises NotAllowed for a server that nobody could sign in to, and for one that others can reach without https."""
    if demo:
        return
    if settings.issuer is None:
        raise NotAllowed(
            "nobody can sign in: set CASEGRAPH_ISSUER to the URL of your OIDC issuer (docs/access.md), or, on this machine with "
            "nothing real, to `development` (`casegraph token` makes its tokens); or look at the example with --demo"
        )
    if (settings.tls_certificate is None) != (settings.tls_key is None):
        raise InvalidInput("expected both of CASEGRAPH_TLS_CERTIFICATE and CASEGRAPH_TLS_KEY, or neither; found one")
    if is_loopback(host):
        return
    if settings.issuer == _DEVELOPMENT:
        raise NotAllowed(
            f"--host {host}: a development issuer signs callers in on this machine alone (127.0.0.1, ::1, localhost)"
        )
    if settings.tls_certificate is None and not settings.trusted_proxies:
        raise NotAllowed(
            f"--host {host}: tokens and records would cross the network in clear: set CASEGRAPH_TLS_CERTIFICATE and "
            "CASEGRAPH_TLS_KEY, or CASEGRAPH_TRUSTED_PROXIES to the addresses of the proxy before it, which has https"
        )
    if settings.public_url is None:
        raise NotAllowed(
            f"--host {host}: set CASEGRAPH_PUBLIC_URL to the URL by which browsers reach it; it answers to no other name"
        )
