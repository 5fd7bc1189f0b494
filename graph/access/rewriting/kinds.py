"""What a part of a pattern may be of, by the labels and types that are declared."""

from collections.abc import Iterable

from graph.access.rewriting.paths import PatternPart, PatternPath
from graph.facts import FactKind
from graph.model.edges import EDGES
from graph.model.nodes import NODES

PEOPLE = frozenset({"Child", "Adult"})
FACTS = frozenset(node.label for node in NODES if node.kind and node.kind is not FactKind.PERSON)
"""What is recorded about people, beside the records of the people themselves."""

_LABELS = frozenset(node.label for node in NODES)
_ENDS = {edge.type: (frozenset(edge.start), frozenset({edge.end})) for edge in EDGES}


def labels_of(path: PatternPath, place: int) -> frozenset[str]:
    """The labels that a node of a path may have, by its own and its edges; none: not known."""
    node = path.nodes[place]
    known = [_own(node.names)] if node.names else []
    if place > 0 and path.edges[place - 1].names:
        known.append(_end(path.edges[place - 1], behind=True))
    if place < len(path.edges) and path.edges[place].names:
        known.append(_end(path.edges[place], behind=False))
    return frozenset.intersection(*known) if known else frozenset()


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
