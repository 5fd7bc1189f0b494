"""Is a young person's distress being missed? (3.13)"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from queries.core.ages import ADOLESCENTS, is_adolescent
from queries.core.case import ATTENDED, Case
from queries.core.factors import HOUSEHOLD, groups_around, ties_to
from queries.core.facts import Concern
from queries.core.parameters import Parameter
from queries.core.pattern import EvaluationContext, Pattern, Verdict
from queries.core.wording import listed, over, plural, spoken

_SELF_HARM = ("self_harm", "suicidal_thoughts")
_HARM = ("neglect", "emotional_abuse", "physical_abuse", "sexual_abuse")
_AROUND = ("domestic_abuse", "mental_ill_health")
_ABOUT = ("poverty", "housing", "exclusion", "offending", "bereavement")
_ANSWERED_DAYS = 30


def judge(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    """One finding a young person: self-harm of late, or else harm at any time with an environment of several kinds."""
    if not is_adolescent(case, context):
        return
    recent = [each for each in _own(case, _SELF_HARM) if each.whose in ("child", "not_stated")]
    recent = context.recent("window_months", recent)
    if recent:
        yield _verdict(case, "self_harm", recent, [], {})
        return
    harm, environment = _own(case, _HARM), _environment(case, context)
    if harm and len(environment) >= context.number("min_environment"):
        around = [each for name in _AROUND for each in environment.get(name, [])]
        yield _verdict(case, "accumulated", harm, list(ties_to(case, around, context)), environment)


def _own(case: Case, factors: tuple[str, ...]) -> list[Concern]:
    return [each for each in case.concerns if each.person == case.subject and each.factor in factors]


def _environment(case: Case, context: EvaluationContext) -> dict[str, list[Concern]]:
    """By name, the concerns of the environment: the groups as in combined_factors, and those about the child itself."""
    groups = groups_around(case, context)
    found = {name: groups.get(name, []) for name in _AROUND} | {name: _own(case, (name,)) for name in _ABOUT}
    return {name: found[name] for name in sorted(found) if found[name]}


def _verdict(case: Case, status: str, first: list[Concern], ties: list[Any], environment: dict[str, list[Concern]]) -> Verdict:
    concerns = [*first, *(each for found in environment.values() for each in found)]
    last = max((each.on for each in concerns if each.on), default=None)
    answered = _answered_by(case, last)
    said = _statement(first, environment, last, answered)
    return Verdict(said, [*concerns, *ties], {"environment": list(environment), "answered_by": answered}, status=status)


def _answered_by(case: Case, last: date | None) -> list[str]:
    """The agencies with an attended contact about them 1 to 30 days after the last concern that has a day."""
    own = [each for each in case.contacts if each.person == case.subject and each.outcome in ATTENDED]
    return sorted({each.agency for each in own if last and each.on and 1 <= (each.on - last).days <= _ANSWERED_DAYS})


def _statement(first: list[Concern], environment: dict[str, list[Concern]], last: date | None, answered: list[str]) -> str:
    factors = listed(spoken(factor) for factor in sorted({each.factor for each in first}))
    agencies = listed(sorted({each.agency for each in first}))
    said = (
        f"{plural(len(first), 'concern')} about {factors} of this young person {over(each.on for each in first)}, by {agencies}"
    )
    if environment:
        said += f", with {listed(map(spoken, environment))} also recorded around or about them"
    if last is None:
        return f"{said}; none of these concerns has a date, so what followed them cannot be told."
    soon = f"in the {_ANSWERED_DAYS} days after the last concern, of {last}"
    whose = f"{listed(answered)} had an attended contact" if answered else "no attended contact about them is on record"
    return f"{said}; {whose} {soon}."


PATTERN = Pattern(
    id="adolescent_distress",
    version=1,
    question="Is a young person's distress being missed?",
    section="3.13",
    statuses=("self_harm", "accumulated"),
    parameters=(
        Parameter(
            "window_months", 24, "months", "how far back self-harm counts, and living in one household (concerns may be older)"
        ),
        Parameter("min_environment", 2, "kinds", f"how many of {', '.join((*_AROUND, *_ABOUT))} are needed beside harm"),
    ),
    answers={
        "environment": "which of these were found, by name; empty for self_harm",
        "answered_by": f"the agencies with an attended contact 1 to {_ANSWERED_DAYS} days after the last concern",
    },
    cautions=(
        "A victim carries the concern of domestic abuse too; it says nothing of who did harm.",
        "Help may have come without a contact on record, or before the last concern was written down.",
    ),
    judge=judge,
    filters_itself=True,
    aged=(13, 17),
    derived={
        **ADOLESCENTS,
        **HOUSEHOLD,
        "distress": lambda context: [*_SELF_HARM, *_HARM],
        "factors": lambda context: [*_SELF_HARM, *_HARM, *_AROUND, *_ABOUT],
    },
    folder=Path(__file__).parent,
)
