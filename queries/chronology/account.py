"""What the text of a chronology brings: facts with how sure their days are, what was decided of passing them on, and whether they
still stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, Self

from queries.chronology.days import known_day
from queries.core.facts import Concern, Contact, Involvement, Stay, Tie, TookPart


class SharingDecision(NamedTuple):
    """That an agency passed a fact on to another (`decision` is shared), or decided not to (withheld)."""

    decision: str
    id: str
    agency: str
    told: str
    on: date | None
    recorded_on: date | None
    basis: str | None
    reason: str | None

    @classmethod
    def of(cls, row: Sequence[Any]) -> Self:
        """Read from a row of `told_of_sharing`."""
        decision, id_, agency, told, on, recorded, basis, reason = row
        return cls(decision, id_, agency, told, known_day(on), known_day(recorded), basis, reason)


Decisions = tuple[SharingDecision, ...]


class ToldContact(NamedTuple):
    """A contact, who else took part, and the words of the record."""

    fact: Contact
    precision: str | None
    summary: str | None
    parts: tuple[TookPart, ...]
    decisions: Decisions
    gone: date | None

    @classmethod
    def of(cls, row: Sequence[Any]) -> Self:
        """Read from a row of the columns `contacts` and `together`."""
        about, contact, precision, summary, parts, decisions, gone = row
        fact = Contact.of([about, contact])
        others = tuple(TookPart(fact.id, *each) for each in sorted(parts, key=str))
        return cls(fact, precision, summary, others, _decisions(decisions), known_day(gone))


class ToldInvolvement(NamedTuple):
    """A spell of service."""

    fact: Involvement
    start_precision: str | None
    end_precision: str | None
    decisions: Decisions
    gone: date | None

    @classmethod
    def of(cls, row: Sequence[Any]) -> Self:
        """Read from a row of the column `involvements`."""
        about, involvement, start, end, decisions, gone = row
        return cls(Involvement.of([about, involvement]), start, end, _decisions(decisions), known_day(gone))


class ToldConcern(NamedTuple):
    """A concern, ruled out or not (`status`), and the words of the record."""

    fact: Concern
    precision: str | None
    status: str | None
    summary: str | None
    decisions: Decisions
    gone: date | None

    @classmethod
    def of(cls, row: Sequence[Any]) -> Self:
        """Read from a row of the column `concerns`."""
        about, concern, precision, status, summary, decisions, gone = row
        return cls(Concern.of([about, concern]), precision, status, summary, _decisions(decisions), known_day(gone))


class ToldStrength(NamedTuple):
    """A protective factor, or the child's own words (`words`)."""

    person: str
    id: str
    agency: str
    on: date | None
    recorded_on: date | None
    kind: str | None
    words: str | None
    precision: str | None
    decisions: Decisions
    gone: date | None

    @classmethod
    def of(cls, row: Sequence[Any]) -> Self:
        """Read from a row of the column `strengths`."""
        about, (id_, agency, on, recorded, kind, words), precision, decisions, gone = row
        when = known_day(on), known_day(recorded)
        return cls(about, id_, agency, *when, kind, words, precision, _decisions(decisions), known_day(gone))


class ToldStay(NamedTuple):
    """A stay, with the address as its row has it."""

    fact: Stay
    start_precision: str | None
    end_precision: str | None
    address: str
    restricted: bool
    gone: date | None

    @classmethod
    def of(cls, row: Sequence[Any]) -> Self:
        """Read from a row of the column `stays`."""
        person, place, stay, start, end, address, postcode, restricted, gone = row
        written = ", ".join(part for part in (address, postcode) if part)
        return cls(Stay.of([person, place, stay]), start, end, written, bool(restricted), known_day(gone))


class ToldTie(NamedTuple):
    """A relationship with a day."""

    fact: Tie
    start_precision: str | None
    end_precision: str | None
    gone: date | None

    @classmethod
    def of(cls, row: Sequence[Any]) -> Self:
        """Read from a row of the column `ties`."""
        tie, start, end, gone = row
        return cls(Tie.of(tie), start, end, known_day(gone))


@dataclass(slots=True)
class ChronologyFacts:
    """Everything that was brought about the people of a chronology; the same fact may stand there once for each of them."""

    contacts: list[ToldContact] = field(default_factory=list)
    involvements: list[ToldInvolvement] = field(default_factory=list)
    concerns: list[ToldConcern] = field(default_factory=list)
    strengths: list[ToldStrength] = field(default_factory=list)
    stays: list[ToldStay] = field(default_factory=list)
    ties: list[ToldTie] = field(default_factory=list)
    full: bool = False

    @classmethod
    def read(cls, rows: Iterable[Sequence[Any]], most: int) -> Self:
        """From the rows of `chronology.cypher`; `full` where a column brought as many as were asked for: there may be more."""
        found = cls()
        for contacts, together, involvements, concerns, strengths, stays, ties in rows:
            found.contacts += map(ToldContact.of, (*contacts, *together))
            found.involvements += map(ToldInvolvement.of, involvements)
            found.concerns += map(ToldConcern.of, concerns)
            found.strengths += map(ToldStrength.of, strengths)
            found.stays += map(ToldStay.of, stays)
            found.ties += map(ToldTie.of, ties)
            columns = (contacts, together, involvements, concerns, strengths, stays, ties)
            found.full = found.full or any(len(each) >= most for each in columns)
        return found

    def people(self) -> set[str]:
        """The ids of everybody whom a fact names."""
        about = {each.fact.person for facts in (self.contacts, self.involvements, self.concerns, self.stays) for each in facts}
        others = {part.person for each in self.contacts for part in each.parts}
        tied = {person for each in self.ties for person in (each.fact.person, each.fact.other)}
        return about | others | tied | {each.person for each in self.strengths}


def _decisions(rows: Iterable[Sequence[Any]]) -> Decisions:
    return tuple(SharingDecision.of(row) for row in rows)
