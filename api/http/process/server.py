"""The server process: one socket, one store, an end that lets open requests finish."""

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

from api.http.process.connections import LimitedProtocol
from graph.errors import CasegraphError, InvalidInput
from graph.settings import Settings

# Longer than the store's time of one request and the time that it may wait for others, so that every open one is answered.
GRACE_SECONDS = 25


class HttpServer(uvicorn.Server):
    """Says when it is ready, and returns after SIGTERM or Ctrl-C, so that what its caller opened is closed."""

    def __init__(self, app: Starlette, ready: Callable[[], None], settings: Settings | None = None) -> None:
        settings = settings or Settings()
        config = uvicorn.Config(
            app,
            ssl_certfile=settings.tls_certificate,
            ssl_keyfile=settings.tls_key,
            # Of an address that is not a proxy's own, no header about where a request comes from is believed.
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=list(settings.trusted_proxies),
            http=LimitedProtocol,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        super().__init__(config)
        self._ready, self._end = ready, app.state.end

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say `ready` once the sockets are listened at: who waits for the server may ask then."""
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let open requests finish, and end those that would not by themselves."""
        self._end()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """While serving, both signals mean: finish, then return."""
        before = {each: signal.signal(each, self.handle_exit) for each in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; who connects before the server is ready waits.

    Raises CasegraphError where the port is taken, InvalidInput for a host that is none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror:
        raise InvalidInput(f"--host: expected a name or an address of this machine, found '{host}'") from None
    family, *_, address = found[0]
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere it would let two servers have one port
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
        opened.listen()
    except OSError as error:
        opened.close()
        raise CasegraphError(f"cannot listen on {host} port {port} ({error.strerror}); choose another by --port") from None
    return opened


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """The event loop that uvicorn would choose: uvloop where it is to be had."""
    return uvicorn.Config("", log_config=None).get_loop_factory()
