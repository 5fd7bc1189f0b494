"""What there is to know of many lines at once: said once, with how many lines it holds for and the first of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from graph.facts import Note
from loaders.extract import Row

_MOST = 1000


class Numbered(Protocol):
    """Whatever stands in a file at a line: a line of a table, or an element."""

    @property
    def file(self) -> str:
        """The name of the file."""
        ...

    @property
    def number(self) -> int:
        """The number of the line."""
        ...


@dataclass(frozen=True, slots=True)
class TallyPlace:
    """A line of a file."""

    file: str
    number: int


class Tally:
    """Sentences about lines, each counted. Beyond a thousand of them, only how many lines the rest would be about."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], list[int]] = {}

    def count(self, line: Numbered, text: str) -> None:
        """That this holds for a line."""
        key = line.file, text
        if key not in self._counts and len(self._counts) >= _MOST:
            key = line.file, "there is more to say of other lines than is listed here"
        known = self._counts.setdefault(key, [line.number, 0, 0])
        if known[2] != line.number:
            known[1:] = known[1] + 1, line.number

    def notes(self) -> tuple[Note, ...]:
        """Every sentence, with the first line that it holds for."""
        return tuple(Note(file, first, _said(text, times)) for (file, text), (first, times, _) in self._counts.items())

    def beside(self, bundles: Iterator[list[Row]]) -> Iterator[list[Row]]:
        """The same bundles; the last row of all carries the notes."""
        held: list[Row] | None = None
        for bundle in bundles:
            if not bundle:
                continue
            if held is not None:
                yield held
            held = bundle
        if held is not None:
            held[-1].warnings += self.notes()
            yield held


def _said(text: str, times: int) -> str:
    return text if times == 1 else f"{text} ({times:,} lines)"
