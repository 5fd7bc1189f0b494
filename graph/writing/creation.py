"""The statements that create items: rows are lists, and what all rows of a statement have in common is said once.

Both for speed: docs/adr/0008.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from graph.model import EDGES, FACT_NODES
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import VERSION_PROPERTIES, PendingWrite, Statement, version_of

_ENDS = {edge.type: edge.end for edge in EDGES}
_NODES = frozenset(node.label for node in FACT_NODES.values())
_DECLARED = {node.label: node.properties for node in FACT_NODES.values()} | {edge.type: edge.properties for edge in EDGES}
_SAYS = {name: tuple(each.name for each in own if each.name not in VERSION_PROPERTIES) for name, own in _DECLARED.items()}
"""Of each label and edge type, the properties of which each row has a value, or None."""


def create_statements(items: Iterable[PendingWrite]) -> list[Statement]:
    """The statements that create all of these: nodes first, then edges between what is there, then the parts of nodes.

    The ends of a part are its record's id and version, then what else it hangs on; those of a record of a person are what
    `create_records` takes.
    """
    rows: dict[tuple[str, str, tuple[str, ...], tuple[Any, ...]], list[list[Any]]] = defaultdict(list)
    for item in items:
        says = _says(item)
        rows[item.label, item.type, says, item.stands].append([*item.ends, *map(item.says.get, says)])
    statements: list[Statement] = []
    for (label, type_, says, stands), own in sorted(rows.items(), key=lambda pair: _order(*pair[0][:2])):
        statements.append((_text(label, type_, says), {"rows": own, **dict(zip(VERSION_PROPERTIES, stands, strict=True))}))
        if type_ == "SHARED_WITH":
            statements.append((text("flag_shared", label=label), {"rows": [row[:2] for row in own]}))
    return statements


def _says(item: PendingWrite) -> tuple[str, ...]:
    """The properties that a row of this item has: those declared, and what else a loader gave."""
    declared = _SAYS[item.type]
    others = [name for name in item.says.keys() - declared if item.says[name] is not None]
    return (*declared, *sorted(others)) if others else declared


def _order(label: str, type_: str) -> int:
    return 2 if label else 0 if type_ in _NODES else 1


def _text(label: str, type_: str, says: tuple[str, ...]) -> str:
    if type_ == "PersonRecord":
        return text("create_records", says=says, stands=VERSION_PROPERTIES)
    if type_ in _NODES:
        return text("create_nodes", label=type_, says=says, stands=VERSION_PROPERTIES)
    if label:
        return text("create_parts", label=label, type=type_, end=_ENDS[type_], says=says, stands=VERSION_PROPERTIES)
    return text("create_ties", type=type_, end=_ENDS[type_], says=says, stands=VERSION_PROPERTIES)


def referrals(items: Iterable[PendingWrite]) -> list[Statement]:
    """The statement that ties contacts to the agencies that they passed somebody to."""
    rows = [
        [item.says["id"], version_of(item), item.says["referred_to"]]
        for item in items
        if item.type == "Contact" and item.says.get("referred_to")
    ]
    return [(text("create_referrals"), {"rows": rows})] if rows else []


def on_every_version(items: Iterable[PendingWrite], versions: Mapping[tuple[str, str], Sequence[date]]) -> list[PendingWrite]:
    """The same items, those that are parts of a record once for each of its versions, found by label and id."""
    found: list[PendingWrite] = []
    for item in items:
        if not item.label:
            found.append(item)
            continue
        record, end = item.ends
        for version in versions[item.label, record]:
            found.append(PendingWrite(item.kind, item.type, (record, version, end), item.says, item.stands, item.label))
    return found
