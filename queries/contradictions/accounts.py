"""What agencies say of one person, as far as two of them can say it differently."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from queries.core.facts import Record, Stay, Tie


class NamedRecord(NamedTuple):
    """A record of a person with its names; `other_names` are `given names|family name` each."""

    record: Record
    given_names: str | None
    family_name: str | None
    other_names: tuple[str, ...]

    @classmethod
    def of(cls, person: str, row: Sequence[Any]) -> Self:
        """Read from [described_record, given_names, family_name, other_names]."""
        described, given, family, others = row
        return cls(Record.of([person, described]), given, family, tuple(others or ()))

    @property
    def name(self) -> str:
        """As people write it; empty where it has none."""
        return " ".join(part for part in (self.given_names, self.family_name) if part)


class HomeAccount(NamedTuple):
    """A stay, the record that it came with, and the address as its row has it."""

    stay: Stay
    record: str
    said: str

    @classmethod
    def of(cls, row: Sequence[Any]) -> Self:
        """Read from [person, address id, stay_row, record, address, postcode]."""
        *stay, record, address, postcode = row
        return cls(Stay.of(stay), record, ", ".join(part for part in (address, postcode) if part))


class ParentTie(NamedTuple):
    """That somebody is a parent: the edge, the record of the parent that it came with, and that of the child."""

    tie: Tie
    parent_record: str
    record: str


@dataclass(frozen=True, slots=True)
class PersonAccounts:
    """What is said of a person: their records, where they lived, and who their parents are (`parents`: the edges to them)."""

    person: str
    records: Sequence[NamedRecord] = field(default_factory=list)
    homes: Sequence[HomeAccount] = field(default_factory=list)
    parents: Sequence[ParentTie] = field(default_factory=list)
