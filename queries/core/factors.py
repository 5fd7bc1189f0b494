"""The factors around a child: whose they are, and the three groups that the review asks about together.

Definition: docs/patterns.md, "combined_factors".
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from graph.vocabulary import NOT_HOUSEHOLD
from queries.core.case import Case
from queries.core.facts import Concern, Stay, Tie, sortable
from queries.core.pattern import EvaluationContext

GROUPS = {
    "domestic_abuse": ("domestic_abuse",),
    "mental_ill_health": ("mental_ill_health",),
    "substance_misuse": ("drugs", "alcohol"),
}
HOUSEHOLD: Mapping[str, Callable[[EvaluationContext], list[str]]] = {"no_household": lambda context: sorted(NOT_HOUSEHOLD)}
"""The parameter of a Cypher text that looks for who lived together: the kinds of place that make no household."""
_GROUP_OF = {factor: group for group, factors in GROUPS.items() for factor in factors}


def groups_around(case: Case, context: EvaluationContext, window: str = "window_months") -> dict[str, list[Concern]]:
    """By group, the concerns around the child: its own as told of others (domestic abuse: its own too), its parent figures',
    and those of anyone who was in its household on any day within the window."""
    figures = case.parent_figures(case.subject)
    lived_with = {other.person for _, other in household_within(case, context.since(window), context.as_of)}
    found: dict[str, list[Concern]] = {}
    for concern in sorted(case.concerns, key=lambda each: (sortable(each.on), each.id)):
        group = _GROUP_OF.get(concern.factor)
        if group and (_about_child(case, concern, group) or concern.person in figures | lived_with):
            found.setdefault(group, []).append(concern)
    return {group: found[group] for group in GROUPS if group in found}


def when_of(around: dict[str, list[Concern]], context: EvaluationContext, window: str = "current_months") -> dict[str, str]:
    """By group: `current` where its latest concern is within so many months, else `past`."""
    return {
        group: "current" if any(context.within(window, each.on) for each in found) else "past" for group, found in around.items()
    }


def _about_child(case: Case, concern: Concern, group: str) -> bool:
    return concern.person == case.subject and (concern.whose != "child" or group == "domestic_abuse")


def household_within(case: Case, after: date, until: date) -> Iterator[tuple[Stay, Stay]]:
    """The child's stays and others' at the same address that hold together on some day with `after` < day <= `until`."""
    for mine, other in case.shared_stays(case.subject):
        start = max(mine.start or date.min, other.start or date.min)
        ends = [end for end in (mine.end, other.end) if end is not None]
        # The last day of a stay is the one before its end: as numbers, since the first day that there is has none before it.
        if start <= until and all(end > start and end.toordinal() - 1 > after.toordinal() for end in ends):
            yield mine, other


def ties_to(case: Case, concerns: list[Concern], context: EvaluationContext, window: str = "window_months") -> list[Tie | Stay]:
    """The facts that tie the people of these concerns to the child."""
    people = {concern.person for concern in concerns} - {case.subject}
    figures = [tie for tie in case.figure_ties(case.subject) if tie.person in people]
    known = {tie.person for tie in figures}
    pairs = household_within(case, context.since(window), context.as_of)
    stays = [stay for pair in pairs if pair[1].person in people - known for stay in pair]
    return [*figures, *stays]
