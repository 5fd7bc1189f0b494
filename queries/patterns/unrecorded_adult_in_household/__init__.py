"""Who lives with this child without being recorded as anything to them? (3.2, 3.10)"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from graph.dates import months_before
from queries.core.case import Case
from queries.core.factors import HOUSEHOLD, household_within
from queries.core.facts import Stay, Tie
from queries.core.parameters import Parameter
from queries.core.pattern import Absence, AbsenceFinding, EvaluationContext, Pattern, UnjoinedCase, Verdict, is_subject
from queries.core.wording import listed, plural, spoken

_GROWN_UP_MONTHS = 18 * 12


def judge(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    """One finding an adult: `min_days` days or more in the child's household within `window_months`, and no visible
    relationship of the two."""
    if not is_subject(case, context):
        return
    together: dict[str, list[tuple[Stay, Stay]]] = {}
    for pair in household_within(case, context.since("window_months"), context.as_of):
        together.setdefault(pair[1].person, []).append(pair)
    kin = {person for tie in case.ties if case.subject in (tie.person, tie.other) for person in (tie.person, tie.other)}
    for other, pairs in sorted(together.items()):
        if other in kin:
            continue
        days = _days(pairs, context)
        if days >= context.number("min_days") and _is_adult(case, other, context):
            yield _verdict(other, pairs, days, context)


def _days(pairs: list[tuple[Stay, Stay]], context: EvaluationContext) -> int:
    """On how many days of the window at least one pair of stays holds."""
    first, last = context.since("window_months").toordinal() + 1, context.as_of.toordinal()
    days: set[int] = set()
    for pair in pairs:
        start = max((stay.start or date.min).toordinal() for stay in pair)
        end = min((stay.end or date.max).toordinal() for stay in pair)
        days.update(range(max(start, first), min(end, last + 1)))
    return len(days)


def _is_adult(case: Case, person: str, context: EvaluationContext) -> bool:
    born = case.birth(person)
    if born is None:
        return person in case.adults
    return (born.age(context.as_of) or 0) >= 18


def _verdict(other: str, pairs: list[tuple[Stay, Stay]], days: int, context: EvaluationContext) -> Verdict:
    stays = [stay for pair in pairs for stay in pair]
    agencies = sorted({stay.agency for stay in stays})
    statement = (
        f"An adult lived at one address with this child on {plural(days, 'day')} of the "
        f"{plural(context.number('window_months'), 'month')} to {context.as_of}, by the records of {listed(agencies)}; "
        f"no relationship between the two is on record."
    )
    return Verdict(statement, list(stays), {"days": days}, key=other)


def _people(finding: AbsenceFinding) -> Mapping[str, str]:
    """The child, and the adult."""
    return {finding.subject: "", finding.key: "the adult"}


def _held(unjoined: UnjoinedCase, finding: AbsenceFinding, _: EvaluationContext) -> Iterator[str]:
    """What the adult is to the child, by a record of either."""
    (counterpart,) = {finding.subject, finding.key} - {unjoined.person}
    others = unjoined.may_be[counterpart]
    ties = [tie for tie in unjoined.case.ties if others & {tie.person, tie.other}]
    yield from sorted({_said_of(tie, unjoined, finding) for tie in ties})


def _said_of(tie: Tie, unjoined: UnjoinedCase, finding: AbsenceFinding) -> str:
    """Who is what to whom; `person` of a relationship is the `kind` of the other."""
    kind = "sibling" if tie.type == "SIBLING_OF" else "relative" if tie.type == "RELATED_TO" else spoken(tie.kind)
    mine = tie.person == unjoined.case.subject
    if unjoined.person == finding.key:
        return f"is on record as the child's {kind}" if mine else f"has the child on record as its {kind}"
    return f"is on record as the adult's {kind}" if mine else f"has the adult on record as its {kind}"


PATTERN = Pattern(
    id="unrecorded_adult_in_household",
    version=1,
    question="Who lives with this child without being recorded as anything to them?",
    section="3.2, 3.10",
    parameters=(
        Parameter("min_days", 28, "days", "on how many days in all they lived together, not necessarily in a row"),
        Parameter("window_months", 24, "months", "how far back those days count"),
    ),
    answers={"days": "on how many days of the window the adult was in the child's household"},
    cautions=(
        "A tenancy may have been left open after somebody moved out.",
        "The address may be a shared house, or the adult a lodger.",
        "The adult may be somebody on record whose records were not matched, or known to an agency whose records are not here.",
    ),
    judge=judge,
    filters_itself=True,
    absence=Absence("what the adult is to the child", _held, frozenset({"ties"}), _people),
    derived={
        "since": lambda context: context.since("window_months"),
        "grown_up": lambda context: months_before(context.as_of, _GROWN_UP_MONTHS),
        **HOUSEHOLD,
    },
    folder=Path(__file__).parent,
)
