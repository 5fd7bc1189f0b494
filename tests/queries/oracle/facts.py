"""The rows of a few extracts as facts: what the page says that every fact carries, its defaults, and who is one person.

Nothing here comes from the product. `World.of` takes for each extract its files as lists of dicts, as an agency would write them.
"""

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

Row = Mapping[str, Any]
Files = Mapping[str, Any]

_ID = {
    "contacts": ("contact", "contact_id"),
    "involvements": ("involvement", "involvement_id"),
    "concerns": ("concern", "concern_id"),
    "strengths": ("strength", "strength_id"),
    "addresses": ("stay", "stay_id"),
    "relationships": ("relationship", "relationship_id"),
}


@dataclass(frozen=True)
class Fact:
    """One row. `on` is its `on` or `start`; None in `recorded_on`: always on record. `record` is the key of whom it is about."""

    kind: str
    id: str
    agency: str
    system: str
    record: str
    row: Row
    related: str | None = None
    on: date | None = None
    recorded_on: date | None = None
    end: date | None = None
    end_recorded_on: date | None = None
    shares: tuple[tuple[str, date], ...] = ()
    parts: tuple[tuple[str, str | None, str | None], ...] = ()

    def says(self, name: str) -> Any:
        """What the row says under a name; None where it is blank."""
        return self.row.get(name)


@dataclass
class World:
    """Everything on record. `person_of` maps a record key to the person's id; `kind_of` an agency to its kind, `covers` to the
    days that its extracts cover, from and to."""

    facts: list[Fact] = field(default_factory=list)
    person_of: dict[str, str] = field(default_factory=dict)
    kind_of: dict[str, str] = field(default_factory=dict)
    covers: dict[str, list[tuple[date, date]]] = field(default_factory=dict)

    @classmethod
    def of(cls, extracts: Sequence[Files]) -> "World":
        """Read the extracts; each is of another agency or system."""
        world = cls()
        for files in extracts:
            world.facts += _facts(files)
            head = files["extract"]
            if head.get("covers_from") and head.get("covers_to"):
                days = date.fromisoformat(head["covers_from"]), date.fromisoformat(head["covers_to"])
                world.covers.setdefault(head["agency_id"], []).append(days)
            world.kind_of |= dict.fromkeys(_named(files), "other") | world.kind_of
        world.kind_of |= {files["extract"]["agency_id"]: files["extract"]["agency_kind"] for files in extracts}
        world.person_of = persons(fact for fact in world.facts if fact.kind == "person")
        return world

    def labelled(self, *roles: str) -> set[str]:
        """The persons whom any record has in one of these roles."""
        return {self.person_of[fact.id] for fact in self.facts if fact.kind == "person" and fact.says("role") in roles}


def _named(files: Files) -> set[str]:
    """The agencies that rows name: each is one, of kind other until its own extract says more."""
    told = {row["with_agency"] for row in files.get("shares", [])}
    return told | {row[name] for row in files.get("contacts", []) for name in ("referred_to", "source_agency") if row.get(name)}


def first_day(text: str | None) -> date | None:
    """A date that may be partial: the first day stands in."""
    return None if not text else date.fromisoformat((text + "-01-01")[:10])


def last_day(text: str | None) -> date | None:
    """A date that may be partial: the last day stands in."""
    if not text or len(text) == 10:
        return first_day(text)
    year, month = int(text[:4]), int(text[5:7]) if len(text) == 7 else 12
    return date(year, month, calendar.monthrange(year, month)[1])


def _facts(files: Files) -> list[Fact]:
    head = files["extract"]
    agency, system = head["agency_id"], head["system"]
    found = [
        _fact(kind, f"{agency}/{system}/", row[column], row, files)
        for file, (kind, column) in _ID.items()
        for row in files.get(file, [])
    ]
    return [*found, *(_record(f"{agency}/{system}/", row, found, head) for row in files["people"])]


def _fact(kind: str, prefix: str, local: str, row: Row, files: Files) -> Fact:
    own = row.get("on") or row.get("start")
    agency, system, _ = prefix.split("/")
    end = last_day(row.get("end"))
    return Fact(
        kind,
        prefix + local,
        agency,
        system,
        prefix + row["person_id"],
        row,
        related=prefix + row["related_person_id"] if "related_person_id" in row else None,
        on=first_day(own),
        recorded_on=first_day(row.get("recorded_on")) or last_day(own),
        end=end,
        end_recorded_on=first_day(row.get("end_recorded_on")) or end,
        shares=tuple(_shares(kind, local, files)),
        parts=tuple(
            (prefix + part["person_id"], part.get("part"), part.get("presence"))
            for part in files.get("contact_people", [])
            if kind == "contact" and part["contact_id"] == local
        ),
    )


def _shares(kind: str, local: str, files: Files) -> Iterator[tuple[str, date]]:
    for share in files.get("shares", []):
        told = first_day(share["on"])
        if (share["record_kind"], share["record_id"]) == (kind, local) and share.get("decision") != "withheld" and told:
            yield share["with_agency"], told


def _record(prefix: str, row: Row, facts: list[Fact], head: Row) -> Fact:
    """A person as this system describes them; without a recorded_on, on record since the earliest fact that has them in it."""
    key = prefix + row["person_id"]
    among = [fact for fact in facts if key in (fact.record, fact.related, *(part[0] for part in fact.parts))]
    earliest = min((fact.recorded_on for fact in among if fact.recorded_on), default=first_day(head["extracted_on"]))
    agency, system, _ = prefix.split("/")
    return Fact("person", key, agency, system, key, row, recorded_on=first_day(row.get("recorded_on")) or earliest)


def persons(records: Iterable[Fact]) -> dict[str, str]:
    """Who is one person: those who share an NHS number, unless two of the group contradict each other."""
    groups: dict[str, list[Fact]] = {}
    for record in records:
        groups.setdefault(record.says("nhs_number") or record.id, []).append(record)
    found: dict[str, str] = {}
    for group in groups.values():
        apart = any(_contradict(one, other) for one in group for other in group)
        for record in group:
            smallest = record.id if apart else min(each.id for each in group)
            found[record.id] = str(uuid5(NAMESPACE_URL, f"casegraph:{smallest}"))
    return found


def _contradict(one: Fact, other: Fact) -> bool:
    if {one.says("sex"), other.says("sex")} == {"F", "M"}:
        return True
    mine, theirs = _whole_birth(one), _whole_birth(other)
    if mine is None or theirs is None:
        return False
    return sum(part != another for part, another in zip(mine.split("-"), theirs.split("-"), strict=True)) > 1


def _whole_birth(record: Fact) -> str | None:
    born: str | None = record.says("date_of_birth")
    return born if born and len(born) == 10 and record.says("date_of_birth_kind") != "expected" else None
