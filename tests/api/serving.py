"""A server on a port of this machine, for what has to be asked from outside this process."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from api.http.process.connections import LimitedProtocol


@contextmanager
def served(app: ASGIApp, protocol: type[LimitedProtocol] = LimitedProtocol) -> Iterator[str]:
    """The address of a server with that application, within the limits of that protocol; it ends with the block."""
    with socket.create_server(("127.0.0.1", 0)) as opened:
        server = uvicorn.Server(uvicorn.Config(app, http=protocol, lifespan="off", log_config=None, access_log=False))
        thread = threading.Thread(target=server.run, args=([opened],))
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield f"http://127.0.0.1:{opened.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
