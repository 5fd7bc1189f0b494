"""What the graph is made of: every node, edge and property, declared once."""

from collections.abc import Iterator

from graph.model.conformity import check_fact
from graph.model.declare import Edge, Node, Property
from graph.model.edges import EDGE_OF_RELATIONSHIP, EDGES, TIES
from graph.model.nodes import FACT_NODES, NODES

__all__ = ["EDGES", "EDGE_OF_RELATIONSHIP", "FACT_NODES", "NODES", "TIES", "Edge", "Node", "Property", "check_fact", "schema"]


def schema() -> Iterator[str]:
    """The statements that make every constraint and index, on any engine; running them again changes nothing."""
    for node in NODES:
        name = node.label.lower()
        keys = ", ".join(f"n.{each}" for each in node.key)
        yield f"CREATE CONSTRAINT {name}_unique IF NOT EXISTS FOR (n:{node.label}) REQUIRE ({keys}) IS UNIQUE"
        for each in (*_first_of_several(node.key), *node.indexes):
            yield f"CREATE INDEX {name}_{each} IF NOT EXISTS FOR (n:{node.label}) ON (n.{each})"


def _first_of_several(key: tuple[str, ...]) -> tuple[str, ...]:
    """The id in a key of id and version: by that part alone a constraint on both finds nothing (docs/adr/0003)."""
    return key[:1] if len(key) > 1 else ()
