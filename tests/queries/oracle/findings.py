"""Asking the oracle: every pattern of every child, and again through each agency's own lens."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tests.queries.oracle.across import ACROSS
from tests.queries.oracle.facts import Fact
from tests.queries.oracle.known import KNOWN
from tests.queries.oracle.patterns import PATTERNS, Judge, Parameters, Verdict
from tests.queries.oracle.services import SERVICES
from tests.queries.oracle.view import Looking, View
from tests.queries.oracle.world import World
from tests.queries.oracle.young import YOUNG

Found = dict[str, Any]
EVERY: dict[str, tuple[Judge, Parameters]] = PATTERNS | KNOWN | SERVICES | YOUNG | ACROSS
SUBJECTS = {
    "adult_across_families": View.is_adult,
    "perinatal_mental_health": View.is_child_or_unborn,
    "vulnerable_infant": View.is_child_or_unborn,
}
"""Whom a pattern is about, where it is not a child who is born and under 18."""


def findings(world: World, pattern: str, lens: Looking, given: Parameters) -> list[Found]:
    """What a pattern finds of everyone, in order of subject, then key: only what the page decides, as plain values."""
    alone = {agency: list(verdicts(world, pattern, lens.only(agency), given)) for agency in sorted(lens.agencies)}
    told = {(agency, child, each.key, each.status) for agency, found in alone.items() for child, each in found}
    view = View(world, lens)
    found = [
        _found(view, child, each, [agency for agency in alone if (agency, child, each.key, each.status) in told])
        for child, each in verdicts(world, pattern, lens, given)
    ]
    return sorted(found, key=lambda each: (each["subject"], each["key"]))


def verdicts(world: World, pattern: str, lens: Looking, given: Parameters) -> Iterator[tuple[str, Verdict]]:
    """Of whom a pattern finds what through a lens, whoever else sees it."""
    judge, defaults = EVERY[pattern]
    view, is_subject = View(world, lens), SUBJECTS.get(pattern, View.is_child)
    for person in set(view.people.values()):
        if is_subject(view, person) and (given.get("include_deceased") or not view.death(person)):
            for verdict in judge(view, person, defaults | given):
                yield person, verdict


def _found(view: View, child: str, verdict: Verdict, seen_by: list[str]) -> Found:
    facts = {(fact.kind, fact.id): fact for fact in verdict.facts}
    ended = {(fact.kind, fact.id) for fact in verdict.ended}
    starts = [fact.on for fact in facts.values() if fact.on]
    ends = [fact.end for fact in facts.values() if fact.end and fact.kind != "person"]
    return {
        "subject": child,
        "key": verdict.key,
        "status": verdict.status,
        "answers": verdict.answers,
        "evidence": sorted(facts),
        "seen_by": seen_by,
        "missing_picture": not seen_by,
        "agencies": sorted({fact.agency for fact in facts.values()}),
        "first_on": min(starts, default=None),
        "last_on": max(starts + ends, default=None),
        "on_record_since": max(_on_record(facts, ended), default=None),
        "coverage": _coverage(view, child, verdict),
    }


def _coverage(view: View, child: str, verdict: Verdict) -> dict[str, Any] | None:
    """Whose extracts cover every silent day: of the agencies that have a fact about the child, or of the one that was silent.
    Those within 35 days of the day asked about need not be covered, but the first."""
    if verdict.silent is None:
        return None
    first, last = (day.toordinal() for day in verdict.silent)
    after = max(first, min(last, view.lens.as_of.toordinal() - 35)) + 1
    known = {fact.agency for fact in view.facts if child in _described(view, fact)} & view.lens.agencies
    found: dict[str, Any] = {"covered": [], "not_covered": [], "reach": []}
    for agency in [verdict.by] if verdict.by else sorted(known):
        covers = [(start.toordinal(), end.toordinal()) for start, end in view.world.covers.get(agency, [])]
        whole = all(any(start <= day <= end for start, end in covers) for day in range(first, after))
        found["covered" if whole else "not_covered"].append(agency)
        until = max((date.fromordinal(end).isoformat() for _, end in covers), default=None)
        found["reach"].append({"agency": agency, "covered_until": until})
    return found


def _described(view: View, fact: Fact) -> set[str]:
    """Whom a fact is about: of a relationship, both."""
    return {view.about_whom(fact)} | ({view.who(fact.related)} if fact.related else set())


def _on_record(facts: dict[tuple[str, str], Fact], ended: set[tuple[str, str]]) -> list[date]:
    days = [day for fact in facts.values() for day in (fact.recorded_on, fact.on)]
    days += [day for name in ended for day in (facts[name].end, facts[name].end_recorded_on)]
    return [day for day in days if day]
