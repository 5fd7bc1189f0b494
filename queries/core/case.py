"""A case: everything that was brought about one subject, and how it looks through the lens of some of the agencies."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol, TypeVar

from graph.dates import age_on
from graph.vocabulary import NOT_HOUSEHOLD
from queries.core.facts import Concern, Contact, Involvement, Record, Stay, Tie, TookPart, read_columns

FactId = tuple[str, str]
"""The column that a fact is in, and its id."""

Told = TypeVar("Told", Record, Contact, Involvement, Concern)

MISSED = frozenset({"was_not_brought", "did_not_attend"})
"""Outcomes of a contact that was missed; what a service cancelled is never missed."""
ATTENDED = frozenset({"attended", "seen", "completed"})
SEEN = frozenset({"seen", "seen_alone"})
PRESENT = frozenset({"seen", "seen_alone", "present"})

Fact = Record | Tie | Contact | Involvement | Concern | Stay
FACTS = ("records", "stays", "ties", "concerns", "involvements", "contacts")
"""The columns that hold facts, each of which an agency recorded."""


@dataclass(slots=True)
class Case:
    """One subject and the facts brought, about the subject and the people around; all of them visible in the lens. `joined` has
    of those who are one person only by what was decided after `known_at` the days of those decisions."""

    subject: str
    records: list[Record] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    took_part: list[TookPart] = field(default_factory=list)
    involvements: list[Involvement] = field(default_factory=list)
    concerns: list[Concern] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    adults: list[str] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)
    known_to: list[str] = field(default_factory=list)
    joined: Mapping[str, tuple[date, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, columns: Sequence[str], row: Sequence[Any]) -> "Case":
        """Read from a row of a pattern's Cypher."""
        return cls(row[0], **read_columns(columns[1:], row[1:]))

    def agencies(self) -> set[str]:
        """Every agency with a fact here, or told of one."""
        shared = (agency for facts in self._told() for fact in facts for agency in fact.shared_with)
        return {fact.agency for facts in self._all() for fact in facts} | set(shared)

    def agencies_about_subject(self) -> set[str]:
        """Every agency with a fact about the subject, here or among `known_to`."""
        own = {fact.agency for facts in (*self._told(), self.stays) for fact in facts if fact.person == self.subject}
        return own | {tie.agency for tie in self.ties if self.subject in (tie.person, tie.other)} | set(self.known_to)

    def seen_from(self, *agencies: str) -> "Case":
        """The same case through the lens of these agencies alone: their own facts, and what was shared with one of them
        (docs/adr/0004)."""
        whose = frozenset(agencies)
        contacts = _seen(self.contacts, whose)
        visible = {contact.id for contact in contacts}
        return Case(
            self.subject,
            _seen(self.records, whose),
            [tie for tie in self.ties if tie.agency in whose],
            contacts,
            [part for part in self.took_part if part.contact in visible],
            _seen(self.involvements, whose),
            _seen(self.concerns, whose),
            [stay for stay in self.stays if stay.agency in whose],
            # No lens changes who is labelled Adult, or whom a contact reached (`facts.COLUMNS`).
            self.adults,
            self.reached,
            self.known_to,
            self.joined,
        )

    def facts(self) -> Iterator[tuple[FactId, Fact]]:
        """Every fact with what names it here."""
        for column in FACTS:
            for fact in getattr(self, column):
                yield (column, fact.id), fact

    def without(self, gone: Collection[FactId]) -> "Case":
        """The same case as if these facts were not there."""
        kept: dict[str, Any] = {name: [fact for fact in getattr(self, name) if (name, fact.id) not in gone] for name in FACTS}
        parts = [part for part in self.took_part if ("contacts", part.contact) not in gone]
        return replace(self, took_part=parts, **kept)

    def renamed(self, ids: Mapping[str, str]) -> "Case":
        """The same case, in which these people have other ids."""
        if not ids:
            return self
        changed: dict[str, Any] = {name: [_renamed(fact, ids) for fact in getattr(self, name)] for name in (*FACTS, "took_part")}
        adults = [ids.get(each, each) for each in self.adults]
        return replace(self, subject=ids.get(self.subject, self.subject), adults=adults, **changed)

    def _told(self) -> Iterator[Iterable[Any]]:
        yield from (self.records, self.contacts, self.involvements, self.concerns)

    def _all(self) -> Iterator[Iterable[Any]]:
        yield from self._told()
        yield from (self.ties, self.stays)

    # --- people ---

    def records_of(self, person: str) -> list[Record]:
        """The visible records of a person."""
        return [record for record in self.records if record.person == person]

    def birth(self, person: str) -> "Birth | None":
        """The date of birth that age is counted from, or None."""
        return birth(self.records_of(person))

    def died(self, person: str, by: date) -> date | None:
        """The known date of death, on or before a day; None where none is known."""
        dates = [record.died for record in self.records_of(person) if record.died is not None and record.died <= by]
        return min(dates, default=None)

    def sexes(self, person: str) -> set[str]:
        """Every sex that a visible record states."""
        return {record.sex for record in self.records_of(person) if record.sex}

    # --- family ---

    def parents(self, child: str) -> set[str]:
        """Everyone with a visible PARENT_OF edge to the child, ended or not."""
        return {tie.person for tie in self.ties if tie.type == "PARENT_OF" and tie.other == child} - {child}

    def parent_ties(self, child: str, *kinds: str) -> list[Tie]:
        """The PARENT_OF edges to a child, of these kinds (all, where none is named)."""
        return [
            tie
            for tie in self.ties
            if tie.type == "PARENT_OF" and tie.other == child and tie.person != child and (not kinds or tie.kind in kinds)
        ]

    def figure_ties(self, child: str) -> list[Tie]:
        """The edges of the child's parent figures to it: parents, and carers or guardians, ended or not."""
        carers = [
            tie
            for tie in self.ties
            if tie.type == "CARES_FOR" and tie.other == child != tie.person and tie.kind in ("carer", "guardian")
        ]
        return self.parent_ties(child) + carers

    def parent_figures(self, child: str) -> set[str]:
        """Parents, and carers or guardians, ended or not."""
        return {tie.person for tie in self.figure_ties(child)}

    def siblings(self, child: str) -> set[str]:
        """Those with a visible SIBLING_OF edge, or with a parent (not step_parent) in common."""
        named = {tie.other if tie.person == child else tie.person for tie in self.ties if _is_sibling_tie(tie, child)}
        own = {tie.person for tie in self.parent_ties(child, "mother", "father", "parent")}
        by_parent = {
            tie.other for tie in self.ties if tie.type == "PARENT_OF" and tie.person in own and tie.kind != "step_parent"
        }
        return (named | by_parent) - {child}

    def sibling_ties(self, child: str, siblings: set[str]) -> list[Tie]:
        """The edges that make these its siblings: SIBLING_OF, and both sides of a parent in common. The child needs none."""
        siblings = siblings - {child}
        named = [tie for tie in self.ties if _is_sibling_tie(tie, child) and siblings & {tie.person, tie.other}]
        own = self.parent_ties(child, "mother", "father", "parent")
        parents = {tie.person for tie in own}
        theirs = [
            tie
            for tie in self.ties
            if tie.type == "PARENT_OF" and tie.person in parents and tie.other in siblings and tie.kind != "step_parent"
        ]
        shared = {tie.person for tie in theirs}
        return named + theirs + [tie for tie in own if tie.person in shared]

    def shared_stays(self, person: str) -> list[tuple[Stay, Stay]]:
        """Pairs of a person's stay and somebody else's at the same address, of kinds that make a household."""
        home = [stay for stay in self.stays if stay.kind not in NOT_HOUSEHOLD]
        mine = [stay for stay in home if stay.person == person]
        others = [stay for stay in home if stay.person != person]
        return [(stay, other) for stay in mine for other in others if other.address == stay.address]


