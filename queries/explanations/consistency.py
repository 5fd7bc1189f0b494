"""Whether a pattern says the same however it is asked: of everyone, of one person, in an explanation, of one agency's records.

Asked of one person, a judge can be shown more than its own Cypher brings (`Pattern.filters_itself`), and for each agency's own
lens it judges a part of the facts again. A judge that rests on its Cypher where it may not answers two things then:
docs/adr/0014.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.cypher import text_of
from graph.errors import InvalidInput
from graph.lens import Lens
from graph.store import Store
from queries.core.findings import Finding
from queries.core.pattern import Pattern
from queries.engine.find import find
from queries.explanations.explain import explain

_TEXT = Path(__file__).parent / "cypher" / "people.cypher"
_MOST_EXPLAINED = 5

_Mark = tuple[str, str, str | None]


async def inconsistencies(
    store: Store, pattern: Pattern, *, lens: Lens | None = None, parameters: Mapping[str, Any] | None = None, people: int = 200
) -> list[str]:
    """Where a pattern of the register says one thing and another, in plain English; empty where it is of one mind.

    Asks of everyone; of so many `people`, those found first, by themselves; why, of the first five; and through each agency's own
    lens. Raises as `find` does.
    """
    given = parameters or {}
    everyone = await find(store, [pattern], lens=lens, parameters=given, with_unjoined=False)
    among = await _some_people(store, everyone.findings, people)
    alone = await find(store, [pattern], people=among, lens=lens, parameters=given, with_unjoined=False)
    theirs = [each for each in everyone.findings if each.subject in among]
    differences = list(_differing("by themselves", theirs, alone.findings))
    for person in among[:_MOST_EXPLAINED]:
        own = [each for each in everyone.findings if each.subject == person]
        differences += _differing("by its explanation", own, await _explained(store, pattern, person, lens, given))
    for agency in everyone.lens.agencies or ():
        through = Lens(everyone.lens.as_of, everyone.lens.known_at, (agency,))
        seen = await find(store, [pattern], lens=through, parameters=given, with_seen_by=False, with_unjoined=False)
        differences += _unseen(agency, everyone.findings, {_mark(each) for each in seen.findings})
    return differences


async def _explained(store: Store, pattern: Pattern, person: str, lens: Lens | None, given: Mapping[str, Any]) -> list[Finding]:
    try:
        why = await explain(store, pattern.id, person, lens=lens, parameters=given)
    except InvalidInput:
        return []  # Nobody whom this lens shows: unknown and not visible are the same answer.
    # By the id of somebody of today another may be explained, who they were on an earlier day.
    return [each.finding for each in why.findings] if why.subject == person else []


async def _some_people(store: Store, found: Iterable[Finding], most: int) -> list[str]:
    others = [str(person) for (person,) in await store.read(text_of(_TEXT), most=most)]
    return list(dict.fromkeys([*sorted({each.subject for each in found}), *others]))[:most]


def _differing(how: str, expected: Iterable[Finding], found: Iterable[Finding]) -> Iterator[str]:
    one, other = ({_mark(each): each.to_dict() for each in findings} for findings in (expected, found))
    for mark in sorted(one.keys() | other.keys(), key=str):
        if mark not in other:
            yield f"{_named(mark)}: found where everyone is asked about, and not {how}"
        elif mark not in one:
            yield f"{_named(mark)}: found {how}, and not where everyone is asked about"
        elif one[mark] != other[mark]:
            parts = ", ".join(name for name in one[mark] if one[mark][name] != other[mark].get(name))
            yield f"{_named(mark)}: another {parts} {how} than where everyone is asked about"


def _unseen(agency: str, found: Iterable[Finding], seen: set[_Mark]) -> Iterator[str]:
    for each in found:
        said = agency in (each.seen_by or ())
        if said and _mark(each) not in seen:
            yield f"{_named(_mark(each))}: said to be seen by {agency}, whose own lens finds nothing"
        if not said and _mark(each) in seen:
            yield f"{_named(_mark(each))}: not said to be seen by {agency}, whose own lens finds it"


def _mark(finding: Finding) -> _Mark:
    return finding.subject, finding.key, finding.status


def _named(mark: _Mark) -> str:
    return " ".join(each for each in mark if each)
