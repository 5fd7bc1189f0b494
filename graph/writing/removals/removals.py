"""What a later whole extract no longer has: found at the end of a load, when all that it has is written."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from graph.dates import FIRST_DAY, LAST_DAY
from graph.facts import FactKind
from graph.model import FACT_NODES
from graph.writing.batch import Writer
from graph.writing.changes.plan import WritePlan
from graph.writing.changes.rewrites import PARENTS_OF
from graph.writing.changes.stored_versions import PART_TYPES, TIE_TYPES, Known, date_of, stored_nodes, stored_parts
from graph.writing.cypher_texts import text
from graph.writing.past_loads import lacking
from graph.writing.persons.records import rewrite_records

_SIZE = 2000


Unseen = Mapping[str, tuple[str, str]]
"""By id, facts that the extract does not have, with the label and id of the record that they are a part of."""
Lacked = Mapping[FactKind, Unseen]


async def remove_missing(writer: Writer, kinds: frozenset[FactKind], lacked: Lacked) -> Counter[FactKind]:
    """Give `removed_on` to every fact of these kinds that this load's whole extract should have, and has not.

    `lacked` are these, of the kinds of which it was found before anything was written. Returns how many of each kind.
    """
    removed: Counter[FactKind] = Counter()
    for kind in sorted(kinds):
        unseen = lacked[kind] if kind in lacked else await _unseen(writer, kind)
        ids = sorted(unseen)
        for start in range(0, len(ids), _SIZE):
            batch = {id_: unseen[id_] for id_ in ids[start : start + _SIZE]}
            removed[kind] += await _remove(writer, kind, batch)
    return removed


async def remove_named(writer: Writer, named: frozenset[tuple[FactKind, str]]) -> Counter[FactKind]:
    """Give `removed_on` to every record that this load's extract says was deleted (none that is a part of another).

    Returns how many of each kind.
    """
    removed: Counter[FactKind] = Counter()
    for kind in sorted({kind for kind, _ in named}):
        ids = sorted(id_ for each, id_ in named if each is kind)
        for start in range(0, len(ids), _SIZE):
            removed[kind] += await _remove(writer, kind, dict.fromkeys(ids[start : start + _SIZE], ("", "")))
    return removed


async def _remove(writer: Writer, kind: FactKind, unseen: Unseen) -> int:
    plan = WritePlan(writer.origin)
    for id_, stored in (await stored_of_all(writer, kind, unseen)).items():
        plan.vanish(kind, id_, stored, lacking(writer.past, kind, id_))
    if kind is FactKind.PERSON:
        await rewrite_records(writer.store, writer.commits, plan)
    else:
        await writer.carry_out(plan)
        await writer.commits.written()
    return len({each.id for each in plan.touch} | {each.id for each in plan.rewrite})


async def _unseen(writer: Writer, kind: FactKind) -> Unseen:
    source = writer.origin.source
    given = {
        "agency": source.agency,
        "system": source.system,
        "covers_from": source.covers_from,
        "covers_to": source.covers_to,
        "extracted_on": source.extracted_on.isoformat(),
    }
    if kind is FactKind.PERSON:
        # The day worked out for a record is the earliest of several extracts', so each must be looked at.
        given |= {"covers_from": FIRST_DAY, "covers_to": LAST_DAY}
    found: dict[str, tuple[str, str]] = {}
    for query, label in queries("unseen", kind):
        async for row in writer.store.stream(query, **given):
            found |= {id_: (label, parent) for id_, parent in row[0]}
    return found


def queries(name: str, kind: FactKind) -> list[tuple[str, str]]:
    """The texts of that name that find facts of a kind; of parts, with the label of the record that they hang on."""
    if kind in TIE_TYPES:
        return [(text(f"{name}_ties", type=type_), "") for type_ in TIE_TYPES[kind]]
    if kind in PART_TYPES:
        return [(text(f"{name}_parts", label=label, type=type_), label) for label, type_ in PARENTS_OF[kind]]
    node = FACT_NODES[kind]
    return [(text(f"{name}_nodes", label=node.label, key=node.key[0], date=date_of(kind)), "")]


async def stored_of_all(writer: Writer, kind: FactKind, unseen: Unseen) -> Known:
    """All versions of these facts."""
    if kind in TIE_TYPES:
        ties = await writer.ties(kind)
        return {id_: ties[id_] for id_ in unseen if id_ in ties}
    if kind not in PART_TYPES:
        return await stored_nodes(writer.store, kind, list(unseen))
    parents: dict[str, set[str]] = defaultdict(set)
    for label, parent in unseen.values():
        parents[label].add(parent)
    labels: dict[Any, FactKind] = {node.label: kind_ for kind_, node in FACT_NODES.items() if kind_}
    found: Known = {}
    for label, ids in parents.items():
        found.update(await stored_parts(writer.store, kind, labels[label], sorted(ids)))
    return {id_: stored for id_, stored in found.items() if id_ in unseen}
