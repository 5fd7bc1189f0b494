"""Files packed by gzip, unpacked as they are read; one that unpacks to far more than it should is refused."""

import gzip
import io
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from graph.errors import RefusedFile
from loaders.files.limits import limits
from loaders.files.regular import open_file

_MAGIC = b"\x1f\x8b"
_MOST_PACKED = 200
_SMALL = 64 * 1024 * 1024


BROKEN = (EOFError, zlib.error, gzip.BadGzipFile)
"""What reading a gzip file raises that breaks off or is none."""


@contextmanager
def open_unpacked(path: Path) -> Iterator[io.BufferedReader]:
    """A file as a stream of bytes, one packed by gzip as what is in it; raises RefusedFile where that is broken."""
    with open_file(path) as stream:
        if not _is_packed(stream):
            yield stream
            return
        try:
            yield _unpacked(stream, path)
        except BROKEN as error:
            raise RefusedFile(f"{path.name}: expected a whole gzip file, found one that is broken: {error}") from error


def _is_packed(stream: IO[bytes]) -> bool:
    """Whether a stream, which stands at its beginning again afterwards, is a gzip file."""
    found = stream.read(len(_MAGIC)) == _MAGIC
    stream.seek(0)
    return found


def _unpacked(stream: IO[bytes], path: Path) -> io.BufferedReader:
    """What is in a gzip file; reading on raises RefusedFile once it is more than it should be."""
    packed = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    most = min(limits().file, max(_SMALL, packed * _MOST_PACKED))
    return io.BufferedReader(_Unpacked(gzip.GzipFile(fileobj=stream), path.name, most))


class _Unpacked(io.RawIOBase):
    def __init__(self, packed: gzip.GzipFile, name: str, most: int) -> None:
        self._packed, self._name, self._most, self._read = packed, name, most, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        found = self._packed.read1(len(buffer))
        buffer[: len(found)] = found
        self._read += len(found)
        if self._read > self._most:
            raise RefusedFile(f"{self._name}: a gzip file that unpacks to more than {self._most} bytes is refused")
        return len(found)

    def seek(self, offset: int, whence: int = 0) -> int:
        self._read = self._packed.seek(offset, whence)
        return self._read

    def tell(self) -> int:
        return self._packed.tell()
