"""The register of patterns: each folder beside this file's `patterns/` that declares a PATTERN is in it."""

import importlib
import pkgutil
import re
from functools import cache

from graph.cypher import parameters_of
from graph.errors import CasegraphError, UnknownName
from queries import patterns
from queries.case import COLUMNS
from queries.pattern import Pattern

_COLUMN = re.compile(r"\bAS (\w+),?$", re.MULTILINE)
LENS_PARAMETERS = frozenset({"agencies", "as_of", "known_at", "first_day", "subject"})


@cache
def register() -> dict[str, Pattern]:
    """Every pattern, by id, in order of id; each is checked when it is first asked for.

    Raises CasegraphError where a pattern's text and its declaration do not fit together.
    """
    found: dict[str, Pattern] = {}
    for module in sorted(pkgutil.iter_modules(patterns.__path__), key=lambda each: each.name):
        pattern: Pattern = importlib.import_module(f"{patterns.__name__}.{module.name}").PATTERN
        _check(pattern)
        found[pattern.id] = pattern
    return found


def pattern_of(name: str) -> Pattern:
    """The pattern of that id; raises UnknownName, offering the nearest."""
    known = register()
    if name not in known:
        raise UnknownName("pattern", name, known)
    return known[name]


def columns_of(text: str) -> list[str]:
    """The columns that a text returns: in its last RETURN, which stands on a line of its own, each at the end of a line."""
    return _COLUMN.findall(text.rsplit("\nRETURN\n", 1)[-1])


def _check(pattern: Pattern) -> None:
    text = pattern.cypher
    columns = columns_of(text)
    unknown = [name for name in columns[1:] if name not in COLUMNS]
    if columns[:1] != ["subject"] or unknown:
        raise CasegraphError(
            f"pattern {pattern.id}: its text returns {', '.join(columns)}; expected subject, then {', '.join(COLUMNS)}"
        )
    declared = LENS_PARAMETERS | {parameter.name for parameter in pattern.every_parameter} | set(pattern.own)
    extra = parameters_of(text) - declared
    if extra:
        raise CasegraphError(f"pattern {pattern.id}: its text uses ${min(extra)}, which it does not declare")
