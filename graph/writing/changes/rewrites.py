"""Writing all versions of a fact anew, with what hangs on it: for the few facts whose row of versions changes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from graph.facts import FactKind
from graph.model import FACT_NODES
from graph.store import ReadKind, Store
from graph.versions import Version
from graph.writing.addresses import moved_text
from graph.writing.changes.plan import Rewrite
from graph.writing.changes.stored_versions import PART_TYPES, TIE_TYPES, Stored, key_of, stored_nodes
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import (
    Origin,
    PendingWrite,
    Statement,
    pending_write,
    properties_of,
    split_properties,
    version_values,
)

_LABELS = tuple(node.label for kind, node in FACT_NODES.items() if kind is not FactKind.PERSON)
_KIND_OF = {node.label: kind for kind, node in FACT_NODES.items() if kind}
PARENTS_OF: dict[FactKind, list[tuple[str, str]]] = {
    FactKind.CONTACT_PERSON: [("Contact", "INVOLVED")],
    FactKind.SHARE: [(label, type_) for label in _LABELS for type_ in PART_TYPES[FactKind.SHARE]],
}
"""Of each kind of part, the labels of the records it belongs to and the types of its edges."""

_END = ("end", "end_recorded_on", "end_precision", "end_digest", "closure_reason", "closure_code")


async def rewritten(
    store: Store,
    rewrites: list[Rewrite],
    origin: Origin,
    persons: Mapping[str, str],
    places: Mapping[str, str],
) -> tuple[list[Statement], list[PendingWrite], list[PendingWrite]]:
    """The statements that take the old versions away, the items of the new ones (and of what hung on the old), and of the old."""
    statements: list[Statement] = []
    items: list[PendingWrite] = []
    before: list[PendingWrite] = []
    own_parts = {rewrite.id for rewrite in rewrites if rewrite.kind in PART_TYPES}
    by_kind: dict[FactKind, list[Rewrite]] = defaultdict(list)
    for rewrite in rewrites:
        by_kind[rewrite.kind].append(rewrite)
    for kind, own in by_kind.items():
        old = await whole(store, kind, own)
        before += chain.from_iterable(old.values())
        statements += await _deletions(store, kind, own)
        for rewrite in own:
            for made in rewrite.made:
                items.append(_item(rewrite, made, [*old[rewrite.id], *rewrite.also], origin, persons, places))
        if kind in FACT_NODES and kind is not FactKind.PERSON:
            parts = await _parts(store, kind, [rewrite.id for rewrite in own])
            items += [part for part in parts if part.says["id"] not in own_parts]
    return statements, items, before


def renewed(rewrite: Rewrite, made: Version, old: list[PendingWrite], origin: Origin) -> PendingWrite:
    """A new version of a record of a person, whose person is decided elsewhere."""
    return _item(rewrite, made, old, origin, _Any(), _Any())


def _item(
    rewrite: Rewrite,
    made: Version,
    old: list[PendingWrite],
    origin: Origin,
    persons: Mapping[str, str],
    places: Mapping[str, str],
) -> PendingWrite:
    """A new version: of what the stored one with the same digest says, else of the fact that arrived."""
    like = next((item for item in old if item.says["digest"] == made.base), None)
    if like is None:
        assert rewrite.fact is not None
        item = pending_write(rewrite.fact, made, origin, persons, places)
        if any(each.says.get("shared") for each in old):
            item.says["shared"] = True
        return item
    item = _like(rewrite, made, like, old, origin)
    if rewrite.kind is FactKind.STAY:
        person, place = item.ends
        item.ends = person, places.get(moved_text(item.says), place)
    return item


def _like(rewrite: Rewrite, made: Version, like: PendingWrite, old: list[PendingWrite], origin: Origin) -> PendingWrite:
    ended_then = "end_digest" in like.says
    says = {name: value for name, value in like.says.items() if not ended_then or name not in _END}
    ended = [each.says for each in old if each.says.get("end_digest") == made.end]
    if made.end and ended:
        says |= {name: ended[0][name] for name in _END if name in ended[0]}
    elif made.end and rewrite.fact is not None:
        says |= {name: value for name, value in properties_of(rewrite.fact, made).items() if name in _END}
    if made.recorded_on is not None:
        says["recorded_on"] = made.recorded_on
    return PendingWrite(like.kind, like.type, like.ends, says, version_values(made, origin), like.label)


# Each key is its own value: whose a record is, `persons.records.creating` says later.
class _Any(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return key


async def whole(store: Store, kind: FactKind, rewrites: list[Rewrite]) -> dict[str, list[PendingWrite]]:
    """The stored versions with all that they say, as items."""
    found: dict[str, list[PendingWrite]] = {rewrite.id: [] for rewrite in rewrites}
    if kind in TIE_TYPES:
        rows = [{"id": each.id, "person": stored.anchor} for each in rewrites for stored in each.stored]
        for type_ in sorted({stored.type for each in rewrites for stored in each.stored}):
            for id_, properties, person, other in await store.read(
                text("whole_ties", type=type_), ReadKind.BEFORE_WRITE, rows=_unique(rows)
            ):
                found[id_].append(PendingWrite(kind, type_, (person, other), *split_properties(properties)))
    elif kind in PART_TYPES:
        for label, type_ in PARENTS_OF[kind]:
            parents = sorted({stored.anchor for each in rewrites for stored in each.stored})
            for item in await _read_parts(store, kind, label, type_, parents):
                if item.says["id"] in found:
                    found[item.says["id"]].append(item)
    else:
        label = FACT_NODES[kind].label
        query = text("whole_nodes", label=label, key=key_of(kind), about="ABOUT")
        for id_, properties, person, about in await store.read(query, ReadKind.BEFORE_WRITE, ids=list(found)):
            found[id_].append(PendingWrite(kind, label, (person, about["record"]), *split_properties(properties)))
    return found


def _unique(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({tuple(sorted(row.items())): row for row in rows}.values())


async def _read_parts(store: Store, kind: FactKind, label: str, type_: str, parents: list[str]) -> list[PendingWrite]:
    query = text("whole_parts", label=label, type=type_)
    found = {}
    for parent, properties, other in await store.read(query, ReadKind.BEFORE_WRITE, ids=parents):
        found[properties["id"], properties["version"]] = PendingWrite(
            kind, type_, (parent, other), *split_properties(properties), label
        )
    return list(found.values())


async def _parts(store: Store, kind: FactKind, parents: list[str]) -> list[PendingWrite]:
    """What hangs on these records, to be hung on their new versions."""
    found: list[PendingWrite] = []
    for part in PART_TYPES:
        for label, type_ in PARENTS_OF[part]:
            if label == FACT_NODES[kind].label:
                found += await _read_parts(store, part, label, type_, parents)
    return found


async def _deletions(store: Store, kind: FactKind, rewrites: list[Rewrite]) -> list[Statement]:
    """The statements that take the stored versions away; each is found by its whole key."""
    stored: list[tuple[str, Stored]] = [(each.id, one) for each in rewrites for one in each.stored]
    if kind in FACT_NODES:
        return [delete_versions(kind, rewrites)]
    statements: list[Statement] = []
    for type_, label in sorted({(one.type, one.label) for _, one in stored}):
        own = [(id_, one.anchor) for id_, one in stored if (one.type, one.label) == (type_, label)]
        if not label:
            rows = _unique([{"id": id_, "person": anchor} for id_, anchor in own])
            statements.append((text("delete_ties", type=type_), {"rows": rows}))
            continue
        parents = await stored_nodes(store, _KIND_OF[label], sorted({anchor for _, anchor in own}))
        rows = [
            {"id": id_, "parent": anchor, "on_version": one.version.version}
            for id_, anchor in sorted(set(own))
            for one in parents.get(anchor, [])
        ]
        statements.append((text("delete_parts", label=label, type=type_), {"rows": rows}))
    return statements


def delete_versions(kind: FactKind, rewrites: Iterable[Rewrite]) -> Statement:
    """The statement that takes away all stored versions of these nodes."""
    rows = [{"id": each.id, "version": one.version.version} for each in rewrites for one in each.stored]
    return text("delete_nodes", label=FACT_NODES[kind].label, key=key_of(kind)), {"rows": rows}
