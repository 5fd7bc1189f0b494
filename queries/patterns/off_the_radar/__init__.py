"""Did the family move, and everyone lose them? (3.9)"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from queries.core.case import Case
from queries.core.facts import Contact, Involvement, Stay, sortable
from queries.core.moves import moves
from queries.core.parameters import Parameter
from queries.core.pattern import Absence, AbsenceFinding, EvaluationContext, Pattern, UnjoinedCase, Verdict, counted, is_subject
from queries.core.wording import days_between, listed, plural

Fact = Stay | Involvement
_DAYS_BEFORE = 183


def judge(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    """At most one finding a child: contacts enough before the day it moved, and none from that day on."""
    ended = [*_left(case, context), *_closed(case)]
    went = [*_moved(case), *ended]
    moved_on = max((on for on, _ in went), default=None)
    if moved_on is None or not _is_due(moved_on, context) or not is_subject(case, context):
        return
    contacts = [each for each in case.contacts if each.person == case.subject]
    # A contact without a day is neither before nor after a move (docs/adr/0012).
    before = [each for each in contacts if each.on and moved_on - timedelta(days=_DAYS_BEFORE) <= each.on < moved_on]
    if counted(before) < context.number("min_before") or any(sortable(each.on) >= moved_on for each in contacts):
        return
    facts = [fact for on, fact in went if on == moved_on]
    yield Verdict(
        _statement(moved_on, facts, before, context),
        [*facts, *before],
        {"moved_on": moved_on, "last_contact_on": max((each.on for each in before), key=sortable, default=None)},
        silent=(moved_on, context.as_of),
        known_ends=[fact for on, fact in ended if on == moved_on],
    )


def _moved(case: Case) -> Iterator[tuple[date, Fact]]:
    """The day of the child's latest move, with every account of it."""
    latest = max(moves(case.stays, case.subject), key=lambda move: move.on, default=None)
    if latest is not None:
        yield from ((latest.on, stay) for stay in latest.accounts)


def _left(case: Case, context: EvaluationContext) -> Iterator[tuple[date, Fact]]:
    """The known end of every stay, where none holds today (hospital aside)."""
    own = [stay for stay in case.stays if stay.person == case.subject and stay.kind != "hospital"]
    if not any(stay.holds(context.as_of) for stay in own):
        yield from ((stay.end, stay) for stay in own if stay.end)


def _closed(case: Case) -> Iterator[tuple[date, Fact]]:
    """The known end of every involvement that ended because the child moved."""
    for each in case.involvements:
        if each.end and each.closure_reason == "moved" and each.person == case.subject:
            yield each.end, each


def _is_due(moved_on: date, context: EvaluationContext) -> bool:
    quiet = (context.as_of - moved_on).days >= context.number("quiet_days")
    return quiet and context.within("window_months", moved_on)


def _statement(moved_on: date, facts: list[Fact], before: list[Contact], context: EvaluationContext) -> str:
    whose = listed(sorted({fact.agency for fact in facts}))
    were = "was" if counted(before) == 1 else "were"
    return (
        f"This child moved or left on {moved_on}, by the records of {whose}; before that there {were} "
        f"{plural(counted(before), 'contact')} about the child {days_between(before)}, with "
        f"{listed(sorted({each.agency for each in before}))}, and from that day to {context.as_of} there is none on record."
    )


def _held(unjoined: UnjoinedCase, finding: AbsenceFinding, _: EvaluationContext) -> Iterator[str]:
    """Contacts since the day on which they went."""
    own = [each for each in unjoined.case.contacts if each.person == unjoined.case.subject]
    since = [each for each in own if each.on and each.on >= finding.answers["moved_on"]]
    last = max(since, key=lambda each: (sortable(each.on), each.id), default=None)
    if last:
        yield f"has {plural(len(since), 'contact')} since, the last on {last.on} ({last.agency})"


PATTERN = Pattern(
    id="off_the_radar",
    version=1,
    question="Did the family move, and everyone lose them?",
    section="3.9",
    parameters=(
        Parameter("window_months", 18, "months", "how far back the day on which they went may be"),
        Parameter("quiet_days", 60, "days", "how long ago that day has to be, with no contact since"),
        Parameter("min_before", 3, "contacts", "how many contacts about the child there were in the 183 days before"),
    ),
    answers={
        "moved_on": "the day on which the child moved or left, as far as the records say",
        "last_contact_on": "the day of the last contact before that",
    },
    cautions=(
        "The child may be known to services of the area that it moved to, whose records are not here.",
        "A family that needs no more services has no contacts either.",
    ),
    judge=judge,
    filters_itself=True,
    absence=Absence("a contact since the child moved", _held, frozenset({"contacts"})),
    derived={
        "earliest": lambda context: context.since("window_months") - timedelta(days=_DAYS_BEFORE),
        "quiet_since": lambda context: context.as_of - timedelta(days=context.number("quiet_days")),
    },
    folder=Path(__file__).parent,
)
