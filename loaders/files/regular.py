"""Ordinary files, and nothing else: what hangs when it is read, or lies elsewhere, is told by a sentence and never opened.

Decision: docs/adr/0025.
"""

import os
import stat
from io import BufferedReader
from pathlib import Path

from graph.errors import RefusedFile
from loaders.files.limits import limits, too_large

_KINDS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class PackedPath(type(Path())):  # type: ignore[misc]
    """A path at which something stands that is packed in another file."""

    def stream(self) -> BufferedReader:
        """What it is when it is unpacked."""
        raise NotImplementedError


def open_file(path: Path, most: int | None = None) -> BufferedReader:
    """An ordinary file, or one that is packed in another, as a stream of bytes.

    Raises RefusedFile for anything else and for one of more than `most` bytes (None: as the settings say), OSError where it
    cannot be opened. It is judged once it is open, and opened without waiting: what stood at the path a moment ago may have been
    exchanged for a pipe.
    """
    if isinstance(path, PackedPath):
        _check_size(path, path.stat().st_size, most)
        return path.stream()
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    stream = os.fdopen(number, "rb")
    found = os.fstat(number)
    try:
        if not stat.S_ISREG(found.st_mode):
            raise RefusedFile(f"{shown(path)}: expected a file, found {_kind(found.st_mode)}")
        _check_size(path, found.st_size, most)
    except RefusedFile:
        stream.close()
        raise
    return stream


def _check_size(path: Path, size: int, most: int | None) -> None:
    if size > (limits().file if most is None else most):
        raise too_large(shown(path), size)


def irregular(path: Path, within: Path | None = None) -> str | None:
    """Why what stands at a path is not read, as a few words; None for an ordinary file or folder.

    `within`: the folder that was asked for, which no link may lead out of.
    """
    if not _is_utf_8(path.name):
        return "a name that is not UTF-8; give it another"
    try:
        if within is not None and path.is_symlink() and not path.resolve().is_relative_to(within.resolve()):
            return "a link to what is outside this folder, which is not followed"
        mode = path.stat().st_mode
    except (OSError, RuntimeError) as error:
        return f"a file that cannot be read ({getattr(error, 'strerror', None) or error})"
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else f"{_kind(mode)}, which is not read"


def files_in(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """The ordinary files of a folder, each by its name; and what is never opened there, with the reason."""
    names, passed_over = {}, {}
    for each in sorted(folder.iterdir()):
        if reason := irregular(each, folder):
            passed_over[shown(each.name)] = reason
        elif each.is_file():
            names[each.name] = each.name
    return names, passed_over


def shown(path: Path | str) -> str:
    """A path as text that can be printed and stored, whatever bytes are in it."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _kind(mode: int) -> str:
    return next((name for is_kind, name in _KINDS if is_kind(mode)), "a folder" if stat.S_ISDIR(mode) else "no file")


def _is_utf_8(name: str) -> bool:
    return not any("\ud800" <= each <= "\udfff" for each in name)
