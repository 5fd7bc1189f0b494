"""The files of an extract: in a folder, in a zip, or one by itself; read as streams, nothing unpacked to disk."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO

from graph.errors import RefusedFile

_LARGEST = 4 * 1024**3
_MOST_PACKED = 200
_ZIP_SAYS_NOTHING = 1980
_CHUNK = 1024 * 1024


class Folder:
    """Files by name. Of a zip with one top folder, the names are those inside it.

    Raises RefusedFile for a zip that is broken, or that unpacks to far more than it should.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._zip: zipfile.ZipFile | None = None
        if path.is_dir():
            self._names = {each.name: each.name for each in sorted(path.iterdir()) if each.is_file()}
        else:
            self._zip = _opened(path)
            self._names = _inside(self._zip)

    @property
    def names(self) -> list[str]:
        """The names of the files, in order."""
        return sorted(self._names)

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A file as a stream of bytes."""
        try:
            with self._zip.open(self._names[name]) if self._zip else (self.path / name).open("rb") as stream:
                yield stream
        except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise RefusedFile(f"{self.path.name}: {name} cannot be read from the zip: {error}") from error
        except OSError as error:
            raise RefusedFile(f"{self.path.name}: {name} cannot be read: {error.strerror or error}") from error

    def size(self, name: str) -> int:
        """How many bytes a file has."""
        return self._zip.getinfo(self._names[name]).file_size if self._zip else (self.path / name).stat().st_size

    def digest(self, name: str) -> tuple[str, int]:
        """SHA-256 of a file and how many lines it has, whatever is in it."""
        digest, lines = sha256(), 0
        with self.open(name) as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                lines += chunk.count(b"\n")
        return digest.hexdigest(), lines

    def changed(self, name: str) -> date | None:
        """The day on which a file was last changed, as the zip or the folder (in UTC) says; None where a zip does not say."""
        if self._zip is None:
            return datetime.fromtimestamp((self.path / name).stat().st_mtime, UTC).date()
        year, month, day = self._zip.getinfo(self._names[name]).date_time[:3]
        try:
            return date(year, month, day) if year > _ZIP_SAYS_NOTHING else None
        except ValueError:
            return None

    @contextmanager
    def text(self, name: str) -> Iterator[IO[str]]:
        """A file as UTF-8 text (a byte order mark is passed over), line ends as they are."""
        with self.open(name) as stream:
            yield io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")

    def check(self, name: str) -> tuple[str, int]:
        """SHA-256 of a file and how many lines it has; raises RefusedFile where it is not UTF-8, naming the line."""
        digest, lines = sha256(), 0
        with self.open(name) as stream:
            for line in stream:
                lines += 1
                digest.update(line)
                if not line.isascii():
                    self._decodes(name, lines, line)
        return digest.hexdigest(), lines

    def _decodes(self, name: str, number: int, line: bytes) -> None:
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise RefusedFile(
                f"{self.path.name}: {name}, line {number}: expected UTF-8, found a byte that is not ({error.reason})"
            ) from None


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise RefusedFile(f"{path.name}: expected a folder or a zip, found neither ({error})") from error
    size = sum(each.file_size for each in archive.infolist())
    packed = sum(each.compress_size for each in archive.infolist())
    if size > _LARGEST or (size > 10_000_000 and size > packed * _MOST_PACKED):
        raise RefusedFile(f"{path.name}: a zip of {packed} bytes that unpacks to {size} is refused")
    return archive


def _inside(archive: zipfile.ZipFile) -> dict[str, str]:
    names = [each.filename for each in archive.infolist() if not each.is_dir() and "__MACOSX" not in each.filename]
    tops = {name.split("/", 1)[0] for name in names if "/" in name}
    prefix = f"{next(iter(tops))}/" if len(tops) == 1 and all("/" in name for name in names) else ""
    return {name[len(prefix) :]: name for name in names if "/" not in name[len(prefix) :]}
