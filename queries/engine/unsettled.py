"""Asking everybody through a lens of an earlier day: most were then who they are today, and are asked as ever.

Whose people of today were several then, and those around them, are left out of what a pattern's text brings of everyone, and
brought by what is around them, a number at a time, as those who they were (docs/adr/0045).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from graph.cypher import text_of
from graph.lens import Lens
from graph.store import ReadKind, Row, Store
from queries.core.case import Case
from queries.core.pattern import Pattern
from queries.engine.question import Question
from queries.identity.person_then import PersonThen

_FOLDER = Path(__file__).parent / "cypher"
_AT_ONCE = 200
_STEPS = {"child": 1, "adult": 3}
"""How far from a subject somebody may be on whom a finding about them rests: an adult's child's brother's father."""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """`apart` are by the subjects of patterns the people of today whose findings rest on somebody who was several by then; `ids`
    are of others of today who had another id then; `joined` as in a case."""

    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    joined: Mapping[str, tuple[date, ...]] = field(default_factory=dict)

    def settled(self, pattern: Pattern, cases: Iterable[Case]) -> list[Case]:
        """Of what a pattern's text brings of everyone, the cases of those who were then who they are today."""
        if not is_told_then(pattern) or not (self.apart or self.ids or self.joined):
            return list(cases)
        apart = self.apart.get(pattern.subject, frozenset())
        return [replace(each.renamed(self.ids), joined=self.joined) for each in cases if each.subject not in apart]


SETTLED = Unsettled()
"""Of a lens through which everybody is who they are today."""


def is_told_then(pattern: Pattern) -> bool:
    """Whether a pattern can be asked about who people were on an earlier day."""
    return pattern.tells_then or (pattern.filters_itself and pattern.subject == "child")


async def read_unsettled(store: Store, lens: Lens) -> Unsettled:
    """Who was another, or several, by the lens's `known_at`: two round trips, and two more where several were adults' kin."""
    ids, joined, several = dict[str, str](), dict[str, tuple[date, ...]](), list[str]()
    for id_, parts, decisions, present in await store.read(
        text_of(_FOLDER / "unsettled.cypher"), ReadKind.EVERYONE, **lens.parameters()
    ):
        person = PersonThen.of(id_, parts, decisions, lens.known_at)
        joined |= person.joined
        were = sorted({person.whose[key] for key in present if key in person.whose})
        if len(were) > 1:
            several.append(id_)
        elif were:
            ids |= {id_: were[0]}
    return Unsettled(await _around(store, several), ids, joined)


async def _around(store: Store, several: Sequence[str]) -> dict[str, frozenset[str]]:
    """By the subject of a pattern, those around these people on whom it may be asked; they themselves among them."""
    reached: dict[str, tuple[bool, bool]] = {}
    found: dict[str, frozenset[str]] = {}
    new = set(several)
    for step in range(1, max(_STEPS.values()) + 1):
        rows: list[Row] = await _people_around(store, sorted(new)) if new else []
        new = {id_ for id_, *_ in rows} - reached.keys()
        reached |= {id_: (bool(child), bool(adult)) for id_, child, adult in rows}
        for subject, steps in _STEPS.items():
            if steps == step:
                found[subject] = frozenset(id_ for id_, labels in reached.items() if labels[subject == "adult"])
    return found if several else {}


async def _people_around(store: Store, people: Sequence[str]) -> list[Row]:
    return await store.read(text_of(_FOLDER / "around.cypher"), ReadKind.EVERYONE, people=people)


def asked_apart(unsettled: Unsettled, questions: Sequence[Question]) -> Iterator[list[Question]]:
    """The questions about those who were several then, or are around them, as who they were: a number of people at a time."""
    for subject, apart in sorted(unsettled.apart.items()):
        asked = [each for each in questions if each.pattern.subject == subject and is_told_then(each.pattern)]
        for some in _some(sorted(apart)) if asked else ():
            yield [replace(each, scope=each.scope.about(some, every_part=True)) for each in asked]


def _some(people: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(people), _AT_ONCE):
        yield people[start : start + _AT_ONCE]
