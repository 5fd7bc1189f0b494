"""The records of a CSV file, whatever state it is in: what is torn costs the line that it is in, not those after it."""

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

LONGEST_CELL = 4 * 1024 * 1024
_MOST_LINES = 500
_BROKEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_TOO_LONG = f"expected lines of at most {LONGEST_CELL:,} characters, found a longer one"


@dataclass(slots=True)
class Record:
    """One record: the line that it begins in, and its cells, or what is wrong with it and the text of it."""

    line: int
    cells: list[str]
    fault: str | None = None
    text: str = ""


def as_text(stream: IO[bytes]) -> io.TextIOWrapper:
    """The file as text: UTF-8, or UTF-16 where its byte order mark says so; a byte that is no UTF-8 becomes a lone surrogate."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    start = buffered.peek(2)[:2]
    if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return io.TextIOWrapper(buffered, encoding="utf-16", errors="replace", newline="")
    return io.TextIOWrapper(buffered, encoding="utf-8-sig", errors="surrogateescape", newline="")


class Records:
    """Every record of a text, its header first; blank lines are passed over.

    A quote that is never closed would swallow all that follows: where lines taken together are no record, the first of them
    is read alone, and the others again.
    """

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._again: deque[str] = deque()
        self._line = 0

    def __iter__(self) -> Iterator[Record]:
        csv.field_size_limit(LONGEST_CELL * 4)
        while line := self._next():
            first = self._line
            if len(line) > LONGEST_CELL:
                self._pass_over(line)
                yield Record(first, [], _TOO_LONG, line[:100])
            elif line.strip("\r\n"):
                yield self._record(first, self._gathered(line))

    def _next(self) -> str:
        line = self._again.popleft() if self._again else self._stream.readline(LONGEST_CELL + 1)
        self._line += bool(line)
        return line

    def _pass_over(self, line: str) -> None:
        while line and not line.endswith(("\n", "\r")):
            line = self._stream.readline(LONGEST_CELL)

    def _gathered(self, line: str) -> list[str]:
        """The lines until every quote is closed, as far as lines are taken together at all."""
        lines, odd, size = [line], line.count('"') % 2, len(line)
        while odd and len(lines) < _MOST_LINES and size < LONGEST_CELL and (line := self._next()):
            lines.append(line)
            odd ^= line.count('"') % 2
            size += len(line)
        return lines

    def _record(self, first: int, lines: list[str]) -> Record:
        text = "".join(lines)
        found = _parsed(first, text)
        if found.fault and len(lines) > 1:
            self._again.extendleft(reversed(lines[1:]))
            self._line = first
            found = _parsed(first, lines[0])
        return found


def _parsed(line: int, text: str) -> Record:
    broken = None if text.isascii() and text.isprintable() else _BROKEN.search(text)
    if broken:
        return Record(line, [], _unreadable(broken[0]), text.strip("\r\n")[:200])
    try:
        return Record(line, next(csv.reader((text,), strict=True), []))
    except csv.Error as error:
        return Record(line, [], f"expected a row of CSV, found one that is not ({error})", text.strip("\r\n")[:200])


def _unreadable(found: str) -> str:
    if "\udc80" <= found <= "\udcff":
        return f"expected UTF-8, found the byte 0x{ord(found) - 0xDC00:02X}"
    return f"expected text, found the control character 0x{ord(found):02X}"
