"""A row of a chronology: one thing that a record says happened, in words, with where it is written.

Definition: docs/chronology.md, "Rows and columns".
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from queries.chronology.days import UncertainDay
from queries.core.facts import Evidence


class RowKind(StrEnum):
    """What a row tells of."""

    BIRTH = "birth"
    DEATH = "death"
    EVENT = "event"
    CONCERN = "concern"
    STRENGTH = "strength"
    START = "start"
    END = "end"
    MOVE = "move"
    SHARED = "shared"
    WITHHELD = "withheld"
    GAP = "gap"


_ORDER = {kind: place for place, kind in enumerate(RowKind)}


@dataclass(frozen=True, slots=True)
class ChronologyRow:
    """One row, in order of `place`. `key` names it, however much is loaded later, and tells nothing.

    `until` is the end of a spell whose start it is, where known. `people` are the ids of those of the chronology whom it is
    about, `names` how they are called, `age` how old they were. `agencies` are whose records say so (several say the same birth).
    `child_seen` is whether they were seen, and what the child said. `action` is what was done, or how it ended. `taken_away` is
    the day from which its agency's records say so no more. A gap has `event` alone.
    """

    kind: RowKind
    key: str
    on: UncertainDay
    event: str
    until: UncertainDay | None = None
    people: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    age: str = ""
    agencies: tuple[str, ...] = ()
    child_seen: str = ""
    action: str = ""
    recorded_on: date | None = None
    evidence: tuple[Evidence, ...] = ()
    taken_away: date | None = None
    number: str = ""

    @property
    def place(self) -> tuple[Any, ...]:
        """Where it comes in order: by day, then by what it is, and then always the same way."""
        return (*self.on.place, _ORDER[self.kind], self.agencies, self.key)

    @property
    def period(self) -> str:
        """From when to when, as precise as the record is."""
        if self.kind is RowKind.GAP and self.until:
            return f"{self.on.text} to {self.until.text}"
        if self.kind not in (RowKind.START, RowKind.MOVE):
            return self.on.text
        return f"{self.on.text} to {self.until.text}" if self.until else f"{self.on.text} to now"

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "number": self.number or None,
            "key": self.key,
            "kind": self.kind.value,
            "date": self.on.text,
            "until": self.until.text if self.until else None,
            "sort_date": _text(self.on.stands_for),
            "people": list(self.people),
            "names": list(self.names),
            "age": self.age,
            "agencies": list(self.agencies),
            "event": self.event,
            "child_seen": self.child_seen,
            "action": self.action,
            "recorded_on": _text(self.recorded_on),
            "taken_away": _text(self.taken_away),
            "evidence": [each.to_dict() for each in self.evidence],
        }


def row_key(*parts: object) -> str:
    """What names a row: the same for the same fact, kind and day, and nothing can be read from it."""
    return hashlib.sha256("\n".join(str(part) for part in parts).encode()).hexdigest()[:16]


def _text(found: date | None) -> str | None:
    return found.isoformat() if found else None
