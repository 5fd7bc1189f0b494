"""One CSV file of a folder: how it is written, which is found out from the whole of it, and its rows."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import IO

from graph.errors import RefusedFile
from loaders.csv_files.days import Days, as_iso
from loaders.csv_files.encodings import NAMES, Examined, examine, sniffed
from loaders.csv_files.records import CsvRecord, Records
from loaders.files.folder import ExtractFolder
from loaders.files.limits import limits

_DELIMITERS = (",", ";", "\t")
_QUOTED = re.compile(r'"[^"]*"')
_SNIFFED = 64
_DISARMED = re.compile(r"'+[=+\-@\t\r]")
LINE = "_line"
"""A column that only a file of rejected rows has: in such a file an apostrophe before a formula is to be taken off again."""


class CsvFile:
    """One CSV file, known by its header until `examine` has read it to its end.

    `day_first` are the columns with dates such as 17/05/2019; `disarmed` is set for a file of rejected rows, as we write them.

    Raises RefusedFile for a header that is none of CSV.
    """

    def __init__(self, folder: ExtractFolder, name: str, *, several_lines: bool = True) -> None:
        self._folder, self.name, self._several_lines = folder, name, several_lines
        self._limits = limits()
        with folder.open(name) as stream:
            self.encoding = sniffed(stream.read(_SNIFFED))
        self.delimiter = self._separator()
        self.day_first: frozenset[str] = frozenset()
        self.disarmed = False
        self.line, self.names = self._header()

    def _separator(self) -> str:
        with self._text() as text:
            line = _QUOTED.sub("", text.readline(self._limits.row))
        return max(_DELIMITERS, key=line.count)

    def _header(self) -> tuple[int, list[str]]:
        with self._text() as text:
            first = next(iter(self._records(text)), CsvRecord(1, []))
        if first.fault and not first.cells:
            raise RefusedFile(f"{self._where(first.line)}: expected the names of columns; {first.fault}")
        self._width = len(first.cells)
        return first.line, first.cells[: self._limits.columns + 1]

    def check_width(self) -> None:
        """Raise RefusedFile for more columns than the settings allow; what is known by its header may be so first."""
        if self._width > self._limits.columns:
            raise RefusedFile(
                f"{self._where(self.line)}: expected at most {self._limits.columns:,} columns, found {self._width:,};"
                " CASEGRAPH_MAX_COLUMNS allows more"
            )

    def _where(self, line: int) -> str:
        return f"{self._folder.path.name}: {self.name}, line {line}"

    def examine(self) -> Examined:
        """Read it to its end for its encoding and its dates.

        Raises RefusedFile for more columns than the settings allow, for what is no text in lines, and for a column that mixes
        days and months.
        """
        self.check_width()
        with self._folder.open(self.name) as stream:
            found = examine(stream, f"{self._folder.path.name}: {self.name}", self._limits.row)
        if found.encoding != self.encoding:
            self.encoding = found.encoding
            self.line, self.names = self._header()
        if found.slashes:
            days = Days()
            for record in self.records():
                days.enter(record.line, record.cells)
            self.day_first = days.day_first(f"{self._folder.path.name}: {self.name}", self.names)
        return found

    def day(self, cell: str) -> str:
        """A date of this file as `2019-05-17`, however a spreadsheet left it."""
        return as_iso(cell) if self.day_first else cell

    def notes(self) -> Iterator[str]:
        """What there is to know of how it is written, as sentences."""
        if self.encoding in NAMES:
            yield f"it is not UTF-8: it was read as {NAMES[self.encoding]}"
        for name in sorted(self.day_first):
            yield f"the column {name[:60]}: dates such as 17/05/2019 were read with the day first"

    def records(self) -> Iterator[CsvRecord]:
        """Every row below the header, none of whose cells is longer than the settings allow."""
        with self._text() as text:
            records = iter(self._records(text))
            next(records, None)
            if self.disarmed:
                records = map(_armed, records)
            yield from records

    def _records(self, text: IO[str]) -> Records:
        said = NAMES.get(self.encoding, "UTF-8")
        return Records(text, self._limits, self.delimiter, encoding=said, several_lines=self._several_lines)

    @contextmanager
    def _text(self) -> Iterator[IO[str]]:
        errors = "surrogateescape" if not self.encoding.startswith("utf-16") else "replace"
        with self._folder.open(self.name) as stream, TextIOWrapper(stream, self.encoding, errors, newline="") as text:
            yield text


def _armed(record: CsvRecord) -> CsvRecord:
    record.cells = [armed(cell) for cell in record.cells]
    return record


def armed(cell: str) -> str:
    """A cell of a file of rejected rows as it was before an apostrophe kept it from being a formula."""
    return cell[1:] if _DISARMED.match(cell) else cell
