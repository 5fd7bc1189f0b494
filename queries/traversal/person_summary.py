"""What is said of a person as one: a name to show, a date of birth to count from. The records stand side by side beside it."""

from datetime import date
from typing import Any, NamedTuple

from graph.dates import day
from graph.lens import Lens
from queries.core.case import Birth, birth


class KnownRecord(NamedTuple):
    """What a visible record says, as `columns/known_records.cypher` returns it."""

    key: str
    recorded_on: str
    given_names: str | None
    family_name: str | None
    date_of_birth: str | None
    born_precision: str | None
    born_kind: str | None
    died: str | None

    @property
    def born(self) -> date | None:
        """The date of birth."""
        return None if self.date_of_birth is None else day(self.date_of_birth)


def name(rows: list[list[Any]], _: Lens) -> str | None:
    """The name on the newest visible record that has one: by the day it was written down, then by key."""
    named = [known for known in map(KnownRecord._make, rows) if known.given_names or known.family_name]
    newest = max(named, key=lambda known: (known.recorded_on, known.key), default=None)
    return newest and " ".join(part for part in (newest.given_names, newest.family_name) if part)


def date_of_birth(rows: list[list[Any]], _: Lens) -> str | None:
    """The day that age is counted from."""
    born = _born(rows)
    return born.on.isoformat() if born else None


def age(rows: list[list[Any]], lens: Lens) -> int | None:
    """Whole years on the day asked about; none for the unborn and for those known to have died."""
    born = _born(rows)
    return born.age(lens.as_of) if born and died(rows, lens) is None else None


def unborn(rows: list[list[Any]], lens: Lens) -> bool:
    """Whether there is only an expected date, and it is still to come."""
    born = _born(rows)
    return born is not None and born.expected and born.on > lens.as_of


def died(rows: list[list[Any]], _: Lens) -> str | None:
    """The earliest date of death that was known."""
    return min((known.died for known in map(KnownRecord._make, rows) if known.died), default=None)


def roles(labels: list[bool], _: Lens) -> list[str]:
    """As a child, as an adult, or both."""
    return [role for role, has in zip(("child", "adult"), labels, strict=True) if has]


def _born(rows: list[list[Any]]) -> Birth | None:
    return birth(map(KnownRecord._make, rows))
