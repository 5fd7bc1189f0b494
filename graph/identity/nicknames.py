"""Given names that are used for one another: short forms, and spellings of one name from other languages (`nicknames.txt`)."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path


def _lines() -> Iterator[list[str]]:
    for line in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split()


@cache
def _by_name() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, *others in _lines():
        found.setdefault(name, set()).update(others)
        for each in others:
            found.setdefault(each, set()).add(name)
    return {name: frozenset(others - {name}) for name, others in found.items()}


@cache
def _first_of_line() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _lines():
        for each in line:
            found.setdefault(each, set()).add(line[0])
    return {name: frozenset(firsts) for name, firsts in found.items()}


def also_called(name: str) -> list[str]:
    """The names that this one is used for, or that are used for it, in order; short forms of one name are not each other's."""
    return sorted(_by_name().get(name, ()))


@cache
def forms_of(name: str) -> tuple[str, ...]:
    """The name itself, and every name that it may be a form of: two names may be one where they have one of these in common."""
    return tuple(dict.fromkeys([name, *sorted(_first_of_line().get(name, ()))]))


def may_be_one_name(one: str, other: str) -> bool:
    """Whether two given names are forms of one: Kate and Katherine are both Catherine; Alan and Albert, both Al, are two."""
    return not _first_of_line().get(one, frozenset()).isdisjoint(_first_of_line().get(other, ()))
