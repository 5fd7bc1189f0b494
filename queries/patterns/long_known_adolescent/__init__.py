"""Has this young person been known for years, and is still hard to help? (3.12)"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from graph.dates import age_on
from queries.core.ages import ADOLESCENTS, is_adolescent, is_before_life
from queries.core.case import Case
from queries.core.facts import Contact, Involvement
from queries.core.parameters import Parameter
from queries.core.pattern import EvaluationContext, Pattern, Verdict
from queries.core.wording import listed, plural

_NOT_ASKED = ("school", "tenancy", "health_visiting")


def judge(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    """One finding a young person: `min_agencies` agencies or more, `min_years` years or more from the first fact to the last."""
    # As in its Cypher, and needed: of one child a judge is shown everything around it (docs/adr/0014).
    own = [each for each in case.involvements if _counts(case, each, each.start) and each.kind not in _NOT_ASKED]
    met = [each for each in case.contacts if _counts(case, each, each.on) and each.kind != "appointment"]
    agencies = sorted({each.agency for each in own} | {each.agency for each in met})
    days = sorted(day for day in [*(each.start for each in own), *(each.on for each in met)] if day)
    if not days or len(agencies) < context.number("min_agencies") or not is_adolescent(case, context):
        return
    years = age_on(days[0], days[-1])
    if years < context.number("min_years"):
        return
    statement = (
        f"This young person has been known to {listed(agencies)} for {plural(years, 'year')}: "
        f"{plural(len(own), 'spell')} of service and {plural(len(met), 'contact')} from {days[0]} to {days[-1]}."
    )
    yield Verdict(statement, [*own, *met], {"known_to": agencies, "since": days[0]})


def _counts(case: Case, fact: Involvement | Contact, on: date | None) -> bool:
    """Whether a fact is about the young person, and not of a day on which they could not be known to anybody."""
    return fact.person == case.subject and (on is None or not is_before_life(case.birth(case.subject), on))


PATTERN = Pattern(
    id="long_known_adolescent",
    version=2,
    question="Has this young person been known for years, and is still hard to help?",
    section="3.12",
    parameters=(
        Parameter("min_agencies", 3, "agencies", "how many agencies make a finding"),
        Parameter("min_years", 5, "years", "how many whole calendar years, counted as ages are, from the first fact to the last"),
    ),
    answers={
        "known_to": "the agencies that had an involvement or a contact (appointments, school, tenancy and health visiting aside)",
        "since": "the day of the first of these",
    },
    cautions=("It needs several agencies, so that no one agency sees it is no news.",),
    judge=judge,
    filters_itself=True,
    aged=(13, 17),
    derived=ADOLESCENTS,
    folder=Path(__file__).parent,
)
