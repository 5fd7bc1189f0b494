"""Subjects by age: the very young and unborn, and young people of 13 to 17.

`INFANTS` and `ADOLESCENTS` are parameters of a Cypher text that keep out most of those who cannot be meant; the judge decides.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from graph.dates import months_after, months_before
from queries.core.case import Birth, Case
from queries.core.pattern import EvaluationContext, is_subject

_MARGIN = timedelta(days=4)
"""Months counted forwards from a birth and backwards from a day can differ by three days."""

INFANTS: Mapping[str, Callable[[EvaluationContext], date]] = {
    "born_since": lambda context: context.since("max_age_months") - _MARGIN,
}
ADOLESCENTS: Mapping[str, Callable[[EvaluationContext], date]] = {
    "born_since": lambda context: months_before(context.as_of, 18 * 12) - _MARGIN,
    "born_until": lambda context: months_before(context.as_of, 13 * 12) + _MARGIN,
}


_UNBORN = timedelta(days=300)
"""How long before a birth a record of an unborn child may begin: a pregnancy, and some days by which a date may be wrong."""


def is_before_life(born: Birth | None, on: date) -> bool:
    """Whether a day lies so long before a birth that nobody was there yet, not even unborn, whom a fact could be about."""
    return born is not None and on < born.on - _UNBORN


def is_older(parent: Birth | None, child: Birth | None) -> bool:
    """Whether a parent was born before their child, as far as is known; else one of the two dates is wrong, or the tie is."""
    return parent is None or child is None or parent.on < child.on


def is_alive(case: Case, context: EvaluationContext) -> bool:
    """Whether the subject is not known to have died by `as_of`, or those are asked for too."""
    return bool(context.values["include_deceased"]) or case.died(case.subject, context.as_of) is None


def infant_born(case: Case, context: EvaluationContext) -> date | None:
    """The date of birth of a child under `max_age_months` old, or the expected one of a child that is unborn; else None."""
    born = case.birth(case.subject)
    if born is None or not is_alive(case, context) or (born.on > context.as_of and not born.expected):
        return None
    return born.on if months_after(born.on, context.number("max_age_months")) > context.as_of else None


def is_adolescent(case: Case, context: EvaluationContext) -> bool:
    """Whether the child is 13 to 17 on `as_of`, and a subject as in every pattern."""
    born = case.birth(case.subject)
    age = born.age(context.as_of) if born else None
    return age is not None and age >= 13 and is_subject(case, context)
