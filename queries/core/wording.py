"""Plain English for statements: counts, lists and dates."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol


class Dated(Protocol):
    """Anything with a day."""

    @property
    def on(self) -> date | None:
        """The day; None where none is on record."""
        ...


def plural(number: int, thing: str, things: str | None = None) -> str:
    """`1 contact`, `3 contacts`."""
    return f"{number} {thing if number == 1 else things or thing + 's'}"


def listed(names: Iterable[str]) -> str:
    """`csc, hv and police`."""
    known = list(names)
    return known[0] if len(known) == 1 else f"{', '.join(known[:-1])} and {known[-1]}" if known else "no agency"


def spoken(word: str) -> str:
    """A code as words: `child_protection_plan` is child protection plan."""
    return word.replace("_", " ")


def days_between(dated: Sequence[Dated]) -> str:
    """`on 2025-01-02`, or `between 2025-01-02 and 2025-03-04` where these are of several days; as `over` where one has none."""
    return _spanned([each.on for each in dated], "between", "and")


def over(days: Iterable[date | None]) -> str:
    """`on 2025-01-02`, or `from 2025-01-02 to 2025-03-04` where these are several days; says how many are not on record."""
    return _spanned(list(days), "from", "to")


def _spanned(days: list[date | None], first: str, last: str) -> str:
    known = sorted(day for day in days if day is not None)
    if not known:
        return "on a day that is not on record" if len(days) == 1 else "on days that are not on record"
    said = f"on {known[0]}" if known[0] == known[-1] else f"{first} {known[0]} {last} {known[-1]}"
    missing = len(days) - len(known)
    return f"{said} ({missing} without a date)" if missing else said
