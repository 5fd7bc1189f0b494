"""One line of a table, read cell by cell; what is wrong with a cell is a CellError that knows its column."""

import re
from collections.abc import Callable, Collection
from dataclasses import InitVar, dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from graph.dates import without_time
from graph.errors import InvalidInput
from loaders.checks.lengths import short

T = TypeVar("T")
Reader = Callable[[Any], T]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_UK = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})(?: 00:00(?::00)?)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}")
_NOT_GIVEN = date(1900, 1, 1)
_SHOWN = 60


class NotGiven(InvalidInput):
    """A value that systems write where nothing is known: as good as blank, but where something is needed."""


class CellError(Exception):
    """What is wrong with one cell (no column: with the line), and why."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason


class LineCells(dict[str, Any]):
    """The cells of a line by column, blank ones left out. What is asked for by name is `taken`; what nobody took was not kept.

    Why it is told so, and not by a list of known columns: docs/adr/0021.
    """

    __slots__ = ("taken",)

    def __init__(self, cells: dict[str, Any]) -> None:
        super().__init__(cells)
        self.taken: set[str] = set()

    def __getitem__(self, column: str) -> Any:
        self.taken.add(column)
        return super().__getitem__(column)

    def get(self, column: str, default: Any = None) -> Any:
        """What a cell says, and that it was taken."""
        self.taken.add(column)
        return super().get(column, default)


@dataclass(slots=True)
class Line:
    """One line of a table: where it stands, its cells by column (blank ones left out), and what is wrong with it as a whole."""

    table: str
    file: str
    number: int
    given: InitVar[dict[str, Any]]
    fault: str = ""
    cells: LineCells = field(init=False)

    def __post_init__(self, given: dict[str, Any]) -> None:
        """The cells record from now on which of them are taken."""
        self.cells = LineCells(given)

    def has(self, column: str) -> bool:
        """Whether the cell has something in it."""
        return column in self.cells

    def untaken(self, elsewhere: Collection[str] = ()) -> tuple[str, ...]:
        """The columns whose cells nobody took, neither here nor (`elsewhere`) in another reading."""
        return tuple(sorted(self.cells.keys() - self.cells.taken - set(elsewhere)))

    def peek(self, column: str, reader: Reader[T]) -> T | None:
        """What a cell says, None where it cannot be read; it is only looked at, and not taken."""
        cell = dict.get(self.cells, column)
        try:
            return None if cell is None else reader(cell)
        except InvalidInput:
            return None

    def read(self, column: str, reader: Reader[T]) -> T | None:
        """What a cell says, None where it is blank or says that nothing is known; raises CellError."""
        try:
            return self._said(column, reader)
        except NotGiven:
            return None

    def need(self, column: str, reader: Reader[T]) -> T:
        """What a cell says that must say something; raises CellError."""
        try:
            found = self._said(column, reader)
        except NotGiven as error:
            raise CellError(column, shown(self.cells[column]), str(error)) from None
        if found is None:
            raise CellError(column, "", f"expected {column}, found a blank cell")
        return found

    def _said(self, column: str, reader: Reader[T]) -> T | None:
        cell = self.cells.get(column)
        if cell is None:
            return None
        try:
            if isinstance(cell, str) and not cell.isprintable() and _CONTROL.search(cell):
                raise InvalidInput("expected text, found a control character")
            return reader(cell)
        except NotGiven:
            raise
        except InvalidInput as error:
            raise CellError(column, shown(cell), str(error)) from None


def shown(cell: object) -> str:
    """A cell as a report shows it, cut where it is long."""
    return str(cell)[:_SHOWN]


def words(cell: Any) -> str:
    """The cell as text; raises InvalidInput where it is too long to be found by."""
    return short(str(cell))


@lru_cache(maxsize=32768)
def uk_day(cell: str) -> date:
    """A day as 17/05/2019 (or 2019-05-17, which cannot be mistaken); raises InvalidInput, also before 2 January 1900."""
    if british := _UK.fullmatch(cell):
        day, month, year = map(int, british.groups())
    elif iso := _ISO.fullmatch(without_time(cell)):
        year, month, day = map(int, iso.groups())
    else:
        raise InvalidInput(f"expected a date as 17/05/2019, found '{shown(cell)}'")
    try:
        return real_day(date(year, month, day))
    except ValueError:
        raise InvalidInput(f"expected a date, found '{shown(cell)}', which is no day of the calendar") from None


def real_day(day: date) -> date:
    """The day; raises NotGiven for the one that systems write for "not known" (1 January 1900), InvalidInput before it."""
    if day <= _NOT_GIVEN:
        said = f"expected a date after 01/01/1900, which stands for not known, found {day:%d/%m/%Y}"
        raise NotGiven(said) if day == _NOT_GIVEN else InvalidInput(said)
    return day


def postcode(cell: Any) -> str:
    """A postcode in capitals with one space; raises InvalidInput for what cannot be one."""
    found = re.sub(r"\s+", "", str(cell).upper())
    found = f"{found[:-3]} {found[-3:]}"
    if not _POSTCODE.fullmatch(found):
        raise InvalidInput(f"expected a postcode, found '{shown(cell)}'")
    return found
