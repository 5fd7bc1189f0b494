"""The records of a CSV text, whatever state it is in: what is torn costs the line that it is in, not those after it."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from loaders.files.limits import Limits

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
