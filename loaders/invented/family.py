"""Telling an invented family by hand: people by name, and days as days ago."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from loaders.invented.agencies import AGENCIES
from loaders.invented.extracts import Extracts
from loaders.invented.notes import Cells, Entry, Human, Notes, Place, Took

_REFERENCES = {
    "council": ("hv", "gp", "primary", "academy", "housing", "csc", "csc2", "vol"),
    "police": ("police", "yjs", "csc", "csc2"),
}
_KNOWS_NHS = ("hv", "gp", "ed", "amh", "camhs", "csc", "csc2", "vol")
_SCHOOLS = ("primary", "academy")


class With(NamedTuple):
    """Somebody who took part in a contact, by their name in the story."""

    who: str
    part: str = "parent"
    presence: str = "present"


MOTHER = With("mother")
FATHER = With("father")


class Family:
    """The records of one family, told to the agencies' extracts; every `ago`, `start` and `end` is in days before today."""

    def __init__(self, extracts: Extracts, nhs: Iterator[str]) -> None:
        self._until, self._nhs = extracts.until, nhs
        self._notes = Notes(extracts, self._describe, lambda on: on)
        self.people: dict[str, Human] = {}
        self._described: dict[tuple[str, str], Cells] = {}

    def day(self, ago: int) -> date:
        """The day that many days ago."""
        return self._until - timedelta(days=ago)

    def person(self, name: str, full: str, sex: str, born: int, role: str = "adult", **more: Any) -> None:
        """Somebody of the family: `full` is given and family name, `born` days ago; further fields as of `Human`."""
        given, family = full.split(" ", 1)
        self.people[name] = Human(given, family, sex, self.day(born), role, nhs=next(self._nhs), **more)

    def known_as(self, agency: str, name: str, **cells: Any) -> None:
        """How one agency describes somebody, where that differs; a cell of None is left blank."""
        self._described[agency, name] = cells

    def contact(
        self,
        agency: str,
        about: str,
        ago: int,
        kind: str,
        outcome: str = "attended",
        *people: With,
        after: int = 0,
        shared: Mapping[str, int] | None = None,
        **cells: Any,
    ) -> Entry:
        """A contact, written down `after` days later; `shared` says how many days later which agency was told."""
        on = self.day(ago)
        took = [Took(self.people[one.who], one.part, one.presence) for one in people]
        entry = self._notes.contact(
            agency, self.people[about], on, kind, outcome, people=took, recorded=self.day(ago - after), **cells
        )
        for other, days in (shared or {}).items():
            self._notes.share(entry, other, self.day(ago - days), "safeguarding")
        return entry

    def spell(self, agency: str, about: str, kind: str, start: int, end: int | None = None, **cells: Any) -> Entry:
        """A spell of service; its end is written down two days later."""
        ended = None if end is None else self.day(end)
        noted = None if end is None else self.day(end - 2)
        return self._notes.involvement(agency, self.people[about], kind, self.day(start), ended, end_recorded=noted, **cells)

    def concern(self, agency: str, about: str, factor: str, ago: int, **cells: Any) -> Entry:
        """A factor written down on that day."""
        return self._notes.concern(agency, self.people[about], factor, self.day(ago), **cells)

    def strength(self, agency: str, about: str, kind: str, words: str, ago: int) -> Entry:
        """Something that protects, or the child's own words."""
        return self._notes.strength(agency, self.people[about], kind, words, self.day(ago))

    def withhold(self, entry: Entry, from_agency: str, ago: int, reason: str) -> None:
        """A decision not to share a record."""
        self._notes.share(entry, from_agency, self.day(ago), "consent", decision="withheld", reason=reason)

    def tie(self, agency: str, person: str, relationship: str, related: str, ago: int, **cells: Any) -> None:
        """`person` is the `relationship` of `related`, as the agency wrote down that many days ago."""
        one, other = self.people[person], self.people[related]
        self._notes.relationship(agency, one, relationship, other, recorded=self.day(ago), **cells)

    def stay(self, agency: str, who: str, place: Place, start: int, end: int | None = None) -> None:
        """Where people (names separated by a comma and a space) lived, as the agency wrote down two days later."""
        ended = None if end is None else self.day(end)
        noted = None if end is None else self.day(end - 2)
        for name in who.split(", "):
            self._notes.stay(
                agency,
                self.people[name],
                place,
                self.day(start),
                ended,
                recorded=self.day(start - 2),
                end_recorded=noted,
            )

    def records(self) -> dict[str, tuple[str, ...]]:
        """Every person's record keys, by name in the story."""
        return {
            name: tuple(
                agency.key(self._notes.person(agency.id, human, self._until))
                for agency in AGENCIES.values()
                if self._notes.knows(agency.id, human)
            )
            for name, human in self.people.items()
        }

    def close(self) -> None:
        """Write the records of everybody who was named, once all that they are named in is told."""
        self._notes.close()

    def _describe(self, agency: str, human: Human) -> Cells:
        name = next(name for name, one in self.people.items() if one is human)
        cells: Cells = {
            "role": human.role,
            "given_names": human.given,
            "family_name": human.family,
            "other_names": human.former_name,
            "date_of_birth": human.born,
            "sex": human.sex,
            "ethnicity": human.ethnicity,
            "language": human.language,
            "interpreter_needed": human.interpreter,
            "nhs_number": human.nhs if agency in _KNOWS_NHS else None,
            "upn": human.upn if agency in (*_SCHOOLS, "csc", "yjs") else None,
            "other_ids": self._references(agency, human),
        }
        return cells | self._described.get((agency, name), {})

    @staticmethod
    def _references(agency: str, human: Human) -> str | None:
        """The council's and the police's own references; social care holds both, and so ties them."""
        number = (human.nhs or "")[3:9]
        known = [scheme for scheme, holders in _REFERENCES.items() if agency in holders]
        return ";".join(f"{scheme}=X{number}" for scheme in known) or None
