"""Is this baby living with adversity? (3.12)"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from queries.core.ages import INFANTS, infant_born
from queries.core.case import Case
from queries.core.factors import GROUPS, HOUSEHOLD, groups_around, ties_to, when_of
from queries.core.facts import Concern
from queries.core.parameters import Parameter
from queries.core.pattern import EvaluationContext, Pattern, Verdict
from queries.core.wording import listed, over, plural, spoken
from queries.patterns.previously_known import known_as_child


def judge(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    """One finding a child: `min_factors` groups or more around it."""
    born = infant_born(case, context)
    around = groups_around(case, context)
    if born is None or len(around) < context.number("min_factors"):
        return
    concerns = [concern for found in around.values() for concern in found]
    groups = when_of(around, context)
    answers = {"groups": groups, "parent_previously_known": known_as_child(case, context)}
    yield Verdict(_statement(groups, concerns, born, context), [*concerns, *ties_to(case, concerns, context)], answers)


def _statement(groups: dict[str, str], concerns: list[Concern], born: date, context: EvaluationContext) -> str:
    groups_text = listed(f"{spoken(group)} ({when})" for group, when in groups.items())
    whom = f"born on {born}" if born <= context.as_of else f"expected on {born}"
    agencies = listed(sorted({each.agency for each in concerns}))
    said = f"Around this child, {whom}, {groups_text} {'is' if len(groups) == 1 else 'are'} recorded"
    return f"{said}: {plural(len(concerns), 'concern')} by {agencies}, {over(each.on for each in concerns)}."


PATTERN = Pattern(
    id="vulnerable_infant",
    version=1,
    question="Is this baby living with adversity?",
    section="3.12",
    parameters=(
        Parameter("max_age_months", 12, "months", "how old a child may be; one that is unborn is always meant"),
        Parameter("min_factors", 1, "groups", f"how many of {', '.join(GROUPS)} make a finding"),
        Parameter("window_months", 24, "months", "how far back living in one household counts (the concern may be older)"),
        Parameter("current_months", 12, "months", "how recent a group's latest concern is to count as current"),
    ),
    answers={
        "groups": "each group found, and whether it is current or past",
        "parent_previously_known": "whether social care knew a parent figure as a child: for context, never a reason",
    },
    cautions=(
        "A victim carries the concern too; it says nothing of who did harm.",
        "Having been known to social care as a child is no concern about a parent.",
    ),
    judge=judge,
    filters_itself=True,
    derived={
        **INFANTS,
        **HOUSEHOLD,
        "social_care": lambda context: sorted(context.social_care),
    },
    folder=Path(__file__).parent,
)
