"""What agencies write down about one family: the verbs with which every invented record is told."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from loaders.invented.extracts import Extracts, InventedExtract

Cells = dict[str, Any]


# Not equal to whoever is alike in everything, and a key of dicts: somebody is only themselves.
@dataclass(eq=False, slots=True)
class Human:
    """An invented person as they are; what each agency knows of them is decided when it is written down."""

    given: str
    family: str
    sex: str
    born: date | None
    role: str = "adult"
    ethnicity: str | None = None
    language: str | None = None
    interpreter: str | None = None
    nhs: str | None = None
    upn: str | None = None
    other_ids: str | None = None
    former_name: str | None = None
    born_kind: str | None = None
    died: date | None = None


class Place(NamedTuple):
    """Somewhere to live; `kind` is one of the model's kinds of address."""

    uprn: str | None
    address: str
    postcode: str
    authority: str
    kind: str = "home"
    restricted: bool = False


class Took(NamedTuple):
    """Somebody who took part in a contact, or was expected to."""

    who: Human
    part: str
    presence: str = "present"


class Entry(NamedTuple):
    """One record that can be shared: of which agency, of which kind, under which id."""

    agency: str
    kind: str
    id: str


@dataclass(slots=True)
class _Record:
    id: str
    human: Human
    first: date


class Notes:
    """The records of one family, agency by agency.

    `describe` says how an agency describes a human (cells of `people.csv`); `late` says on which day something
    that happened on a day was written down. People's records are written by `close`, when it is known since
    when each agency has had them.
    """

    def __init__(self, extracts: Extracts, describe: Callable[[str, Human], Cells], late: Callable[[date], date]) -> None:
        self._extracts, self._describe, self._late = extracts, describe, late
        self._records: dict[tuple[str, Human], _Record] = {}

    def _extract(self, agency: str) -> InventedExtract:
        return self._extracts[agency]

    def _written(self, on: date, recorded: date | None) -> date:
        return min(recorded or self._late(on), self._extracts.until)

    def person(self, agency: str, human: Human, recorded: date) -> str:
        """The agency's own id of that human, who was on its record by `recorded`."""
        record = self._records.get((agency, human))
        if record is None:
            record = _Record(self._extract(agency).new_id("people"), human, recorded)
            self._records[agency, human] = record
        record.first = min(record.first, recorded)
        return record.id

    def knows(self, agency: str, human: Human) -> bool:
        """Whether the agency has a record of that human."""
        return (agency, human) in self._records

    def _keep(self, table: str, agency: str, about: Human, recorded: date, cells: Cells) -> str:
        extract = self._extract(agency)
        id = extract.new_id(table)
        person = self.person(agency, about, recorded)
        extract.add(table, **{f"{_ID[table]}": id, "person_id": person, "recorded_on": recorded}, **cells)
        return id

    def contact(
        self,
        agency: str,
        about: Human,
        on: date,
        kind: str,
        outcome: str = "attended",
        *,
        people: Iterable[Took] = (),
        recorded: date | None = None,
        **cells: Any,
    ) -> Entry:
        """One dated event between the agency and people."""
        written = self._written(on, recorded)
        cells.update(on=on, kind=kind, outcome=outcome)
        id = self._keep("contacts", agency, about, written, cells)
        for took in people:
            self._extract(agency).add(
                "contact_people",
                contact_id=id,
                person_id=self.person(agency, took.who, written),
                part=took.part,
                presence=took.presence,
            )
        return Entry(agency, "contact", id)

    def involvement(
        self,
        agency: str,
        about: Human,
        kind: str,
        start: date,
        end: date | None = None,
        *,
        recorded: date | None = None,
        end_recorded: date | None = None,
        **cells: Any,
    ) -> Entry:
        """A spell of service by this agency; without an end it goes on."""
        cells.update(kind=kind, start=start, **self._ended(end, end_recorded))
        id = self._keep("involvements", agency, about, self._written(start, recorded), cells)
        return Entry(agency, "involvement", id)

    def _ended(self, end: date | None, recorded: date | None) -> Cells:
        return {"end": end, "end_recorded_on": self._written(end, recorded)} if end else {}

    def concern(self, agency: str, about: Human, factor: str, on: date, *, recorded: date | None = None, **cells: Any) -> Entry:
        """A factor that the agency wrote down about someone."""
        cells.update(factor=factor, on=on)
        return Entry(agency, "concern", self._keep("concerns", agency, about, self._written(on, recorded), cells))

    def strength(self, agency: str, about: Human, kind: str, words: str, on: date, *, recorded: date | None = None) -> Entry:
        """Something that protects, or the child's own words."""
        cells = {"kind": kind, "words": words, "on": on}
        return Entry(agency, "strength", self._keep("strengths", agency, about, self._written(on, recorded), cells))

    def relationship(
        self,
        agency: str,
        person: Human,
        relationship: str,
        related: Human,
        *,
        recorded: date,
        start: date | None = None,
        end: date | None = None,
        **cells: Any,
    ) -> None:
        """`person` is the `relationship` of `related`."""
        related_id = self.person(agency, related, recorded)
        cells.update(related_person_id=related_id, relationship=relationship, start=start)
        self._keep("relationships", agency, person, recorded, cells | self._ended(end, None))

    def stay(
        self,
        agency: str,
        person: Human,
        place: Place,
        start: date,
        end: date | None = None,
        *,
        recorded: date | None = None,
        end_recorded: date | None = None,
    ) -> None:
        """The agency's account of where somebody lived."""
        cells: Cells = {
            "uprn": place.uprn,
            "address": place.address,
            "postcode": place.postcode,
            "local_authority": place.authority,
            "address_kind": place.kind,
            "restricted": "Y" if place.restricted else None,
            "start": start,
        }
        cells |= self._ended(end, end_recorded)
        self._keep("addresses", agency, person, self._written(start, recorded), cells)

    def share(self, entry: Entry, with_agency: str, on: date, basis: str, **cells: Any) -> None:
        """The day on which another agency was told, or (`decision="withheld"`) on which it was decided not to."""
        cells.update(record_kind=entry.kind, record_id=entry.id, with_agency=with_agency, on=on, basis=basis)
        self._extract(entry.agency).add("shares", **cells)

    def records(self) -> Iterator[tuple[str, str, Human]]:
        """Every record of a person: its agency, the agency's id of it, and whose it is."""
        return ((agency, record.id, human) for (agency, human), record in self._records.items())

    def close(self) -> None:
        """Write the records of people; nothing is told of them afterwards."""
        for (agency, human), record in self._records.items():
            cells = self._describe(agency, human)
            self._extract(agency).add("people", **{"person_id": record.id, "recorded_on": record.first, **cells})


_ID = {
    "relationships": "relationship_id",
    "addresses": "stay_id",
    "contacts": "contact_id",
    "involvements": "involvement_id",
    "concerns": "concern_id",
    "strengths": "strength_id",
}
