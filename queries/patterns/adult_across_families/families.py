"""What ties an adult to a child, and which children are of one family.

Definitions: the pattern adult_across_families.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from graph.dates import months_after
from queries.core.case import Case
from queries.core.facts import Stay, Tie
from queries.core.pattern import EvaluationContext


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` up to, not including, `end`."""

    start: date
    end: date

    def meets(self, other: "Span | None") -> bool:
        """Whether some day is in both."""
        return other is not None and max(self.start, other.start) < min(self.end, other.end)


def candidates(case: Case) -> set[str]:
    """The children that the case brings: all but the adult who have a parent figure or a stay in it."""
    related = {tie.other for tie in case.ties if tie.type in ("PARENT_OF", "CARES_FOR")}
    return (related | {stay.person for stay in case.stays}) - {case.subject}


def childhood(case: Case, child: str) -> Span | None:
    """From the day of birth to the eighteenth birthday; None without a date of birth."""
    born = case.birth(child)
    if born is None:
        return None
    leaps = (born.on.month, born.on.day) == (2, 29)
    # Whoever is born on 29 February is a year older on 1 March of other years (`age_on`); months are clipped to 28 February.
    return Span(born.on, months_after(born.on, 18 * 12) + timedelta(leaps))


def as_parent_figure(case: Case, child: str, context: EvaluationContext) -> list[Tie]:
    """The adult's edges as a parent figure of the child, undated, or holding on some day of its childhood."""
    young = childhood(case, child)
    edges = [tie for tie in case.ties if tie.person == case.subject and tie.other == child and _makes_figure(tie)]
    return [tie for tie in edges if young is None or _is_undated(tie) or _span(tie, context).meets(young)]


def as_household(case: Case, child: str, context: EvaluationContext) -> list[Stay]:
    """Both sides' stays, where they lived together on `min_days` days or more in all, and on some day of its childhood."""
    young = childhood(case, child)
    pairs = [(mine, other) for mine, other in case.shared_stays(case.subject) if other.person == child]
    spans = {pair: _common(pair, context) for pair in pairs}
    together = {pair: span for pair, span in spans.items() if span.start < span.end}
    if days_in(together.values()) < context.number("min_days") or not any(span.meets(young) for span in together.values()):
        return []
    return [stay for pair in together for stay in pair]


def as_partner(case: Case, child: str, context: EvaluationContext) -> list[Tie]:
    """The edges by which the adult is partner of a parent, with that parent's, on some day of its childhood."""
    young = childhood(case, child)
    if young is None:
        return []
    parents = case.parents(child) - {case.subject}
    partners = [
        (other, tie)
        for tie in case.ties
        if (other := _partner(tie, case.subject)) in parents and _ties_partner(tie, young, context)
    ]
    known = {other for other, _ in partners}
    return [*(tie for _, tie in partners), *(tie for tie in case.parent_ties(child) if tie.person in known)]


def families(case: Case, children: set[str]) -> int:
    """How many connected groups: joined by a parent in common other than the adult, as siblings, or as parent and child."""
    group = {child: child for child in children}

    def top(child: str) -> str:
        while group[child] != child:
            child = group[child]
        return child

    for one, other in _joined(case, children):
        group[top(one)] = top(other)
    return len({top(child) for child in children})


def days_in(spans: Iterable[Span]) -> int:
    """How many days are in at least one of these."""
    days, reached = 0, date.min
    for span in sorted(spans, key=lambda each: each.start):
        days += max(0, (span.end - max(span.start, reached)).days)
        reached = max(reached, span.end)
    return days


def _joined(case: Case, children: set[str]) -> Iterable[tuple[str, str]]:
    first_of: dict[str, str] = {}
    for tie in case.ties:
        direct = tie.type in ("SIBLING_OF", "PARENT_OF")
        if direct and tie.person in children and tie.other in children:
            yield tie.person, tie.other
        if tie.type == "PARENT_OF" and tie.kind != "step_parent" and tie.person != case.subject and tie.other in children:
            yield first_of.setdefault(tie.person, tie.other), tie.other


def _makes_figure(tie: Tie) -> bool:
    return tie.type == "PARENT_OF" or (tie.type == "CARES_FOR" and tie.kind in ("carer", "guardian"))


def _is_undated(tie: Tie) -> bool:
    return tie.start is None and tie.end is None


def _partner(tie: Tie, adult: str) -> str | None:
    if tie.type != "PARTNER_OF" or adult not in (tie.person, tie.other):
        return None
    return tie.other if tie.person == adult else tie.person


def _ties_partner(tie: Tie, young: Span, context: EvaluationContext) -> bool:
    return young.start <= context.as_of if _is_undated(tie) else _span(tie, context).meets(young)


def _span(fact: Tie | Stay, context: EvaluationContext) -> Span:
    """The days on which a tie or stay held, as far as `as_of`."""
    after = context.as_of + timedelta(days=1)
    return Span(fact.start or date.min, min(fact.end or after, after))


def _common(pair: tuple[Stay, Stay], context: EvaluationContext) -> Span:
    one, other = (_span(stay, context) for stay in pair)
    return Span(max(one.start, other.start), min(one.end, other.end))
