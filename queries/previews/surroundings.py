"""What is around people, each fact with the record that it came with, read in as many round trips as steps are taken."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from graph.cypher import text_of
from graph.lens import Lens
from graph.store import Row, Store
from graph.vocabulary import NOT_HOUSEHOLD
from queries.contradictions.accounts import HomeAccount, NamedRecord
from queries.core.facts import Concern, Contact, Involvement, Tie, TookPart
from queries.engine.scope import Scope

_TEXT = Path(__file__).parent / "cypher" / "surroundings.cypher"
_LEAST, _MOST = 11, 100


class PartTaken(NamedTuple):
    """That somebody took part in a contact, the record it came with, and whether they are labelled Adult."""

    took_part: TookPart
    record: str
    adult: bool


@dataclass(slots=True)
class Surroundings:
    """Facts as they stand now: `person` in each is who its record's person is today. By id, so that each stands here once.

    `people` are those of whom all is here, and whether they are labelled Child and Adult; `roles`, `person_of` and `agency_of` by
    record key. `shares` are record, agency and the agency told; `known_to` record and agency.
    """

    people: dict[str, tuple[bool, bool]] = field(default_factory=dict)
    roles: dict[str, set[str]] = field(default_factory=dict)
    person_of: dict[str, str] = field(default_factory=dict)
    agency_of: dict[str, str] = field(default_factory=dict)
    records: dict[str, NamedRecord] = field(default_factory=dict)
    shares: set[tuple[str, str, str]] = field(default_factory=set)
    known_to: set[tuple[str, str]] = field(default_factory=set)
    ties: dict[str, tuple[Tie, str, str]] = field(default_factory=dict)
    homes: dict[str, HomeAccount] = field(default_factory=dict)
    contacts: dict[str, tuple[Contact, str]] = field(default_factory=dict)
    involvements: dict[str, tuple[Involvement, str]] = field(default_factory=dict)
    concerns: dict[str, tuple[Concern, str]] = field(default_factory=dict)
    took_part: set[PartTaken] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)

    async def read(self, store: Store, lens: Lens, scope: Scope, people: Iterable[str]) -> None:
        """Bring what there is about these people, of whom it is not here yet: one round trip for a hundred."""
        missing = sorted(set(people) - self.people.keys())
        given = {"no_household": sorted(NOT_HOUSEHOLD), "social_care": sorted(scope.social_care()), **lens.parameters()}
        for start in range(0, len(missing), _MOST):
            some = missing[start : start + _MOST]
            # Neo4j plans a text anew for lists of 1, of up to 10, of up to 100: this one takes it seconds, so all are of one size
            for row in await store.read(text_of(_TEXT), people=[*some, *[""] * (_LEAST - len(some))], **given):
                self._add(row)

    def _add(self, row: Row) -> None:
        person, child, adult, roles, records, shares, known_to, ties, stays, contacts, took_part, *rest = row
        involvements, concerns, reached = rest
        self.people[person] = bool(child), bool(adult)
        for key, role, agency in roles:
            self.roles.setdefault(key, set()).add(role)
            self.person_of[key], self.agency_of[key] = person, agency
        self.records |= {each[0][0]: NamedRecord.of(person, each) for each in records}
        self.shares |= {tuple(each) for each in shares}
        self.known_to |= {tuple(each) for each in known_to}
        for tie, from_record, to_record in ties:
            self.ties[tie[3]] = Tie.of(tie), from_record, to_record
        self.homes |= {home.stay.id: home for home in map(HomeAccount.of, stays)}
        for kept, read, found in (
            (self.contacts, Contact, contacts),
            (self.involvements, Involvement, involvements),
            (self.concerns, Concern, concerns),
        ):
            _keep(kept, read, found)
        self.took_part |= {PartTaken(TookPart.of(each[:4]), each[4], bool(each[5])) for each in took_part}
        self.reached |= set(reached)


def _keep(kept: Any, read: Any, found: list[list[Any]]) -> None:
    """Each fact that a column brought, by its id, with the record that it came with."""
    for *row, record in found:
        fact = read.of(row)
        kept[fact.id] = fact, record
