"""Do worries keep coming in that each fall short? (3.5)"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from queries.core.case import Case
from queries.core.facts import Contact, Involvement, sortable
from queries.core.parameters import Parameter
from queries.core.pattern import EvaluationContext, Pattern, Verdict, counted, is_subject
from queries.core.wording import days_between, listed, plural

_KINDS = ("referral", "notification")
_NOTHING_MORE = ("no_further_action", "signposted", "information_only")
_STATUTORY = ("assessment", "section_47", "child_in_need", "child_protection_plan", "looked_after")


def judge(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    """One finding a child: `min_contacts` contacts or more, of `min_sources` sources, with no statutory involvement since the
    first. Which contacts reached social care, the Cypher says."""
    siblings = case.siblings(case.subject) if context.values["scope"] == "family" else set()
    people = {case.subject} | siblings
    fallen_short = [each for each in case.contacts if each.kind in _KINDS and each.outcome in _NOTHING_MORE]
    recent = context.recent("window_months", fallen_short)
    contacts = [each for each in recent if each.person in people and each.id in case.reached]
    times, sources = counted(contacts), sorted({each.source_agency or each.agency for each in contacts})
    if times < context.number("min_contacts") or len(sources) < context.number("min_sources") or not is_subject(case, context):
        return
    first = min(sortable(each.on) for each in contacts)
    if any(each.person in people and _rules_out(each, first, context) for each in case.involvements):
        return
    facts: list[Any] = [*contacts, *case.sibling_ties(case.subject, siblings & {each.person for each in contacts})]
    yield Verdict(_statement(contacts, times, sources, context), facts, {"contacts": times, "sources": sources})


def _rules_out(involvement: Involvement, first: date, context: EvaluationContext) -> bool:
    """Whether it is an assessment or a plan that holds on some day from the first contact on, and was not itself turned down."""
    if involvement.kind not in _STATUTORY:
        return False
    turned_down = involvement.threshold_met is False or involvement.closure_reason == "threshold_not_met"
    if involvement.kind in ("assessment", "section_47") and turned_down:
        return False
    start = sortable(involvement.start)
    return start <= context.as_of and (involvement.end is None or max(start, first) < involvement.end)


def _statement(contacts: list[Contact], times: int, sources: list[str], context: EvaluationContext) -> str:
    whom = "this child or a brother or sister" if context.values["scope"] == "family" else "this child"
    return (
        f"{plural(times, 'referral or notification', 'referrals or notifications')} about {whom} "
        f"{days_between(contacts)} reached children's social care, from {listed(sources)}, and ended in no further action, "
        f"signposting or information only; no assessment that met the threshold and no plan is on record since the first."
    )


PATTERN = Pattern(
    id="below_threshold",
    version=1,
    question="Do worries keep coming in that each fall short?",
    section="3.5",
    parameters=(
        Parameter("window_months", 12, "months", "how far back referrals and notifications count"),
        Parameter("min_contacts", 3, "contacts", "how many of them make a finding"),
        Parameter("min_sources", 2, "agencies", "from how many sources they have to come"),
        Parameter("scope", "child", "child or family", "whether those about siblings count too", ("child", "family")),
    ),
    answers={
        "contacts": "how many referrals and notifications ended in nothing more",
        "sources": "the agencies that they came from",
    },
    cautions=(
        "Each may have been decided well: what matters is whether anybody saw them together.",
        "Two agencies may have reported one and the same event.",
    ),
    judge=judge,
    filters_itself=True,
    derived={
        "since": lambda context: context.since("window_months"),
        "social_care": lambda context: sorted(context.social_care),
    },
    folder=Path(__file__).parent,
)