def _renamed(fact: Any, ids: Mapping[str, str]) -> Any:
    if fact.person in ids:
        fact = fact._replace(person=ids[fact.person])
    return fact._replace(other=ids[fact.other]) if getattr(fact, "other", None) in ids else fact


def _seen(facts: list[Told], whose: frozenset[str]) -> list[Told]:
    return [fact for fact in facts if fact.agency in whose or not whose.isdisjoint(fact.shared_with)]


def _is_sibling_tie(tie: Tie, child: str) -> bool:
    return tie.type == "SIBLING_OF" and child in (tie.person, tie.other)


class SaysBirth(Protocol):
    """Whatever says a date of birth, as a record does."""

    @property
    def born(self) -> date | None:
        """The date of birth; of a partial one its first day, None where none is on record."""
        ...

    @property
    def born_precision(self) -> str | None:
        """How much of it was given."""
        ...

    @property
    def born_kind(self) -> str | None:
        """Actual, estimated or expected."""
        ...


@dataclass(frozen=True, slots=True)
class Birth:
    """A date of birth; `expected` where it is only a due date."""

    on: date
    expected: bool

    def age(self, on: date) -> int | None:
        """Whole years by month and day, or None where not yet born; an expected day that has come is a birth."""
        return None if self.on > on else age_on(self.on, on)


def birth(records: Iterable[SaysBirth]) -> Birth | None:
    """The earliest visible whole date of birth, else the earliest partial one; expected ones where no other kind is."""
    dated = [record for record in records if record.born is not None]
    actual = [record for record in dated if record.born_kind != "expected"]
    kind = actual or dated
    whole = [record for record in kind if record.born_precision == "day"]
    days = [record.born for record in whole or kind if record.born is not None]
    return Birth(min(days), expected=not actual) if days else None
