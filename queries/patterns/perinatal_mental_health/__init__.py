"""Is a baby's parent unwell? (4)"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from graph.dates import months_before
from queries.core.ages import INFANTS, infant_born
from queries.core.case import Case
from queries.core.facts import Concern, Involvement, sortable
from queries.core.parameters import Parameter
from queries.core.pattern import EvaluationContext, Pattern, Verdict
from queries.core.wording import listed, over, plural


def judge(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    """One finding a child: a parent with a concern of mental ill health, or an involvement of a mental health service."""
    born = infant_born(case, context)
    parents = case.parents(case.subject)
    concerns = [each for each in case.concerns if each.person in parents and each.factor == "mental_ill_health"]
    spells = [each for each in case.involvements if each.person in parents and each.kind == "mental_health"]
    if born is None or not (concerns or spells):
        return
    current = _is_current(concerns, spells, months_before(born, context.number("current_months")))
    people = {each.person for each in concerns} | {each.person for each in spells}
    ties = [tie for tie in case.parent_ties(case.subject) if tie.person in people]
    yield Verdict(
        _statement(concerns, spells, born, context, len(people)),
        [*concerns, *spells, *ties],
        {"sibling_plan": _sibling_plan(case)},
        status="current" if current else "history",
        # That it is history rests on every spell having ended; that it is current on no end.
        known_ends=() if current else spells,
    )


def _is_current(concerns: list[Concern], spells: list[Involvement], after: date) -> bool:
    days = [*(each.on for each in concerns), *(each.start for each in spells)]
    return any(sortable(day) > after for day in days) or any(each.end is None for each in spells)


def _sibling_plan(case: Case) -> bool:
    siblings = case.siblings(case.subject)
    return any(each.person in siblings and each.kind == "child_protection_plan" for each in case.involvements)


def _statement(concerns: list[Concern], spells: list[Involvement], born: date, context: EvaluationContext, parents: int) -> str:
    days = [each.on for each in concerns] + [each.start for each in spells]
    counts = []
    if concerns:
        counts.append(plural(len(concerns), "concern about mental ill health", "concerns about mental ill health"))
    if spells:
        counts.append(plural(len(spells), "spell with a mental health service", "spells with a mental health service"))
    dated = f"dated {over(days)}" if any(days) else "without a date"
    whom = "A parent" if parents == 1 else f"{parents} parents"
    has = "has" if parents == 1 else "have"
    when = f"born on {born}" if born <= context.as_of else f"expected on {born}"
    agencies = listed(sorted({each.agency for each in concerns} | {each.agency for each in spells}))
    return f"{whom} of this child, {when}, {has} on record {listed(counts)}, {dated}, by {agencies}."


PATTERN = Pattern(
    id="perinatal_mental_health",
    version=1,
    question="Is a baby's parent unwell?",
    section="4",
    statuses=("current", "history"),
    parameters=(
        Parameter("max_age_months", 12, "months", "how old a child may be; one that is unborn is always meant"),
        Parameter(
            "current_months", 24, "months", "how long before the birth a concern or a spell of treatment counts as current"
        ),
    ),
    answers={"sibling_plan": "whether any sibling ever had a child protection plan"},
    cautions=(
        "Most unwell parents care well.",
        "Treatment is a strength.",
    ),
    judge=judge,
    filters_itself=True,
    derived=INFANTS,
    folder=Path(__file__).parent,
)
