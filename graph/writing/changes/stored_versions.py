"""What the graph already has of some facts: their versions, without what they say."""

from collections import defaultdict
from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from graph.dates import FIRST_DAY, day
from graph.facts import FactKind
from graph.model import FACT_NODES, TIES
from graph.spill import SpilledMap
from graph.store import ReadKind, Store
from graph.versions import Sighting, Version
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import as_day, short

PART_TYPES = {FactKind.CONTACT_PERSON: ("INVOLVED",), FactKind.SHARE: ("SHARED_WITH", "WITHHELD_FROM")}
TIE_TYPES = {FactKind.RELATIONSHIP: tuple(edge.type for edge in TIES), FactKind.STAY: ("LIVED_AT",)}


@dataclass(slots=True)
class Stored:
    """One version as it stands: `type` is its label or edge type.

    `anchor` is the person of a tie, or the record that a part belongs to, and `label` that record's.
    """

    version: Version
    type: str
    anchor: str = ""
    label: str = ""


Known = MutableMapping[str, list[Stored]]
"""The versions of each fact id, in order."""


def stored_of(row: list[Any], type_: str, label: str = "") -> tuple[str, Stored]:
    """A row of one of the `stored_…` texts, read."""
    id_, version, digest, end, ended_in, seen, until, removed_on, load, on, *anchor = row
    first, ended, own_day = as_day(version), as_day(ended_in), as_day(on)
    assert first is not None
    first_load = short(load)
    sightings = tuple(_sighting(entry, digest, end, ended, first_load, own_day) for entry in seen)
    made = Version(first, sightings, as_day(until) or FIRST_DAY, as_day(removed_on))
    return id_, Stored(made, type_, anchor[0] if anchor else "", label)


def _sighting(entry: str, base: str, end: str | None, ended: date | None, first_load: str, on: date | None) -> Sighting:
    """An entry of `seen`, read: day, `+` and its correction, `=` and a recorded_on worked out; of all but the first its load."""
    said, _, load = entry.partition(" ")
    text_, _, worked_text = said.partition("=")
    day_text, _, corrected = text_.partition("+")
    seen_on, worked = day(day_text), day(worked_text) if worked_text else None
    says = base, end if ended and seen_on >= ended else None, worked
    return Sighting(seen_on, *says, load or first_load, worked or on, int(corrected or 0))


@cache
def key_of(kind: FactKind) -> str:
    """The property that a node of this kind is found by."""
    return FACT_NODES[kind].key[0]


@cache
def date_of(kind: FactKind) -> str:
    """The property of a node or edge of this kind that says which extracts should have it."""
    spells = (FactKind.INVOLVEMENT, FactKind.RELATIONSHIP, FactKind.STAY)
    return "recorded_on" if kind is FactKind.PERSON else "start" if kind in spells else "on"


async def stored_nodes(store: Store, kind: FactKind, ids: list[str]) -> Known:
    """The stored versions of these nodes."""
    label = FACT_NODES[kind].label
    query = text("stored_nodes", label=label, key=key_of(kind), date=date_of(kind))
    rows = await store.read(query, ReadKind.BEFORE_WRITE, ids=ids)
    return _in_order(stored_of(row, label) for row in rows)


async def stored_parts(store: Store, kind: FactKind, parent: FactKind, parents: list[str]) -> Known:
    """The stored versions of every edge of this kind on these records."""
    found: list[tuple[str, Stored]] = []
    label = FACT_NODES[parent].label
    for type_ in PART_TYPES[kind]:
        query = text("stored_parts", label=label, type=type_)
        found += [stored_of(row, type_, label) for row in await store.read(query, ReadKind.BEFORE_WRITE, ids=parents)]
    return _in_order(found)


async def stored_ties(store: Store, kind: FactKind, agency: str, system: str) -> Known:
    """The stored versions of every relationship or stay of one agency's system (edges have no index on every engine)."""
    known: SpilledMap[list[Stored]] = SpilledMap()
    for type_ in TIE_TYPES[kind]:
        async for row in store.stream(text("stored_ties", type=type_), agency=agency, system=system):
            id_, stored = stored_of(row, type_)
            known[id_] = sorted([*known.get(id_, ()), stored], key=_version)
    return known


def _in_order(found: Any) -> Known:
    known: dict[str, list[Stored]] = defaultdict(list)
    for id_, stored in found:
        known[id_].append(stored)
    for versions in known.values():
        versions.sort(key=_version)
    return dict(known)


def _version(stored: Stored) -> date:
    return stored.version.version
