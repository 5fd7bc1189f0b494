"""A text as somebody may ask it: beside every node and every edge that it reads stands what has to hold of it for them.

Nothing can be forgotten, since no text reaches the store without it; and what they may not see is in no count, path or order,
since the engine never goes there. Why conditions stand inside the patterns: docs/adr/0059.
"""

from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache, partial

from graph.access.rewriting.bound_names import BoundNames
from graph.access.rewriting.conditions import RightsConditions
from graph.access.rewriting.kinds import FACTS, labels_of
from graph.access.rewriting.paths import PatternPart, PatternPath, paths_in
from graph.access.rewriting.tokens import Tokens
from graph.access.rights import Rights
from graph.errors import StoreError

# By what something hangs on somebody: reached along it, what it is beside has its condition already.
_HANGS_BY = {
    "ABOUT": FACTS,
    "IDENTIFIES": frozenset({"PersonRecord"}),
    "LIVED_AT": frozenset({"Address"}),
    "IDENTIFIED_BY": frozenset({"Identifier"}),
    "CALLED": frozenset({"Word"}),
    "SPELT": frozenset({"Word"}),
}

_REFUSED = "a text cannot be asked for somebody else than the owner of the store"


@lru_cache(maxsize=4096)
def permitted(text: str, rights: Rights) -> str:
    """The text with the conditions of rights of this shape (`Rights.shape`).

    Raises StoreError for a pattern of which it cannot be told what it reads.
    """
    return text if rights.is_everything else _PermittedText(text, RightsConditions(rights)).write()


class _PermittedText:
    """One text, gone through from beginning to end."""

    def __init__(self, text: str, conditions: RightsConditions, bound: str = "") -> None:
        self._tokens, self._conditions = Tokens(text), conditions
        self._bound = BoundNames(self._tokens)
        self._bound.bind(bound)
        self._added: dict[int, list[str]] = defaultdict(list)

    def write(self) -> str:
        """The text with its conditions."""
        paths = paths_in(self._tokens)
        for place in range(len(self._tokens)):
            if place in paths:
                self._add(paths[place])
            self._bound.pass_by(place)
        text, parts, last = self._tokens.text, [], 0
        for at in sorted(self._added):
            parts += [text[last:at], *self._added[at]]
            last = at
        return "".join([*parts, text[last:]])

    def _add(self, path: PatternPath) -> None:
        for place, node in enumerate(path.nodes):
            self._add_to(node, partial(self._of_node, path, place))
        for edge in path.edges:
            self._add_to(edge, partial(self._of_edge, edge))
        for part in (*path.nodes, *path.edges):
            self._bound.bind(part.variable)

    def _of_node(self, path: PatternPath, place: int, name: str) -> str:
        labels = labels_of(path, place)
        if not labels:
            node = path.nodes[place]
            raise StoreError(f"{_REFUSED}: expected a label or a typed edge for the node '{node.variable}', found neither")
        found = self._conditions.of_node(name, labels, _reached(path, place))
        return " AND ".join(self._with_own(condition, name) if has_patterns else condition for condition, has_patterns in found)

    def _with_own(self, condition: str, name: str) -> str:
        return _PermittedText(condition, self._conditions, name).write()

    def _of_edge(self, edge: PatternPart, name: str) -> str:
        if not edge.names or (edge.repeated and "LIVED_AT" in edge.names):
            raise StoreError(f"{_REFUSED}: expected an edge with a type, and no stay that is repeated, found '{edge.variable}'")
        # One that is followed once or not at all takes no condition in either engine; the nodes at its ends have theirs.
        return "" if edge.repeated else " AND ".join(self._conditions.of_edge(name, edge.names))

    def _add_to(self, part: PatternPart, condition_of: Callable[[str], str]) -> None:
        if part.variable and part.variable in self._bound:
            return
        name = part.variable or f"rights_part{next(self._conditions.numbers)}"
        condition = condition_of(name)
        if not condition:
            return
        if not part.variable:
            self._added[part.place].append(name)
        if part.where is None:
            self._added[part.end].append(f" WHERE {condition}")
        else:
            self._added[part.where].append(" (")
            self._added[part.end].append(f") AND {condition}")


def _reached(path: PatternPath, place: int) -> set[str]:
    """The labels under which a node is beside what it hangs on: an edge on either side that is of such a type and of no other."""
    beside = path.edges[max(place - 1, 0) : place + 1]
    return {label for edge in beside if len(edge.names) == 1 for label in _HANGS_BY.get(next(iter(edge.names)), ())}
