"""What the Java process said when it could not start, in words for people."""

import re

from graph.embedded.folder import DataFolder
from graph.errors import StoreBusy, StoreError, StoreUnavailable

_STACK_LINE = re.compile(r"^(\tat |\s*\.\.\. \d+ more|\s*$)")
_MEMORY = re.compile(r"maximum heap|object heap|heap size|OutOfMemoryError|insufficient memory|memory limit")
_PORT = re.compile(r"Unable to listen")
_LOCKED = re.compile(r"locked by another process|LockException")
_DISK = re.compile(r"No space left on device|not enough space|Disk quota exceeded")
_FAILED_START = 'Exception in thread "main"'


class PortTaken(StoreUnavailable):
    """Another process took a port between choosing and using it."""


def has_failed_to_start(log: str) -> bool:
    """Whether the server gave up; its Java process may live on without serving."""
    return _FAILED_START in log


def start_failure(folder: DataFolder, memory: str, log: str) -> StoreError:
    """The error that says why the server did not start, from the text of its log."""
    lines = [line.strip() for line in log.splitlines() if not _STACK_LINE.match(line)]
    if line := _first(_MEMORY, lines):
        return StoreUnavailable(
            f"the embedded server could not have its memory ({memory}): Java says '{line}'; "
            "set CASEGRAPH_EMBEDDED_MEMORY, for example to 512m"
        )
    if _first(_PORT, lines):
        return PortTaken(f"the embedded server found no free port on this machine's loopback; see {folder.server_log}")
    if _first(_LOCKED, lines):
        return StoreBusy(f"the database in {folder.home} is open in another process; end that one and try again")
    if _first(_DISK, lines):
        return StoreUnavailable(f"the disk that holds the data folder {folder.home} is full; see {folder.server_log}")
    said = f"it said '{lines[-1]}'" if lines else "it said nothing"
    return StoreUnavailable(f"the embedded server ended while it started: {said}; see {folder.server_log}")


def _first(pattern: re.Pattern[str], lines: list[str]) -> str | None:
    return next((line for line in lines if pattern.search(line)), None)
