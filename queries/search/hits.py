"""What a search answers: persons and addresses, each with why it is among them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.lens import Lens


@dataclass(frozen=True, slots=True)
class RecordFound:
    """A visible record of a person that fits; `other_names` are `given names|family name` each."""

    key: str
    agency: str
    given_names: str | None
    family_name: str | None
    other_names: tuple[str, ...]
    date_of_birth: date | None
    date_of_birth_precision: str | None
    date_of_birth_kind: str | None
    sex: str | None


@dataclass(frozen=True, slots=True)
class PersonHit:
    """A person: their id, the records that fit (the best first), and why, in words; `cautions` say where they are one person
    only by a later decision."""

    id: str
    records: tuple[RecordFound, ...]
    matched: tuple[str, ...]
    cautions: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        best = self.records[0]
        return {
            "kind": "person",
            "id": self.id,
            "given_names": best.given_names,
            "family_name": best.family_name,
            "date_of_birth": best.date_of_birth and best.date_of_birth.isoformat(),
            "records": [each.key for each in self.records],
            "matched": list(self.matched),
            "cautions": list(self.cautions),
        }


@dataclass(frozen=True, slots=True)
class AddressHit:
    """An address: its id, how the agencies in the lens write it, and why it is among the hits."""

    id: str
    written: tuple[str, ...]
    agencies: tuple[str, ...]
    matched: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "kind": "address",
            "id": self.id,
            "written": list(self.written),
            "agencies": list(self.agencies),
            "matched": list(self.matched),
        }


@dataclass(slots=True)
class Hits:
    """The hits, the likeliest first, and the lens that they were seen through; `more`: whether there are others; `cautions`
    hold for the whole answer, hits or none."""

    lens: Lens
    hits: list[PersonHit | AddressHit] = field(default_factory=list)
    more: bool = False
    cautions: tuple[str, ...] = ()

    def to_dicts(self) -> list[dict[str, Any]]:
        """One a hit, for JSON, pandas or polars."""
        return [hit.to_dict() for hit in self.hits]
