"""Which agency knew some facts, from when and how: a pure reading of who wrote each down, and who was told.

Definition: docs/who-knew.md. An agency knows its own records, and what was shared with it (docs/model.md, "The lens").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from queries.chronology import ChronologyRow, RowKind
from queries.chronology.account import SharingDecision
from queries.core.wording import spoken

NEXT_DAYS = 30
_ACTIONS = frozenset({RowKind.EVENT, RowKind.START, RowKind.SHARED})


class KnownFact(NamedTuple):
    """A fact: who wrote it down and when (None: always on record), and what was decided of passing it on."""

    kind: str
    id: str
    agency: str
    recorded_on: date | None
    decisions: tuple[SharingDecision, ...] = ()

    def told(self, agency: str) -> SharingDecision | None:
        """The first time that an agency was told."""
        told = [each for each in self.decisions if each.decision == "shared" and each.told == agency]
        return min(told, key=lambda each: (each.on or date.min, each.id), default=None)

    def since(self, agency: str) -> date | None:
        """The day from which an agency knew it; the first of all where it always did, None where it never did."""
        written = self.recorded_on or date.min
        if agency == self.agency:
            return written
        told = self.told(agency)
        return max(written, told.on or date.min) if told else None


@dataclass(frozen=True, slots=True)
class AgencyKnowledge:
    """What one agency knew: `known` of `facts`; `since` when of the first, `all_since` from when of every one (None: never).

    `how` says by what, `withheld` who decided not to tell it, when and why, `did_next` the first thing that it then did about the
    person within 30 days, in words; each may be empty.
    """

    agency: str
    known: int
    facts: int
    since: date | None
    all_since: date | None
    how: tuple[str, ...]
    withheld: tuple[str, ...] = ()
    did_next: str = ""
    did_next_on: date | None = None

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it; a day that is null beside something known means always."""
        return {
            "agency": self.agency,
            "known": self.known,
            "facts": self.facts,
            "since": day_text(self.since),
            "all_since": day_text(self.all_since),
            "how": list(self.how),
            "withheld": list(self.withheld),
            "did_next": self.did_next or None,
            "did_next_on": day_text(self.did_next_on),
        }


def knowledge_of(
    agency: str, facts: Sequence[KnownFact], rows: Iterable[ChronologyRow], names: dict[str, str]
) -> AgencyKnowledge:
    """What an agency knew of these facts, and did next as `rows` of the person's chronology tell; `names` are agencies'."""
    days = [day for each in facts if (day := each.since(agency)) is not None]
    everything = max(days) if days and len(days) == len(facts) else None
    since = min(days, default=None)
    following = _next(agency, since, rows) if since else None
    return AgencyKnowledge(
        agency,
        len(days),
        len(facts),
        since,
        everything,
        tuple(_how(agency, facts, names)),
        tuple(_withheld(agency, facts, names)),
        following.event if following else "",
        following.on.stands_for if following else None,
    )


def day_text(day: date | None) -> str | None:
    """A day as JSON has it; null for what is not known, and for always."""
    return None if day in (None, date.min) else str(day)


def _how(agency: str, facts: Sequence[KnownFact], names: dict[str, str]) -> Iterable[str]:
    own = sum(each.agency == agency for each in facts)
    if own:
        yield "its own record" if own == 1 else f"{own} records of its own"
    told = {each.told(agency) for each in facts if each.agency != agency} - {None}
    for each in sorted((each for each in told if each), key=lambda each: (each.on or date.min, each.id)):
        basis = f", basis: {spoken(each.basis)}" if each.basis else ""
        yield f"told by {names.get(each.agency, each.agency)} on {each.on}{basis}"


def _withheld(agency: str, facts: Sequence[KnownFact], names: dict[str, str]) -> Iterable[str]:
    decided = {each for fact in facts for each in fact.decisions if each.decision == "withheld" and each.told == agency}
    for each in sorted(decided, key=lambda each: (each.on or date.min, each.id)):
        reason = f": “{each.reason}”" if each.reason else ""
        yield f"{names.get(each.agency, each.agency)} decided on {each.on} not to tell it{reason}"


def _next(agency: str, since: date, rows: Iterable[ChronologyRow]) -> ChronologyRow | None:
    """The first contact, start of a service, or sharing of its own behind the day, within 30 days."""
    until = since + timedelta(days=NEXT_DAYS) if since > date.min else since
    for row in rows:
        day = row.on.stands_for
        if row.kind in _ACTIONS and agency in row.agencies and day is not None and since < day <= until and _is_action(row):
            return row
    return None


def _is_action(row: ChronologyRow) -> bool:
    return row.evidence[0].kind != "stay" and row.evidence[0].kind != "relationship"
