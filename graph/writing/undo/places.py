"""Taking the addresses back that a load made, and what it tied their texts to; a stay of another load at one of them keeps it."""

from collections.abc import Collection, Iterator
from typing import Any

from graph.identity.name_words import address_words
from graph.store import ReadKind, Store
from graph.writing.addresses import meaning
from graph.writing.commits import Commits
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import Statement
from graph.writing.undo.journal import Journal

_SIZE = 1000


async def take_back_places(store: Store, commits: Commits, journal: Journal) -> None:
    """Tie texts to what they were tied to, or others tie them to; the stays of the loads that are given up are gone before."""
    texts = sorted(journal.texts)
    for start in range(0, len(texts), _SIZE):
        await _texts(store, commits, texts[start : start + _SIZE], journal)
    await _uprns(store, commits, sorted(journal.uprns))


async def _texts(store: Store, commits: Commits, texts: list[str], journal: Journal) -> None:
    now = {place: list(uprns or ()) for place, uprns in await store.read(text("known_texts"), ReadKind.BEFORE_WRITE, texts=texts)}
    tied = await _lived_at(store, "tied_by_stays", [[place, uprn] for place, uprns in now.items() for uprn in uprns])
    lived = await _lived_at(store, "named_by_stays", [[place, each] for place in now for each in _addresses(place, now[place])])
    gone = [place for place in now if journal.texts[place] is None and place not in {each for each, _ in lived}]
    ties = {
        place: [uprn for uprn in now[place] if uprn in (journal.texts[place] or ()) or (place, uprn) in tied] for place in now
    }
    kept = [place for place in now if place not in gone and ties[place] != now[place]]
    await commits.at_once([*_retied(kept, now, ties), *_deleted(gone)])


def _addresses(place: str, uprns: Collection[str]) -> Iterator[str]:
    """Where stays of that text may be."""
    yield f"text:{place}"
    yield from (f"uprn:{uprn}" for uprn in uprns)


async def _lived_at(store: Store, name: str, rows: list[list[str]]) -> set[tuple[str, str]]:
    return {(place, other) for place, other in await store.read(text(name), ReadKind.BEFORE_WRITE, rows=rows)} if rows else set()


def _retied(places: list[str], now: dict[str, list[str]], ties: dict[str, list[str]]) -> list[Statement]:
    if not places:
        return []
    moves = [
        {"text": place, "from": meaning(place, now[place]), "to": meaning(place, ties[place])}
        for place in places
        if meaning(place, now[place]) != meaning(place, ties[place])
    ]
    rows: list[Any] = [[f"text:{place}", ties[place], []] for place in places]
    return [(text("create_texts"), {"rows": rows}), (text("move_stays"), {"rows": moves})]


def _deleted(places: list[str]) -> list[Statement]:
    if not places:
        return []
    words = sorted({word for place in places for word in address_words(place)})
    return [(text("delete_addresses"), {"ids": [f"text:{place}" for place in places]}), (text("delete_words"), {"ids": words})]


async def _uprns(store: Store, commits: Commits, uprns: list[str]) -> None:
    if not uprns:
        return
    tied = {uprn async for (own,) in store.stream(text("every_tie")) for uprn in own}
    left = [f"uprn:{uprn}" for uprn in uprns if uprn not in tied]
    for start in range(0, len(left), _SIZE):
        await commits.at_once([(text("delete_empty_addresses"), {"ids": left[start : start + _SIZE]})])
