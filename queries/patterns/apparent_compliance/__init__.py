"""Does agreement keep being followed by absence? (3.8)"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from queries.core.case import ATTENDED, MISSED, Case
from queries.core.facts import Contact, sortable
from queries.core.parameters import Parameter
from queries.core.pattern import EvaluationContext, Pattern, Verdict, is_subject
from queries.core.wording import days_between, listed, plural

_ABSENT = MISSED | {"cancelled_by_family", "no_access"}


def judge(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    """One finding a child: `min_pairs` pairs or more, the second half of each within `window_months`."""
    pairs = [pair for pair in _pairs(case) if context.within("window_months", pair[1].on)]
    if len(pairs) < context.number("min_pairs") or not is_subject(case, context):
        return
    contacts = [contact for pair in pairs for contact in pair]
    agencies = sorted({each.agency for each in contacts})
    statement = (
        f"{plural(len(pairs), 'time')} {days_between(contacts)} a contact about this child that was engaged with or "
        f"agreed to was followed, as the next with the same agency, by one that was missed, cancelled by the family or "
        f"without access; with {listed(agencies)}."
    )
    yield Verdict(statement, [*contacts], {"pairs": len(pairs), "with_agencies": agencies})


def _pairs(case: Case) -> Iterator[tuple[Contact, Contact]]:
    """Each contact with agreement whose next one about the child, with the same agency, came to nothing.

    A contact without a day is next to none (docs/adr/0012).
    """
    own = [each for each in case.contacts if each.person == case.subject and each.on]
    own.sort(key=lambda each: (each.agency, sortable(each.on), each.id))
    for first, second in pairwise(own):
        if first.agency == second.agency and _is_agreement(first) and _is_absence(second):
            yield first, second


def _is_agreement(contact: Contact) -> bool:
    return contact.outcome in ATTENDED and contact.engagement in ("engaged", "agreed")


def _is_absence(contact: Contact) -> bool:
    return contact.outcome in _ABSENT


PATTERN = Pattern(
    id="apparent_compliance",
    version=1,
    question="Does agreement keep being followed by absence?",
    section="3.8",
    parameters=(
        Parameter("min_pairs", 3, "pairs", "how many times agreement was followed by absence"),
        Parameter("window_months", 24, "months", "how far back the absence counts"),
    ),
    answers={
        "pairs": "how many times agreement was followed by absence",
        "with_agencies": "the agencies with whom it happened",
    },
    cautions=(
        "A family may agree and then be kept away by work, illness, money or fear: ask what stood in the way.",
        "How engagement is recorded differs between agencies, and between workers.",
    ),
    judge=judge,
    filters_itself=True,
    derived={"since": lambda context: context.since("window_months")},
    folder=Path(__file__).parent,
)
