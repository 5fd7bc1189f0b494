"""Which address a stay was at.

A row with a UPRN is at that UPRN. One with only a text is at the UPRN that all loads together tie the text to, where that is
exactly one; else at an Address of that text. Ties are only ever added, so every order of loading comes to the same.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from graph.facts import Fact
from graph.identity.name_words import address_words
from graph.store import ReadKind, Store
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import Statement, place_of
from graph.writing.undo.journal import Entry


def moved_text(properties: dict[str, Any]) -> str:
    """How `resolved` names the place of a stay that has only a text; a name of no place for one with a UPRN."""
    return "" if properties.get("tied") else f"text:{properties.get('place')}"


async def resolved(store: Store, stays: Sequence[Fact]) -> tuple[dict[str, str], list[Statement], list[Entry]]:
    """Address ids by fact id (and by `text:…` for each text met); the statements that make and mend them, and what was before."""
    if not stays:
        return {}, [], []
    found = {fact.id: place_of(fact) for fact in stays}
    texts = sorted({place for _, place in found.values() if place})
    before = {
        place: set(uprns or ()) for place, uprns in await store.read(text("known_texts"), ReadKind.BEFORE_WRITE, texts=texts)
    }
    after: dict[str, set[str]] = defaultdict(set, {place: set(uprns) for place, uprns in before.items()})
    for uprn, place in found.values():
        if uprn and place:
            after[place].add(uprn)
    means = {place: meaning(place, after[place]) for place in texts}
    ids = {id_: f"uprn:{uprn}" if uprn else means[place or ""] for id_, (uprn, place) in found.items()}
    by_text = {f"text:{place}": where for place, where in means.items()}
    entries: list[Entry] = [["uprns", *sorted({uprn for uprn, _ in found.values() if uprn})]]
    entries += [
        ["text", place, sorted(before[place]) if place in before else None] for place in texts if _changed(place, before, after)
    ]
    return ids | by_text, _statements(found, before, after, means), entries


def _changed(place: str, before: dict[str, set[str]], after: dict[str, set[str]]) -> bool:
    return before.get(place) != after[place]


def moved_between(statements: Sequence[Statement]) -> set[str]:
    """The addresses that these statements move stays from and to."""
    moves = [row for query, given in statements if query == text("move_stays") for row in given["rows"]]
    return {move[end] for move in moves for end in ("from", "to")}


def meaning(place: str, uprns: Collection[str]) -> str:
    """The id of the Address that a text means which is tied to these UPRNs."""
    return f"uprn:{next(iter(uprns))}" if len(uprns) == 1 else f"text:{place}"


def _statements(
    found: dict[str, tuple[str | None, str | None]],
    before: dict[str, set[str]],
    after: dict[str, set[str]],
    means: dict[str, str],
) -> list[Statement]:
    uprns = {uprn for uprn, _ in found.values() if uprn} | {uprn for place in means for uprn in after[place]}
    rows: list[tuple[str, list[str], list[str]]] = [
        (f"text:{place}", sorted(after[place]), [] if place in before else sorted(set(address_words(place))))
        for place in means
        if _changed(place, before, after)
    ]
    moves = [
        {"text": place, "from": meaning(place, before[place]), "to": where}
        for place, where in means.items()
        if place in before and meaning(place, before[place]) != where
    ]
    words = sorted({word for _, _, own in rows for word in own})
    made: list[Statement] = [
        (text("create_places"), {"uprns": sorted(uprns)}),
        (text("make_words"), {"ids": words}),
        (text("create_texts"), {"rows": rows}),
    ]
    return [*made, (text("move_stays"), {"rows": moves})] if moves else made
