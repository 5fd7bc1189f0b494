"""The questions asked of the graph."""

from pathlib import Path

from graph.cypher import add_fragments

add_fragments(Path(__file__).parent / "fragments")
