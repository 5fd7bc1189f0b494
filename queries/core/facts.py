"""The facts that a question's Cypher brings, as the fragments in `queries/fragments/` return them: one type a fragment.

`shared_with` are the agencies of the lens that a fact was shared with by then: with its own agency, those whose lens
alone shows it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from graph.dates import FIRST_DAY, day


def _day(text: str | None) -> date | None:
    return None if text is None else day(text)


def sortable(day: date | None) -> date:
    """The day to put a fact in order by: what has no day on record comes first (docs/adr/0012)."""
    return date.min if day is None else day


def _recorded(text: str | None) -> date | None:
    """When it was written down; None for what is always on record."""
    found = _day(text)
    return None if found == FIRST_DAY else found


def _holds(start: date | None, end: date | None, on: date) -> bool:
    return (start is None or start <= on) and (end is None or on < end)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact that a finding rests on; `kind` is that of the fact (contact, stay, relationship, person...)."""

    id: str
    kind: str
    agency: str
    on: date | None = None
    start: date | None = None
    end: date | None = None
    recorded_on: date | None = None
    end_recorded_on: date | None = None

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it: what is not known is left out."""
        pairs = ((name, getattr(self, name)) for name in Evidence.__slots__)
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in pairs if value is not None}


class Record(NamedTuple):
    """A visible record of a person (`record_row`); its `id` is its key, agency/system/person_id."""

    person: str
    id: str
    agency: str
    shared_with: list[str]
    recorded_on: date | None
    born: date | None
    born_precision: str | None
    born_kind: str | None
    died: date | None
    sex: str | None
    ethnicity: str | None
    interpreter_needed: bool | None

    @classmethod
    def of(cls, row: list[Any]) -> "Record":
        """Read from [person, record_row]."""
        person, (id_, agency, shared, recorded, born, precision, kind, died, *rest) = row
        return cls(person, id_, agency, shared, _recorded(recorded), _day(born), precision, kind, _day(died), *rest)

    def evidence(self) -> Evidence:
        """This record as evidence."""
        return Evidence(self.id, "person", self.agency, recorded_on=self.recorded_on)


class Contact(NamedTuple):
    """A visible contact (`contact_row`), about `person`; `on` is None where no day is on record."""

    person: str
    id: str
    agency: str
    shared_with: list[str]
    on: date | None
    recorded_on: date | None
    kind: str
    outcome: str
    presence: str | None
    engagement: str | None
    system: str
    source_agency: str | None
    referred_to: str | None
    interpreter_used: bool | None

    @classmethod
    def of(cls, row: list[Any]) -> "Contact":
        """Read from [person, contact_row]."""
        person, (id_, agency, shared, on, recorded, *rest) = row
        return cls(person, id_, agency, shared, _day(on), _recorded(recorded), *rest)

    def evidence(self) -> Evidence:
        """This contact as evidence."""
        return Evidence(self.id, "contact", self.agency, on=self.on, recorded_on=self.recorded_on)


class TookPart(NamedTuple):
    """That somebody was involved in a contact; visible where the contact is."""

    contact: str
    person: str
    part: str | None
    presence: str | None

    @classmethod
    def of(cls, row: list[Any]) -> "TookPart":
        """Read from [contact id, person, part, presence]."""
        return cls(*row)


class Involvement(NamedTuple):
    """A visible involvement (`involvement_row`). Without a `start` it began before any day asked about; `end` is the known end,
    else None: it counts as open."""

    person: str
    id: str
    agency: str
    shared_with: list[str]
    start: date | None
    recorded_on: date | None
    end: date | None
    end_recorded_on: date | None
    kind: str
    closure_reason: str | None
    threshold_met: bool | None

    @classmethod
    def of(cls, row: list[Any]) -> "Involvement":
        """Read from [person, involvement_row]."""
        person, (id_, agency, shared, start, recorded, end, end_recorded, kind, reason, met) = row
        return cls(
            person, id_, agency, shared, _day(start), _recorded(recorded), _day(end), _day(end_recorded), kind, reason, met
        )

    def holds(self, on: date) -> bool:
        """Whether it holds on a day, as far as is known."""
        return _holds(self.start, self.end, on)

    def evidence(self) -> Evidence:
        """This involvement as evidence."""
        return Evidence(self.id, "involvement", self.agency, None, self.start, self.end, self.recorded_on, self.end_recorded_on)


class Concern(NamedTuple):
    """A visible concern that is not ruled out (`concern_row`); `on` is None where no day is on record."""

    person: str
    id: str
    agency: str
    shared_with: list[str]
    on: date | None
    recorded_on: date | None
    factor: str
    whose: str

    @classmethod
    def of(cls, row: list[Any]) -> "Concern":
        """Read from [person, concern_row]."""
        person, (id_, agency, shared, on, recorded, factor, whose) = row
        return cls(person, id_, agency, shared, _day(on), _recorded(recorded), factor, whose or "not_stated")

    def evidence(self) -> Evidence:
        """This concern as evidence."""
        return Evidence(self.id, "concern", self.agency, on=self.on, recorded_on=self.recorded_on)


class Stay(NamedTuple):
    """A visible stay (`stay_row`) of `person` at the address `address`; a missing start: before any day asked about."""

    person: str
    address: str
    id: str
    agency: str
    start: date | None
    recorded_on: date | None
    end: date | None
    end_recorded_on: date | None
    kind: str
    local_authority: str | None

    @classmethod
    def of(cls, row: list[Any]) -> "Stay":
        """Read from [person, address, stay_row]."""
        person, address, (id_, agency, start, recorded, end, end_recorded, kind, authority) = row
        return cls(person, address, id_, agency, _day(start), _recorded(recorded), _day(end), _day(end_recorded), kind, authority)

    def holds(self, on: date) -> bool:
        """Whether the stay holds on a day, as far as is known."""
        return _holds(self.start, self.end, on)

    def evidence(self) -> Evidence:
        """This stay as evidence."""
        return Evidence(self.id, "stay", self.agency, None, self.start, self.end, self.recorded_on, self.end_recorded_on)


class Tie(NamedTuple):
    """A visible relationship (`tie_row`): `person` is the `kind` of `other`."""

    person: str
    other: str
    type: str
    id: str
    agency: str
    kind: str
    start: date | None
    recorded_on: date | None
    end: date | None
    end_recorded_on: date | None
    contact_restricted: bool | None

    @classmethod
    def of(cls, row: list[Any]) -> "Tie":
        """Read from [person, other, …], a row of `tie_row`: it names both people itself."""
        person, other, type_, id_, agency, kind, start, recorded, end, end_recorded, restricted = row
        return cls(
            person, other, type_, id_, agency, kind, _day(start), _recorded(recorded), _day(end), _day(end_recorded), restricted
        )

    def evidence(self) -> Evidence:
        """This relationship as evidence."""
        return Evidence(self.id, "relationship", self.agency, None, self.start, self.end, self.recorded_on, self.end_recorded_on)


COLUMNS: dict[str, Callable[[Any], Any]] = {
    "records": Record.of,
    "ties": Tie.of,
    "contacts": Contact.of,
    "took_part": TookPart.of,
    "involvements": Involvement.of,
    "concerns": Concern.of,
    "stays": Stay.of,
    "adults": str,
    "reached": str,
    "known_to": str,
}
"""What a pattern's Cypher may return beside `subject`, each a list of rows, and how a row is read. `adults` are the ids of
those here who are labelled Adult, and `reached` those of the contacts that reached social care: no lens changes either.
`known_to` are the agencies of the lens with a fact about the subject, for a pattern that rests on absence."""


def read_columns(names: Sequence[str], columns: Sequence[Any]) -> dict[str, Any]:
    """The list of facts in each of these columns, by the name of the column."""
    return {name: [COLUMNS[name](row) for row in rows] for name, rows in zip(names, columns, strict=True)}


def latest(contacts: Iterable[Contact]) -> Contact | None:
    """The last of these contacts by day, then id; None where there are none. One without a day comes before all others."""
    return max(contacts, key=lambda each: (sortable(each.on), each.id), default=None)
