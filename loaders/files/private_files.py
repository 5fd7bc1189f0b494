"""Files with people's data in them: readable by their owner alone, and by names that lead nowhere else."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO
from urllib.parse import quote

_LONGEST_NAME = 80
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def file_name(text: str) -> str:
    """A text as the name of one file or folder: what is no letter, digit, `-`, `_` or `.` is percent-encoded, a first dot too."""
    encoded = quote(text, safe="")
    return (f"%2E{encoded[1:]}" if encoded.startswith(".") else encoded)[:_LONGEST_NAME]


def make_folder(folder: Path) -> None:
    """Make a folder (mode 0700) where it is missing, and those above it; one that is there is made its owner's alone."""
    for each in (*reversed(folder.parents), folder):
        if not each.is_dir():
            each.mkdir(mode=0o700, exist_ok=True)
    if os.name != "nt":
        folder.chmod(0o700)


@contextmanager
def open_bytes(path: Path) -> Iterator[BinaryIO]:
    """A file to be written anew (mode 0600); raises OSError for a link."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as stream:
        if os.name != "nt":
            os.fchmod(stream.fileno(), 0o600)
        yield stream


@contextmanager
def open_text(path: Path, errors: str = "strict") -> Iterator[TextIO]:
    """A file to be written anew as UTF-8 (mode 0600), line ends as they are given; raises OSError for a link."""
    with open_bytes(path) as stream, TextIOWrapper(stream, "utf-8", errors, newline="") as text:
        yield text


def disarmed(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before `=`, `+`, `-`, `@`, a tab or a line end.

    One more stands before what begins with apostrophes and then one of these, so that taking one away gives the cell back.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell
