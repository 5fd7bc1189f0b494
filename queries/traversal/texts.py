"""The Cypher of a traversal: files under `cypher/`, put together only from each other and from declared names."""

import re
from functools import cache
from pathlib import Path

from graph.cypher import add_fragments
from graph.errors import CasegraphError

_FOLDER = Path(__file__).parent / "cypher"
_COMMENT = re.compile(r"^\s*//.*\n?", re.MULTILINE)
_BLANK = re.compile(r"«(\w+)»")
_NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")

add_fragments(Path(__file__).parents[1] / "fragments")


class Text(str):
    """Cypher that came from files, with its blanks filled."""

    __slots__ = ()


def filled(name: str, /, **blanks: str) -> Text:
    """The text of `cypher/<name>.cypher`; each blank takes another such text, or a name of ours.

    Raises CasegraphError for anything else: what callers give is only ever a parameter.
    """
    return Text(_BLANK.sub(lambda blank: _allowed(blanks[blank[1]]), _read(name)))


@cache
def _read(name: str) -> str:
    return _COMMENT.sub("", (_FOLDER / f"{name}.cypher").read_text(encoding="utf-8")).strip()


def _allowed(blank: str) -> str:
    if isinstance(blank, Text) or _NAME.fullmatch(blank):
        return blank
    raise CasegraphError(f"'{blank}' is neither a text from a file nor a name")
