"""What the graph already has of some facts: their versions, without what they say."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.dates import FIRST_DAY
from graph.facts import FactKind
from graph.model import FACT_NODES, TIES
from graph.store import Store
from graph.versions import Version
from graph.writing.items import as_day
from graph.writing.texts import text

PART_TYPES = {FactKind.CONTACT_PERSON: ("INVOLVED",), FactKind.SHARE: ("SHARED_WITH", "WITHHELD_FROM")}
TIE_TYPES = {FactKind.RELATIONSHIP: tuple(edge.type for edge in TIES), FactKind.STAY: ("LIVED_AT",)}


@dataclass(slots=True)
class Stored:
    """One version as it stands. `type` is its label or edge type; `anchor` the person (of a tie) or parent (of a part)."""

    version: Version
    load: str
    type: str
    anchor: str = ""


Known = dict[str, list[Stored]]
"""The versions of each fact id, in order."""


def stored_of(row: list[Any], type_: str) -> tuple[str, Stored]:
    """A row of one of the `stored_…` texts, read."""
    id_, version, digest, end, ended_in, seen, until, removed_on, load, *anchor = row
    first = as_day(version)
    assert first is not None
    made = Version(first, digest, end, as_day(ended_in), tuple(map(_seen, seen)), as_day(until) or FIRST_DAY, as_day(removed_on))
    return id_, Stored(made, load, type_, anchor[0] if anchor else "")


def _seen(entry: str) -> tuple[date, date | None]:
    day, _, worked = entry.partition("=")
    return date.fromisoformat(day), date.fromisoformat(worked) if worked else None


def key_of(kind: FactKind) -> str:
    """The property that a node of this kind is found by."""
    return FACT_NODES[kind].key[0]


async def stored_nodes(store: Store, kind: FactKind, ids: list[str]) -> Known:
    """The stored versions of these nodes."""
    label = FACT_NODES[kind].label
    rows = await store.read(text("stored_nodes", label=label, key=key_of(kind)), ids=ids, first_day=FIRST_DAY)
    return _in_order(stored_of(row, label) for row in rows)


async def stored_parts(store: Store, kind: FactKind, parent: FactKind, parents: list[str]) -> Known:
    """The stored versions of every edge of this kind on these records."""
    found: list[tuple[str, Stored]] = []
    for type_ in PART_TYPES[kind]:
        query = text("stored_parts", label=FACT_NODES[parent].label, type=type_)
        found += [stored_of(row, type_) for row in await store.read(query, ids=parents, first_day=FIRST_DAY)]
    return _in_order(found)


async def stored_ties(store: Store, kind: FactKind, agency: str, system: str) -> Known:
    """The stored versions of every relationship or stay of one agency's system (edges have no index on every engine)."""
    found: list[tuple[str, Stored]] = []
    for type_ in TIE_TYPES[kind]:
        query = text("stored_ties", type=type_)
        found += [stored_of(row, type_) async for row in store.stream(query, agency=agency, system=system)]
    return _in_order(found)


def _in_order(found: Any) -> Known:
    known: Known = defaultdict(list)
    for id_, stored in found:
        known[id_].append(stored)
    for versions in known.values():
        versions.sort(key=lambda each: each.version.version)
    return dict(known)
