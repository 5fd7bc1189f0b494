"""Are services being refused or met with hostility? (3.8)"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from queries.core.case import Case
from queries.core.facts import Contact, Tie
from queries.core.parameters import Parameter
from queries.core.pattern import EvaluationContext, Pattern, Verdict, counted, is_subject
from queries.core.wording import days_between, listed, plural

_ENGAGEMENTS = ("refused", "hostile", "avoidant")


def judge(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    """One finding a child: `min_contacts` such contacts or more, with `min_agencies` agencies, within `window_months`."""
    contacts, ties = _hard(case, context)
    times, agencies = counted(contacts), sorted({each.agency for each in contacts})
    few = times < context.number("min_contacts") or len(agencies) < context.number("min_agencies")
    if few or not is_subject(case, context):
        return
    statement = (
        f"{plural(times, 'contact')} about this child or with its parents or carers {days_between(contacts)} "
        f"recorded as refused, hostile or avoidant, or with no access, with {listed(agencies)}."
    )
    facts: list[Any] = [*contacts, *ties]
    yield Verdict(statement, facts, {"contacts": times, "with_agencies": agencies})


def _hard(case: Case, context: EvaluationContext) -> tuple[list[Contact], list[Tie]]:
    """Those contacts, each once; and the edges of the parent figures by whom those not about the child itself count."""
    figures = case.figure_ties(case.subject)
    known = {tie.person for tie in figures}
    people: dict[str, set[str]] = {each.id: {each.person} for each in case.contacts}
    for part in case.took_part:
        people[part.contact].add(part.person)
    hard = [each for each in case.contacts if _counts(each, context)]
    found = {each.id: each for each in hard if each.person == case.subject or people[each.id] & known}
    through = [people[each.id] for each in found.values() if each.person != case.subject]
    return list(found.values()), [tie for tie in figures if any(tie.person in each for each in through)]


def _counts(contact: Contact, context: EvaluationContext) -> bool:
    hard = contact.engagement in _ENGAGEMENTS or contact.outcome == "no_access"
    return hard and context.within("window_months", contact.on)


PATTERN = Pattern(
    id="hard_to_engage",
    version=1,
    question="Are services being refused or met with hostility?",
    section="3.8",
    parameters=(
        Parameter("window_months", 12, "months", "how far back such contacts count"),
        Parameter("min_contacts", 3, "contacts", "how many of them make a finding"),
        Parameter("min_agencies", 2, "agencies", "with how many agencies they have to be"),
    ),
    answers={
        "contacts": "how many contacts were refused, hostile, avoidant or without access",
        "with_agencies": "the agencies whose contacts these were",
    },
    cautions=(
        "Fear, coercion, no interpreter or a poor service can look the same: ask why.",
        "It needs several agencies, so that no one agency sees it is no news.",
    ),
    judge=judge,
    filters_itself=True,
    derived={"since": lambda context: context.since("window_months")},
    folder=Path(__file__).parent,
)
