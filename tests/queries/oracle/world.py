"""Everything on record, from a few extracts: every version of every fact, and who is one person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from tests.queries.oracle.facts import Fact, Files, agencies_named
from tests.queries.oracle.versions import covered, versions


@dataclass
class World:
    """Everything on record. `facts` are all versions, but of parts and shares, which stand with what they belong to; `person_of`
    maps a record key to the person's id; `kind_of` an agency to its kind, `covers` to the days that its extracts cover;
    `loaded` are the agencies that have an extract."""

    facts: list[Fact] = field(default_factory=list)
    person_of: dict[str, str] = field(default_factory=dict)
    kind_of: dict[str, str] = field(default_factory=dict)
    covers: dict[str, list[tuple[date, date]]] = field(default_factory=dict)
    loaded: frozenset[str] = frozenset()

    @classmethod
    def of(cls, extracts: Sequence[Files]) -> "World":
        """Read the extracts of any number of agencies and systems, several of which may be of one system."""
        world = cls()
        systems: dict[tuple[str, str], list[Files]] = {}
        for files in extracts:
            head, days = files["extract"], covered(files)
            systems.setdefault((head["agency_id"], head["system"]), []).append(files)
            world.covers.setdefault(head["agency_id"], []).extend([days] if days else [])
            world.kind_of |= dict.fromkeys(agencies_named(files), "other") | world.kind_of
        world.kind_of |= {files["extract"]["agency_id"]: files["extract"]["agency_kind"] for files in extracts}
        world.loaded = frozenset(files["extract"]["agency_id"] for files in extracts)
        world.facts = [fact for own in systems.values() for fact in _with_what_belongs(versions(own))]
        last = {fact.id: fact for fact in world.facts if fact.kind == "person"}
        world.person_of = persons(last.values())
        return world

    def labelled(self, *roles: str) -> set[str]:
        """The persons of today whom any record has in one of these roles, or ever had."""
        return {self.person_of[fact.id] for fact in self.facts if fact.kind == "person" and fact.says("role") in roles}

    def people_on(self, day: date) -> dict[str, str]:
        """Who was one person on a day, by record key: of those who are one today, whoever had the number by then."""
        records = [fact for fact in self.facts if fact.kind == "person"]
        number = {fact.id: fact.says("nhs_number") for fact in records}  # the last version's
        had: dict[str, date] = {}
        for fact in records:
            if number[fact.id] and fact.says("nhs_number") == number[fact.id]:
                since = max(fact.since or date.min, fact.recorded_on or date.min)
                had[fact.id] = min(had.get(fact.id, since), since)
        found: dict[str, str] = {}
        for one, person in self.person_of.items():
            together = {other for other in had if self.person_of[other] == person and had[other] <= day}
            group = together if one in together else {one}
            found[one] = str(uuid5(NAMESPACE_URL, f"casegraph:{min(group)}"))
        return found


def _with_what_belongs(facts: list[Fact]) -> list[Fact]:
    """The versions of records, each with every version of the parts and shares of that record."""
    belong: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        if fact.of:
            belong.setdefault((fact.kind, *fact.of), []).append(fact)
    return [
        replace(
            fact,
            parts=tuple(belong.get(("part", fact.kind, fact.id), ())),
            shares=tuple(belong.get(("share", fact.kind, fact.id), ())),
        )
        for fact in facts
        if not fact.of
    ]


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
