"""The whole graph as sorted text: two stores that hold the same give the same, however it got there."""

import re
from typing import Any

from graph.store import Store

_WHEN_AND_WHO = {"started_at", "finished_at", "loaded_by"}


async def dump(store: Store, *, loads: bool = True) -> list[str]:
    """Every node (labels, properties) and edge (type, end keys, properties) but the Turn.

    Without `loads`, nothing of how it got there: no load ids, nor whether rows were corrected.
    """
    nodes = await store.read("MATCH (n) WHERE NOT n:Turn RETURN labels(n), properties(n)")
    edges = await store.read(
        "MATCH (a)-[e]->(b) RETURN type(e), labels(a), properties(a), labels(b), properties(b), properties(e)"
    )
    lines = [f"{_key(labels, own)} {_text(own, loads)}" for labels, own in nodes if loads or "Load" not in labels]
    for type_, from_labels, start, to_labels, end, own in edges:
        lines.append(f"{_key(from_labels, start)} -{type_}-> {_key(to_labels, end)} {_text(own, loads)}")
    return sorted(lines)


def _key(labels: list[str], own: dict[str, Any]) -> str:
    at = f"@{own['version']}" if "version" in own else ""
    return f"{':'.join(sorted(labels))} {own.get('key') or own.get('id')}{at}"


def _text(own: dict[str, Any], loads: bool) -> str:
    said = {name: value for name, value in sorted(own.items()) if name not in _WHEN_AND_WHO}
    if not loads:
        said.pop("load", None)
        said |= {"seen": [re.sub(r"\+\d+|( .*)", "", entry) for entry in said["seen"]]} if "seen" in said else {}
    return ", ".join(f"{name}={_value(value)}" for name, value in said.items())


def _value(value: Any) -> str:
    return str([str(each) for each in value]) if isinstance(value, list) else str(value)
