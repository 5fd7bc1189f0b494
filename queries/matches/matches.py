"""Asking for possible matches: one round trip for the agencies (or the person named), one for a page.

Whether two records may be one person is decided on what they say today; a lens of an earlier day shows what they said then, and a
pair only where that already ties them. What neither side says any more through the lens is not told by a reason.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from graph.cypher import text_of
from graph.dates import day
from graph.errors import InvalidInput
from graph.identity.grouping import NAMED_FORMER
from graph.identity.resolution import IdentityTraits, contradictions, described
from graph.lens import Lens
from graph.store import Row, Store
from queries.core.findings import lens_dict
from queries.engine.scope import read_scope

MOST_MATCHES = 200
_FOLDER = Path(__file__).parent
_NUMBERS = {"nhs": "NHS number", "upn": "UPN"}
_IN_GROUP = "what they have in common also connects two records that cannot be one person"


@dataclass(frozen=True, slots=True)
class MatchedRecord:
    """One side: a record of a person as it is seen through the lens. `person` is the id of whom it was of by then."""

    person: str
    key: str
    agency: str
    given_names: str | None = None
    family_name: str | None = None
    other_names: tuple[str, ...] = ()
    date_of_birth: date | None = None
    date_of_birth_precision: str | None = None
    date_of_birth_kind: str | None = None
    sex: str | None = None
    nhs_number: str | None = None
    upn: str | None = None
    other_ids: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        listed = {"other_names": list(self.other_names), "other_ids": list(self.other_ids)}
        return {**asdict(self), **listed, "date_of_birth": self.date_of_birth and self.date_of_birth.isoformat()}

    def described(self) -> IdentityTraits:
        """What identity rests on in it."""
        return described(self.key, {each.name: getattr(self, each.name) for each in fields(self)})


@dataclass(frozen=True, slots=True)
class PossibleMatch:
    """Two records (`left.key` < `right.key`), what they have in common, and why they were not joined, in words."""

    left: MatchedRecord
    right: MatchedRecord
    shared: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def id(self) -> str:
        """Names the pair, whichever way round its records are given: the smaller key comes first."""
        return f"{self.left.key} = {self.right.key}"

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        sides = {"left": self.left.to_dict(), "right": self.right.to_dict()}
        return {"id": self.id, **sides, "shared": list(self.shared), "reasons": list(self.reasons)}


@dataclass(slots=True)
class Matches:
    """A page of possible matches in order of their keys, and the lens; `more`: whether there are others behind it."""

    lens: Lens
    matches: list[PossibleMatch] = field(default_factory=list)
    more: bool = False
    last: tuple[str, str] | None = None

    def to_dicts(self) -> list[dict[str, Any]]:
        """One a match, for JSON, pandas or polars."""
        return [{**match.to_dict(), "lens": lens_dict(self.lens)} for match in self.matches]


async def possible_matches(
    store: Store,
    *,
    person: str | None = None,
    lens: Lens | None = None,
    first: int = MOST_MATCHES,
    after: tuple[str, str] = ("", ""),
) -> Matches:
    """The pairs that wait for somebody to decide, where both records are visible; of everybody, or of one person.

    `person` is an id, a record key or an NHS number; `after` the keys of the pair that the page begins behind. Raises
    InvalidInput or UnknownName, naming what is wrong.
    """
    if not 1 <= first <= MOST_MATCHES:
        raise InvalidInput(f"first: expected a number from 1 to {MOST_MATCHES}, found {first}")
    asked = await read_scope(store, person, lens)
    through = asked.lens(lens or Lens.of())
    rows = await store.read(
        text_of(_FOLDER / "matches.cypher", then=asked.then),
        left=after[0],
        right=after[1],
        person=asked.subject if person else "",
        most=first + 1,
        **through.parameters(),
    )
    shown = rows[:first]
    found = [match for row in shown if (match := _match(row)) is not None]
    return Matches(through, found, len(rows) > first, _keys(shown[-1]) if shown else None)


def _keys(row: Row) -> tuple[str, str]:
    return row[2][0], row[4][0]


def _match(row: Row) -> PossibleMatch | None:
    reasons, left_person, one, right_person, other = row
    left, right = _side(left_person, one), _side(right_person, other)
    mine, theirs = left.described(), right.described()
    shared = _shared(mine, theirs)
    if one[-1] and other[-1]:
        return PossibleMatch(left, right, shared, tuple(reasons or ()))
    if not shared:
        return None
    return PossibleMatch(
        left,
        right,
        shared,
        contradictions(mine, theirs) or ((_IN_GROUP if mine.identifiers & theirs.identifiers else NAMED_FORMER),),
    )


def _side(person: str, row: Sequence[Any]) -> MatchedRecord:
    key, agency, given, family, others, born, precision, kind, sex, nhs, upn, ids, _ = row
    return MatchedRecord(
        person, key, agency, given, family, tuple(others or ()), born and day(born), precision, kind, sex, nhs, upn,
        tuple(ids or ()),
    )  # fmt: skip


def _shared(one: IdentityTraits, other: IdentityTraits) -> tuple[str, ...]:
    """What two records have in common, in words."""
    found = [f"both have the {_named(each)}" for each in sorted(one.identifiers & other.identifiers)]
    former = [*sorted(one.former & other.identifiers), *sorted(other.former & one.identifiers)]
    return (*found, *(f"one has the {_named(each)}, which the other names as a former one" for each in former))


def _named(identifier: str) -> str:
    scheme, _, value = identifier.removeprefix("id:").partition("=")
    return f"{_NUMBERS.get(scheme, scheme)} {value}"
