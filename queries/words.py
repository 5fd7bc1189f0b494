"""Plain English for statements: counts, lists and dates."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol


class Dated(Protocol):
    """Anything with a day."""

    @property
    def on(self) -> date:
        """The day."""
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
    """`on 2025-01-02`, or `between 2025-01-02 and 2025-03-04` where these are of several days."""
    days = sorted(each.on for each in dated)
    return f"on {days[0]}" if days[0] == days[-1] else f"between {days[0]} and {days[-1]}"


def over(days: Iterable[date]) -> str:
    """`on 2025-01-02`, or `from 2025-01-02 to 2025-03-04` where these are several days."""
    known = sorted(days)
    return f"on {known[0]}" if known[0] == known[-1] else f"from {known[0]} to {known[-1]}"
