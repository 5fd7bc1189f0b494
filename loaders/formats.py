"""The file formats: each folder beside this file that has a FORMAT is one."""

import importlib
import pkgutil
from functools import cache
from pathlib import Path

import loaders
from graph.errors import RefusedFile, UnknownName
from loaders.extract import Format


@cache
def formats() -> dict[str, Format]:
    """Every format, by name."""
    found: dict[str, Format] = {}
    for module in pkgutil.iter_modules(loaders.__path__):
        made = getattr(importlib.import_module(f"loaders.{module.name}"), "FORMAT", None) if module.ispkg else None
        if made is not None:
            found[made.name] = made
    return dict(sorted(found.items()))


def format_of(path: Path, name: str | None) -> Format:
    """The format of that name, else the one that recognises the path by its content.

    Raises UnknownName for a name that is none, RefusedFile where nobody recognises it, naming what was expected.
    """
    known = formats()
    if name is not None:
        if name not in known:
            raise UnknownName("format", name, known)
        return known[name]
    for each in known.values():
        if each.recognises(path):
            return each
    expected = "; ".join(f"{each.name}: {each.about}" for each in known.values())
    raise RefusedFile(f"{path}: found nothing that can be loaded; expected one of these: {expected}")


def extracts_in(path: Path, name: str | None) -> list[Path]:
    """The extracts at a path: itself, or, of a folder that is none, everything in it that some format recognises."""
    if not path.exists():
        raise RefusedFile(f"{path}: there is no such file or folder")
    if name is not None or not path.is_dir() or any(each.recognises(path) for each in formats().values()):
        return [path]
    inside = [each for each in sorted(path.iterdir()) if any(known.recognises(each) for known in formats().values())]
    return inside or [path]
