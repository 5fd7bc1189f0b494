"""One adult tied to several families, as the page has it: the one pattern whose subject is an adult."""

from collections.abc import Iterator
from datetime import date, timedelta

from tests.queries.oracle.facts import Fact
from tests.queries.oracle.patterns import Parameters, Verdict
from tests.queries.oracle.view import View, years
from tests.queries.oracle.young import counting

LONG_AGO = date(1900, 1, 1)
FACTORS = ["domestic_abuse", "physical_abuse", "sexual_abuse", "exploitation"]


def adult_across_families(view: View, adult: str, given: Parameters) -> Iterator[Verdict]:
    """3.2"""
    asked = given["only_with_concern"]
    concerns = [each for each in counting(view, adult) if asked and each.says("factor") in given["factors"]]
    ties = {child: ties_to(view, adult, child, given["min_days"]) for child in view.labelled("child", "both") - {adult}}
    children = {child for child, facts in ties.items() if facts}
    families = groups(view, adult, children)
    if len(families) < 2 or (asked and not concerns):
        return
    facts = [fact for child in children for fact in ties[child]]
    answers = {"families": len(families), "children": sorted(children)}
    yield Verdict("", None, answers, facts + concerns)


def ties_to(view: View, adult: str, child: str, min_days: int) -> list[Fact]:
    """The facts that tie an adult to a child; none where nothing does."""
    young = childhood(view, child)
    born = view.born(child)
    facts = [
        edge for edge in view.figures(child).get(adult, []) if undated(edge) or born is None or both(spent(view, edge), young)
    ]
    stays = [(mine, theirs) for who, mine, theirs in all_stays_together(view, child) if who == adult]
    together = {day for mine, theirs in stays for day in both(spent(view, mine), spent(view, theirs))}
    if len(together) >= min_days and any(day in young for day in together):
        facts += [stay for pair in stays for stay in pair]
    for parent, edges in view.parents(child).items():
        partners = [edge for one, other, edge in view.ties("partner") if {one, other} == {adult, parent} and adult != parent]
        by_now = born is not None and born <= view.lens.as_of
        partners = [
            edge for edge in partners if (undated(edge) and by_now) or (not undated(edge) and both(spent(view, edge), young))
        ]
        facts += partners + (edges if partners else [])
    return facts


def undated(edge: Fact) -> bool:
    """Whether it has neither a start nor an end that is known."""
    return edge.on is None and edge.end is None


def spent(view: View, spell: Fact) -> range:
    """The days, up to `as_of`, on which a spell holds."""
    first, after = spell.on or LONG_AGO, spell.end or view.lens.as_of + timedelta(1)
    return range(first.toordinal(), after.toordinal())


def childhood(view: View, child: str) -> range:
    """The days on which the child was born and under 18; none without a date of birth."""
    born = view.born(child)
    if born is None:
        return range(0)
    grown_up = born + timedelta(18 * 365)
    while years(born, grown_up) < 18:
        grown_up += timedelta(1)
    return range(born.toordinal(), grown_up.toordinal())


def both(one: range, other: range) -> range:
    """The days of both."""
    return range(max(one.start, other.start), min(one.stop, other.stop))


def all_stays_together(view: View, child: str) -> list[tuple[str, Fact, Fact]]:
    """The stays of a household on any day at all."""
    return view.stays_together(child, LONG_AGO, view.lens.as_of)


def groups(view: View, adult: str, children: set[str]) -> list[set[str]]:
    """Those children in connected groups."""
    apart = [{child} for child in children]
    for one in children:
        for other in children:
            if joined(view, adult, one, other):
                mine, theirs = (next(group for group in apart if child in group) for child in (one, other))
                if mine is not theirs:
                    apart.remove(theirs)
                    mine |= theirs
    return apart


def joined(view: View, adult: str, one: str, other: str) -> bool:
    """By a parent in common who is no step-parent and not the adult, by a sibling's edge, or by one being the other's parent."""
    shared = set(view.parents(one, "mother", "father", "parent")) & set(view.parents(other, "mother", "father", "parent"))
    named = any({a, b} == {one, other} for a, b, _ in view.ties("sibling", "half_sibling", "step_sibling"))
    return bool(shared - {adult}) or named or one in view.parents(other)


ACROSS = {"adult_across_families": (adult_across_families, {"min_days": 28, "only_with_concern": True, "factors": FACTORS})}
