"""Changing a property or two of versions that stay."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from graph.dates import FIRST_DAY
from graph.facts import FactKind
from graph.model import FACT_NODES
from graph.writing.items import Statement
from graph.writing.plan import Touch
from graph.writing.stored import PART_TYPES, TIE_TYPES, key_of
from graph.writing.texts import text

_PARENTS = (FactKind.CONTACT, FactKind.INVOLVEMENT, FactKind.CONCERN, FactKind.STRENGTH)


def touch_statements(touches: Iterable[Touch]) -> list[Statement]:
    """The statements that change these versions."""
    by_type: dict[tuple[FactKind, str], list[dict[str, Any]]] = defaultdict(list)
    for touch in touches:
        row = {"id": touch.id, "version": touch.stored.version.version, "changes": touch.changes}
        by_type[touch.kind, touch.stored.type].append(row | {"anchor": touch.stored.anchor})
    statements: list[Statement] = []
    for (kind, type_), rows in by_type.items():
        statements += _of_kind(kind, type_, rows)
    return statements


def _of_kind(kind: FactKind, type_: str, rows: list[dict[str, Any]]) -> list[Statement]:
    if kind in TIE_TYPES:
        return [(text("touch_ties", type=type_), {"rows": [row | {"person": row["anchor"]} for row in rows]})]
    if kind not in PART_TYPES:
        return [(text("touch_nodes", label=type_, key=key_of(kind)), {"rows": rows})]
    parts = {"rows": [row | {"parent": row["anchor"]} for row in rows], "first_day": FIRST_DAY}
    parents = _PARENTS[:1] if kind is FactKind.CONTACT_PERSON else _PARENTS
    return [(text("touch_parts", label=FACT_NODES[each].label, type=type_), parts) for each in parents]
