"""Asking for possible matches: those that the matcher proposes, and those that have an identifier in common and wait.

A page takes a handful of round trips, whatever is on it; those of any number of people four (one more through a lens of a day
by which somebody of today was not yet one person). What each says is what the lens shows: see `queries.pairs.explanation`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph.errors import InvalidInput, UnknownName
from graph.identity.grouping import Pair
from graph.lens import Lens
from graph.store import Store
from queries.core.findings import lens_dict
from queries.engine.scope import read_scope
from queries.identity.decided_later import joined_by_decision
from queries.pairs import MatchBand, MatchedRecord, PairExplanation, SeenRecords, explained, read_seen
from queries.pairs.explanation import StoredPair
from queries.pairs.stored_pairs import page_of_pairs, pairs_of_people, with_rivals

MOST_MATCHES = 200
BANDS = (MatchBand.LIKELY, MatchBand.POSSIBLE, MatchBand.UNDECIDED)
"""The bands that are asked about where none is named: all but those that somebody has looked at."""


@dataclass(frozen=True, slots=True)
class PossibleMatch:
    """Two records (`left.key` < `right.key`) that may be one person's: in which band, what agrees, what differs, and why it is no
    more than that, in words; `cautions` say where one of the two persons is one only by a later decision."""

    left: MatchedRecord
    right: MatchedRecord
    band: MatchBand
    agrees: tuple[str, ...]
    differs: tuple[str, ...]
    reasons: tuple[str, ...]
    cautions: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Names the pair, whichever way round its records are given: the smaller key comes first."""
        return f"{self.left.key} = {self.right.key}"

    @property
    def pair(self) -> Pair:
        """Both record keys."""
        return self.left.key, self.right.key

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        words = {"agrees": self.agrees, "differs": self.differs, "reasons": self.reasons, "cautions": self.cautions}
        said = {name: list(each) for name, each in words.items()}
        return {"id": self.id, "band": self.band.value, "left": self.left.to_dict(), "right": self.right.to_dict(), **said}


@dataclass(slots=True)
class Matches:
    """A page of possible matches in order of their keys, and the lens; `more`: whether there are others behind it."""

    lens: Lens
    matches: list[PossibleMatch] = field(default_factory=list)
    more: bool = False
    last: Pair | None = None

    def to_dicts(self) -> list[dict[str, Any]]:
        """One a match, for JSON, pandas or polars."""
        return [{**match.to_dict(), "lens": lens_dict(self.lens)} for match in self.matches]


async def possible_matches(
    store: Store,
    *,
    person: str | None = None,
    bands: Collection[MatchBand] = BANDS,
    agencies: Collection[str] = (),
    lens: Lens | None = None,
    first: int = MOST_MATCHES,
    after: Pair = ("", ""),
) -> Matches:
    """The pairs of these bands where both records are visible; of everybody, or of one person.

    `person` is an id, a record key or an NHS number; `agencies`: one of the two records is of one of these; `after` the keys of
    the pair that the page begins behind. Raises InvalidInput or UnknownName, naming what is wrong.
    """
    check_size(first)
    scope = await read_scope(store, person, lens)
    through = scope.lens(lens or Lens.of())
    for agency in agencies:
        if agency not in scope.kinds:
            raise UnknownName("agency", agency, scope.kinds)
    if person is None:
        stored = await page_of_pairs(store, through, bands, after, first + 1, agencies)
        shown = await with_rivals(store, through, stored[:first], then=scope.then)
        page = Matches(through, [], len(stored) > first, shown[-1].pair if shown else None)
        page.matches = await _explained(store, through, shown, bands, then=scope.then)
        return page
    of_person = await of_people(store, through, [scope.subject], bands, agencies, then=scope.then)
    return page_behind(through, of_person[scope.subject], first, after)


def check_size(first: int) -> None:
    """Raises InvalidInput for a page of none, or of too many."""
    if not 1 <= first <= MOST_MATCHES:
        raise InvalidInput(f"first: expected a number from 1 to {MOST_MATCHES}, found {first}")


def page_behind(lens: Lens, matches: Sequence[PossibleMatch], first: int, after: Pair) -> Matches:
    """So many of these at most, those that come first behind a pair."""
    behind = [each for each in matches if each.pair > after]
    shown = behind[:first]
    return Matches(lens, shown, len(behind) > first, shown[-1].pair if shown else None)


async def of_people(
    store: Store,
    lens: Lens,
    people: Collection[str],
    bands: Collection[MatchBand] = BANDS,
    agencies: Collection[str] = (),
    *,
    then: bool = False,
) -> dict[str, list[PossibleMatch]]:
    """By person (by id), their possible matches in order of their keys: four round trips, for any number of them. `lens` has its
    agencies filled in; `then`: somebody of today was several people by its `known_at`."""
    stored = await pairs_of_people(store, lens, people, then=then)
    every = await with_rivals(store, lens, {each.pair: each for own in stored.values() for each in own}.values(), then=then)
    found = {each.pair: each for each in await _explained(store, lens, every, bands, agencies, then=then)}
    return {person: [found[each.pair] for each in stored.get(person, ()) if each.pair in found] for person in people}


async def _explained(
    store: Store,
    lens: Lens,
    pairs: Sequence[StoredPair],
    bands: Collection[MatchBand],
    agencies: Collection[str] = (),
    *,
    then: bool = False,
) -> list[PossibleMatch]:
    seen = await read_seen(store, lens, {key for each in pairs for key in (*each.pair, *each.rivals)}, then=then)
    said = explained(pairs, seen)
    matches = [each for each in _matches(pairs, seen, said) if each.band in bands and (not agencies or _is_of(each, agencies))]
    return await _with_decisions(store, lens, matches) if then else matches


async def _with_decisions(store: Store, lens: Lens, matches: Sequence[PossibleMatch]) -> list[PossibleMatch]:
    """The same, each with what is to be said of the later decisions by which one of the two persons is one."""
    said = await joined_by_decision(store, lens, {key for each in matches for key in each.pair})
    cautions = [[*said.get(each.left.person, ()), *said.get(each.right.person, ())] for each in matches]
    return [replace(each, cautions=tuple(dict.fromkeys(own))) for each, own in zip(matches, cautions, strict=True)]


def _matches(pairs: Iterable[StoredPair], seen: SeenRecords, said: dict[Pair, PairExplanation]) -> Iterable[PossibleMatch]:
    for each in pairs:
        found = said.get(each.pair)
        if found is not None and found.band is not None:
            left, right = (seen.records[key] for key in each.pair)
            yield PossibleMatch(left, right, found.band, found.agrees, found.differs, found.reasons)


def _is_of(match: PossibleMatch, agencies: Collection[str]) -> bool:
    return match.left.agency in agencies or match.right.agency in agencies
