"""Why a service ended, from the words that local systems use where no code list is laid down."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from graph.facts import Fact
from graph.vocabulary import ClosureReason

_WORDS = (
    (ClosureReason.DIED, r"\bdied\b|death|deceased"),
    (ClosureReason.NON_ENGAGEMENT, r"non[ -]?engag|not engag|disengag|did not engage|no engagement|unable to contact"),
    (ClosureReason.DECLINED, r"declin|refus|consent (?:withdrawn|not given)|withdr[ae]w"),
    (ClosureReason.MISSED_APPOINTMENTS, r"missed appointment|not brought|did not attend|\bdna\b"),
    (ClosureReason.THRESHOLD_NOT_MET, r"threshold|\bnfa\b|no further action"),
    (ClosureReason.TRANSFERRED, r"step[ -]?(?:ped )?(?:up|down)|escalat|transfer|referred|social care|stepped"),
    (ClosureReason.MOVED, r"\bmoved\b|out of area|left the area"),
    (ClosureReason.AGED_OUT, r"\b(?:turned|reached|aged) 1[689]\b|aged out|over 18"),
    (ClosureReason.COMPLETED, r"complet|outcomes? (?:met|achieved)|needs? (?:met|resolved)|achieved|successful"),
)
_READERS = [(reason, re.compile(pattern)) for reason, pattern in _WORDS]


def days_of_death(facts: Iterable[Fact]) -> Iterator[date]:
    """The days on which a service ended since the child died."""
    for fact in facts:
        if fact.end and ("closure_reason", ClosureReason.DIED.value) in fact.end.says:
            yield fact.end.day


def closure_of(text: str) -> ClosureReason:
    """The reason that these words tell, the first of those above; other where they tell none."""
    said = text.lower()
    return next((reason for reason, pattern in _READERS if pattern.search(said)), ClosureReason.OTHER)
