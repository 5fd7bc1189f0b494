"""Other processes: whether one lives and listens, and ending one."""

import contextlib
import time

import psutil

_STOP_SECONDS = 60
_POLL_SECONDS = 0.02


def is_alive(pid: int) -> bool:
    """Whether the process lives; one that ended and was not yet collected by its parent does not."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    return False


def listens(pid: int, port: int) -> bool:
    """Whether the process itself takes connections at the TCP port: a stranger that took the port is not to get the password."""
    with contextlib.suppress(psutil.Error):
        connections = psutil.Process(pid).net_connections("tcp")
        return any(one.status == psutil.CONN_LISTEN and one.laddr[1] == port for one in connections)
    return False


def stop(pid: int) -> None:
    """Ask the process to end, make it end where it does not within a minute, and return when it has."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        process.terminate()
        if not _has_ended(pid):
            process.kill()
            _has_ended(pid)


def _has_ended(pid: int) -> bool:
    deadline = time.monotonic() + _STOP_SECONDS
    while is_alive(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True
