"""Whether a family was known before, as the page has it; the items are asked for by another pattern too."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from tests.queries.oracle.facts import Fact
from tests.queries.oracle.patterns import Parameters, Verdict, how_many
from tests.queries.oracle.services import sibling_edges
from tests.queries.oracle.view import View, holds, years


def previously_known(view: View, child: str, given: Parameters) -> Iterator[Verdict]:
    """3.7"""
    found = items(view, child)
    if not found:
        return
    spells = [each for each in view.about("involvement", child) if holds(each, view.lens.as_of)]
    answers = {
        "currently_open": any(each.agency in social_care(view) for each in spells),
        "plan_in_place": any(each.says("kind") == "child_protection_plan" for each in spells),
        "by_person": sorted(by_person(view, found), key=lambda each: (str(each["relation"]), str(each["person"]))),
    }
    facts = [each for _, each in found] + list(edges_of(view, child, found))
    yield Verdict("", None, answers, facts, [each for whose, each in found if whose != "sibling"])


def edges_of(view: View, child: str, found: list[tuple[str, Fact]]) -> Iterator[Fact]:
    """What makes those whose items these are siblings, or parent figures, of the child."""
    for whose, person in {(whose, view.about_whom(each)) for whose, each in found}:
        yield from sibling_edges(view, child, person) if whose == "sibling" else ()
        yield from view.figures(child)[person] if whose == "parent_as_child" else ()


def social_care(view: View) -> set[str]:
    """The agencies of that kind."""
    return {agency for agency, kind in view.world.kind_of.items() if kind == "social_care"}


def items(view: View, child: str) -> list[tuple[str, Fact]]:
    """The items that count, each with whose it is."""
    related = [(relation(view, child, each), each) for each in all_items(view)]
    return [(whose, each) for whose, each in related if whose and came_before(each, whose, anchor(view, child))]


def anchor(view: View, child: str) -> date:
    """The start of the latest social-care involvement of the child that is open, else the day asked about. A start that is not on
    record is no day to count back from."""
    spells = [each for each in view.about("involvement", child) if each.agency in social_care(view)]
    return max((each.on for each in spells if holds(each, view.lens.as_of) and each.on), default=view.lens.as_of)


def all_items(view: View) -> list[Fact]:
    """What social care did, or was asked to do, about anybody."""
    care = social_care(view)
    known = [each for each in view.of("involvement") if each.agency in care]
    return known + [
        each
        for each in view.of("contact")
        if each.says("kind") == "referral" and (each.agency in care or each.says("referred_to") in care)
    ]


def relation(view: View, child: str, item: Fact) -> str | None:
    """The first that fits of self, sibling and parent_as_child."""
    person = view.about_whom(item)
    if person == child:
        return "self"
    if person in view.siblings(child):
        return "sibling"
    return "parent_as_child" if is_of_figure_as_child(view, child, item) else None


def is_of_figure_as_child(view: View, child: str, item: Fact) -> bool:
    """About a parent figure when under 18 (of a spell without a start, at its end): not before their own life began, and not of a
    parent younger than the child."""
    person = view.about_whom(item)
    born, day = view.born(person), item.on or item.end
    if person not in view.figures(child) or born is None or day is None or day < born - timedelta(300):
        return False
    childs = view.born(child)
    too_young = person in view.parents(child, "mother", "father", "parent") and childs is not None and born >= childs
    return years(born, day) < 18 and not too_young


def came_before(item: Fact, whose: str, anchor: date) -> bool:
    """Whether an item counts, given the anchor. A spell without a start began before any day; a contact without one may
    have been at any time."""
    if item.kind == "contact":
        return item.on is not None and item.on < anchor
    if whose == "sibling":
        return item.on is None or item.on < anchor
    return item.end is not None and item.end < anchor


def by_person(view: View, items: list[tuple[str, Fact]]) -> Iterator[dict[str, Any]]:
    """For each person, how many items, the first and the last."""
    for whose, person in {(whose, view.about_whom(each)) for whose, each in items}:
        own = [each for _, each in items if view.about_whom(each) == person]
        count = how_many(view, [each for each in own if each.kind == "contact"]) + sum(each.kind != "contact" for each in own)
        dates = [each.on for each in own if each.on]
        first, final = min(dates, default=None), max(dates, default=None)
        yield {"person": person, "relation": whose, "count": count, "first_on": first, "last_on": final}


KNOWN = {"previously_known": (previously_known, {})}
