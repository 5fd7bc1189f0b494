"""Who is meant by a name through a lens of an earlier day, on which somebody of today may have been several people.

Definition: docs/adr/0044-who-is-meant-on-an-earlier-day.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from graph.identity.identifiers import person_id
from graph.store import Row
from queries.identity.cautions import several_then
from queries.identity.person_then import PersonThen

PARTS_OF = Path(__file__).parent / "cypher" / "parts_of.cypher"
"""The records of some people of today, and whose each was then."""


@dataclass(slots=True)
class _Known:
    """Somebody of today: who they were, and of their records which the agencies of the lens know, by then (`shown`) or at all, of
    which anything had been written by then (`present`), and which have the number asked for, by then or later."""

    person: PersonThen
    shown: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    present: set[str] = field(default_factory=set)
    numbered_then: set[str] = field(default_factory=set)
    numbered: set[str] = field(default_factory=set)

    def ids(self, keys: Iterable[str]) -> list[str]:
        """Whose these records were, in order of their keys."""
        return list(dict.fromkeys(self.person.whose.get(key, self.person.id) for key in sorted(keys)))


def who_then(rows: Iterable[Row], name: str, known_at: date) -> tuple[list[str], tuple[str, ...]]:
    """Those whom a name means on a day, from the rows of `parts_of.cypher`, and what is to be said of that.

    Nobody where the agencies of the lens have no record of whoever had that record then.
    """
    people = _read(rows, known_at)
    if any(each.numbered for each in people.values()):
        by_then = any(each.numbered_then for each in people.values())
        found = [id_ for each in people.values() for id_ in each.ids(each.numbered_then if by_then else each.numbered)]
        return sorted(set(found)), ()
    for today, each in people.items():
        named = each.person.named(person_id(name) if name.count("/") == 2 else name)
        known = each.ids(each.known)
        if name != today:
            return [named] if named in known and named else [], ()
        shown = each.ids(each.shown)
        one = named if named in known and named in (*shown, *each.ids(each.present)) else next(iter(shown or known), None)
        others = [id_ for id_ in shown if id_ != one]
        return [one] if one else [], (several_then(known_at, one, others),) if others and one else ()
    return [], ()


def _read(rows: Iterable[Row], known_at: date) -> Mapping[str, _Known]:
    people: dict[str, _Known] = {}
    for id_, parts, key, written, known, numbered, present in rows:
        each = people.setdefault(id_, _Known(PersonThen.of(id_, parts, None, known_at), present=set(present)))
        if known:
            each.known.add(key)
            each.shown |= {key} if written else set()
            each.numbered |= {key} if numbered else set()
            each.numbered_then |= {key} if numbered and written else set()
    return people
