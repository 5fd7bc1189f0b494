"""Asking the store: one round trip for the agencies, one for the hits; the words are read again only when there are new ones.

Through a lens of a day by which somebody of today was not yet one person one more, for what later decisions joined.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from graph.cypher import text_of
from graph.errors import InvalidInput
from graph.identity.name_words import is_postcode
from graph.lens import Lens
from graph.store import Row, Store
from queries.engine.scope import SYSTEMS, read_scope
from queries.identity.decided_later import joined_by_decision
from queries.search.births import near
from queries.search.hits import AddressHit, Hits, PersonHit
from queries.search.ranking import ranked
from queries.search.search_query import SearchQuery, taken_apart
from queries.search.vocabulary import Uses, Vocabulary

_FOLDER = Path(__file__).parent
_MOST_ROWS = 300
MOST_HITS = 100

_vocabularies: WeakKeyDictionary[Store, Vocabulary] = WeakKeyDictionary()


async def search(store: Store, text: str, *, lens: Lens | None = None, first: int = 20) -> Hits:
    """Who or where may be meant by a text: names, a date of birth, an identifier, an address, a UPRN; or several of them.

    Names are found with slips, short forms, in another order, in other scripts, and by the other names on record. The
    best fit stands first. Raises InvalidInput for a text with nothing to look for, UnknownName for an agency that is none.
    """
    if not 1 <= first <= MOST_HITS:
        raise InvalidInput(f"first: expected 1 to {MOST_HITS}, found {first}")
    asked = taken_apart(text)
    found = await read_scope(store, lens=lens)
    through = found.lens(lens or Lens.of())
    words = _vocabularies.get(store) or Vocabulary({}, None)
    rows, meanings = await _rows(store, asked, words, through, then=found.then)
    if (stamp := _stamp(rows)) != words.stamp:
        # What was typed was read by the words of another state of the store: asked again, by those of this one.
        words = _vocabularies[store] = await _read(store, stamp)
        rows, meanings = await _rows(store, asked, words, through, then=found.then)
    hits = ranked(asked, meanings, [row for row in rows if row[0] != "words"])
    shown = await _with_decisions(store, through, hits[:first]) if found.then else hits[:first]
    return Hits(through, shown, len(hits) > first, found.cautions)


async def _with_decisions(store: Store, lens: Lens, hits: Sequence[PersonHit | AddressHit]) -> list[PersonHit | AddressHit]:
    """The same, each person with what is to be said of the later decisions by which they are one."""
    keys = [each.key for hit in hits if isinstance(hit, PersonHit) for each in hit.records]
    said = await joined_by_decision(store, lens, keys)
    return [replace(hit, cautions=said.get(hit.id, ())) if isinstance(hit, PersonHit) else hit for hit in hits]


async def _rows(
    store: Store, asked: SearchQuery, words: Vocabulary, lens: Lens, *, then: bool
) -> tuple[list[Row], list[dict[str, Any]]]:
    meanings = [{each.word: each for each in words.meant_by(word)} for word in asked.words]
    places = [meaning for word, meaning in zip(asked.words, meanings, strict=True) if not is_postcode(word)]
    rare = words.rarest(places, asked.least_of_place, attrgetter("addresses"))
    meant: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, meaning in enumerate(meanings):
        for each in meaning.values():
            meant[each.word].append((place, each.weight))
    given = {
        "keys": asked.keys(words.systems),
        "identifiers": list(asked.identifiers),
        "meant": meant,
        "every_word": sorted(meant),
        "rare_in_names": words.rarest(meanings, asked.least_of_name, attrgetter("names")),
        "rare_in_addresses": sorted({*rare, *(asked.words[place] for place in asked.postcodes)}),
        "births": near(asked.born) if asked.born else [],
        "uprns": [f"uprn:{uprn}" for uprn in asked.uprns],
        "postcodes": list(asked.postcodes),
    }
    rows = await store.read(
        text_of(_FOLDER / "search.cypher", then=then),
        asked=given,
        least_of_name=asked.least_of_name,
        least_of_place=asked.least_of_place,
        most=_MOST_ROWS,
        **lens.parameters(),
    )
    return rows, meanings


def _stamp(rows: list[Row]) -> tuple[Any, ...]:
    """How many words there are, and what has been loaded: with the same number, they may be other words."""
    return next(tuple(found) for how, _, found in rows if how == "words")


async def _read(store: Store, stamp: object) -> Vocabulary:
    words = {word: Uses(names, addresses) async for word, names, addresses in store.stream(text_of(_FOLDER / "words.cypher"))}
    systems = [(agency, system) for agency, system in await store.read(text_of(SYSTEMS))]
    return Vocabulary(words, stamp, systems)
