"""The file formats: each folder beside this file that has a FORMAT is one."""

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import loaders
from graph.errors import RefusedFile, UnknownName
from loaders.extract import FileFormat
from loaders.files.sniff import sniff


@cache
def formats() -> dict[str, FileFormat]:
    """The formats that are there, by name; the folders are looked through once."""
    found: dict[str, FileFormat] = {}
    for module in pkgutil.iter_modules(loaders.__path__):
        made = getattr(importlib.import_module(f"loaders.{module.name}"), "FORMAT", None) if module.ispkg else None
        if made is not None:
            found[made.name] = made
    return dict(sorted(found.items()))


def format_named(name: str) -> FileFormat:
    """The format of that name; raises UnknownName where there is none."""
    known = formats()
    if name not in known:
        raise UnknownName("format", name, known)
    return known[name]


def only_format(path: Path, found: Sequence[FileFormat]) -> FileFormat:
    """The one of these, which recognise a path by its content.

    Raises RefusedFile where there is none, or more than one: what several would read differently is not guessed.
    """
    if len(found) > 1:
        names = " and ".join(each.name for each in found)
        raise RefusedFile(f"{path}: it looks like {names}; say which with --as")
    if not found:
        expected = "; ".join(f"{each.name}: {each.about}" for each in formats().values())
        raise RefusedFile(f"{path}: found {sniff(path)}, nothing that can be loaded; expected one of these: {expected}")
    return found[0]


def recognised_by(path: Path) -> list[FileFormat]:
    """Every format that recognises a path by its content; none where it cannot be read."""
    return [each for each in formats().values() if _recognises(each, path)]


def _recognises(format_: FileFormat, path: Path) -> bool:
    """Whether a format knows a path; one that fails at it does not, and says so when it is asked for by name."""
    try:
        return format_.recognises(path)
    except Exception:  # A reader's fault in one file of a folder must not hide the others.
        return False
