"""Has nobody seen this child, though services are open? (3.5)"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from queries.core.case import ATTENDED, SEEN, Case
from queries.core.facts import Contact, Involvement, latest, sortable
from queries.core.parameters import Parameter
from queries.core.pattern import Absence, AbsenceFinding, EvaluationContext, Pattern, UnjoinedCase, Verdict, counted, is_subject
from queries.core.wording import listed, plural


def judge(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    """At most one finding a child: services open for `days` or more, and no contact in those days in which it was seen."""
    if not is_subject(case, context):
        return
    since = _since(context)
    own = [each for each in case.involvements if each.person == case.subject and each.end is None]
    opened = [each for each in own if each.kind not in ("school", "tenancy")]
    if not any(sortable(each.start) <= since for each in opened):
        return
    seen = _seen(case)
    last = latest(seen)
    if last and sortable(last.on) >= since:
        return
    adults = _adults_only(case, {each.id for each in seen}, last)
    answers = {"last_seen_on": last.on if last else None, "adults_only": counted(adults)}
    facts: list[Any] = [*opened, *([last] if last else []), *adults]
    yield Verdict(_statement(opened, last, counted(adults), context), facts, answers, silent=(since, context.as_of))


def _first_day(opened: list[Involvement]) -> str:
    first = min(sortable(each.start) for each in opened)
    return "a day that is not on record" if first == date.min else str(first)


def _of(day: date | None) -> str:
    return f"of {day}" if day else "without a date"


def _since(context: EvaluationContext) -> date:
    return context.as_of - timedelta(days=context.number("days"))


def _seen(case: Case) -> list[Contact]:
    """The contacts in which the child was seen, as their subject or as one of those involved."""
    involved = {part.contact for part in case.took_part if part.person == case.subject and part.presence in SEEN}
    return [each for each in case.contacts if each.id in involved or (each.person == case.subject and each.presence in SEEN)]


def _adults_only(case: Case, seen: set[str], last: Contact | None) -> list[Contact]:
    """Attended contacts about the child since it was last seen, in which another person labelled Adult took part and it was
    not seen."""
    there = [part for part in case.took_part if part.person in case.adults and part.presence != "absent"]
    met = {part.contact for part in there if part.person != case.subject}
    own = [each for each in case.contacts if each.person == case.subject and each.outcome in ATTENDED]
    # Where the last sighting has no day, contacts of any day count as later ones (docs/adr/0012).
    return [each for each in own if each.id in met - seen and (last is None or sortable(each.on) > sortable(last.on))]


def _statement(opened: list[Involvement], last: Contact | None, adults: int, context: EvaluationContext) -> str:
    agencies = listed(sorted({each.agency for each in opened}))
    seen = f"the last record of the child being seen is {_of(last.on)}" if last else "no earlier record says so either"
    said = (
        f"{plural(len(opened), 'service')} open for this child with {agencies}, the first since "
        f"{_first_day(opened)}, and no record that anybody saw the child in the "
        f"{plural(context.number('days'), 'day')} to {context.as_of}; {seen}"
    )
    since = "since then" if last else "at any time"
    alone = f"; {plural(adults, 'attended contact')} about the child {since} with adults, and the child not recorded as seen"
    return f"{said}{alone if adults else ''}."


def _held(unjoined: UnjoinedCase, _: AbsenceFinding, context: EvaluationContext) -> Iterator[str]:
    """That the child was seen in those days."""
    seen = [each for each in _seen(unjoined.case) if each.on and each.on >= _since(context)]
    last = max(seen, key=lambda each: (sortable(each.on), each.id), default=None)
    if last:
        yield f"was seen on {last.on} ({last.agency})"


PATTERN = Pattern(
    id="child_not_seen",
    version=1,
    question="Has nobody seen this child, though services are open?",
    section="3.5",
    parameters=(Parameter("days", 90, "days", "how long services have been open, and how long the child has not been seen"),),
    answers={
        "last_seen_on": "the day on which the child was last seen, or null",
        "adults_only": "how many attended contacts about the child there were since then with adults and without the child",
    },
    cautions=(
        "Many systems do not record who was seen: not recorded is not the same as not seen.",
        "A service may be open and rightly have no reason to see the child.",
    ),
    judge=judge,
    filters_itself=True,
    derived={"opened_by": _since},
    absence=Absence("that the child was seen", _held, frozenset({"contacts", "took_part"})),
    folder=Path(__file__).parent,
)
