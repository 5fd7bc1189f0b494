"""Has this young person been known for years, and is still hard to help? (3.12)"""

from collections.abc import Iterator
from pathlib import Path

from queries.ages import ADOLESCENTS, is_adolescent
from queries.case import Case
from queries.parameters import Parameter
from queries.pattern import Asked, Pattern, Verdict
from queries.words import listed, plural

_NOT_ASKED = ("school", "tenancy", "health_visiting")
_DAYS_A_YEAR = 365.25


def judge(case: Case, asked: Asked) -> Iterator[Verdict]:
    """One finding a young person: `min_agencies` agencies or more, `min_years` years or more from the first fact to the last."""
    own = [each for each in case.involvements if each.person == case.subject and each.kind not in _NOT_ASKED]
    met = [each for each in case.contacts if each.person == case.subject and each.kind != "appointment"]
    agencies = sorted({each.agency for each in own} | {each.agency for each in met})
    days = sorted(day for day in [*(each.start for each in own), *(each.on for each in met)] if day)
    if not days or len(agencies) < asked.number("min_agencies") or not is_adolescent(case, asked):
        return
    years = int((days[-1] - days[0]).days / _DAYS_A_YEAR)
    if years < asked.number("min_years"):
        return
    statement = (
        f"This young person has been known to {listed(agencies)} for {plural(years, 'year')}: "
        f"{plural(len(own), 'spell')} of service and {plural(len(met), 'contact')} from {days[0]} to {days[-1]}."
    )
    yield Verdict(statement, [*own, *met], {"known_to": agencies, "since": days[0]})


PATTERN = Pattern(
    id="long_known_adolescent",
    version=1,
    question="Has this young person been known for years, and is still hard to help?",
    section="3.12",
    parameters=(
        Parameter("min_agencies", 3, "agencies", "how many agencies make a finding"),
        Parameter("min_years", 5, "years", "how many whole years (365.25 days each) from the first fact to the last"),
    ),
    answers={
        "known_to": "the agencies that had an involvement or a contact (appointments, school, tenancy and health visiting aside)",
        "since": "the day of the first of these",
    },
    cautions=("It needs several agencies, so that no one agency sees it is no news.",),
    judge=judge,
    filters_itself=True,
    aged=(13, 17),
    own=ADOLESCENTS,
    folder=Path(__file__).parent,
)
