"""The Cypher of a traversal: files under `cypher/`, put together from each other, expressions and declared names."""

from pathlib import Path

from graph import cypher
from graph.cypher import CypherText, add_fragments, part_of

_FOLDER = Path(__file__).parent / "cypher"

add_fragments(Path(__file__).parents[1] / "fragments")


def filled(name: str, /, *, then: bool = False, **blanks: str) -> CypherText:
    """The text of `cypher/<name>.cypher`; each blank takes another such text, an expression, or a name of ours.

    `then`: as for an earlier day, where there is such a text: in it beside each person stands, as `…_part`, who that was.
    """
    earlier = _FOLDER / f"{name}_then.cypher"
    return cypher.filled(part_of(earlier if then and earlier.is_file() else _FOLDER / f"{name}.cypher"), **blanks)
