"""Is one adult tied to children of several families? (3.2)"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from graph.vocabulary import Factor
from queries.core.ages import is_alive
from queries.core.case import Case
from queries.core.factors import HOUSEHOLD
from queries.core.facts import Concern
from queries.core.parameters import Parameter
from queries.core.pattern import EvaluationContext, Pattern, Verdict
from queries.core.wording import listed, over, plural, spoken
from queries.patterns.adult_across_families.families import as_household, as_parent_figure, as_partner, candidates, families

_WAYS: dict[str, Callable[[Case, str, EvaluationContext], Sequence[Any]]] = {
    "parent or carer of": as_parent_figure,
    "having lived with": as_household,
    "partner of a parent of": as_partner,
}


def judge(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    """One finding an adult with ties to children of two families or more."""
    concerns = _concerns(case, context)
    if not is_alive(case, context) or (context.values["only_with_concern"] and not concerns):
        return
    ties = _ties(case, context)
    children = {child for found in ties.values() for child in found}
    number = families(case, children)
    if number < 2:
        return
    facts = [fact for found in ties.values() for each in found.values() for fact in each]
    statement = _statement({way: len(found) for way, found in ties.items()}, len(children), number, concerns)
    yield Verdict(statement, [*concerns, *facts], {"families": number, "children": sorted(children)})


def _concerns(case: Case, context: EvaluationContext) -> list[Concern]:
    factors = context.values["factors"]
    assert isinstance(factors, tuple)
    if not context.values["only_with_concern"]:
        return []
    return [each for each in case.concerns if each.person == case.subject and each.factor in factors]


def _ties(case: Case, context: EvaluationContext) -> dict[str, dict[str, Sequence[Any]]]:
    """By the way in which the adult is tied, then by child, the facts."""
    children = sorted(candidates(case))
    return {way: {child: facts for child in children if (facts := find(case, child, context))} for way, find in _WAYS.items()}


def _statement(ways: dict[str, int], children: int, number: int, concerns: list[Concern]) -> str:
    ways_text = listed(f"{way} {count}" for way, count in ways.items() if count)
    said = f"This adult is tied to {plural(children, 'child', 'children')} of {plural(number, 'family', 'families')}: {ways_text}"
    if concerns:
        factors = listed(spoken(factor) for factor in sorted({each.factor for each in concerns}))
        agencies = listed(sorted({each.agency for each in concerns}))
        dated = over(each.on for each in concerns)
        said += f"; {plural(len(concerns), 'concern')} about {factors} on record about them, {dated}, by {agencies}"
    return said + "."


PATTERN = Pattern(
    id="adult_across_families",
    version=1,
    question="Is one adult tied to children of several families?",
    section="3.2",
    subject="adult",
    parameters=(
        Parameter("min_days", 28, "days", "how many days in all of living with a child make a tie"),
        Parameter("only_with_concern", True, "true or false", "only adults about whom such a concern is on record"),
        Parameter(
            "factors",
            ("domestic_abuse", "physical_abuse", "sexual_abuse", "exploitation"),
            "factors",
            "which concerns count",
            choices=tuple(factor.value for factor in Factor),
        ),
    ),
    answers={
        "families": "how many families the children are of",
        "children": "the children, as persons",
    },
    cautions=(
        "Families blend, relatives care for children, and childminders live with none of them.",
        "A victim of domestic abuse has the concern recorded on them too.",
    ),
    judge=judge,
    derived=HOUSEHOLD,
    folder=Path(__file__).parent,
)
