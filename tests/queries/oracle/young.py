"""Six patterns of the youngest, the oldest and what is not asked, as the page has them."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import permutations
from typing import Any

from tests.queries.oracle.facts import Fact
from tests.queries.oracle.known import all_items, anchor, came_before, is_of_figure_as_child
from tests.queries.oracle.patterns import Parameters, Verdict, attended, factors_around, grouped, how_many, took_part, within
from tests.queries.oracle.services import sibling_edges
from tests.queries.oracle.view import View, holds, months_before, years

MIXED = {"MWBC", "MWBA", "MWAS", "MOTH"}
OTHER_CODES = "WBRI WIRI WIRT WOTH WROM AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH"
CODES = MIXED | set(OTHER_CODES.split())
ABUSE = ("neglect", "emotional_abuse", "physical_abuse", "sexual_abuse")
ENVIRONMENT = ("poverty", "housing", "exclusion", "offending", "bereavement")


def counting(view: View, *people: str) -> list[Fact]:
    """The concerns about these people that are not ruled out."""
    return [each for each in view.about("concern", *people) if each.says("status") != "ruled_out"]


def is_infant(view: View, child: str, months: int) -> bool:
    """Unborn, or so many months from the birth on are not over."""
    born = view.born(child)
    return born is not None and months_before(born, -months) > view.lens.as_of


def perinatal_mental_health(view: View, child: str, given: Parameters) -> Iterator[Verdict]:
    """4"""
    born = view.born(child)
    if born is None or not is_infant(view, child, given["max_age_months"]):
        return
    parents = view.parents(child)
    concerns = [each for each in counting(view, *parents) if each.says("factor") == "mental_ill_health"]
    spells = [each for each in view.about("involvement", *parents) if each.says("kind") == "mental_health"]
    facts = concerns + spells
    if not facts:
        return
    after = months_before(born, given["current_months"])
    current = any(each.on and each.on > after for each in facts) or any(holds(each, view.lens.as_of) for each in spells)
    plans = [e for e in view.about("involvement", *view.siblings(child)) if e.says("kind") == "child_protection_plan"]
    edges = [edge for parent in {view.about_whom(each) for each in facts} for edge in parents[parent]]
    answers = {"sibling_plan": bool(plans)}
    yield Verdict("", "current" if current else "history", answers, facts + edges, [] if current else spells)


def vulnerable_infant(view: View, child: str, given: Parameters) -> Iterator[Verdict]:
    """3.12"""
    found, facts = factors_around(view, child, given["window_months"])
    if not is_infant(view, child, given["max_age_months"]) or len(found) < given["min_factors"]:
        return
    of_figures = [each for each in all_items(view) if is_of_figure_as_child(view, child, each)]
    known = any(came_before(each, "parent_as_child", anchor(view, child)) for each in of_figures)
    groups = grouped(view, found, given["current_months"])
    yield Verdict("", None, {"groups": groups, "parent_previously_known": known}, facts)


def is_adolescent(view: View, child: str) -> bool:
    """Aged 13 to 17."""
    born = view.born(child)
    return born is not None and 13 <= years(born, view.lens.as_of) <= 17


def long_known_adolescent(view: View, child: str, given: Parameters) -> Iterator[Verdict]:
    """3.12"""
    spells = [e for e in view.about("involvement", child) if e.says("kind") not in ("school", "tenancy", "health_visiting")]
    facts = spells + [each for each in view.about("contact", child) if each.says("kind") != "appointment"]
    born = view.born(child)
    facts = [each for each in facts if not each.on or (born and each.on >= born - timedelta(300))]
    agencies, dates = {each.agency for each in facts}, [each.on for each in facts if each.on]
    if not is_adolescent(view, child) or len(agencies) < given["min_agencies"] or not dates:
        return
    if years(min(dates), max(dates)) >= given["min_years"]:
        yield Verdict("", None, {"known_to": sorted(agencies), "since": min(dates)}, facts)


def adolescent_distress(view: View, child: str, given: Parameters) -> Iterator[Verdict]:
    """3.13"""
    own = counting(view, child)
    harm = [
        each
        for each in own
        if each.says("factor") in ("self_harm", "suicidal_thoughts")
        and (each.says("whose") or "not_stated") in ("child", "not_stated")
        and within(view, given["window_months"], each.on)
    ]
    if is_adolescent(view, child) and harm:
        answers = {"environment": [], "answered_by": answered_by(view, child, harm)}
        yield Verdict("", "self_harm", answers, harm)
    elif is_adolescent(view, child):
        yield from accumulated(view, child, own, given)


def accumulated(view: View, child: str, own: list[Fact], given: Parameters) -> Iterator[Verdict]:
    """Abuse or neglect, ever, with enough around it."""
    abuse = [each for each in own if each.says("factor") in ABUSE]
    found, facts = factors_around(view, child, given["window_months"], "domestic_abuse", "mental_ill_health")
    around = [each for each in own if each.says("factor") in ENVIRONMENT]
    names = sorted({*found, *(each.says("factor") for each in around)})
    if abuse and len(names) >= given["min_environment"]:
        facts = abuse + around + facts
        yield Verdict("", "accumulated", {"environment": names, "answered_by": answered_by(view, child, facts)}, facts)


def answered_by(view: View, child: str, facts: list[Fact]) -> list[str]:
    """The agencies with an attended contact about the child 1 to 30 days after the last of these concerns."""
    dates = [each.on for each in facts if each.kind == "concern" and each.on]
    own = attended(view.about("contact", child))
    return sorted({each.agency for each in own if each.on and dates and 1 <= (each.on - max(dates)).days <= 30})


def heritage_not_understood(view: View, child: str, given: Parameters) -> Iterator[Verdict]:
    """3.11"""
    records = view.about("person", child)
    said = [each for each in records if each.says("ethnicity") not in (None, "REFU", "NOBT")]
    if not said:
        yield Verdict("", "not_recorded", {}, records)
    apart = {one.id: one for one, other in permutations(said, 2) if contradict(one.says("ethnicity"), other.says("ethnicity"))}
    if apart:
        yield Verdict("", "contradictory", {}, list(apart.values()))
    for person, edges in view.figures(child).items():
        needs = [each for each in view.about("person", person) if each.says("interpreter_needed")]
        without = [
            each
            for each in attended(view.of("contact"))
            if person in took_part(view, each)
            and each.says("interpreter_used") is False
            and within(view, given["window_months"], each.on)
        ]
        if needs and how_many(view, without) >= given["min_contacts"]:
            yield Verdict(person, "no_interpreter", {}, needs + without + edges)


def contradict(one: str, other: str) -> bool:
    """Two different census codes, unless one is `any other mixed background` and the other mixed too."""
    return {one, other} <= CODES and one != other and not ("MOTH" in (one, other) and {one, other} <= MIXED)


def accumulating_neglect(view: View, child: str, given: Parameters) -> Iterator[Verdict]:
    """3.5"""
    siblings = view.siblings(child)
    concerns = [
        each
        for each in counting(view, child, *siblings)
        if each.says("factor") in ("neglect", "housing", "poverty") and within(view, given["window_months"], each.on)
    ]
    helped = ("child_in_need", "child_protection_plan", "looked_after")
    if any(e.says("kind") in helped and holds(e, view.lens.as_of) for e in view.about("involvement", child)):
        return
    days, agencies = {each.on for each in concerns}, {each.agency for each in concerns}
    enough = len(days) >= given["min_days"] and len(agencies) >= given["min_agencies"]
    if enough and any(each.says("factor") == "neglect" for each in concerns):
        answers: dict[str, Any] = {"days": len(days), "with_agencies": sorted(agencies)}
        theirs = siblings & {view.about_whom(each) for each in concerns}
        yield Verdict("", None, answers, concerns + [edge for each in theirs for edge in sibling_edges(view, child, each)])


YOUNG = {
    "perinatal_mental_health": (perinatal_mental_health, {"max_age_months": 12, "current_months": 24}),
    "vulnerable_infant": (vulnerable_infant, {"max_age_months": 12, "min_factors": 1, "window_months": 24, "current_months": 12}),
    "long_known_adolescent": (long_known_adolescent, {"min_agencies": 3, "min_years": 5}),
    "adolescent_distress": (adolescent_distress, {"window_months": 24, "min_environment": 2}),
    "heritage_not_understood": (heritage_not_understood, {"min_contacts": 2, "window_months": 12}),
    "accumulating_neglect": (accumulating_neglect, {"min_days": 3, "window_months": 36, "min_agencies": 2}),
}
"""Each pattern with its parameters and their defaults."""
