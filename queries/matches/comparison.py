"""Two records compared: whether they are one person's, or may be, and why, or why not. Also where nothing is proposed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.cypher import text_of
from graph.dates import day
from graph.errors import InvalidInput
from graph.identity.grouping import Pair
from graph.identity.judged import not_found
from graph.lens import Lens
from graph.store import Store
from queries.core.findings import lens_dict
from queries.engine.scope import read_scope
from queries.pairs import MatchBand, MatchedRecord, PairExplanation, explained, read_seen
from queries.pairs.bands import STORED
from queries.pairs.explanation import StoredPair
from queries.pairs.seen_records import FOLDER
from queries.pairs.stored_pairs import with_rivals
from queries.pairs.words import NOT_PROPOSED as NOT_ENOUGH

JOINED, DIFFERENT, NOT_PROPOSED = "joined", "different", "not_proposed"
_SAME = "somebody decided that they are one person"
_DIFFERENT = "somebody decided that they are two people"
_BY_IDENTIFIER = "they are joined by what they have in common: a valid number, or an identifier of one scheme"
_WITH_OTHERS = "they are joined through other records of the same person"


@dataclass(frozen=True, slots=True)
class PairDecision:
    """What somebody decided of two records: `verdict` same, different or unsure; by whom, on which day, and why."""

    verdict: str
    reason: str
    by: str
    on: date | None

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"verdict": self.verdict, "reason": self.reason, "by": self.by, "on": self.on and self.on.isoformat()}


@dataclass(frozen=True, slots=True)
class PairComparison:
    """Two records side by side. `state` is `joined`, `different` (somebody decided so), a band, or `not_proposed`; `agrees`,
    `differs` and `reasons` (why it is so, and no more) are in words; `decision` is what somebody decided, if anybody did."""

    left: MatchedRecord
    right: MatchedRecord
    state: str
    agrees: tuple[str, ...]
    differs: tuple[str, ...]
    reasons: tuple[str, ...]
    decision: PairDecision | None
    lens: Lens

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        said = {"agrees": list(self.agrees), "differs": list(self.differs), "reasons": list(self.reasons)}
        sides = {"left": self.left.to_dict(), "right": self.right.to_dict()}
        decision = self.decision and self.decision.to_dict()
        return {"state": self.state, **sides, **said, "decision": decision, "lens": lens_dict(self.lens)}


async def compare(store: Store, one: str, other: str, *, lens: Lens | None = None) -> PairComparison:
    """Two records by their keys, compared as the lens shows them: five round trips at most.

    Raises InvalidInput for a record that the lens does not show, in the same words whether there is none, or it is sealed.
    """
    if one == other:
        raise InvalidInput(f"expected two records, found {one} twice")
    scope = await read_scope(store, lens=lens)
    through = scope.lens(lens or Lens.of())
    kept = await _kept(store, through, (min(one, other), max(one, other)), scope.then)
    seen = await read_seen(store, through, {*kept.pair.pair, *kept.around, *kept.pair.rivals}, then=scope.then)
    for key in (one, other):
        if key not in seen:
            raise InvalidInput(not_found(key))
    said = explained([kept.pair], seen, least=[kept.pair.pair])[kept.pair.pair]
    sides = seen.records[kept.pair.left], seen.records[kept.pair.right]
    state, reasons = _state(sides, kept, said, through)
    decision = kept.decision if kept.decision and _is_known(kept.decision, through) else None
    return PairComparison(*sides, state, said.agrees, said.differs, reasons, decision, through)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the graph keeps of a pair, and the records of the same persons; `proposed` is false where nothing is kept of it."""

    pair: StoredPair
    proposed: bool
    decision: PairDecision | None
    around: tuple[str, ...]


async def _kept(store: Store, lens: Lens, pair: Pair, then: bool) -> _Kept:
    rows = await store.read(text_of(FOLDER / "pair.cypher", then=then), **lens.parameters(), left=pair[0], right=pair[1])
    proposals, judgements, around = rows[0]
    found = [StoredPair(*pair, STORED[band], tuple(why or ()), score=score) for band, why, score in proposals]
    found += [StoredPair(*pair, STORED[verdict], tuple(why or ())) for verdict, why, *_ in judgements if verdict in STORED]
    decisions = [
        PairDecision(verdict, reason, by, on and day(on)) for verdict, _, reason, by, on in judgements if verdict != "open"
    ]
    (known,) = await with_rivals(store, lens, found[:1] or [StoredPair(*pair, MatchBand.POSSIBLE)], then=then)
    return _Kept(known, bool(found), next(iter(decisions), None), tuple(around))


def _is_known(decision: PairDecision, lens: Lens) -> bool:
    return decision.on is None or decision.on <= lens.known_at


def _state(
    sides: tuple[MatchedRecord, MatchedRecord], kept: _Kept, said: PairExplanation, lens: Lens
) -> tuple[str, tuple[str, ...]]:
    decided = kept.decision.verdict if kept.decision else None
    if sides[0].person == sides[1].person:
        return JOINED, (_joined_by(sides, kept.decision if decided == "same" else None, lens),)
    if decided == "different":
        return DIFFERENT, (_by_decision(kept.decision, _DIFFERENT, lens),)
    if kept.proposed and said.band is not None:
        return said.band.value, said.reasons
    return NOT_PROPOSED, said.reasons if said.band is None else (NOT_ENOUGH,)


def _joined_by(sides: tuple[MatchedRecord, MatchedRecord], decision: PairDecision | None, lens: Lens) -> str:
    if decision:
        return _by_decision(decision, _SAME, lens)
    one, other = (each.described() for each in sides)
    return _BY_IDENTIFIER if one.identifiers & other.identifiers else _WITH_OTHERS


def _by_decision(decision: PairDecision | None, words: str, lens: Lens) -> str:
    """Of a decision that was not made by the day asked about only the day is told."""
    if decision is None or _is_known(decision, lens):
        return words
    return f"{words}, on {decision.on}, after the day that is asked about"
