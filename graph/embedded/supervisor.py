"""The process that owns a data folder and its server: ``python -m graph.embedded.supervisor HOME …``.

It starts the server, tells where it answers, and stops it when nobody has held a lease for a while. While it
stops it holds the lock that leases need, so that nobody is given a server that is about to go.
"""

import argparse
import os
import signal
import sys
import time
from pathlib import Path

from graph.embedded.endpoint import announce, announce_failure
from graph.embedded.folder import EXCLUSIVE, DataFolder, Held
from graph.embedded.server import JavaServer, Options, start, stop_left_behind
from graph.errors import StoreError, StoreUnavailable

_POLL_SECONDS = 0.2
_OWNERSHIP_SECONDS = 2


def main() -> None:
    """Own the folder until its last lease is gone; ends at once where another supervisor owns it."""
    os.umask(0o077)
    signal.signal(signal.SIGTERM, _end)
    folder, options = _parse()
    owned = folder.supervisor_lock.acquire(EXCLUSIVE, time.monotonic() + _OWNERSHIP_SECONDS)
    if owned is None:
        return
    server = _start(folder, options)
    if server is not None:
        _serve(folder, server, options.idle_seconds)
    # Before the cache, which takes seconds: nobody has to wait for it, not even a new server of this folder.
    owned.release()
    if server is not None:
        server.cache.create()


def _parse() -> tuple[DataFolder, Options]:
    parser = argparse.ArgumentParser(prog="graph.embedded.supervisor", description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("memory")
    for name in ("idle_seconds", "start_seconds", "command_seconds"):
        parser.add_argument(name, type=float)
    given = vars(parser.parse_args())
    return DataFolder(given.pop("home")), Options(**given)


def _start(folder: DataFolder, options: Options) -> JavaServer | None:
    try:
        stop_left_behind(folder)
        return start(folder, options)
    except StoreError as error:
        announce_failure(folder, error)
    except OSError as error:
        announce_failure(
            folder,
            StoreUnavailable(f"the embedded server cannot use the data folder {folder.home}: {error.strerror}"),
        )
    return None


def _serve(folder: DataFolder, server: JavaServer, idle_seconds: float) -> None:
    gate: Held | None = None
    try:
        announce(folder, server.endpoint)
        gate = _wait_until_idle(folder, server, idle_seconds)
    finally:
        # Before the server stops, so that nobody is sent to one that is ending.
        folder.status.remove()
        server.stop()
        if gate is not None:
            gate.release()


def _wait_until_idle(folder: DataFolder, server: JavaServer, idle_seconds: float) -> Held | None:
    last_used = time.monotonic()
    while server.is_running():
        gate = folder.lease_lock.try_acquire(EXCLUSIVE)
        if gate is None:
            last_used = time.monotonic()
        elif time.monotonic() - last_used >= idle_seconds:
            return gate
        else:
            gate.release()
        time.sleep(_POLL_SECONDS)
    return None


def _end(*_: object) -> None:
    sys.exit(0)


if __name__ == "__main__":
    main()
