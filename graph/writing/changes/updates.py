"""Changing a property or two of versions that stay."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from graph.writing.changes.plan import Update
from graph.writing.changes.stored_versions import PART_TYPES, TIE_TYPES, key_of
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import Statement

Versions = Mapping[tuple[str, str], Sequence[date]]
"""By label and id, the versions of the records that parts belong to."""


def update_statements(touches: Iterable[Update], versions: Versions) -> list[Statement]:
    """The statements that change these versions; a part is changed on every version of its record."""
    rows: dict[str, list[list[Any]]] = defaultdict(list)
    for touch in touches:
        rows[_text(touch)] += _rows(touch, versions)
    return [(query, {"rows": own}) for query, own in rows.items()]


def _text(touch: Update) -> str:
    stored = touch.stored
    if touch.kind in TIE_TYPES:
        return text("touch_ties", type=stored.type)
    if touch.kind in PART_TYPES:
        return text("touch_parts", label=stored.label, type=stored.type)
    return text("touch_nodes", label=stored.type, key=key_of(touch.kind))


def _rows(touch: Update, versions: Versions) -> list[list[Any]]:
    stored = touch.stored
    row = [touch.id, stored.version.version, touch.changes]
    if touch.kind in TIE_TYPES:
        return [[*row, stored.anchor]]
    if touch.kind in PART_TYPES:
        return [[*row, stored.anchor, each] for each in versions[stored.label, stored.anchor]]
    return [row]
