"""The rows of a sheet, read once from its XML as a stream: what each cell holds, as a spreadsheet shows it.

openpyxl says what the workbook is (`book.py`), and turns numbers into days; it reads rows too, at a fifth of this speed.
Decision: docs/adr/0010.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import product
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from openpyxl.utils import datetime as excel

from graph.dates import without_time
from graph.errors import InvalidInput, RefusedFile
from loaders.annex_a.parts import MAIN, Wrong, listener, parse
from loaders.files.limits import limits

_WIDEST = 200
_LAST_ROW = 1_048_576
_DIGITS = 7
_INLINE = "inlineStr"
_ISO_DAY: Any = excel.from_ISO8601
_ROW_TAG, _C, _V, _F, _T, _RPH = (f"{MAIN} {name}" for name in ("row", "c", "v", "f", "t", "rPh"))


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet: its title, whether whoever opens the file sees it, and the part that has its rows."""

    title: str
    visible: bool
    part: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number, what its cells hold by column (from 0; blank ones left out), and formulas without a value."""

    number: int
    cells: dict[int, Any]
    uncalculated: tuple[int, ...] = ()


@dataclass(slots=True)
class Meanings:
    """What the numbers in the cells of a workbook stand for: shared texts, and which styles are those of days and durations."""

    texts: list[str] = field(default_factory=list)
    days: frozenset[str] = frozenset()
    durations: frozenset[str] = frozenset()
    epoch: datetime = excel.WINDOWS_EPOCH

    def value(self, kind: str, style: str, text: str) -> Any:
        """What a cell holds; a day and a number that is whole are given as such. Raises ValueError, IndexError."""
        if kind == "s":
            return self.texts[_index(text)]
        if kind == "n":
            found = _number(text)
            return self._day(found, style) if style in self.days else found
        if kind == "b":
            return bool(int(text))
        return _iso_day(text) if kind == "d" else text

    def _day(self, number: float, style: str) -> Any:
        try:
            return _day(number, self.epoch, style in self.durations)
        except (OverflowError, ValueError):
            return "#VALUE!"


def _index(text: str) -> int:
    found = int(text)
    if found < 0:
        raise IndexError(f"shared text {found}")
    return found


def _number(text: str) -> float:
    if "." in text or "E" in text or "e" in text:
        found = float(text)
        return int(found) if found.is_integer() else found
    return int(text)


@lru_cache(maxsize=65536)
def _day(number: float, epoch: datetime, duration: bool) -> Any:
    return _plain_day(excel.from_excel(number, epoch, timedelta=duration))


def _iso_day(text: str) -> Any:
    try:
        return _plain_day(_ISO_DAY(without_time(text)))
    except InvalidInput as error:
        raise ValueError(str(error)) from None


def _plain_day(found: Any) -> Any:
    return found.date() if isinstance(found, datetime) else found


class _Listener:
    """Hears the XML of a sheet, and gathers its rows; only what stands in a cell of a row is heard.

    It is called four times for each cell: it keeps to the least. A formula whose value is an empty text was calculated, one
    without a value was not. Of two values in one cell the first counts.
    """

    def __init__(self, meanings: Meanings, last: int) -> None:
        self.rows: list[SheetRow] = []
        self.done = False
        self._value, self._last = meanings.value, last
        self._number, self._at = 0, -1
        self._cells: dict[int, Any] = {}
        self._uncalculated: tuple[int, ...] = ()
        self._kind, self._style, self._formula = "n", "0", False
        self._spoken = False
        self._pieces: list[str] = []
        self.parser = listener()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self._hear = self._pieces.append
        self._longest = limits().cell

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _V:
            if not self._pieces:
                self.parser.CharacterDataHandler = self._hear
        elif name == _C:
            given = attributes.get
            self._kind, self._style, self._formula = given("t", "n"), given("s", "0"), False
            where = given("r")
            self._at = self._at + 1 if where is None else _column(where)
        elif name == _ROW_TAG:
            self._new_row(attributes.get("r"))
        elif name == _F:
            self._formula = True
        elif name == _T and self._kind == _INLINE and not self._spoken:
            self.parser.CharacterDataHandler = self._hear
        elif name == _RPH:
            self._spoken = True

    def check(self) -> None:
        """Refuse a cell that is too long; asked after each piece of the file, not after each text."""
        if len(self._pieces) > 1 and sum(map(len, self._pieces)) > self._longest:
            raise Wrong(f"a cell of more than {self._longest:,} characters")

    def _new_row(self, given: str | None) -> None:
        if given is not None and not (given.isdecimal() and 1 <= int(given[:8]) <= _LAST_ROW):
            raise Wrong(f"a row {given[:20]}")
        number = self._number + 1 if given is None else int(given)
        if number <= self._number:
            raise Wrong(f"a row {number} after row {self._number}")
        self._number, self._at = number, -1
        self._cells, self._uncalculated = {}, ()

    def _end(self, name: str) -> None:
        if name == _V:
            self.parser.CharacterDataHandler = None
            if self._kind == _INLINE:
                self._pieces.clear()
        elif name == _C:
            if self._at < _WIDEST:
                self._hold()
            self._pieces.clear()
        elif name == _ROW_TAG:
            self._row_ends()
        elif name == _T:
            self.parser.CharacterDataHandler = None
        elif name == _RPH:
            self._spoken = False

    def _hold(self) -> None:
        text = "".join(self._pieces)
        if text:
            self._cells[self._at] = self._value(self._kind, self._style, text)
        elif self._formula and self._kind != "str" and len(self._uncalculated) < _WIDEST:
            self._uncalculated += (self._at,)

    def _row_ends(self) -> None:
        self.done = self.done or self._number > self._last
        if (self._cells or self._uncalculated) and not self.done:
            self.rows.append(SheetRow(self._number, self._cells, self._uncalculated))


def _column(given: str) -> int:
    """The column of a cell such as AB12, from 0."""
    letters = given.rstrip("0123456789")
    found = _COLUMNS.get(letters)
    if found is None or not 1 <= len(given) - len(letters) <= _DIGITS:
        raise Wrong(f"a cell {given[:20]}")
    return found


def _columns() -> Iterator[str]:
    """The letters of columns, A to ZZZ, in their order."""
    for width in (1, 2, 3):
        yield from map("".join, product(ascii_uppercase, repeat=width))


_COLUMNS = {letters: at for at, letters in enumerate(_columns())}


def rows(path: Path, archive: zipfile.ZipFile, tab: Tab, meanings: Meanings, last: int = _LAST_ROW) -> Iterator[SheetRow]:
    """The rows of a sheet that hold anything, up to row `last`; its own word on how large it is is not asked.

    Raises RefusedFile for XML that is not that of a sheet, and for rows and cells beyond what a sheet can have or out of order.
    """
    heard = _Listener(meanings, last)
    try:
        for _ in parse(path, archive, tab.part, heard.parser):
            yield from heard.rows
            heard.rows.clear()
            heard.check()
            if heard.done:
                return
    except (ValueError, IndexError, OverflowError, Wrong) as error:
        raise RefusedFile(f"{path.name}, {tab.title}: expected rows of cells, found what cannot be read ({error})") from error
