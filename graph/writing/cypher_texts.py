"""The Cypher texts of the writing package, by name."""

from functools import cache
from pathlib import Path

from graph.cypher import text_of

_FOLDER = Path(__file__).parent / "cypher"


@cache
def text(name: str, **blanks: str | tuple[str, ...]) -> str:
    """The text of that name, its blanks («label», «type», «says») filled from declarations."""
    return text_of(_FOLDER / f"{name}.cypher", **blanks)
