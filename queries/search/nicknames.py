"""Given names that are used for one another: short forms, and spellings of one name from other languages (`nicknames.txt`)."""

from functools import cache
from pathlib import Path


@cache
def _by_name() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, *others = line.split()
            found.setdefault(name, set()).update(others)
            for each in others:
                found.setdefault(each, set()).add(name)
    return {name: frozenset(others - {name}) for name, others in found.items()}


def also_called(name: str) -> list[str]:
    """The names that this one is used for, or that are used for it, in order; short forms of one name are not each other's."""
    return sorted(_by_name().get(name, ()))
