"""The data folder: what lies where, readable by its owner alone, and the locks that processes share it by."""

import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import portalocker

from graph.errors import StoreUnavailable

SHARED = portalocker.LockFlags.SHARED
EXCLUSIVE = portalocker.LockFlags.EXCLUSIVE

_RETRY_SECONDS = 0.02
_NEEDED_BYTES = 2_000_000


class Held:
    """A lock that this process holds until ``release``, or until it ends, however it ends."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def release(self) -> None:
        """Let go; a second call does nothing."""
        # The lock is the open file's: with that closed it is free.
        self._file.close()


@dataclass(frozen=True)
class LockFile:
    """A file whose only use is to be locked."""

    path: Path

    def try_acquire(self, flags: portalocker.LockFlags) -> Held | None:
        """The lock, or None where another process holds it."""
        file = os.fdopen(_open_private(self.path, os.O_RDWR | os.O_CREAT), "r+b")
        try:
            portalocker.lock(file, flags | portalocker.LockFlags.NON_BLOCKING)
        except portalocker.exceptions.AlreadyLocked:
            file.close()
            return None
        except portalocker.exceptions.LockException as error:
            file.close()
            raise StoreUnavailable(
                f"{self.path} cannot be locked: expected a file system with file locks; "
                "set CASEGRAPH_HOME to a folder on a local disk"
            ) from error
        return Held(file)

    def acquire(self, flags: portalocker.LockFlags, deadline: float) -> Held | None:
        """The lock as soon as it is free, or None at ``deadline`` (``time.monotonic``)."""
        while (held := self.try_acquire(flags)) is None:
            if time.monotonic() > deadline:
                return None
            time.sleep(_RETRY_SECONDS)
        return held

    def is_held(self) -> bool:
        """Whether some process holds the lock exclusively."""
        held = self.try_acquire(SHARED)
        if held is not None:
            held.release()
        return held is None


@dataclass(frozen=True)
class TextFile:
    """A small file that is replaced as a whole and read by its owner alone (mode 0600 from the start)."""

    path: Path

    def write(self, text: str) -> None:
        """Put ``text`` in place of what was there; readers see the old or the new, never half."""
        part = self.path.with_name(self.path.name + ".part")
        # One that was left by a process that ended in the middle would be in the way: O_EXCL takes no file that is there.
        part.unlink(missing_ok=True)
        with os.fdopen(_open_private(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "w", encoding="utf-8") as file:
            file.write(text)
        part.replace(self.path)

    def read(self) -> str | None:
        """The text, or None where there is no such file."""
        try:
            return self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def remove(self) -> None:
        """Remove the file where it is there."""
        self.path.unlink(missing_ok=True)


class DataFolder:
    """One data folder; two paths to the same folder are the same ``Folder``."""

    def __init__(self, home: Path) -> None:
        self.home = home.expanduser().resolve()
        self.databases = self.home / "databases"
        self.arguments = TextFile(self.home / "java.args")
        self.logging = TextFile(self.home / "logging.properties")
        self.password = TextFile(self.home / "password")
        self.status = TextFile(self.home / "status.json")
        self.lease_lock = LockFile(self.home / "lease.lock")
        self.start_lock = LockFile(self.home / "start.lock")
        self.supervisor_lock = LockFile(self.home / "supervisor.lock")
        self.server_log = self.home / "server.log"
        self.supervisor_log = self.home / "supervisor.log"

    def prepare(self) -> None:
        """Make the folder where it is missing (mode 0700) and see that it can be written."""
        try:
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            # For what it raises: whether the folder takes files, and the file system locks.
            self.lease_lock.is_held()
            full = self.full()
        except OSError as error:
            raise StoreUnavailable(
                f"the data folder {self.home} cannot be used: expected a folder that can be written to, "
                f"found '{error.strerror}'; set CASEGRAPH_HOME to another folder"
            ) from error
        if full is not None:
            raise full

    def full(self) -> StoreUnavailable | None:
        """The error that says that its disk is full; None where there is room on it. Raises OSError."""
        free = shutil.disk_usage(self.home).free
        if free >= _NEEDED_BYTES:
            return None
        return StoreUnavailable(
            f"the disk that holds the data folder {self.home} is full: expected {_NEEDED_BYTES:,} bytes "
            f"free, found {free:,}; make room, or set CASEGRAPH_HOME to another folder"
        )

    def open_log(self, path: Path) -> BinaryIO:
        """A log file, begun anew, for a process to write to."""
        return os.fdopen(_open_private(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND), "wb")


def _open_private(path: Path, flags: int) -> int:
    return os.open(path, flags, 0o600)
