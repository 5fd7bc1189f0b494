"""Was the child passed to an agency that never took them up? (3.9)"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from queries.core.case import Case
from queries.core.facts import Contact, Involvement
from queries.core.parameters import Parameter
from queries.core.pattern import Absence, AbsenceFinding, EvaluationContext, Pattern, UnjoinedCase, Verdict, is_subject


def judge(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    """One finding a contact that passed the child on: the agency named did nothing about the child in `pick_up_days`."""
    if not is_subject(case, context):
        return
    contacts = {each.id: each for each in case.contacts if each.person == case.subject}
    for _, handed in sorted(contacts.items()):
        # The silence of an agency that has loaded nothing is not found in the first place: see `unloaded` (docs/adr/0015).
        if handed.on and _is_due(handed, handed.on, context) and handed.referred_to in context.loaded:
            yield from _not_picked_up(case, handed, handed.on, list(contacts.values()), context)


def unloaded(case: Case, context: EvaluationContext) -> Iterator[tuple[str, str]]:
    """Of an agency that has loaded nothing, nothing is said: whether it took the child up is not known."""
    if not is_subject(case, context):
        return
    for each in case.contacts:
        if each.person == case.subject and each.on and _is_due(each, each.on, context) and each.referred_to not in context.loaded:
            yield str(each.referred_to), "passed to"


def _is_due(handed: Contact, on: date, context: EvaluationContext) -> bool:
    elsewhere = handed.referred_to in context.agencies and handed.referred_to != handed.agency
    old_enough = (context.as_of - on).days >= context.number("pick_up_days")
    return elsewhere and old_enough and context.within("window_months", on)


def _not_picked_up(
    case: Case, handed: Contact, on: date, contacts: list[Contact], context: EvaluationContext
) -> Iterator[Verdict]:
    until = on + timedelta(days=context.number("pick_up_days"))
    answered = [each for each in contacts if each.agency == handed.referred_to and each.on and on <= each.on <= until]
    refused = [each for each in answered if each.outcome == "no_further_action"]
    spells = [each for each in case.involvements if each.agency == handed.referred_to and each.person == case.subject]
    if len(answered) > len(refused) or any(_takes_up(each, on, until) for each in spells):
        return
    yield Verdict(
        _statement(handed, refused, until),
        [handed, *refused],
        {"referred_to": handed.referred_to, "referred_on": handed.on},
        key=handed.id,
        status="refused" if refused else "silent",
        silent=(on, until),
        silent_with=handed.referred_to,
    )


def _takes_up(involvement: Involvement, handed_on: date, until: date) -> bool:
    """Whether it starts in those days, or holds on the first of them."""
    starts = involvement.start is not None and handed_on <= involvement.start <= until
    return starts or involvement.holds(handed_on)


def _statement(handed: Contact, refused: list[Contact], until: date) -> str:
    said = f"{handed.agency} passed this child on to {handed.referred_to} on {handed.on}; from that day to {until},"
    if not refused:
        return f"{said} {handed.referred_to} has no contact and no involvement about the child on record."
    noted = min(each.on for each in refused if each.on)
    return f"{said} all that {handed.referred_to} has on record about the child is no further action, on {noted}."


def _held(unjoined: UnjoinedCase, finding: AbsenceFinding, context: EvaluationContext) -> Iterator[str]:
    """What the agency that the child was passed to did in that time."""
    case, agency, on = unjoined.case, finding.answers["referred_to"], finding.answers["referred_on"]
    until = on + timedelta(days=context.number("pick_up_days"))
    contacts = [each for each in case.contacts if each.agency == agency and each.person == case.subject and each.on]
    took = [each for each in contacts if each.on and on <= each.on <= until and each.outcome != "no_further_action"]
    yield from (f"has a contact of {agency} on {each.on}" for each in sorted(took, key=lambda each: (each.on, each.id))[:1])
    spells = [each for each in case.involvements if each.agency == agency and _takes_up(each, on, until)]
    yield from (f"has an involvement of {agency} since {each.start or 'before any day on record'}" for each in spells[:1])


PATTERN = Pattern(
    id="handed_over_not_picked_up",
    version=2,
    question="Was the child passed to an agency that never took them up?",
    section="3.9",
    statuses=("refused", "silent"),
    parameters=(
        Parameter("window_months", 24, "months", "how far back the child may have been passed on"),
        Parameter("pick_up_days", 30, "days", "how soon the other agency had to take the child up"),
    ),
    answers={
        "referred_to": "the agency that the child was passed to",
        "referred_on": "the day on which that was",
    },
    cautions=(
        "It takes both agencies' records, so that no one agency sees it is true nearly always.",
        "Of an agency that has loaded nothing, nothing is said; the answer names it beside the findings.",
        "The other agency may have acted under a name that was not matched to this child.",
    ),
    judge=judge,
    unloaded=unloaded,
    filters_itself=True,
    absence=Absence("what the other agency did", _held, frozenset({"contacts", "involvements"})),
    derived={
        "since": lambda context: context.since("window_months"),
        "due": lambda context: context.as_of - timedelta(days=context.number("pick_up_days")),
    },
    folder=Path(__file__).parent,
)
