"""Leases: while one is held, the folder's server keeps running (docs/adr/0001)."""

import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from graph.embedded.endpoint import Endpoint, announced
from graph.embedded.folder import EXCLUSIVE, SHARED, DataFolder, Held
from graph.embedded.java import installed_java
from graph.embedded.processes import listens
from graph.embedded.server import Options
from graph.errors import StoreBusy, StoreError, StoreUnavailable

_POLL_SECONDS = 0.03


class Lease:
    """The right to use a folder's server; also a context manager. A process that ends gives up its leases."""

    def __init__(self, endpoint: Endpoint, held: Held) -> None:
        self.endpoint = endpoint
        self._held = held

    def release(self) -> None:
        """Give the lease up; a second call does nothing."""
        self._held.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.release()


def lease(
    home: Path,
    *,
    memory: str = "1g",
    idle_seconds: float = 60,
    wait_seconds: float = 60,
    command_seconds: float = 120,
) -> Lease:
    """A lease on the server of the folder ``home``, which is started where it does not run.

    ``memory`` is the Java heap, such as 512m; ``idle_seconds`` is how long the server stays after its last
    lease; ``command_seconds`` is the longest that it lets one statement run, since it does not heed a time
    limit sent with a transaction. These count only where this call starts the server. ``wait_seconds`` bounds
    the wait.
    Raises StoreUnavailable where the server cannot be started, StoreBusy where the folder does not come free.
    """
    installed_java()
    folder = DataFolder(home)
    folder.prepare()
    deadline = time.monotonic() + wait_seconds
    # Before the server is looked for: from here on a supervisor finds somebody there, and does not end it.
    held = folder.lease_lock.acquire(SHARED, deadline)
    if held is None:
        raise _not_free(folder, wait_seconds)
    try:
        options = Options(memory, idle_seconds, wait_seconds, command_seconds)
        return Lease(_running_or_started(folder, options, deadline), held)
    except BaseException:
        held.release()
        raise


def _running_or_started(folder: DataFolder, options: Options, deadline: float) -> Endpoint:
    while time.monotonic() < deadline:
        endpoint = _running(folder)
        if endpoint is not None:
            return endpoint
        starter = folder.start_lock.try_acquire(EXCLUSIVE)
        if starter is not None:
            try:
                if not folder.supervisor_lock.is_held():
                    return _start(folder, options, deadline)
            finally:
                starter.release()
        time.sleep(_POLL_SECONDS)
    raise _not_free(folder, options.start_seconds)


def _running(folder: DataFolder) -> Endpoint | None:
    if not folder.supervisor_lock.is_held():
        return None
    try:
        endpoint = announced(folder)
    except StoreError:
        return None
    # One that was asked to end stops listening first and lives on for as long as it takes to close its database.
    return endpoint if endpoint is not None and listens(endpoint.pid, endpoint.port) else None


def _start(folder: DataFolder, options: Options, deadline: float) -> Endpoint:
    folder.status.remove()
    process = _spawn(folder, options)
    while time.monotonic() < deadline:
        ended = process.poll() is not None
        endpoint = announced(folder)
        if endpoint is not None:
            return endpoint
        if ended:
            raise StoreUnavailable(f"the embedded server's supervisor ended unexpectedly; see {folder.supervisor_log}")
        time.sleep(_POLL_SECONDS)
    raise StoreUnavailable(f"the embedded server was not ready within {options.start_seconds:g} seconds; see {folder.server_log}")


def _spawn(folder: DataFolder, options: Options) -> subprocess.Popen[bytes]:
    with folder.open_log(folder.supervisor_log) as log:
        process = subprocess.Popen(  # noqa: S603
            _supervisor_command(folder, options),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder.home,
            **_detached(),
        )
    # Collected as soon as it ends: else it would be a zombie of this process, however long that lives.
    threading.Thread(target=process.wait, daemon=True).start()
    return process


def _supervisor_command(folder: DataFolder, options: Options) -> list[str]:
    # -P keeps modules that happen to lie in the working folder out of it.
    values = (options.memory, options.idle_seconds, options.start_seconds, options.command_seconds)
    return [sys.executable, "-P", "-m", "graph.embedded.supervisor", str(folder.home), *map(str, values)]


def _detached() -> dict[str, Any]:
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def _not_free(folder: DataFolder, waited: float) -> StoreBusy:
    return StoreBusy(
        f"the embedded server in {folder.home} was still starting or stopping in another process after "
        f"{waited:g} seconds; see {folder.supervisor_log}"
    )
