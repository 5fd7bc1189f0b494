"""A text of Cypher as its tokens, and which brackets belong together."""

import re
from dataclasses import dataclass

from graph.errors import StoreError

_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/)|(?P<quoted>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")|(?P<name>`[^`]*`|[^\W\d]\w*)"""
    r"""|(?P<parameter>\$\w+)|(?P<number>\d[\w.]*?(?=\.\.|[^\w.]|$))|(?P<sign>.)""",
    re.DOTALL,
)
_CLOSING = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign, a number or a text in quotes, with where it stands."""

    text: str
    start: int
    end: int
    is_name: bool = False

    def is_word(self, *words: str) -> bool:
        """Whether it is one of these keywords."""
        return self.is_name and self.text.upper() in words


class Tokens:
    """Those of one text, with the place of the bracket that closes each one that opens. Raises StoreError where one does not."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.all = [
            Token(found[0], found.start(), found.end(), found.lastgroup == "name")
            for found in _TOKEN.finditer(text)
            if found.lastgroup != "space"
        ]
        self.closing = self._pairs()

    def __len__(self) -> int:
        return len(self.all)

    def __getitem__(self, place: int) -> Token:
        return self.all[place]

    def at(self, place: int) -> str:
        """The text of a token; nothing before the first and behind the last."""
        return self.all[place].text if 0 <= place < len(self.all) else ""

    def is_word(self, place: int, *words: str) -> bool:
        """Whether one of these keywords stands there."""
        return 0 <= place < len(self.all) and self.all[place].is_word(*words)

    def _pairs(self) -> dict[int, int]:
        pairs: dict[int, int] = {}
        opened: list[int] = []
        for place, token in enumerate(self.all):
            if token.text in _CLOSING:
                opened.append(place)
            elif token.text in _CLOSING.values():
                if not opened or _CLOSING[self.all[opened[-1]].text] != token.text:
                    raise StoreError(f"expected every bracket of a text to be closed, found '{token.text}' at {token.start}")
                pairs[opened.pop()] = place
        if opened:
            raise StoreError(f"expected every bracket of a text to be closed, found '{self.all[opened[-1]].text}' open")
        return pairs
