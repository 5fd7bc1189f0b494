"""Systems that issue new ids every night: what of an extract is here under other ids, and a refusal where its people are.

Facts are matched by what they say (`graph.writing.reissued_ids`). People are not: two records with one name and birthday may be
twins or a slip, so where most of an extract's people would be doubled somebody has to say that this is meant (docs/adr/0019).
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any, TypeVar

from graph.errors import RefusedFile
from graph.facts import Fact, FactKind, Note
from graph.spill import Spool
from graph.store import ReadKind, Store
from graph.writing.batch import Writer
from graph.writing.cypher_texts import text
from graph.writing.past_loads import PastLoad
from graph.writing.pending_writes import origin_of
from graph.writing.reissued_ids import Reissued
from loaders.extract import Extract, Reopen, Row
from loaders.rows.fact_ids import FactIds
from loaders.rows.person_rows import PersonRows

_ASKED_AT_ONCE = 5000
_WAITING_BYTES, _ROW_BYTES = 16_000_000, 200
T = TypeVar("T")
_WORDS = {
    FactKind.CONTACT: "contacts",
    FactKind.INVOLVEMENT: "involvements",
    FactKind.CONCERN: "concerns",
    FactKind.STRENGTH: "strengths",
    FactKind.STAY: "stays",
    FactKind.RELATIONSHIP: "relationships",
}


def has_everything(extract: Extract) -> bool:
    """Whether an extract has everything of whoever is in it, so that an id which it lacks is no longer in use."""
    return extract.source.whole or getattr(extract, "whole_children", False)


def look_for_new_ids(writer: Writer, extract: Extract, reopen: Reopen, ids: FactIds | None = None) -> None:
    """Let a writer find facts that are here under other ids, where earlier extracts of the system are loaded.

    `ids` are the facts of the extract, where it was read before.
    """
    if not writer.past or not has_everything(extract):
        return

    async def ids_here() -> Callable[[FactKind, str], bool]:
        here = ids if ids is not None else await asyncio.to_thread(_ids_of, reopen)
        return here.has

    writer.reissued = Reissued(writer.store, writer.origin, writer.persons, ids_here, writer.ties)


def _ids_of(reopen: Reopen) -> FactIds:
    """Every fact of an extract, read by itself: the reading that is under way goes on undisturbed."""
    extract = reopen()
    return FactIds(chain(extract.people(), chain.from_iterable(extract.bundles())))


async def under_other_ids(
    store: Store, extract: Extract, reopen: Reopen, past: list[PastLoad], load: str
) -> frozenset[tuple[FactKind, str]]:
    """Facts that this extract has under new ids, each by the id under which it is here and will be kept; nothing is written."""
    origin = origin_of(extract.source, load, (each.id for each in past))
    again = await asyncio.to_thread(reopen)
    keys = await asyncio.to_thread(lambda: [fact.id for row in again.people() for fact in row.facts])
    persons: dict[str, str] = dict(await _in_turn(store, "persons_of_records", "keys", keys))
    writer = Writer(store, None, origin, persons, past)  # type: ignore[arg-type]
    look_for_new_ids(writer, extract, reopen)
    kept: set[tuple[FactKind, str]] = set()
    bundles = again.bundles()
    while facts := await asyncio.to_thread(_next_facts, bundles):
        if writer.reissued is not None and await writer.reissued.rename(facts.values(), await writer.known(list(facts.values()))):
            kept |= {(fact.kind, fact.id) for fact in facts.values()} - facts.keys()
    return frozenset(kept)


def _next_facts(bundles: Iterator[list[Row]]) -> dict[tuple[FactKind, str], Fact]:
    """The facts of whole bundles by kind and id, until there are enough; empty at the end."""
    facts: dict[tuple[FactKind, str], Fact] = {}
    for bundle in bundles:
        facts |= {(fact.kind, fact.id): fact for row in bundle for fact in row.facts}
        if len(facts) >= _ASKED_AT_ONCE:
            break
    return facts


def notes_of(writer: Writer, file: str) -> list[Note]:
    """What was found, in a sentence for each kind of fact."""
    found = writer.reissued
    return [_note(file, kind, found.counts[kind], *found.examples[kind]) for kind in sorted(found.counts)] if found else []


def _told(kind: FactKind, count: int) -> str:
    if count == 1:
        return f"1 {_WORDS[kind].removesuffix('s')} is here already under another id and says"
    return f"{count:,} {_WORDS[kind]} are here already under other ids and say"


def _note(file: str, kind: FactKind, count: int, new: str, old: str) -> Note:
    return Note(
        file,
        0,
        f"ids have changed: {_told(kind, count)} the same; each was kept once,"
        f" under the id that it first came with ({new} is {old})",
    )


async def refuse_new_people(store: Store, path: object, extract: Extract, past: list[PastLoad], people: PersonRows) -> None:
    """Raises RefusedFile where at least half of the people of a whole extract are here under ids that it no longer has."""
    if not past or not extract.source.whole:
        return
    ids, new = FactIds(people), await _new_people(store, people)
    all_of_them, doubled, example = ids.count(FactKind.PERSON), 0, ("", "")
    if not new or 2 * len(new) < all_of_them:
        return
    source = extract.source
    given = {"agency": source.agency, "system": source.system}
    for rows in _some(new, _ASKED_AT_ONCE):
        found = await store.read(text("alike_records"), ReadKind.BEFORE_WRITE, rows=rows, **given)
        twins = {new: old for new, old in found if not ids.has(FactKind.PERSON, old)}
        doubled += len(twins)
        example = min([*twins.items(), *([example] if all(example) else [])], default=example)
    if 2 * doubled >= all_of_them:
        new_key, old_key = example
        raise RefusedFile(
            f"{path}: {doubled:,} of its {all_of_them:,} people are here already under other ids, with the same name and date"
            f" of birth ({new_key} is {old_key}): {source.agency}/{source.system} seems to have issued new ids, and loading this"
            " would make two of each; give it a system that keeps its ids, or load it all the same with --new-ids"
        )


async def _new_people(store: Store, people: PersonRows) -> Spool[list[Any]]:
    """Of the people that are not here under their ids, those who say name and date of birth: key, and these."""
    new: Spool[list[Any]] = Spool(_WAITING_BYTES)
    for facts in people.records(_ASKED_AT_ONCE):
        known = {key for (key,) in await store.read(text("known_keys"), ReadKind.BEFORE_WRITE, keys=[fact.id for fact in facts])}
        for row in (_look(fact) for fact in facts if fact.id not in known):
            if all(row):
                new.put(row, _ROW_BYTES)
    return new


async def _in_turn(store: Store, name: str, parameter: str, values: list[Any], **given: Any) -> list[list[Any]]:
    found: list[list[Any]] = []
    for start in range(0, len(values), _ASKED_AT_ONCE):
        found += await store.read(
            text(name), ReadKind.BEFORE_WRITE, **{parameter: values[start : start + _ASKED_AT_ONCE]}, **given
        )
    return found


def _some(things: Iterable[T], at_once: int) -> Iterator[list[T]]:
    left = iter(things)
    while some := list(islice(left, at_once)):
        yield some


def _look(fact: Fact) -> list[Any]:
    return [fact.id, *(fact.content.get(name) for name in ("date_of_birth", "given_names", "family_name"))]
