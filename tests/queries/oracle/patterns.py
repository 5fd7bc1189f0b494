"""Five patterns as the page has them, read slowly: each says of one child what it finds in what a lens shows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any

from tests.queries.oracle.facts import Fact
from tests.queries.oracle.view import ATTENDED, MISSED, View, months_before

Parameters = dict[str, Any]
GROUPS = {
    "domestic_abuse": "domestic_abuse",
    "mental_ill_health": "mental_ill_health",
    "drugs": "substance_misuse",
    "alcohol": "substance_misuse",
}


@dataclass(frozen=True)
class Verdict:
    """A finding's own part; `ended` are the facts whose known end matters to it. One that rests on something not being there has
    the `silent` days, and `by`, where one agency alone was silent."""

    key: str
    status: str | None
    answers: dict[str, Any]
    facts: list[Fact]
    ended: list[Fact] = field(default_factory=list)
    silent: tuple[date, date] | None = None
    by: str | None = None


Judge = Callable[[View, str, Parameters], Iterator[Verdict]]
"""What a pattern finds of one person, by their key."""


def within(view: View, months: int, on: date | None) -> bool:
    """`on > as_of - N months and on <= as_of`."""
    return on is not None and months_before(view.lens.as_of, months) < on <= view.lens.as_of


def how_many(view: View, contacts: Iterable[Fact]) -> int:
    """Contacts of one agency, kind, person and day that come from different systems count once."""
    days: dict[tuple[Any, ...], dict[str, int]] = {}
    for each in contacts:
        systems = days.setdefault((each.agency, each.says("kind"), view.about_whom(each), each.on), {})
        systems[each.system] = systems.get(each.system, 0) + 1
    return sum(max(systems.values()) for systems in days.values())


def attended(contacts: Iterable[Fact]) -> list[Fact]:
    """Those with an outcome that says that somebody was there."""
    return [each for each in contacts if each.says("outcome") in ATTENDED]


def last(facts: Iterable[Fact]) -> Fact | None:
    """The latest, then greatest id."""
    return max(facts, key=lambda each: (each.on or date.min, each.id), default=None)


def absent_father(view: View, child: str, given: Parameters) -> Iterator[Verdict]:
    """3.10"""
    fathers = view.parents(child, "father")
    for person, edges in view.parents(child, "parent").items():
        if any(record.says("sex") == "M" for record in view.about("person", person)):
            fathers.setdefault(person, []).extend(edges)
    edges = [edge for each in fathers.values() for edge in each]
    answers: dict[str, Any] = {"fathers": sorted(fathers), "last_contact_on": None, "contacts": None}
    reach = {each for each in fathers if not view.death(each)}
    away = {each for each in reach if any(edge.says("contact_restricted") for edge in fathers[each])}
    recent = [each for each in attended(view.of("contact")) if within(view, given["window_months"], each.on)]
    silent = months_before(view.lens.as_of, given["window_months"]) + timedelta(1), view.lens.as_of
    own = [each for each in recent if view.about_whom(each) == child]
    mothers = view.parents(child, "mother")
    if not fathers:
        named = [{edge.agency for edge in each} for each in mothers.values()]
        two = any(one & other for one, other in combinations(named, 2))
        if not two and (mothers or how_many(view, own) >= given["min_contacts"]):
            edges = [edge for each in mothers.values() for edge in each]
            yield Verdict("", "not_recorded", answers, edges + own, silent=silent)
    elif not reach:
        yield Verdict("", "deceased", answers, edges + [record for each in fathers for record in view.death(each)])
    elif reach == away:
        yield Verdict("", "kept_away", answers, edges)
    else:
        there = [each for each in recent if each in own or took_part(view, each) & set(mothers)]
        met = last(contacts_with(view, child, reach - away))
        if how_many(view, there) < given["min_contacts"] or (met and within(view, given["window_months"], met.on)):
            return
        status = "not_recently" if met else "never_contacted"
        answers |= {"last_contact_on": met.on if met else None, "contacts": how_many(view, there)}
        yield Verdict("", status, answers, edges + there + ([met] if met else []), silent=silent)


def took_part(view: View, contact: Fact) -> set[str]:
    """Who took part in an attended contact."""
    return {view.about_whom(contact)} | {view.who(part.record) for part in contact.parts if part.says("presence") != "absent"}


def contacts_with(view: View, child: str, fathers: set[str]) -> list[Fact]:
    """The contacts about the child or a sibling in which such a father was met."""
    return [
        each
        for each in attended(view.about("contact", child, *view.siblings(child)))
        if any(
            view.who(part.record) in fathers
            and part.says("presence") in ("seen", "seen_alone", "present")
            and part.says("part") != "alleged_perpetrator"
            for part in each.parts
        )
    ]


def frequent_moves(view: View, child: str, given: Parameters) -> Iterator[Verdict]:
    """3.6"""
    recent = [arrival for arrival in moves(view, child) if within(view, given["window_months"], arrival[0].on)]
    if len(recent) < given["min_moves"]:
        return
    facts = [stay for arrival in recent for stay in arrival]
    answers = {
        "moves": len(recent),
        "addresses": len({arrival[0].says("uprn") for arrival in recent}),
        "authorities": len({stay.says("local_authority") for stay in facts} - {None}),
    }
    yield Verdict("", None, answers, facts)


def moves(view: View, child: str) -> list[list[Fact]]:
    """Arrivals at another address than the arrival before: each with every account of it."""
    stays = [each for each in view.about("stay", child) if each.says("address_kind") != "hospital"]
    kept: list[list[Fact]] = []
    for stay in sorted(stays, key=lambda each: (each.on or date.min, each.says("uprn"), each.agency, each.id)):
        same = [arrival for arrival in kept if another_account(stay, arrival[0])]
        if same:
            same[0].append(stay)
        else:
            kept.append([stay])
    return [now for before, now in pairwise(kept) if now[0].says("uprn") != before[0].says("uprn")]


def another_account(stay: Fact, kept: Fact) -> bool:
    """By another agency, of an arrival there 0 to 60 days before."""
    days = ((stay.on or date.min) - (kept.on or date.min)).days
    return stay.says("uprn") == kept.says("uprn") and stay.agency != kept.agency and 0 <= days <= 60


def missed_appointments(view: View, child: str, given: Parameters) -> Iterator[Verdict]:
    """3.6"""
    own = view.about("contact", child)
    missed = [e for e in own if e.says("outcome") in MISSED and within(view, given["window_months"], e.on)]
    if how_many(view, missed) < given["min_missed"]:
        return
    followed = [
        each
        for each in missed
        if any(later.agency == each.agency and lies(each, 1, later, given["follow_up_days"]) for later in attended(own))
    ]
    answers = {
        "missed": how_many(view, missed),
        "missed_with": sorted({each.agency for each in missed}),
        "followed_up": how_many(view, followed),
    }
    yield Verdict("", None, answers, missed)


def lies(earlier: Fact, least: int, later: Fact, most: int) -> bool:
    """Whether one came so many days after the other: at least, and at most. Nobody can say so of a day that is not on record."""
    return earlier.on is not None and later.on is not None and least <= (later.on - earlier.on).days <= most


def closed_after_missed(view: View, child: str, given: Parameters) -> Iterator[Verdict]:
    """3.6"""
    for spell in view.about("involvement", child, *view.figures(child)):
        if spell.says("kind") in ("school", "tenancy") or not within(view, given["window_months"], spell.end):
            continue
        theirs = [each for each in view.about("contact", view.about_whom(spell)) if each.agency == spell.agency]
        missed = last(each for each in theirs if ended_so(each, spell, theirs, given["within_days"]))
        stated = spell.says("closure_reason") in ("non_engagement", "missed_appointments")
        if stated or missed:
            whose = "child" if view.about_whom(spell) == child else "parent_figure"
            answers = {"missed_on": missed.on if missed else None, "whose": whose}
            facts = [spell, *([missed] if missed else [])]
            yield Verdict(spell.id, "stated" if stated else "inferred", answers, facts, [spell])


def ended_so(contact: Fact, spell: Fact, theirs: list[Fact], most: int) -> bool:
    """Missed, or no access, in the days before the end, and nothing attended from then on."""
    if contact.says("outcome") not in (*MISSED, "no_access") or contact.on is None or spell.end is None:
        return False
    if not 0 <= (spell.end - contact.on).days <= most:
        return False
    return not any(each.on and contact.on < each.on <= spell.end for each in attended(theirs))


def combined_factors(view: View, child: str, given: Parameters) -> Iterator[Verdict]:
    """3.1"""
    found, facts = factors_around(view, child, given["window_months"])
    if len(found) >= given["min_groups"]:
        yield Verdict("", None, {"groups": grouped(view, found, given["current_months"])}, facts)


def factors_around(view: View, child: str, window: int, *names: str) -> tuple[dict[str, list[Fact]], list[Fact]]:
    """The concerns around the child by group (those named, else all), and the facts that they rest on."""
    after = months_before(view.lens.as_of, window)
    together = view.stays_together(child, after, view.lens.as_of)
    figures = view.figures(child)
    around = set(figures) | {person for person, _, _ in together}
    found: dict[str, list[Fact]] = {}
    for concern in view.of("concern"):
        group = GROUPS.get(concern.says("factor"))
        wanted = group and (group in names or not names) and concern.says("status") != "ruled_out"
        if group and wanted and comes_near(view, child, concern, around):
            found.setdefault(group, []).append(concern)
    concerns = [each for group in found.values() for each in group]
    people = {view.about_whom(each) for each in concerns}
    ties = [edge for person in people & set(figures) for edge in figures[person]]
    stays = [stay for person, *both in together if person in people - set(figures) for stay in both]
    return found, concerns + ties + stays


def grouped(view: View, found: dict[str, list[Fact]], months: int) -> dict[str, str]:
    """Each group as current or past."""
    return {
        group: "current" if any(within(view, months, each.on) for each in concerns) else "past"
        for group, concerns in found.items()
    }


def comes_near(view: View, child: str, concern: Fact, around: set[str]) -> bool:
    """Whether a concern is around the child."""
    if view.about_whom(concern) != child:
        return view.about_whom(concern) in around
    return bool(concern.says("factor") == "domestic_abuse") or bool(concern.says("whose") != "child")


PATTERNS: dict[str, tuple[Judge, Parameters]] = {
    "absent_father": (absent_father, {"min_contacts": 3, "window_months": 12}),
    "closed_after_missed": (closed_after_missed, {"window_months": 24, "within_days": 60}),
    "combined_factors": (combined_factors, {"window_months": 24, "min_groups": 2, "current_months": 12}),
    "frequent_moves": (frequent_moves, {"min_moves": 3, "window_months": 24}),
    "missed_appointments": (missed_appointments, {"window_months": 12, "min_missed": 3, "follow_up_days": 30}),
}
"""Each pattern with its parameters and their defaults."""
