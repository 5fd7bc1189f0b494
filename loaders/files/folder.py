"""The files of an extract: in a folder, in a zip, or one by itself; read as streams, nothing unpacked to disk."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO

from graph.dates import LONDON
from graph.errors import RefusedFile
from loaders.files.archives import check_unpacked, names_inside, open_archive, refuse_twice
from loaders.files.limits import limits
from loaders.files.regular import files_in, open_file

# The first year that a zip can write: a file of that year is one of which it knows no day.
_ZIP_SAYS_NOTHING = 1980


class ExtractFolder:
    """Files by name, and the limits on them as they were set. Of a zip with one top folder, the names are those inside it.

    `passed_over` are what is there and is never opened, each with the reason: pipes, links that lead elsewhere, names that are no
    text, files in folders of a zip. Raises RefusedFile for a zip that is broken, that unpacks to far more than it should, or in
    which one name stands twice; and for more than an extract may have.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.limits = path, limits()
        self._zip: zipfile.ZipFile | None = None
        self.passed_over: dict[str, str] = {}
        if path.is_dir():
            self._names, self.passed_over = files_in(path)
        else:
            self._zip = _opened(path)
            self._names, deeper = names_inside(path.name, self._zip)
            self.passed_over = dict.fromkeys(deeper, "a file in a folder of the zip")
        refuse_twice(path.name, list(self._names))

    @classmethod
    def of_one(cls, path: Path) -> "ExtractFolder":
        """A file by itself, as a folder of one."""
        made = cls.__new__(cls)
        made.path, made.limits, made.passed_over = path.parent, limits(), {}
        made._zip, made._names = None, {path.name: path.name}
        return made

    @property
    def names(self) -> list[str]:
        """The names of the files, in order."""
        return sorted(self._names)

    def missing(self, name: str) -> str:
        """Why there is no file of that name, as the end of a sentence."""
        return f"{name} is {self.passed_over[name]}" if name in self.passed_over else f"{name} is missing"

    def left_alone(self) -> Iterator[tuple[str, str]]:
        """What is there and was not opened, with the reason."""
        yield from ((name, f"{reason}: left alone") for name, reason in sorted(self.passed_over.items()))

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A file as a stream of bytes; raises RefusedFile where it cannot be read, or is larger than the settings allow."""
        try:
            with self._zip.open(self._names[name]) if self._zip else open_file(self.path / name, self.limits.file) as stream:
                yield stream
        except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise RefusedFile(f"{self.path.name}: {name} cannot be read from the zip: {error}") from error
        except OSError as error:
            raise RefusedFile(f"{self.path.name}: {name} cannot be read: {error.strerror or error}") from error

    def size(self, name: str) -> int:
        """How many bytes a file has."""
        return self._zip.getinfo(self._names[name]).file_size if self._zip else (self.path / name).stat().st_size

    def check_size(self, names: list[str]) -> None:
        """Raise RefusedFile where these files together are more than an extract may have."""
        size, most = sum(map(self.size, names)), self.limits.extract
        if size > most:
            raise RefusedFile(
                f"{self.path.name}: expected an extract of at most {most:,} bytes, found {size:,};"
                " CASEGRAPH_MAX_EXTRACT allows more"
            )

    def changed(self, name: str) -> date | None:
        """The day on which a file was last changed, as the zip or the folder (in London) says; None where a zip does not say."""
        if self._zip is None:
            return datetime.fromtimestamp((self.path / name).stat().st_mtime, LONDON).date()
        year, month, day = self._zip.getinfo(self._names[name]).date_time[:3]
        try:
            return date(year, month, day) if year > _ZIP_SAYS_NOTHING else None
        except ValueError:
            return None


def is_archive(path: Path) -> bool:
    """Whether a file begins as a zip does."""
    try:
        with open_file(path) as stream:
            return stream.read(2) == b"PK"
    except (OSError, RefusedFile):
        return False


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        archive = open_archive(path)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise RefusedFile(f"{path.name}: expected a folder or a zip, found neither ({error})") from error
    check_unpacked(path.name, archive)
    return archive
