"""Do domestic abuse, mental ill health and substance misuse come together around this child? (3.1)"""

from collections.abc import Iterator
from pathlib import Path

from queries.core.case import Case
from queries.core.factors import GROUPS, HOUSEHOLD, groups_around, ties_to, when_of
from queries.core.parameters import Parameter
from queries.core.pattern import EvaluationContext, Pattern, Verdict, is_subject
from queries.core.wording import listed, over, plural, spoken


def judge(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    """One finding a child: `min_groups` groups or more around it."""
    around = groups_around(case, context)
    if len(around) < context.number("min_groups") or not is_subject(case, context):
        return
    concerns = [concern for found in around.values() for concern in found]
    answers = {"groups": when_of(around, context)}
    groups_text = listed(f"{spoken(group)} ({when})" for group, when in answers["groups"].items())
    statement = (
        f"{groups_text} {'is' if len(around) == 1 else 'are'} recorded around this child: {plural(len(concerns), 'concern')} by "
        f"{listed(sorted({each.agency for each in concerns}))}, {over(each.on for each in concerns)}."
    )
    yield Verdict(statement[0].upper() + statement[1:], [*concerns, *ties_to(case, concerns, context)], answers)


PATTERN = Pattern(
    id="combined_factors",
    version=1,
    question="Do domestic abuse, mental ill health and substance misuse come together around this child?",
    section="3.1",
    parameters=(
        Parameter("window_months", 24, "months", "how far back living in one household counts (the concern may be older)"),
        Parameter("min_groups", 2, "groups", f"how many of {', '.join(GROUPS)} make a finding"),
        Parameter("current_months", 12, "months", "how recent a group's latest concern is to count as current"),
    ),
    answers={"groups": "each group found, and whether it is current or past"},
    cautions=(
        "A victim carries the concern too; it says nothing of who did harm.",
        "That these come together does not predict harm.",
    ),
    judge=judge,
    filters_itself=True,
    derived=HOUSEHOLD,
    folder=Path(__file__).parent,
)
