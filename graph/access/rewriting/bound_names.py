"""Which variables are bound already where a pattern stands: what they hold came out of a pattern before.

Where this is not sure, a variable counts as new, and its pattern gets its condition once more.
"""

from dataclasses import dataclass, field

from graph.access.rewriting.tokens import Tokens

_ENDS_WITH = ("WHERE", "ORDER", "SKIP", "OFFSET", "LIMIT", "MATCH", "OPTIONAL", "UNWIND", "RETURN", "CALL", "WITH", "UNION")


@dataclass(slots=True)
class _Frame:
    """What is bound inside a bracket; `first` is what was when it opened, to which each part of a UNION comes back."""

    bound: set[str]
    first: frozenset[str] = frozenset()
    behind_with: dict[int, set[str]] = field(default_factory=dict)


class BoundNames:
    """Follows a text from token to token."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._frames = [_Frame(set())]

    def __contains__(self, name: str) -> bool:
        return name in self._frames[-1].bound

    def bind(self, name: str) -> None:
        """A pattern here has bound this variable."""
        if name:
            self._frames[-1].bound.add(name)

    def pass_by(self, place: int) -> None:
        """What the token there changes; to be called for each, before its patterns are looked at."""
        tokens, frame = self._tokens, self._frames[-1]
        if place in frame.behind_with:
            frame.bound = frame.behind_with.pop(place)
        text = tokens.at(place)
        if text in ("(", "[", "{"):
            self._open(place)
        elif text in (")", "]", "}"):
            self._frames.pop()
        elif tokens.is_word(place, "WITH") and not tokens.is_word(place - 1, "STARTS", "ENDS"):
            self._after_with(place)
        elif tokens.is_word(place, "UNION"):
            frame.bound = set(frame.first)
        elif tokens.is_word(place, "AS") and tokens[place + 1].is_name:
            frame.bound.add(tokens.at(place + 1))

    def _open(self, place: int) -> None:
        seen = set(self._frames[-1].bound)
        if self._tokens.at(place) == "{":
            seen = self._seen_inside(place, seen)
        elif self._tokens.at(place + 1) and self._tokens.is_word(place + 2, "IN"):
            seen.add(self._tokens.at(place + 1))  # of a list of what is bound: [each IN …], any(each IN …)
        self._frames.append(_Frame(seen, frozenset(seen)))

    def _seen_inside(self, place: int, seen: set[str]) -> set[str]:
        """A subquery sees all, or what CALL gives it alone."""
        tokens = self._tokens
        if tokens.is_word(place - 1, "CALL"):
            return set()
        opening = next((start for start, end in tokens.closing.items() if end == place - 1), None)
        if opening is not None and tokens.at(opening) == "(" and tokens.is_word(opening - 1, "CALL"):
            return seen & {tokens.at(each) for each in range(opening + 1, place - 1)}
        return seen

    def _after_with(self, place: int) -> None:
        """What a WITH hands on is bound behind it, and nothing else."""
        tokens, at, kept = self._tokens, place + 1, set[str]()
        item: list[str] = []
        items: list[list[str]] = []
        while at < len(tokens) and not tokens.is_word(at, *_ENDS_WITH) and tokens.at(at) not in ("}", ")", "]"):
            if tokens.at(at) == ",":
                items.append(item)
                item = []
            else:
                item.append(tokens.at(at))
            at = tokens.closing.get(at, at) + 1
        for words in (*items, item):
            words = words[1:] if words and words[0].upper() == "DISTINCT" else words
            if words == ["*"]:
                kept |= self._frames[-1].bound
            elif len(words) == 1 or (len(words) > 1 and words[-2].upper() == "AS"):
                kept.add(words[-1])
        if at < len(tokens):
            self._frames[-1].behind_with[at] = kept
