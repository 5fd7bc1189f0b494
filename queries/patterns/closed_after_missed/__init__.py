"""Did a service close the case instead of finding out why? (3.6)"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from queries.core.case import ATTENDED, MISSED, Case
from queries.core.facts import Contact, Involvement, latest, sortable
from queries.core.parameters import Parameter
from queries.core.pattern import EvaluationContext, Pattern, Verdict, is_subject
from queries.core.wording import spoken

_STATED = ("non_engagement", "missed_appointments")
_MISSED = MISSED | {"no_access"}


def judge(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    """One finding an involvement about the child or a parent figure that ended after a missed contact, or says so itself."""
    if not is_subject(case, context):
        return
    figures = case.parent_figures(case.subject)
    for each in sorted(case.involvements, key=lambda each: each.id):
        # The pattern's Cypher keeps all this out too. Of one child a judge is shown everything around it, so it looks itself
        # (docs/adr/0006, docs/adr/0014).
        about = each.person == case.subject or each.person in figures
        if about and each.end and context.within("window_months", each.end) and each.kind not in ("school", "tenancy"):
            yield from _closed(case, each, context)


def _closed(case: Case, involvement: Involvement, context: EvaluationContext) -> Iterator[Verdict]:
    last = _last_missed(case, involvement, context)
    stated = involvement.closure_reason in _STATED
    if not stated and last is None:
        return
    whose = "child" if involvement.person == case.subject else "parent_figure"
    yield Verdict(
        _statement(involvement, last, whose, stated),
        [involvement, *([last] if last else [])],
        {"missed_on": last.on if last else None, "whose": whose},
        key=involvement.id,
        status="stated" if stated else "inferred",
        known_ends=[involvement],
    )


def _last_missed(case: Case, involvement: Involvement, context: EvaluationContext) -> Contact | None:
    """The last missed contact (or with no access) of the agency in the days before the end, with none attended between."""
    assert involvement.end is not None
    own = [each for each in case.contacts if (each.agency, each.person) == (involvement.agency, involvement.person)]
    earliest = involvement.end - timedelta(days=context.number("within_days"))
    before = [each for each in own if each.on is not None and earliest <= each.on <= involvement.end]
    last = latest(each for each in before if each.outcome in _MISSED)
    met = latest(each for each in before if each.outcome in ATTENDED)
    return None if last and met and sortable(met.on) > sortable(last.on) else last


def _statement(involvement: Involvement, last: Contact | None, whose: str, stated: bool) -> str:
    whom = "this child" if whose == "child" else "a parent or carer of this child"
    said = f"{involvement.agency} ended {spoken(involvement.kind)} for {whom} on {involvement.end}"
    if stated:
        said += f", giving as its reason {spoken(involvement.closure_reason or '')}"
    if last:
        said += f", after a contact on {last.on} that ended as {spoken(last.outcome)}, with no attended contact between"
    return said + "."


PATTERN = Pattern(
    id="closed_after_missed",
    version=1,
    question="Did a service close the case instead of finding out why?",
    section="3.6",
    statuses=("stated", "inferred"),
    parameters=(
        Parameter("window_months", 24, "months", "how far back the end of an involvement counts"),
        Parameter("within_days", 60, "days", "how long before the end the missed contact may be"),
    ),
    answers={
        "missed_on": "the day of the last missed contact, or null where the closure says so and none was logged",
        "whose": "whose involvement it was: child or parent_figure",
    },
    cautions=(
        "A service may have closed because another took over, or because the family asked it to.",
        "Some systems log a missed contact only when it was not rearranged.",
    ),
    judge=judge,
    filters_itself=True,
    derived={
        "since": lambda context: context.since("window_months"),
        # A missed contact may be older than the window, which the end alone has to be in.
        "earliest": lambda context: context.since("window_months") - timedelta(days=context.number("within_days")),
    },
    folder=Path(__file__).parent,
)
