"""Are appointments for this child being missed? (3.6)"""

from collections.abc import Iterator
from pathlib import Path

from queries.core.case import ATTENDED, MISSED, Case
from queries.core.facts import Contact
from queries.core.parameters import Parameter
from queries.core.pattern import EvaluationContext, Pattern, Verdict, counted, is_subject
from queries.core.wording import days_between, listed, plural


def judge(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    """One finding a child: `min_missed` missed contacts or more within `window_months`."""
    own = [each for each in case.contacts if each.person == case.subject]
    missed = context.recent("window_months", [each for each in own if each.outcome in MISSED])
    times = counted(missed)
    if times < context.number("min_missed") or not is_subject(case, context):
        return
    attended = [each for each in own if each.outcome in ATTENDED]
    followed = [each for each in missed if _is_followed(each, attended, context.number("follow_up_days"))]
    agencies = sorted({each.agency for each in missed})
    times_followed = counted(followed)
    soon = plural(context.number("follow_up_days"), "day")
    statement = (
        f"{plural(times, 'appointment')} for this child missed {days_between(missed)}, with {listed(agencies)}; "
        f"{times_followed} followed within {soon} by an attended contact of the same agency."
    )
    answers = {"missed": times, "missed_with": agencies, "followed_up": times_followed}
    yield Verdict(statement, [*missed], answers)


def _is_followed(missed: Contact, attended: list[Contact], days: int) -> bool:
    later = [(each.on - missed.on).days for each in attended if each.agency == missed.agency and each.on and missed.on]
    return any(1 <= after <= days for after in later)


PATTERN = Pattern(
    id="missed_appointments",
    version=1,
    question="Are appointments for this child being missed?",
    section="3.6",
    parameters=(
        Parameter("window_months", 12, "months", "how far back missed contacts count"),
        Parameter("min_missed", 3, "contacts", "how many missed contacts make a finding"),
        Parameter("follow_up_days", 30, "days", "how soon an attended contact counts as following a missed one"),
    ),
    answers={
        "missed": "how many contacts were missed",
        "missed_with": "the agencies whose contacts were missed",
        "followed_up": "how many of them were followed by an attended contact of the same agency in time",
    },
    cautions=(
        "A child is brought or not brought by somebody: ask what stood in the way.",
        "One missed appointment recorded by two agencies counts for both.",
        "An appointment that was changed on the day may have been recorded as missed.",
    ),
    judge=judge,
    filters_itself=True,
    derived={"since": lambda context: context.since("window_months")},
    folder=Path(__file__).parent,
)
