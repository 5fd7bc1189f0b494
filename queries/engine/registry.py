"""The register of patterns: each folder of `queries/patterns/` that declares a PATTERN is in it, and each of a folder
of somebody's own (setting CASEGRAPH_PATTERNS)."""

import importlib
import os
import pkgutil
from functools import cache
from pathlib import Path

from graph.errors import UnknownName
from graph.settings import Settings
from queries import patterns
from queries.core.pattern import Pattern
from queries.engine.custom_patterns import read_custom_patterns
from queries.engine.validation import check


def registry() -> dict[str, Pattern]:
    """Every pattern, by id, in order of id; each is checked when it is first asked for.

    Raises WrongPattern where a pattern is not what it should be, naming the file, what was expected and what was found.
    """
    folder = _custom_folder(os.environ.get("CASEGRAPH_PATTERNS"))
    return _built_in() if folder is None else _together(folder)


def custom_patterns() -> dict[str, Pattern]:
    """Those of them that are somebody's own."""
    return {name: pattern for name, pattern in registry().items() if name not in _built_in()}


def pattern_of(name: str) -> Pattern:
    """The pattern of that id; raises UnknownName, offering the nearest."""
    known = registry()
    if name not in known:
        raise UnknownName("pattern", name, known)
    return known[name]


def chosen_patterns(name: str | None) -> list[Pattern]:
    """The pattern of that id alone; every pattern, where none is named."""
    return list(registry().values()) if name is None else [pattern_of(name)]


@cache
def _custom_folder(_: str | None) -> Path | None:
    # Every question asks for it, and reading all settings takes longer than the store's answer.
    return Settings().patterns


@cache
def _built_in() -> dict[str, Pattern]:
    found: dict[str, Pattern] = {}
    for module in sorted(pkgutil.iter_modules(patterns.__path__), key=lambda each: each.name):
        declared = importlib.import_module(f"{patterns.__name__}.{module.name}")
        found[module.name] = check(getattr(declared, "PATTERN", None), Path(str(declared.__file__)).parent)
    return found


@cache
def _together(folder: Path) -> dict[str, Pattern]:
    found = _built_in() | read_custom_patterns(folder, frozenset(_built_in()))
    return dict(sorted(found.items()))
