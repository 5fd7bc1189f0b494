"""Reading the pairs that the graph keeps: a page of all, or those of some people."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from graph.cypher import CypherText, text_of
from graph.identity.grouping import Pair
from graph.identity.identifiers import key_part
from graph.lens import Lens
from graph.matching.bands import LEAD, RIVAL
from graph.store import Row, Store
from queries.pairs.bands import PROPOSED, STORED, VERDICTS, MatchBand
from queries.pairs.explanation import StoredPair
from queries.pairs.seen_records import FOLDER

# How many times as many pairs are looked at next, and how many at most.
_WIDER, _WIDEST = 4, 5000


async def pairs_of_people(
    store: Store, lens: Lens, people: Collection[str], *, then: bool = False
) -> dict[str, list[StoredPair]]:
    """By person, the pairs in which a visible record of theirs is proposed or waits: one round trip (none without people)."""
    if not people:
        return {}
    rows = await store.read(
        text_of(FOLDER / "pairs_of_people.cypher", then=then), **lens.parameters(), people=sorted(set(people))
    )
    found: dict[str, dict[Pair, StoredPair]] = defaultdict(dict)
    for person, _, pairs in rows:
        found[person] |= {pair.pair: pair for pair in map(_stored, pairs)}
    return {person: [each for _, each in sorted(own.items())] for person, own in found.items()}


async def page_of_pairs(
    store: Store, lens: Lens, bands: Collection[MatchBand], after: Pair, most: int, agencies: Collection[str] = ()
) -> list[StoredPair]:
    """The first pairs behind a pair, in order of their keys, of which the lens shows both records: one round trip for proposals,
    one for pairs that wait; more where it does not show all of them. `agencies`: one of the two records is of one of these (none
    named: whosever)."""
    given: dict[str, Any] = {**lens.parameters(), "of": sorted(map(key_part, agencies))}
    found: list[StoredPair] = []
    for text, stored in (("proposals", _proposed(bands)), ("judgements", _waiting(bands))):
        if stored:
            found += await _shown(store, text_of(FOLDER / f"{text}.cypher"), given | {"stored": stored}, after, most)
    return sorted(found, key=lambda each: each.pair)[:most]


def _proposed(bands: Collection[MatchBand]) -> list[str]:
    """The bands of the proposals that may be shown in these: through a lens a pair's band is its own, or lower."""
    last = max((PROPOSED.index(each) for each in bands if each in PROPOSED), default=-1)
    return [each.value for each in PROPOSED[: last + 1]]


def _waiting(bands: Collection[MatchBand]) -> list[str]:
    return sorted(VERDICTS[each] for each in bands if each in VERDICTS)


async def _shown(store: Store, text: CypherText, given: Mapping[str, Any], after: Pair, most: int) -> list[StoredPair]:
    """The first pairs behind a pair that the lens shows. Each time that some are missing, more are looked at: through a lens that
    shows few, too, a page takes a handful of round trips."""
    found: list[StoredPair] = []
    size = most
    while len(found) < most:
        rows = await store.read(text, **given, left=after[0], right=after[1], most=size)
        found += [_stored(pair) for *pair, seen in rows if seen]
        if len(rows) < size:
            break
        after, size = (rows[-1][0], rows[-1][1]), min(size * _WIDER, _WIDEST)
    return found[:most]


async def with_rivals(store: Store, lens: Lens, pairs: Collection[StoredPair], *, then: bool = False) -> list[StoredPair]:
    """The same, each with the records that are as near, where one is: one round trip where any is held back by that."""
    keys = {key for each in pairs if RIVAL in each.why for key in each.pair}
    if not keys:
        return list(pairs)
    rows = await store.read(text_of(FOLDER / "pairs_of_records.cypher", then=then), **lens.parameters(), keys=sorted(keys))
    near = _near(map(_stored, (pair for _, found in rows for pair in found)))
    return [replace(each, rivals=tuple(sorted(set(_rivals(each, near))))) if RIVAL in each.why else each for each in pairs]


def _stored(row: Row) -> StoredPair:
    left, right, band, why, score = row
    return StoredPair(left, right, STORED[band], tuple(why or ()), score=score)


Near = dict[str, dict[str, float]]


def _near(pairs: Iterable[StoredPair]) -> Near:
    """By record, the records that it is proposed with, and the scores."""
    near: Near = defaultdict(dict)
    for each in pairs:
        near[each.left][each.right] = near[each.right][each.left] = each.score
    return near


def _rivals(pair: StoredPair, near: Near) -> Iterator[str]:
    """Who is as near to one of the two, and not near both: that would be the same person again."""
    for one, other in (pair.pair, pair.pair[::-1]):
        for third, score in near.get(one, {}).items():
            if third != other and score > pair.score - LEAD and third not in near.get(other, {}):
                yield third
