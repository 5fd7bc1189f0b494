"""What a part of a pattern may be of, by the labels and types that are declared."""

from collections.abc import Iterable, Mapping

from graph.access.rewriting.paths import PatternPart, PatternPath
from graph.facts import FactKind
from graph.model.edges import EDGES
from graph.model.nodes import NODES

PEOPLE = frozenset({"Child", "Adult"})
FACTS = frozenset(node.label for node in NODES if node.kind and node.kind is not FactKind.PERSON)
"""What is recorded about people, beside the records of the people themselves."""

_LABELS = frozenset(node.label for node in NODES)
_ENDS = {edge.type: (frozenset(edge.start), frozenset({edge.end})) for edge in EDGES}


def labels_of(path: PatternPath, place: int, elsewhere: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The labels that a node of a path may have, by its own, its edges, or its variable's `elsewhere`; none: not known."""
    node = path.nodes[place]
    known = [_own(node.names)] if node.names else []
    if place > 0 and path.edges[place - 1].names:
        known.append(_end(path.edges[place - 1], behind=True))
    if place < len(path.edges) and path.edges[place].names:
        known.append(_end(path.edges[place], behind=False))
    if not known:
        return elsewhere.get(node.variable, frozenset())
    return frozenset.intersection(*known)


def _own(names: Iterable[str]) -> frozenset[str]:
    return frozenset("Person" if name in PEOPLE else name for name in names)


def _end(edge: PatternPart, *, behind: bool) -> frozenset[str]:
    """What stands behind an edge, or before it."""
    found: frozenset[str] = frozenset()
    for type_ in edge.names:
        start, end = _ENDS.get(type_, (_LABELS, _LABELS))
        if edge.outgoing:
            found |= end if behind else start
        if edge.incoming:
            found |= start if behind else end
    return found
