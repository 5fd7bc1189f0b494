"""Why two records may be one person's, and why that is no more certain: compared again on what the lens shows of them.

The band is never above the one that the matcher gave on all that is on record. A reason that rests on what the lens does not show
(another record that is as near, a home that somebody else wrote down) is told in general words only.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.identity.grouping import NAMED_FORMER, Pair, ReplacedNumbers
from graph.identity.resolution import contradictions
from graph.matching.bands import BARS, LIKELY, POSSIBLE, RIVAL, TOO_LITTLE
from graph.matching.rules import nameless, never_of_persons, not_likely, twins
from graph.matching.scorer import PairScore, compared_pairs
from queries.pairs.bands import PROPOSED, MatchBand
from queries.pairs.seen_records import SeenRecords
from queries.pairs.words import (
    HELD_BACK,
    NO_IDENTIFIER,
    NOT_PROPOSED,
    NUMBER_IN_COMMON,
    RULED_OUT,
    Said,
    brief_words,
    frequency_words,
    identifier_words,
    said_of,
    unknown_words,
)

IN_GROUP = "what they have in common also connects two records that cannot be one person"


@dataclass(frozen=True, slots=True)
class StoredPair:
    """A pair as the graph keeps it: `why` are the codes that hold a proposal back, or the reasons of a pair that waits;
    `rivals` are the records that are as near."""

    left: str
    right: str
    band: MatchBand
    why: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    score: float = 0.0

    @property
    def pair(self) -> Pair:
        """Both record keys."""
        return self.left, self.right


@dataclass(frozen=True, slots=True)
class PairExplanation:
    """What is to be said of a pair through a lens. `band` is None where it is not proposed; `agrees`, `differs` and `reasons`
    (why it is no more than that, or is not proposed) are in words."""

    band: MatchBand | None
    agrees: tuple[str, ...]
    differs: tuple[str, ...]
    reasons: tuple[str, ...]
    said: tuple[Said, ...] = ()

    def brief(self, called: str = "") -> str:
        """`has the same name and birthday as the adult`: what agrees, said in passing; `called`: what the other is called."""
        return brief_words(self.said, called)


def explained(pairs: Sequence[StoredPair], seen: SeenRecords, *, least: Collection[Pair] = ()) -> dict[Pair, PairExplanation]:
    """By pair of two records that are seen, what is to be said of it.

    A pair that has nothing in common through the lens is left out; one of `least` is explained all the same.
    """
    shown = [each for each in pairs if {each.left, each.right} <= seen.records.keys()]
    compared = compared_pairs(seen.features, [each.pair for each in shown], seen.model)
    found = {each.pair: _explained(each, compared[each.pair], seen) for each in shown}
    return {pair: each for pair, each in found.items() if each.band is not None or pair in least}


def _explained(stored: StoredPair, compared: PairScore, seen: SeenRecords) -> PairExplanation:
    both = seen.records[stored.left], seen.records[stored.right]
    said = said_of(compared.levels, both)
    shared = identifier_words(seen.features[stored.left].traits, seen.features[stored.right].traits)
    if shared:  # the number is named already
        said = [each for each in said if each != Said(True, *NUMBER_IN_COMMON)]
    agrees = [*shared, *_agreements(said, compared.levels, stored, seen)]
    differs = [each.words for each in said if not each.agrees]
    if stored.band in PROPOSED:
        band, reasons = _proposal(stored, compared, seen)
    else:
        band, reasons = _waiting(stored, seen)
    return PairExplanation(band, tuple(agrees), tuple(differs), tuple(reasons), tuple(said))


def _agreements(said: Iterable[Said], levels: Mapping[str, str], stored: StoredPair, seen: SeenRecords) -> Iterator[str]:
    one, record = seen.features[stored.left], seen.records[stored.left]
    common = {
        "the same forename": ("first", one.first, _first(record.given_names)),
        "the same surname": ("family", one.family, record.family_name),
    }
    for each in said:
        if each.agrees:
            named = common.get(each.words.partition(",")[0])
            often = frequency_words(seen.model, *named) if named else None
            yield f"{each.words} ({often})" if often else each.words


def _first(given: str | None) -> str | None:
    return (given or "").split()[0] if (given or "").split() else None


def _waiting(stored: StoredPair, seen: SeenRecords) -> tuple[MatchBand | None, list[str]]:
    """Of a pair that has an identifier in common. What neither side says any more through the lens is not told by a reason."""
    mine, theirs = seen.records[stored.left].described(), seen.records[stored.right].described()
    if {stored.left, stored.right} <= seen.current:
        return stored.band, list(stored.why)
    if not identifier_words(mine, theirs):
        return None, []
    general = IN_GROUP if mine.identifiers & theirs.identifiers else NAMED_FORMER
    return stored.band, list(contradictions(mine, theirs)) or [general]


def _proposal(stored: StoredPair, compared: PairScore, seen: SeenRecords) -> tuple[MatchBand | None, list[str]]:
    ruled = ruled_out(stored.pair, seen)
    if ruled is not None:
        return None, [ruled]
    one, other = seen.features[stored.left], seen.features[stored.right]
    if compared.score < BARS[POSSIBLE] and one.first and other.first:
        return None, [NOT_PROPOSED]
    held = held_back(compared, seen)
    band = MatchBand.LIKELY if stored.band is MatchBand.LIKELY and not held else MatchBand.POSSIBLE
    return band, list(_reasons(band, held, stored, compared, seen))


def _reasons(band: MatchBand, held: Collection[str], stored: StoredPair, compared: PairScore, seen: SeenRecords) -> Iterator[str]:
    yield NO_IDENTIFIER
    if band is MatchBand.LIKELY:
        return
    rivals = [each for each in stored.rivals if each in seen] if RIVAL in stored.why else []
    told = [HELD_BACK[code] for code in held if code != TOO_LITTLE]
    yield from told
    if rivals:
        yield f"{HELD_BACK[RIVAL]}: {', '.join(rivals)}"
    if TOO_LITTLE in held or not (told or rivals):
        yield HELD_BACK[TOO_LITTLE]
        unknown = unknown_words(compared.levels)
        if unknown:
            yield unknown


def held_back(compared: PairScore, seen: SeenRecords) -> tuple[str, ...]:
    """The codes of why a pair is possible at most, by what is seen of the two records alone."""
    one, other = seen.features[compared.left], seen.features[compared.right]
    return not_likely(one, other, compared.levels) + ((TOO_LITTLE,) if compared.score < BARS[LIKELY] else ())


def ruled_out(pair: Pair, seen: SeenRecords) -> str | None:
    """Which rule forbids that these two are proposed, in words; also where it forbids it of other records of the same persons
    that are seen."""
    one, other = (seen.features[key] for key in pair)
    mine, theirs = (seen.of_person(each.person) for each in (one, other))
    numbers = ReplacedNumbers({each.key: each.traits for each in (*mine, *theirs)})
    code = never_of_persons([one], [other], numbers.same) or nameless(one, other) or twins(one, other)
    if code is None and (code := never_of_persons(mine, theirs, numbers.same)):
        return f"other records of the same two persons: {RULED_OUT[code]}" if code in RULED_OUT else NOT_PROPOSED
    return RULED_OUT.get(code, NOT_PROPOSED) if code else None
