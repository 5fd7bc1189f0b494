"""What a later whole extract no longer has: found at the end of a load, when all that it has is written."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.facts import FactKind
from graph.model import FACT_NODES
from graph.writing.batch import Writer
from graph.writing.items import as_day
from graph.writing.past import absences
from graph.writing.people import rewrite_records
from graph.writing.plan import Plan
from graph.writing.rewriting import PARENTS_OF
from graph.writing.stored import PART_TYPES, TIE_TYPES, Known, stored_nodes, stored_parts
from graph.writing.texts import text

_SIZE = 2000


@dataclass(slots=True)
class Unseen:
    """A fact that the extract does not have: the date of the last of its versions without it, and whose part it is."""

    version: date
    on: date | None
    label: str
    parent: str


async def remove_missing(writer: Writer, kinds: frozenset[FactKind]) -> None:
    """Give `removed_on` to every fact of these kinds that this load's whole extract should have, and has not."""
    for kind in sorted(kinds):
        unseen = await _unseen(writer, kind)
        ids = sorted(unseen)
        for start in range(0, len(ids), _SIZE):
            batch = {id_: unseen[id_] for id_ in ids[start : start + _SIZE]}
            await _remove(writer, kind, batch)


async def _remove(writer: Writer, kind: FactKind, unseen: dict[str, Unseen]) -> None:
    day = writer.origin.source.extracted_on
    plan = Plan()
    for id_, stored in (await _stored(writer, kind, unseen)).items():
        absent = absences(writer.past, kind, id_, unseen[id_].on)
        if absent and not any(seen == day for each in stored for seen, _ in each.version.seen):
            plan.vanish(kind, id_, stored, absent)
    if kind is FactKind.PERSON:
        await rewrite_records(writer.store, writer.turn, writer.origin, plan)
    else:
        await writer.carry_out(plan)


async def _unseen(writer: Writer, kind: FactKind) -> dict[str, Unseen]:
    source = writer.origin.source
    given = {
        "agency": source.agency,
        "system": source.system,
        "covers_from": source.covers_from,
        "covers_to": source.covers_to,
        "extracted_on": source.extracted_on.isoformat(),
    }
    found: dict[str, Unseen] = {}
    for query, label in _queries(kind):
        async for row in writer.store.stream(query, **given):
            for id_, version, on, parent in row[0]:
                each = Unseen(as_day(version) or date.min, as_day(on), label, parent)
                if id_ not in found or found[id_].version < each.version:
                    found[id_] = each
    return found


def _queries(kind: FactKind) -> list[tuple[str, str]]:
    if kind in TIE_TYPES:
        return [(text("unseen_ties", type=type_), "") for type_ in TIE_TYPES[kind]]
    if kind in PART_TYPES:
        owner = "parent" if kind is FactKind.CONTACT_PERSON else "fact"
        return [(text("unseen_parts", label=label, type=type_, owner=owner), label) for label, type_ in PARENTS_OF[kind]]
    node = FACT_NODES[kind]
    dated = {FactKind.PERSON: "recorded_on", FactKind.INVOLVEMENT: "start"}.get(kind, "on")
    return [(text("unseen_nodes", label=node.label, key=node.key[0], date=dated), "")]


async def _stored(writer: Writer, kind: FactKind, unseen: dict[str, Unseen]) -> Known:
    """All versions of these facts."""
    if kind in TIE_TYPES:
        ties = await writer.ties(kind)
        return {id_: ties[id_] for id_ in unseen if id_ in ties}
    if kind not in PART_TYPES:
        return await stored_nodes(writer.store, kind, list(unseen))
    parents: dict[str, set[str]] = defaultdict(set)
    for each in unseen.values():
        parents[each.label].add(each.parent)
    labels: dict[Any, FactKind] = {node.label: kind_ for kind_, node in FACT_NODES.items() if kind_}
    found: Known = {}
    for label, ids in parents.items():
        found |= await stored_parts(writer.store, kind, labels[label], sorted(ids))
    return {id_: stored for id_, stored in found.items() if id_ in unseen}
