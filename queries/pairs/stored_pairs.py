"""Reading the pairs that the graph keeps: a page of all, or those of some people, in two round trips at most."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from graph.cypher import text_of
from graph.identity.grouping import Pair
from graph.lens import Lens
from graph.matching.bands import LEAD, RIVAL
from graph.store import Row, Store
from queries.pairs.bands import PROPOSED, STORED, VERDICTS, MatchBand
from queries.pairs.explanation import StoredPair
from queries.pairs.seen_records import FOLDER


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
    one for pairs that wait. `agencies`: one of the two records is of one of these (none named: whosever)."""
    given: dict[str, Any] = {**lens.parameters(), "left": after[0], "right": after[1], "most": most, "of": sorted(agencies)}
    rows: list[Row] = []
    if not set(bands).isdisjoint(PROPOSED):
        rows += await store.read(text_of(FOLDER / "proposals.cypher"), **given)
    if verdicts := sorted(VERDICTS[each] for each in bands if each in VERDICTS):
        rows += await store.read(text_of(FOLDER / "judgements.cypher"), **given, verdicts=verdicts)
    return sorted(map(_stored, rows), key=lambda each: each.pair)[:most]


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
