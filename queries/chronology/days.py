"""Days as precise as a record is: what is not sure is a `?`, and never a day that nobody gave."""

from dataclasses import dataclass
from datetime import date

from graph.dates import FIRST_DAY, day

_PARTS = {"year": (4, "-?-?"), "month": (7, "-?")}


@dataclass(frozen=True, slots=True)
class UncertainDay:
    """A day of a record: `stands_for` is the one that it is put in order by (None: no day is on record), `precision` how much was
    given (day, month or year), `estimated` that the record itself is not sure."""

    stands_for: date | None
    precision: str = "day"
    estimated: bool = False

    @classmethod
    def of(cls, found: date | None, precision: str | None) -> "UncertainDay":
        """A day and how much of it was given (None: all of it)."""
        return cls(found, precision or "day")

    @property
    def place(self) -> tuple[date, int]:
        """Where it comes in order: what has no day first, and what is sure behind what may be the same day."""
        return self.stands_for or date.min, {"year": 0, "month": 1}.get(self.precision, 2)

    @property
    def text(self) -> str:
        """`2024-03-05`, `2024-03-?`, `2024-?-?`, `2024-03-05?` where it is estimated, and `?` where no day is on record."""
        if self.stands_for is None:
            return "?"
        length, unsure = _PARTS.get(self.precision, (10, ""))
        return self.stands_for.isoformat()[:length] + (unsure or ("?" if self.estimated else ""))


def known_day(text: str | None) -> date | None:
    """A day that the store wrote; None for what is missing, or always on record."""
    found = None if text is None else day(text)
    return None if found == FIRST_DAY else found
