"""The ids that systems give to people and records, where a spreadsheet has been: 4410 comes back as 4410.0, and 00777 as 777.

Decision: docs/adr/0020.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.facts import Note
from loaders.returns.lines import Line

_NUMBER = re.compile(r"([0-9]+)\.0+")


def plain_id(text: str) -> str:
    """An id as its system has it: `4410` of `4410.0`, which is what a spreadsheet writes that took it for a number."""
    # Nearly every id is left by the first question.
    if not text.endswith("0") or "." not in text:
        return text
    number = _NUMBER.fullmatch(text)
    return number[1] if number else text


def read_as(given: str) -> str:
    """That an id is read without what a spreadsheet added, in words."""
    return f"the id {given} is read as {plain_id(given)}, and every id like it: a spreadsheet took it for a number"


@dataclass(slots=True)
class PlainIds:
    """Gives the lines of a return with plain ids in these columns, and notes what there is to know of them, once a file."""

    columns: tuple[str, ...]
    _told: dict[str, Note] = field(default_factory=dict)
    _seen: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    """By column and id, where it stands first."""

    def lines(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The same lines, their ids as the system has them."""
        for line in lines:
            for column in self.columns:
                given = line.peek(column, str)  # looked at, not taken
                if given is not None:
                    plain = plain_id(given)
                    self._seen.setdefault((column, plain), (line.file, line.number))
                    if plain != given:
                        line.cells[column] = plain
                        self._told.setdefault(line.file, Note(line.file, line.number, read_as(given)))
            yield line

    def take_notes(self) -> tuple[Note, ...]:
        """Of each file the first id that was read as another, and pairs that differ in zeros at the front; given once."""
        found = (*self._told.values(), *self._without_zeros())
        self._told, self._seen = {}, {}
        return found

    def _without_zeros(self) -> Iterator[Note]:
        """A spreadsheet takes zeros away, but a system may also number from 777 and from 00777: both are kept, and said."""
        for (column, given), (file, number) in self._seen.items():
            short = plain_id(given).lstrip("0")
            if given.isdigit() and short != given and (column, short) in self._seen:
                text = (
                    f"the ids {given} and {short} differ in zeros at the front alone, which spreadsheets take away: kept as two"
                )
                yield Note(file, number, text)
