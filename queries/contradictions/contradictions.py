"""Which accounts of one person cannot all hold: a pure reading of what is said, which prefers none.

Definition: docs/decisions.md, "What records say differently". Two accounts are two records: what one record says of two homes, or
of two fathers, is one account of a family that has them (docs/adr/0042).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import Any

from graph.identity.likeness import given_names_differ, names_of, nothing_in_common
from queries.contradictions.accounts import HomeAccount, NamedRecord, ParentTie, PersonAccounts
from queries.patterns.heritage_not_understood.ethnicities import NO_RECORDING, code_of, contradict

# No refuge: an answer about contradictions is no place to tell of one (docs/adr/0042).
_HOMES = frozenset({"home", "temporary", "foster_home", "children_home", "hostel", "other"})


class ContradictionKind(StrEnum):
    """What is said differently."""

    DATE_OF_BIRTH = "date_of_birth"
    SEX = "sex"
    NAME = "name"
    ETHNICITY = "ethnicity"
    DATE_OF_DEATH = "date_of_death"
    TWO_HOMES = "two_homes"
    TWO_FATHERS = "two_fathers"
    TWO_MOTHERS = "two_mothers"


@dataclass(frozen=True, slots=True)
class Account:
    """What is said: `value` in words, whose (`agency`, and the `record` of the person), `since` when it was written down.

    `fact` is the id of the stay or relationship that says it, else the record's key. `start` and `end` are those of a stay.
    """

    value: str
    agency: str
    record: str
    fact: str
    since: date | None
    start: date | None = None
    end: date | None = None

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        days = {name: _text(getattr(self, name)) for name in ("since", "start", "end")}
        return {"value": self.value, "agency": self.agency, "record": self.record, "fact": self.fact, **days}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What is said differently of a person; every account that says anything of it stands there, in order of its record."""

    person: str
    kind: ContradictionKind
    accounts: tuple[Account, ...]

    def facts(self) -> frozenset[str]:
        """The ids of what says it."""
        return frozenset(each.fact for each in self.accounts)

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"person": self.person, "kind": self.kind.value, "accounts": [each.to_dict() for each in self.accounts]}


def contradictions_in(accounts: PersonAccounts, as_of: date) -> list[Contradiction]:
    """Every contradiction of one person, in the order of `ContradictionKind`."""
    records = sorted(accounts.records, key=lambda each: each.record.id)
    found: dict[ContradictionKind, Iterable[Account]] = {
        ContradictionKind.DATE_OF_BIRTH: _said(records, _born, _births_differ),
        ContradictionKind.SEX: _said(records, _sex),
        ContradictionKind.NAME: _said(records, lambda each: each.name or None, _names_differ),
        ContradictionKind.ETHNICITY: _said(records, _ethnicity, _ethnicities_differ),
        ContradictionKind.DATE_OF_DEATH: _said(records, lambda each: _text(each.record.died)),
        ContradictionKind.TWO_HOMES: _homes(accounts.homes, as_of),
        ContradictionKind.TWO_FATHERS: _parents(accounts.parents, "father"),
        ContradictionKind.TWO_MOTHERS: _parents(accounts.parents, "mother"),
    }
    return [Contradiction(accounts.person, kind, said) for kind, each in found.items() if (said := tuple(each))]


def made(before: Iterable[Contradiction], after: Iterable[Contradiction]) -> list[Contradiction]:
    """Those of `after` that are not there `before` already, whoever it was said of."""
    known = [(each.kind, each.facts()) for each in before]
    return [each for each in after if not any(kind == each.kind and each.facts() <= facts for kind, facts in known)]


Saying = Callable[[NamedRecord], str | None]
Differing = Callable[[NamedRecord, NamedRecord], bool]


def _said(records: Sequence[NamedRecord], say: Saying, differ: Differing | None = None) -> Iterator[Account]:
    """What each record says, where two that say something differ (without `differ`: in anything)."""
    differ = differ or (lambda one, other: say(one) != say(other))
    saying = [(each, value) for each in records if (value := say(each)) is not None]
    if any(differ(one, other) for (one, _), (other, _) in combinations(saying, 2)):
        # Those that agree stand there too: no count prefers an account (docs/adr/0042).
        for each, value in saying:
            own = each.record
            yield Account(value, own.agency, own.id, own.id, own.recorded_on)


def _born(each: NamedRecord) -> str | None:
    """A birthday that is neither expected nor estimated, as far as it was given."""
    own = each.record
    # An estimate is a guess that says so, and contradicts nothing.
    if own.born is None or own.born_kind in ("expected", "estimated"):
        return None
    return own.born.isoformat()[: {"month": 7, "year": 4}.get(own.born_precision or "", 10)]


def _births_differ(one: NamedRecord, other: NamedRecord) -> bool:
    """Two days, or a month or a year in which the other day is not."""
    mine, theirs = _born(one) or "", _born(other) or ""
    return not (mine.startswith(theirs) or theirs.startswith(mine))


def _sex(each: NamedRecord) -> str | None:
    return None if each.record.sex in (None, "U") else each.record.sex


def _names_differ(one: NamedRecord, other: NamedRecord) -> bool:
    """Given names that differ by more than a slip or a short form, or family names with nothing in common, aliases counted."""
    names = [names_of(each.given_names, None, each.other_names) for each in (one, other)]
    families = [names_of(None, each.family_name, each.other_names) for each in (one, other)]
    return given_names_differ(*names) or nothing_in_common(*families)


def _ethnicity(each: NamedRecord) -> str | None:
    code = code_of(each.record.ethnicity or "")
    return None if code is None or code in NO_RECORDING else each.record.ethnicity


def _ethnicities_differ(one: NamedRecord, other: NamedRecord) -> bool:
    mine, theirs = code_of(one.record.ethnicity or ""), code_of(other.record.ethnicity or "")
    return bool(mine and theirs and contradict(mine, theirs))


def _homes(homes: Sequence[HomeAccount], as_of: date) -> list[Account]:
    """Stays by two records, at two addresses, that hold on one day at least."""
    own = sorted((each for each in homes if each.stay.kind in _HOMES), key=lambda each: (each.record, each.stay.id))
    apart = [pair for pair in combinations(own, 2) if _at_once(*pair, as_of)]
    shown = {each.stay.id for pair in apart for each in pair}
    return [_home(each) for each in own if each.stay.id in shown]


def _at_once(one: HomeAccount, other: HomeAccount, as_of: date) -> bool:
    if one.record == other.record or one.stay.address == other.stay.address:
        return False
    start = max(one.stay.start or date.min, other.stay.start or date.min)
    return start <= as_of and all(each.stay.end is None or start < each.stay.end for each in (one, other))


def _home(each: HomeAccount) -> Account:
    stay = each.stay
    return Account(each.said or stay.address, stay.agency, each.record, stay.id, stay.recorded_on, stay.start, stay.end)


def _parents(ties: Sequence[ParentTie], kind: str) -> list[Account]:
    """Two of them that no record of the child names both."""
    own = sorted((each for each in ties if each.tie.kind == kind), key=lambda each: (each.record, each.tie.id))
    named: dict[str, set[str]] = {}
    for each in own:
        named.setdefault(each.tie.person, set()).add(each.record)
    # A record that names both tells of a family that has two.
    if not any(one.isdisjoint(other) for one, other in combinations(named.values(), 2)):
        return []
    return [Account(each.parent_record, each.tie.agency, each.record, each.tie.id, each.tie.recorded_on) for each in own]


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
