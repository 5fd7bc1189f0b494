"""Ends the server of a supervisor that was killed: run as a program of its own, with the server's process id.

Its standard input is a pipe from the supervisor. The system closes that however the supervisor ends, on every platform; one that
ends as it should says so first. Nothing but Python's own modules is imported, so that this costs a few megabytes.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

DONE = b"done"
_STOP_SECONDS = 60
_POLL_SECONDS = 0.1


def start(server: int) -> "subprocess.Popen[bytes]":
    """Watch over a server from another process: write DONE to its standard input, and close that, once the server has ended."""
    command = [sys.executable, "-I", "-S", str(Path(__file__)), str(server)]
    return subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def let_go(watchdog: "subprocess.Popen[bytes]") -> None:
    """Tell the watchdog that the server has ended: its process id may soon be another's."""
    with contextlib.suppress(subprocess.TimeoutExpired, OSError):
        watchdog.communicate(DONE, timeout=_STOP_SECONDS)


def main() -> None:
    """Wait for the end of the supervisor, then end its server unless that had ended before."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)  # Who ends the whole group is waited for: the server may take longer.
    server = int(sys.argv[1])
    if sys.stdin.buffer.read() != DONE:
        _end(server)


def _end(server: int) -> None:
    deadline = time.monotonic() + _STOP_SECONDS
    with contextlib.suppress(OSError):
        os.kill(server, signal.SIGTERM)  # On Windows this ends it at once.
        while os.name != "nt" and time.monotonic() < deadline:
            os.kill(server, 0)
            time.sleep(_POLL_SECONDS)
        os.kill(server, getattr(signal, "SIGKILL", signal.SIGTERM))


if __name__ == "__main__":
    main()
