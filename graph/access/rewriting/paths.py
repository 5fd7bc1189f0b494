"""The patterns of a text: its paths, each of nodes and the edges between them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.access.rewriting.tokens import Tokens
from graph.errors import StoreError

_SUBQUERIES = ("EXISTS", "COUNT", "COLLECT")
# What may stand before a bracket that begins a path; before any other name it would be a function's.
_BEFORE_A_PATH = (
    "MATCH",
    "WHERE",
    "AND",
    "OR",
    "XOR",
    "NOT",
    "IN",
    "RETURN",
    "WITH",
    "WHEN",
    "THEN",
    "ELSE",
    "AS",
    "UNWIND",
    "CASE",
)


@dataclass(frozen=True, slots=True)
class PatternPart:
    """A node `(name:Label {…} WHERE …)` or an edge `-[name:TYPE {…} WHERE …]->` of a path.

    `names` are its labels or types (none: any). `place` is where, in characters, a variable's name would stand; `where` where its
    condition begins and `end` where the part is closed; `outgoing` and `incoming`: which ways an edge is read.
    """

    variable: str
    names: frozenset[str]
    place: int
    where: int | None
    end: int
    outgoing: bool = True
    incoming: bool = True
    repeated: bool = False


@dataclass(slots=True)
class PatternPath:
    """Nodes, and between each two of them an edge. `last` is the place of its last token."""

    nodes: list[PatternPart] = field(default_factory=list)
    edges: list[PatternPart] = field(default_factory=list)
    last: int = 0


def paths_in(tokens: Tokens) -> dict[int, PatternPath]:
    """Every path of a text, by the place of its first bracket. Raises StoreError for one in a form that no text of ours has."""
    found: dict[int, PatternPath] = {}
    nodes: set[int] = set()
    for place in range(len(tokens)):
        for start in _starts(tokens, place):
            if start not in nodes:
                found[start] = path_at(tokens, start)
                nodes |= _openings(tokens, start, found[start].last)
    return found


def _starts(tokens: Tokens, place: int) -> Iterator[int]:
    """Where paths begin at that token: those of a MATCH or a subquery, one after the other, or one in an expression."""
    subquery = tokens.at(place) == "{" and tokens.is_word(place - 1, *_SUBQUERIES)
    if tokens.is_word(place, "MATCH") or (subquery and _names_or_opens(tokens, place + 1)):
        yield from _listed(tokens, place + 1)
    elif tokens.at(place) == "(" and _is_edge(tokens, tokens.closing[place] + 1):
        before = tokens[place - 1] if place else None
        if before is not None and before.is_name and not before.is_word(*_BEFORE_A_PATH):
            raise _refused(tokens, place - 1, "expected no such word before a path")
        yield place


def _names_or_opens(tokens: Tokens, place: int) -> bool:
    """Whether a path begins there by itself: `(…)`, or `name = (…)`."""
    return tokens.at(place) == "(" or (tokens.at(place + 1) == "=" and tokens.at(place + 2) == "(")


def _listed(tokens: Tokens, place: int) -> Iterator[int]:
    """Those of a list of paths that begins there."""
    while True:
        if not _names_or_opens(tokens, place):
            raise _refused(tokens, place, "expected a path that begins with a node")
        start = place if tokens.at(place) == "(" else place + 2
        yield start
        place = path_at(tokens, start).last + 1
        if tokens.at(place) != ",":
            return
        place += 1


def _openings(tokens: Tokens, first: int, last: int) -> set[int]:
    """The brackets of a path's own nodes: none of them begins another."""
    found, at = set[int](), first
    while at <= last:
        if tokens.at(at) == "(":
            found.add(at)
        at = tokens.closing.get(at, at) + 1
    return found


def path_at(tokens: Tokens, place: int) -> PatternPath:
    """The path that begins there. Raises StoreError for a pattern in a form that no text of ours has."""
    path = PatternPath()
    while True:
        if tokens.at(place) != "(":
            raise _refused(tokens, place, "expected a node in brackets")
        path.nodes.append(_part(tokens, place))
        path.last = tokens.closing[place]
        if not _is_edge(tokens, path.last + 1):
            if tokens.at(path.last + 1) in ("{", "+", "*"):
                raise _refused(tokens, path.last + 1, "expected no path that is repeated")
            return path
        edge, place = _edge(tokens, path.last + 1)
        path.edges.append(edge)


def _is_edge(tokens: Tokens, place: int) -> bool:
    if tokens.at(place) == "<":
        place += 1
    return tokens.at(place) == "-" and tokens.at(place + 1) in ("[", "-")


def _edge(tokens: Tokens, place: int) -> tuple[PatternPart, int]:
    """The edge that begins there, and the place behind it."""
    incoming = tokens.at(place) == "<"
    place += 1 + incoming
    if tokens.at(place) == "[":
        part, place = _part(tokens, place), tokens.closing[place] + 1
    else:
        part = PatternPart("", frozenset(), tokens[place].start, None, tokens[place].start)
    place += 1
    outgoing = tokens.at(place) == ">"
    either = incoming == outgoing
    part = PatternPart(
        part.variable, part.names, part.place, part.where, part.end, outgoing or either, incoming or either, part.repeated
    )
    return part, place + outgoing


def _part(tokens: Tokens, opening: int) -> PatternPart:
    """What stands between the brackets that open there."""
    closing, place, variable = tokens.closing[opening], opening + 1, ""
    start = tokens[opening].end
    if tokens[place].is_name and not tokens.is_word(place, "WHERE"):
        variable, place = tokens.at(place), place + 1
    names: set[str] = set()
    if tokens.at(place) == ":":
        place = _names(tokens, place + 1, names)
    repeated = tokens.at(place) == "*"
    if repeated:
        place = _at_most_once(tokens, place + 1)
    if tokens.at(place) == "{":
        place = tokens.closing[place] + 1
    where = None
    if tokens.is_word(place, "WHERE"):
        where, place = tokens[place].end, closing
    if place != closing:
        raise _refused(tokens, place, "expected a variable, labels or types, properties and a WHERE in a pattern")
    return PatternPart(variable, frozenset(names), start, where, tokens[closing].start, repeated=repeated)


def _names(tokens: Tokens, place: int, names: set[str]) -> int:
    while True:
        if not tokens[place].is_name or tokens.at(place).startswith("`"):
            raise _refused(tokens, place, "expected the name of a label or type")
        names.add(tokens.at(place))
        if tokens.at(place + 1) not in ("|", ":"):
            return place + 1
        place += 2 if tokens.at(place + 2) != ":" else 3


def _at_most_once(tokens: Tokens, place: int) -> int:
    """Behind `*0..1`: no node stands between the ends of such an edge, while of one that is longer nobody could look at them."""
    if [tokens.at(place + at) for at in range(4)] != ["0", ".", ".", "1"]:
        raise _refused(tokens, place, "expected an edge that is followed once at most (*0..1)")
    return place + 4


def _refused(tokens: Tokens, place: int, expected: str) -> StoreError:
    return StoreError(
        f"a text cannot be asked for somebody else than the owner of the store: {expected}, found '{tokens.at(place)}'"
    )
