"""A zip as a folder: what is in it is found and read as files in a folder are, and nothing is unpacked to disk.

Formats that know a zip as one extract (tables in CSV) open it themselves; any other zip is gone through as a folder is: an export
of FHIR, returns in XML, workbooks and the extracts of several agencies may be packed together.
"""

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import IO, Any, Self

from graph.errors import RefusedFile
from loaders.files.archives import check_unpacked, is_table, open_archive, refuse_twice
from loaders.files.regular import PackedPath, shown

_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
_FOLDER, _FILE = stat.S_IFDIR | 0o700, stat.S_IFREG | 0o600


class ArchiveFolder(PackedPath):
    """A zip, or what stands in it, as a path: `returns.zip`, `returns.zip/2026/cin.xml`. Made by `of`.

    What asks the file system is answered from the zip's list of files; `open_file` opens what is in it.
    """

    @classmethod
    def of(cls, path: Path) -> Self:
        """The zip as a folder. Raises RefusedFile for one that is broken, encrypted, unpacks to too much, or has names that lead
        out of it or stand there twice."""
        names = _archive(path).files
        if any("/" not in each and is_table(each) for each in names):
            # It was to be one extract, whose tables stand there once; in folders of their own are those of several.
            refuse_twice(path.name, list(names))
        return cls(path)

    def stream(self) -> io.BufferedReader:
        """What is in a file of the zip. Raises RefusedFile, also as it is read, where it is broken."""
        archive, inside = self._found()
        name = archive.files.get(inside)
        if name is None:
            raise FileNotFoundError(2, "No such file in the zip", str(self))
        try:
            return io.BufferedReader(_Member(archive.zip.open(name), shown(self)))
        except _BROKEN as error:
            raise RefusedFile(f"{shown(self)}: cannot be read from the zip: {error}") from error

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        """Mode, size and time of what stands here. Raises FileNotFoundError for nothing."""
        archive, inside = self._found()
        if inside in archive.folders:
            return os.stat_result((_FOLDER, 0, 0, 1, 0, 0, 0, 0, 0, 0))
        if inside not in archive.files:
            raise FileNotFoundError(2, "No such file in the zip", str(self))
        info = archive.zip.getinfo(archive.files[inside])
        changed = int(_changed(info).timestamp())
        return os.stat_result((_FILE, 0, 0, 1, 0, 0, info.file_size, changed, changed, changed))

    def exists(self, *, follow_symlinks: bool = True) -> bool:
        """Whether anything stands here."""
        return self._is(_FOLDER) or self._is(_FILE)

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        """Whether it is the zip itself, or a folder in it."""
        return self._is(_FOLDER)

    def is_file(self, *, follow_symlinks: bool = True) -> bool:
        """Whether it is a file in the zip."""
        return self._is(_FILE)

    def is_symlink(self) -> bool:
        """Never: what a zip says of links is not followed, and is read as the text that it is."""
        return False

    def resolve(self, strict: bool = False) -> Self:
        """As it is: no name in it leads out of the zip."""
        return self

    def iterdir(self) -> Iterator[Self]:
        """What stands in a folder of the zip."""
        archive, inside = self._found()
        within = f"{inside}/" if inside else ""
        names = {each[len(within) :].split("/")[0] for each in archive.files if each.startswith(within)}
        return iter([self / each for each in sorted(names)])

    def _is(self, mode: int) -> bool:
        try:
            return self.stat().st_mode == mode
        except FileNotFoundError:
            return False

    def _found(self) -> "tuple[_Archive, str]":
        """The zip, and where in it this is."""
        for path in (self, *self.parents):
            packed = Path(path)
            if packed.is_file():
                return _archive(packed), PurePosixPath(*self.parts[len(packed.parts) :]).as_posix().removeprefix(".")
        raise FileNotFoundError(2, "No such zip", str(self))


class _Archive:
    """An open zip, with its files by their path in it, and its folders."""

    def __init__(self, path: Path) -> None:
        try:
            self.zip = open_archive(path)
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
            raise RefusedFile(
                f"{shown(path.name)}: expected a zip that can be read, found one that is broken ({error})"
            ) from error
        check_unpacked(path.name, self.zip)
        self.files = dict(_files(path.name, self.zip))
        self.folders = {"", *(str(each) for name in self.files for each in PurePosixPath(name).parents)} - {"."}


def _files(name: str, archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    seen: dict[str, str] = {}
    for each in archive.infolist():
        if each.is_dir() or "__MACOSX" in each.filename:  # macOS packs a shadow of every file beside it
            continue
        path = PurePosixPath(each.filename)
        if path.is_absolute() or ".." in path.parts or "\\" in each.filename:
            raise RefusedFile(f"{name}: expected names of files in the zip, found {shown(each.filename)}, which leads out of it")
        if each.flag_bits & 1:
            raise RefusedFile(f"{name}: expected a zip without a password, found {shown(each.filename)} encrypted")
        other = seen.get(str(path).casefold())
        if other is not None:
            both = " and ".join(shown(one) for one in sorted((other, each.filename)))
            raise RefusedFile(f"{name}: expected one file of each name, found {both}; leave one of them out")
        seen[str(path).casefold()] = each.filename
        yield str(path), each.filename


def _archive(path: Path) -> _Archive:
    found = path.stat()
    return _opened(path, found.st_mtime_ns, found.st_size)


# The list of a zip is read once, not for each of its files; what stands at the path may be another by the next load.
@lru_cache(maxsize=4)
def _opened(path: Path, changed: int, size: int) -> _Archive:
    return _Archive(path)


def _changed(info: zipfile.ZipInfo) -> datetime:
    try:
        return datetime(*info.date_time, tzinfo=UTC)
    except ValueError:
        return datetime(1980, 1, 1, tzinfo=UTC)


class _Member(io.RawIOBase):
    """What is in a file of a zip, of which a broken one is told by a sentence."""

    def __init__(self, packed: IO[bytes], name: str) -> None:
        self._packed, self._name = packed, name

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            found = self._packed.read(len(buffer))
        except _BROKEN as error:
            raise RefusedFile(f"{self._name}: cannot be read from the zip: {error}") from error
        buffer[: len(found)] = found
        return len(found)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._packed.seek(offset, whence)

    def tell(self) -> int:
        return self._packed.tell()

    def close(self) -> None:
        self._packed.close()
        super().close()
