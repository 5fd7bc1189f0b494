"""The embedded engine, in a data folder of the tests' own."""

import importlib.util
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.engines.endpoint import Endpoint

_START_SECONDS = 60
_END_SECONDS = 20


def is_installed() -> bool:
    """Whether there is an embedded server for this machine."""
    return importlib.util.find_spec("arcadedb_embedded") is not None


@contextmanager
def running(home: Path | None = None) -> Iterator[Endpoint]:
    """The embedded server, empty; ended, and its data removed, afterwards. With a `home`, with what is in there, which stays."""
    from graph.embedded import lease

    with tempfile.TemporaryDirectory(prefix="casegraph-embedded-", ignore_cleanup_errors=True) as made:
        held = lease(home or Path(made), memory="1g", idle_seconds=0, wait_seconds=_START_SECONDS)
        server = psutil.Process(held.endpoint.pid)
        try:
            at = held.endpoint
            yield Endpoint(at.url, at.user, at.password, at.database)
        finally:
            held.release()
            _await_end(server)


def _await_end(server: psutil.Process) -> None:
    deadline = time.monotonic() + _END_SECONDS
    while server.is_running() and time.monotonic() < deadline:
        time.sleep(0.05)
