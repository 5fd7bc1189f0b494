"""Java's ahead-of-time cache of loaded classes: it starts the server in a fraction of the time.

The first server that ends cleanly on a machine records what it loaded; its supervisor then makes the cache in
the user's cache directory, where every data folder's server finds it. Without a cache the server only starts
more slowly, so whatever goes wrong here is passed over.
"""

import contextlib
import hashlib
import subprocess
import sys
from pathlib import Path

import platformdirs
import psutil

from graph.embedded.folder import EXCLUSIVE, Held, LockFile
from graph.embedded.java import Java, cache_arguments, environment
from graph.errors import StoreError

_CREATE_SECONDS = 120
_KEPT = 3


class StartupCache:
    """The cache that belongs to one Java and its jars."""

    def __init__(self, java: Java) -> None:
        self._java = java
        self._directory = platformdirs.user_cache_path("casegraph", appauthor=False)
        self._file = self._directory / f"server-{_fingerprint(java)}.aot"
        self._recording = self._file.with_suffix(".recording")
        self._recorder: Held | None = None

    def arguments(self) -> list[str]:
        """JVM arguments that use the cache, or record for it where there is none and nobody records."""
        if self._file.exists():
            return [f"-XX:AOTCache={self._file}"]
        if self._recorder is None:
            self._recorder = self._try_recorder()
        if self._recorder is None:
            return []
        return ["-XX:AOTMode=record", f"-XX:AOTConfiguration={self._recording}"]

    def create(self) -> None:
        """Make the cache from what the server recorded: some seconds, at a low priority from here on."""
        if self._recorder is None:
            return
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            if self._recording.exists():
                self._run_creation()
        self._recorder.release()

    def _try_recorder(self) -> Held | None:
        try:
            self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            return LockFile(self._file.with_suffix(".lock")).try_acquire(EXCLUSIVE)
        except (OSError, StoreError):
            return None

    def _run_creation(self) -> None:
        part = self._file.with_suffix(".part")
        options = ["-XX:AOTMode=create", f"-XX:AOTConfiguration={self._recording}", f"-XX:AOTCache={part}"]
        command = [str(self._java.program), *options, *cache_arguments(self._java)]
        psutil.Process().nice(_low_priority())
        made = subprocess.run(command, capture_output=True, env=environment(), timeout=_CREATE_SECONDS)  # noqa: S603
        if made.returncode == 0:
            part.replace(self._file)
            self._remove_oldest()
        self._recording.unlink(missing_ok=True)

    def _remove_oldest(self) -> None:
        caches = sorted(self._directory.glob("server-*.aot"), key=lambda file: file.stat().st_mtime)
        for file in caches[:-_KEPT]:
            file.unlink(missing_ok=True)


def _low_priority() -> int:
    if sys.platform == "win32":
        return psutil.BELOW_NORMAL_PRIORITY_CLASS
    return 10


def _fingerprint(java: Java) -> str:
    parts = [*cache_arguments(java), *(_stamp(file) for file in (java.program, *java.jars))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _stamp(file: Path) -> str:
    found = file.stat()
    return f"{file} {found.st_size} {found.st_mtime_ns}"
