"""Somebody of today on an earlier day: who they were, as their node tells.

Definition: docs/model.md, "Identity through the lens".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.identity.identifiers import person_id

Days = tuple[date, ...]


@dataclass(frozen=True, slots=True)
class PersonThen:
    """Somebody of today on an earlier day: `whose` is of each record the id of whom it was of then (empty: of one record only);
    `joined` are the days of later decisions without which one of these would not be one, by id."""

    id: str
    whose: Mapping[str, str]
    joined: Mapping[str, Days]

    @classmethod
    def of(cls, id_: str, parts: Sequence[str] | None, decisions: Sequence[str] | None, known_at: date) -> "PersonThen":
        """From what a person's node keeps (graph.identity.history)."""
        day, whose = known_at.isoformat(), dict[str, str]()
        # In order of record and day, so the last one that is not later than the day stands.
        for entry in parts or ():
            # From the end: a record's key has slashes of its own.
            key, since, part = entry.rsplit("/", 2)
            if since <= day:
                whose[key] = part
        joined: dict[str, set[date]] = {}
        for entry in decisions or ():
            key, since, until, on = entry.rsplit("/", 3)
            if since <= day < until:
                joined.setdefault(whose[key], set()).add(date.fromisoformat(on))
        return cls(id_, whose, {part: tuple(sorted(days)) for part, days in joined.items()})

    @property
    def ids(self) -> list[str]:
        """Who they were, in order of their smallest records."""
        return list(dict.fromkeys(self.whose[key] for key in sorted(self.whose))) or [self.id]

    def named(self, uuid: str) -> str | None:
        """Who had the record of this uuid then; None where it is none of theirs."""
        if not self.whose:
            return self.id if uuid == self.id else None
        return next((part for key, part in self.whose.items() if person_id(key) == uuid), None)
