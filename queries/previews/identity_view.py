"""The facts around people as they are seen when the records are these people's: today's, or those of decisions not yet made.

What `queries/engine/cypher/neighbourhood.cypher` and the texts of patterns bring of a store, this brings of facts that are here.
A test compares both on random partnerships, before decisions and after.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from graph.vocabulary import NOT_HOUSEHOLD
from queries.contradictions.accounts import ParentTie, PersonAccounts
from queries.core.facts import Concern, Contact, Involvement, Record, Stay, Tie, TookPart
from queries.previews.surroundings import Surroundings

Found = TypeVar("Found", bound=Any)
_CHILD, _ADULT = {"child", "both"}, {"adult", "both"}

FIGURES = ("PARENT_OF", "CARES_FOR")
"""The edges of parent figures to a child."""


class IdentityView:
    """Facts by person, where `person` says of records whose they are (others stay whose they are today).

    `agencies` are those of the lens: records of others are seen where one of these was told of their person.
    """

    def __init__(self, facts: Surroundings, agencies: Iterable[str], person: Mapping[str, str] | None = None) -> None:
        self._facts, self._agencies, self._person = facts, frozenset(agencies), person or {}
        self.children, self.adults = self._labels()
        self.told = self._told()
        self.records = self._records()
        self.ties = self._ties()
        homes = [home._replace(stay=self._whose((home.stay, home.record))) for home in facts.homes.values()]
        self._homes = _by(homes, lambda each: each.stay.person, lambda each: each)
        self.stays = _by(homes, lambda each: each.stay.person, lambda each: each.stay)
        self.at = _by(homes, lambda each: each.stay.address, lambda each: each.stay)
        self.contacts: dict[str, list[Contact]] = self._by_person(facts.contacts)
        self.contact = {each.id: each for own in self.contacts.values() for each in own}
        self.involvements: dict[str, list[Involvement]] = self._by_person(facts.involvements)
        self.concerns: dict[str, list[Concern]] = self._by_person(facts.concerns)
        self.parts, self.parts_of = self._parts()
        self.reached = facts.reached

    def who(self, record: str, now: str) -> str:
        """Whose a record is that is somebody's `now`."""
        return self._person.get(record, now)

    def everybody(self, people: Iterable[str]) -> set[str]:
        """Who these people are: each of today's may be several."""
        named = set(people)
        keys = [key for key, now in self._facts.person_of.items() if now in named]
        return {self.who(key, self._facts.person_of[key]) for key in keys}

    def _labels(self) -> tuple[set[str], set[str]]:
        """Who is labelled Child, and who Adult: as the roles of all their records have it."""
        moved = {self._facts.person_of[key] for key in self._person if key in self._facts.person_of}
        children = {each for each, (child, _) in self._facts.people.items() if child and each not in moved}
        adults = {each for each, (_, adult) in self._facts.people.items() if adult and each not in moved}
        adults |= {part.took_part.person for part in self._facts.took_part if part.adult} - moved
        for key, person in self._person.items():
            roles = self._facts.roles.get(key, set())
            children |= {person} if roles & _CHILD else set()
            adults |= {person} if roles & _ADULT else set()
        return children, adults

    def _told(self) -> dict[tuple[str, str], set[str]]:
        """By person and agency, the agencies of the lens that were told of a fact of that agency about or involving them."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for record, agency, told in self._facts.shares:
            person = self._person_of(record)
            if person is not None:
                found[person, agency].add(told)
        return found

    def _records(self) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = defaultdict(list)
        for record, *_ in self._facts.records.values():
            person = self.who(record.id, record.person)
            if self.shows(record.id):
                told = sorted(self.told.get((person, record.agency), ()))
                found[person].append(record._replace(person=person, shared_with=told))
        return found

    def shows(self, record: str) -> bool:
        """Whether the agencies of the lens have a record, or were told of its person by its agency."""
        agency = self._facts.agency_of[record]
        return agency in self._agencies or bool(self.told.get((self.who(record, self._facts.person_of[record]), agency)))

    def accounts(self, person: str) -> PersonAccounts:
        """What is said of somebody."""
        records = [self._facts.records[each.id] for each in self.records.get(person, ())]
        parents = [
            ParentTie(tie, *self._facts.ties[tie.id][1:])
            for tie in self.ties.get(person, ())
            if tie.type == "PARENT_OF" and tie.other == person
        ]
        return PersonAccounts(person, records, self._homes.get(person, ()), parents)

    def _ties(self) -> dict[str, list[Tie]]:
        found: dict[str, list[Tie]] = defaultdict(list)
        for tie, from_record, to_record in self._facts.ties.values():
            own = tie._replace(person=self.who(from_record, tie.person), other=self.who(to_record, tie.other))
            for person in {own.person, own.other}:
                found[person].append(own)
        return found

    def _whose(self, each: tuple[Found, str]) -> Found:
        fact, record = each
        whose: Found = fact._replace(person=self.who(record, fact.person))
        return whose

    def _by_person(self, facts: Mapping[str, tuple[Found, str]]) -> dict[str, list[Found]]:
        return _by(map(self._whose, facts.values()), lambda each: each.person, lambda each: each)

    def _parts(self) -> tuple[dict[str, list[TookPart]], dict[str, list[TookPart]]]:
        """Who took part, by contact and by person."""
        own = {part.took_part._replace(person=self.who(part.record, part.took_part.person)) for part in self._facts.took_part}
        return _by(own, lambda each: each.contact, lambda each: each), _by(own, lambda each: each.person, lambda each: each)

    def known_to(self, person: str) -> list[str]:
        """The agencies of the lens with a fact of their own about somebody (beside their records of them)."""
        found = {agency for record, agency in self._facts.known_to if self._person_of(record) == person}
        own = (*self.ties.get(person, ()), *self.stays.get(person, ()))
        return sorted(found | {fact.agency for fact in own})

    def _person_of(self, record: str) -> str | None:
        now = self._facts.person_of.get(record)
        return None if now is None else self.who(record, now)

    # --- who is around somebody ---

    def targets(self, person: str, *types: str) -> set[str]:
        """Whom somebody has an edge of these types to."""
        return {tie.other for tie in self.ties.get(person, ()) if tie.person == person and tie.type in types} - {person}

    def sources(self, person: str, *types: str) -> set[str]:
        """Who has an edge of these types to somebody."""
        return {tie.person for tie in self.ties.get(person, ()) if tie.other == person and tie.type in types} - {person}

    def kids(self, adult: str) -> set[str]:
        """Whom an adult parents or cares for, and whom a partner of theirs parents."""
        partners = self.tied(adult, "PARTNER_OF")
        return self.targets(adult, *FIGURES) | {kid for each in partners for kid in self.targets(each, "PARENT_OF")} - {adult}

    def figures(self, people: Iterable[str]) -> set[str]:
        """The parents and carers of these people."""
        return {each for person in people for each in self.sources(person, "PARENT_OF", "CARES_FOR")}

    def tied(self, person: str, *types: str) -> set[str]:
        """Both; of no type, of any."""
        own = (tie for tie in self.ties.get(person, ()) if not types or tie.type in types)
        return {each for tie in own for each in (tie.person, tie.other)} - {person}

    def housemates(self, person: str) -> dict[str, list[Stay]]:
        """By person, others' stays at an address where somebody has one too, both of kinds that make a household."""
        places = {stay.address for stay in self.stays.get(person, ()) if makes_household(stay)}
        others = [stay for place in places for stay in self.at[place] if stay.person != person and makes_household(stay)]
        return _by(others, lambda each: each.person, lambda each: each)


def makes_household(stay: Stay) -> bool:
    """Whether it is of a kind that makes a household."""
    # As the texts have it: in Cypher a missing kind IN a list is null, and so is its NOT, which keeps the stay out.
    return stay.kind is not None and stay.kind not in NOT_HOUSEHOLD


def _by(facts: Iterable[Any], key: Any, made: Any) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for each in facts:
        found[key(each)].append(made(each))
    return found
