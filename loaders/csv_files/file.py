"""One CSV file of a folder: how it is written, which is found out from the whole of it, and its records.

Whatever state it is in: what is torn costs the line that it is in, not those after it (docs/adr/0024).
"""

import codecs
import csv
import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from typing import IO

from graph.errors import RefusedFile
from loaders.csv_files.days import Days, as_iso
from loaders.csv_files.encodings import NAMES, UTF_8, UTF_16, Examined, examine
from loaders.files.folder import ExtractFolder
from loaders.files.limits import Limits

_DELIMITERS = (",", ";", "\t")
_QUOTED = re.compile(r'"[^"]*"')
_SNIFFED = 64
_DISARMED = re.compile(r"'+[=+\-@\t\r]")
LINE = "_line"
"""A column that only a file of rejected rows has: in such a file an apostrophe before a formula is to be taken off again."""

_MOST_LINES = 500
_SHOWN = 200
_BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class CsvRecord:
    """One record: the line that it begins in, and its cells; or what is wrong with it, and the text of it.

    A record with a character that no text has is at fault and has its cells too, so that they can be corrected.
    """

    line: int
    cells: list[str]
    fault: str | None = None
    text: str = ""


class Records:
    """Every record of a text, its header first; blank lines, and those of separators alone, are passed over.

    A quote that is never closed would swallow all that follows: where lines taken together are no record, or none of the width
    of the header, the first of them is read alone, and the others again. `several_lines`: whether a cell may have a line end.
    """

    def __init__(
        self, stream: IO[str], limits: Limits, delimiter: str = ",", *, encoding: str = "UTF-8", several_lines: bool = True
    ) -> None:
        self._stream, self._limits, self._delimiter = stream, limits, delimiter
        self._encoding, self._most_lines = encoding, _MOST_LINES if several_lines else 1
        self._again: deque[str] = deque()
        self._line, self._width = 0, 0

    def __iter__(self) -> Iterator[CsvRecord]:
        # It holds for the whole process, so it is never set below Python's own.
        csv.field_size_limit(max(self._limits.row, 131_072))
        while line := self._next():
            first = self._line
            if len(line) > self._limits.row:
                self._pass_over(line)
                yield CsvRecord(first, [], _too_long("a line", self._limits.row), line[:_SHOWN])
                continue
            found = self._record(first, line)
            if found.fault or any(map(str.strip, found.cells)):
                self._width = self._width or len(found.cells)
                yield found

    def _next(self) -> str:
        line = self._again.popleft() if self._again else self._stream.readline(self._limits.row + 1)
        self._line += bool(line)
        return line

    def _pass_over(self, line: str) -> None:
        while line and not line.endswith(("\n", "\r")):
            line = self._stream.readline(self._limits.row)

    def _record(self, first: int, line: str) -> CsvRecord:
        # Nearly every line: it needs no parser, and can take no line after it along.
        if '"' not in line:
            text = line.rstrip("\r\n")
            return self._checked(CsvRecord(first, text.split(self._delimiter), text=text))
        lines = self._gathered(line)
        found = self._parsed(first, "".join(lines))
        if len(lines) > 1 and (found.fault or (self._width and len(found.cells) != self._width)):
            self._again.extendleft(reversed(lines[1:]))
            self._line = first
            found = self._parsed(first, lines[0])
        return found

    def _gathered(self, line: str) -> list[str]:
        """The lines until every quote is closed, as far as lines are taken together at all."""
        lines, odd, size = [line], line.count('"') % 2, len(line)
        while odd and len(lines) < self._most_lines and size < self._limits.row and (line := self._next()):
            lines.append(line)
            odd ^= line.count('"') % 2
            size += len(line)
        return lines

    def _parsed(self, line: int, text: str) -> CsvRecord:
        try:
            cells = next(csv.reader((text,), delimiter=self._delimiter, strict=True), [])
        except csv.Error as error:
            fault = f"expected a row of CSV, found one that is not ({error})"
            return CsvRecord(line, [], self._unreadable(text) or fault, text.strip("\r\n")[:_SHOWN])
        return self._checked(CsvRecord(line, cells, text=text.strip("\r\n")))

    def _checked(self, record: CsvRecord) -> CsvRecord:
        text, most = record.text, self._limits.cell
        if len(text) > most and any(len(cell) > most for cell in record.cells):
            record.fault, record.cells = _too_long("a cell", most), []
        elif not text.isprintable() and (fault := self._unreadable(text)):
            record.fault, record.cells = fault, [_SURROGATE.sub("\ufffd", cell) for cell in record.cells]
        record.text = text[:_SHOWN]
        return record

    def _unreadable(self, text: str) -> str | None:
        found = _BROKEN.search(text)
        if found is None:
            return None
        if "\udc80" <= found[0] <= "\udcff":
            return f"expected {self._encoding}, found the byte 0x{ord(found[0]) - 0xDC00:02X}"
        return f"expected text, found the control character 0x{ord(found[0]):02X}"


def _too_long(what: str, most: int) -> str:
    return f"expected {what} of at most {most:,} characters, found a longer one"


class CsvFile:
    """One CSV file, known by its header until `examine` has read it to its end.

    `day_first` are the columns with dates such as 17/05/2019; `disarmed` is set for a file of rejected rows, as we write them.

    Raises RefusedFile for a header that is none of CSV.
    """

    def __init__(self, folder: ExtractFolder, name: str, *, several_lines: bool = True) -> None:
        self._folder, self.name, self._several_lines = folder, name, several_lines
        self._limits = folder.limits
        self.day_first: frozenset[str] = frozenset()
        self.disarmed = False
        with folder.open(name) as stream:
            self.encoding = _sniffed(stream.read(_SNIFFED))
            stream.seek(0)
            with self._decoded(stream) as text:
                line = _QUOTED.sub("", text.readline(self._limits.row))
                self.delimiter = max(_DELIMITERS, key=line.count)
                text.seek(0)
                self.line, self.names = self._header(text)

    def _header(self, text: IO[str]) -> tuple[int, list[str]]:
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
            found = examine(stream, f"{self._folder.path.name}: {self.name}", self._limits.row, self.encoding)
        if found.encoding != self.encoding:
            self.encoding = found.encoding
            with self._text() as text:
                self.line, self.names = self._header(text)
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
        with self._folder.open(self.name) as stream, self._decoded(stream) as text:
            yield text

    def _decoded(self, stream: IO[bytes]) -> TextIOWrapper:
        # So that a torn byte is found in the row that has it (`_unreadable`), and the rest is read.
        errors = "surrogateescape" if not self.encoding.startswith("utf-16") else "replace"
        return TextIOWrapper(stream, self.encoding, errors, newline="")


def _armed(record: CsvRecord) -> CsvRecord:
    record.cells = [armed(cell) for cell in record.cells]
    return record


def armed(cell: str) -> str:
    """A cell of a file of rejected rows as it was before an apostrophe kept it from being a formula."""
    return cell[1:] if _DISARMED.match(cell) else cell


def _sniffed(beginning: bytes) -> str:
    """The encoding as far as the first bytes tell: UTF-16 with its mark or without, else UTF-8."""
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return UTF_16
    even, odd = beginning[:64:2], beginning[1:64:2]
    if len(odd) > 1 and not any(odd) and all(even[: len(odd)]):
        return "utf-16-le"
    if len(odd) > 1 and not any(even) and all(odd):
        return "utf-16-be"
    return UTF_8
