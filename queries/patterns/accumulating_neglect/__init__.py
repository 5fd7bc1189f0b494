"""Does neglect keep being written down while nobody acts? (3.5)"""

from collections.abc import Iterator
from pathlib import Path

from queries.core.case import Case
from queries.core.facts import Concern
from queries.core.parameters import Parameter
from queries.core.pattern import EvaluationContext, Pattern, Verdict, is_subject
from queries.core.wording import listed, over, plural, spoken

_FACTORS = ("neglect", "housing", "poverty")
_ACTED = ("child_in_need", "child_protection_plan", "looked_after")


def judge(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    """One finding a child: concerns on `min_days` days or more, by `min_agencies` agencies or more, and no plan open."""
    concerns = _concerns(case, context)
    days = {each.on for each in concerns}
    agencies = sorted({each.agency for each in concerns})
    if len(days) < context.number("min_days") or len(agencies) < context.number("min_agencies"):
        return
    if _has_plan(case) or all(each.factor != "neglect" for each in concerns) or not is_subject(case, context):
        return
    ties = case.sibling_ties(case.subject, {each.person for each in concerns})
    statement = _statement(case, concerns, len(days), agencies, context)
    yield Verdict(statement, [*concerns, *ties], {"days": len(days), "with_agencies": agencies})


def _concerns(case: Case, context: EvaluationContext) -> list[Concern]:
    people = {case.subject} | case.siblings(case.subject)
    recent = context.recent("window_months", case.concerns)
    return [each for each in recent if each.person in people and each.factor in _FACTORS]


def _has_plan(case: Case) -> bool:
    own = [each for each in case.involvements if each.person == case.subject]
    return any(each.kind in _ACTED and each.end is None for each in own)


def _statement(case: Case, concerns: list[Concern], days: int, agencies: list[str], context: EvaluationContext) -> str:
    found = {each.factor for each in concerns}
    factors = listed(spoken(factor) for factor in _FACTORS if factor in found)
    siblings = any(each.person != case.subject for each in concerns)
    whom = "this child or a brother or sister" if siblings else "this child"
    return (
        f"{factors.capitalize()} recorded about {whom} on {plural(days, 'day')} {over(each.on for each in concerns)}, by "
        f"{listed(agencies)}; no child in need plan, child protection plan or time in care is open on {context.as_of}."
    )


PATTERN = Pattern(
    id="accumulating_neglect",
    version=1,
    question="Does neglect keep being written down while nobody acts?",
    section="3.5",
    parameters=(
        Parameter("min_days", 3, "days", "on how many different days such concerns make a finding"),
        Parameter("window_months", 36, "months", "how far back concerns count"),
        Parameter("min_agencies", 2, "agencies", "how many agencies must have recorded them"),
    ),
    answers={
        "days": "on how many different days concerns were recorded",
        "with_agencies": "the agencies that recorded them",
    },
    cautions=(
        "Poverty is not neglect.",
        "'No worse than others' is what the review warns of.",
        "It needs several agencies, so that no one agency sees it is no news.",
    ),
    judge=judge,
    filters_itself=True,
    derived={"since": lambda context: context.since("window_months")},
    folder=Path(__file__).parent,
)
