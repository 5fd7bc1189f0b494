"""Writing agency extract folders, row by row."""

import csv
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dateutil.relativedelta import relativedelta

from graph.errors import InvalidInput
from loaders.agency_extract.columns import COLUMNS as EXTRACT_COLUMNS
from loaders.invented.agencies import AGENCIES, InventedAgency

COLUMNS = {file.removesuffix(".csv"): tuple(each.name for each in columns) for file, columns in EXTRACT_COLUMNS.items()}
"""The columns of every file of an agency extract, in order."""
_PREFIX = {
    "people": "p",
    "relationships": "r",
    "addresses": "a",
    "contacts": "c",
    "involvements": "i",
    "concerns": "n",
    "strengths": "s",
}
_ALWAYS_THERE = ("extract", "people")


class InventedExtract:
    """One agency's folder, open for writing; rows go to disk as they come."""

    def __init__(self, folder: Path, agency: InventedAgency, until: date) -> None:
        self.agency, self.until = agency, until
        self.covers_from = until - relativedelta(years=agency.years)
        self.folder = folder / agency.id
        self._files = ExitStack()
        self._writers: dict[str, Any] = {}
        self._numbers: Counter[str] = Counter()
        self._begin()

    def _begin(self) -> None:
        self.folder.mkdir(parents=True)
        for table in _ALWAYS_THERE:
            self._open(table)
        about = (self.agency.id, self.agency.name, self.agency.kind, self.agency.system)
        self._writers["extract"].writerow((*about, self.until, self.covers_from, self.until, "N"))

    def _open(self, table: str) -> None:
        path = self.folder / f"{table}.csv"
        file = self._files.enter_context(path.open("x", encoding="utf-8", newline=""))
        self._writers[table] = csv.writer(file, lineterminator="\n")
        self._writers[table].writerow(COLUMNS[table])

    def new_id(self, table: str) -> str:
        """The next id of that file's own numbering."""
        self._numbers[table] += 1
        return f"{_PREFIX[table]}{self._numbers[table]}"

    def add(self, table: str, **cells: Any) -> None:
        """Write one row; a cell that is not given or None stays blank."""
        if table not in self._writers:
            self._open(table)
        self._writers[table].writerow([cells.get(column) for column in COLUMNS[table]])

    def close(self) -> None:
        """Close every file of the folder."""
        self._files.close()


class Extracts:
    """The extract folders of several agencies, written side by side: `with Extracts(...) as extracts`."""

    def __init__(self, folder: Path, until: date, agencies: Iterable[InventedAgency] = AGENCIES.values()) -> None:
        _refuse_used(folder)
        self.until = until
        try:
            self._by_id = {agency.id: InventedExtract(folder, agency, until) for agency in agencies}
        except OSError as error:
            raise _not_writable(folder, error) from error

    def __getitem__(self, agency: str) -> InventedExtract:
        return self._by_id[agency]

    @property
    def folders(self) -> list[Path]:
        """The folders, one an agency."""
        return [extract.folder for extract in self._by_id.values()]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for extract in self._by_id.values():
            extract.close()


def _refuse_used(folder: Path) -> None:
    """Nothing that is there is ever written over: raise InvalidInput for what is no empty folder, and no name that is free."""
    if folder.is_file():
        raise InvalidInput(f"expected a folder to write extracts into, found a file: {folder}")
    try:
        found = next(folder.iterdir(), None) if folder.exists() or folder.is_symlink() else None
    except OSError as error:
        raise _not_writable(folder, error) from error
    if found is not None:
        raise InvalidInput(
            f"{folder}: expected an empty folder to write extracts into, or none, found one with {found.name} in it"
        )


def _not_writable(folder: Path, error: OSError) -> InvalidInput:
    return InvalidInput(f"{folder}: expected a folder to write extracts into, found none that can be: {error.strerror or error}")


class _Unwritten(InventedExtract):
    """An extract that numbers its records and writes nothing."""

    def _begin(self) -> None:
        pass

    def add(self, table: str, **cells: Any) -> None:
        pass


class UnwrittenExtracts(Extracts):
    """Extracts that write nothing: to learn under which ids a story's people would be filed."""

    def __init__(self, until: date, agencies: Iterable[InventedAgency] = AGENCIES.values()) -> None:
        self.until = until
        self._by_id = {agency.id: _Unwritten(Path(), agency, until) for agency in agencies}
