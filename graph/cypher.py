"""Cypher texts: they live in files, and are assembled only from fragments that are files too, chosen by declared names.

A fragment is called in a text like a function of one variable, `visible(k)`; its file says what stands there, with `fact` for the
variable. What callers give is only ever a parameter. A text can be written out as for an earlier day, on which somebody who is
one person today may have been several: then a fragment that has a file of its name and `_then` beside it is that one.
"""

import re
from functools import cache, lru_cache
from pathlib import Path

from graph.errors import CasegraphError

_CALL = re.compile(r"\b([a-z_]+)\((\w+)\)")
_COMMENT = re.compile(r"^\s*//.*\n?", re.MULTILINE)
_PARAMETER = re.compile(r"\$(\w+)")
_QUOTED = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|//[^\n]*|/\*.*?\*/""", re.DOTALL)
# Not where such a word is a name: of a label or type (`:Set`), a parameter (`$set`), a property (`k.set`), a key of a map
# (`set:`) or a variable (`(set)`, `set.on`). Why this is looked for here, and not left to the engines: docs/adr/0003.
_WRITES = re.compile(
    r"(?<![\w:$])(?<![A-Za-z_)\]]\.)(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|INSERT|ALTER|GRANT|DENY|REVOKE|LOAD\s+CSV)\b(?!\s*[:.)\]])",
    re.IGNORECASE,
)
_BLANK = re.compile(r"«(\w+)(?: from (\d+))?»")
_NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")

_FOLDERS = [Path(__file__).parent / "fragments"]


class CypherText(str):
    """Cypher that came from files, or from expressions made of declared names, with its blanks filled."""

    __slots__ = ()


Blank = str | tuple[str, ...]
"""What a blank takes: another text, a declared name, or the names of several properties."""


def add_fragments(folder: Path) -> None:
    """Let texts use the fragments of another folder too; a name that is there already is an error."""
    clash = {path.stem for path in folder.glob("*.cypher")} & set(fragments())
    if clash and folder not in _FOLDERS:
        raise CasegraphError(f"fragment {min(clash)} of {folder.name} has the name of another one")
    if folder not in _FOLDERS:
        _FOLDERS.append(folder)
        fragments.cache_clear()


@cache
def fragments() -> dict[str, str]:
    """Every fragment by its name (the file's), without its comments."""
    return {
        path.stem: _COMMENT.sub("", path.read_text(encoding="utf-8")).strip()
        for folder in _FOLDERS
        for path in sorted(folder.glob("*.cypher"))
    }


def filled(text: str, **blanks: Blank) -> CypherText:
    """The text with its blanks («label» and the like) filled from declarations, and from other texts.

    A blank for several properties gives each its value: «says» the parameter of its name, «says from 2» an element of the list
    `row`, from its element 2 on. Raises CasegraphError for anything else: what callers give is only ever a parameter.
    """
    return CypherText(_BLANK.sub(lambda blank: _filled(blanks[blank[1]], blank[2]), text))


def assemble(text: str, *, then: bool = False, **blanks: Blank) -> CypherText:
    """The text with its fragments written out (`then`: as for an earlier day), and its blanks filled."""
    write_out = _written_out_then if then else _written_out
    # Fragments use fragments. The bound is for one that would use itself, and never be done.
    for _ in range(8):
        expanded = _CALL.sub(write_out, text)
        if expanded == text:
            break
        text = expanded
    return filled(text, **blanks)


def _filled(declared: Blank, start: str | None) -> str:
    if isinstance(declared, str):
        return declared if isinstance(declared, CypherText) else name(declared)
    if start is None:
        return ", ".join(f"{name(each)}: ${each}" for each in declared)
    return ", ".join(f"{name(each)}: row[{place}]" for place, each in enumerate(declared, start=int(start)))


def _written_out(call: re.Match[str], name: str = "") -> str:
    body = fragments().get(name or call[1])
    # What is no fragment is a function of Cypher's own, such as size(names): it stays.
    return call[0] if body is None else re.sub(r"\bfact\b", call[2], body)


def _written_out_then(call: re.Match[str]) -> str:
    then = f"{call[1]}_then"
    return _written_out(call, then if then in fragments() else "")


def name(declared: str) -> str:
    """The name of a label, type, property, variable or parameter of ours; raises CasegraphError for what is none."""
    if not _NAME.fullmatch(declared):
        raise CasegraphError(f"expected a text from a file, or the name of something declared, found '{declared}'")
    return declared


@cache
def text_of(path: Path, *, then: bool = False, **blanks: Blank) -> CypherText:
    """The assembled text of a `.cypher` file."""
    return assemble(path.read_text(encoding="utf-8"), then=then, **blanks)


@cache
def part_of(path: Path) -> str:
    """The text of a `.cypher` file that is a part of another: without its comments, nothing filled yet."""
    return _COMMENT.sub("", path.read_text(encoding="utf-8")).strip()


def parameters_of(text: str) -> set[str]:
    """The names of the parameters that a text uses."""
    return set(_PARAMETER.findall(bare(text)))


def explaining(text: str) -> str:
    """The text that asks for the plan of a text, and does not run it."""
    return f"EXPLAIN {text}"


def bare(text: str) -> str:
    """The text without its comments, and with nothing between its quotes: what is left is Cypher's own words and names."""
    return _QUOTED.sub(lambda found: " " if found[0][0] == "/" else found[0][0] * 2, text)


@lru_cache(maxsize=1024)
def writing_clause(text: str) -> str | None:
    """The first clause by which a text would change the graph or read a file, in capitals; None where it only reads the graph."""
    found = _WRITES.search(bare(text))
    return " ".join(found[1].upper().split()) if found else None
