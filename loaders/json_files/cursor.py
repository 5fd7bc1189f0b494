"""A place in a JSON text that is read as it is needed: no more of it is held than the value being read."""

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from graph.errors import RefusedFile
from loaders.files.limits import limits

_CHUNK = 256 * 1024
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BLANK = re.compile(r"[ \t\r\n]*")


class Twice:
    """The values of a name that stands twice in one object, and does not say the same."""

    def __init__(self, *values: Any) -> None:
        self.values = values


def value_of(text: str) -> Any:
    """A whole JSON text as values; raises ValueError or RecursionError where it is none."""
    return _DECODER.decode(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        found = {}
        for name, value in pairs:
            found[name] = Twice(found[name], value) if name in found and found[name] != value else value
    return found


# Numbers stay as they are written, so that an id given as a number keeps its digits.
_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=str, parse_float=str, parse_constant=str, strict=False)


class JsonCursor:
    """Reads one file from its beginning; `line` is where it stands, `length` how long the last value was.

    Raises RefusedFile where the text is not JSON in UTF-8, or one value of it has more than `longest` characters.
    """

    def __init__(self, path: Path, stream: IO[bytes]) -> None:
        self._name, self._stream = path.name, stream
        self._decode = codecs.getincrementaldecoder("utf-8-sig")()
        self._text, self._place, self._whole, self._read = "", 0, False, 0
        self.line, self.length, self.longest = 1, 0, limits().row

    def peek(self) -> str:
        """The next character that is not blank; empty at the end."""
        while True:
            end = _match_end(self._text, self._place)
            self._pass(end)
            if end < len(self._text):
                return self._text[end]
            if self._whole:
                return ""
            self._more()

    def take(self, expected: str) -> str:
        """Pass over the next character, which must be one of these."""
        found = self.peek()
        if not found or found not in expected:
            what = f"'{found}'" if found else "the end of the file"
            raise self.refusal(f"expected {' or '.join(expected)}, found {what}")
        self._place += 1
        return found

    def value(self) -> Any:
        """The next value; it is held whole, so it may not be longer than a row."""
        self.peek()
        while True:
            try:
                found, end = _DECODER.raw_decode(self._text, self._place)
                # A number that ends where the text ends may go on in the next piece.
                if end < len(self._text) or self._whole:
                    self.length = end - self._place
                    self._pass(end)
                    return found
            except RecursionError:
                raise self.refusal("expected JSON, found values nested too deeply to be read") from None
            except json.JSONDecodeError as error:
                if self._whole or self._broken(error):
                    self._pass(max(error.pos, self._place))
                    raise self.refusal(f"expected JSON, found what is not ({error.msg.lower()})") from None
            if len(self._text) - self._place > self.longest:
                raise self.refusal(f"expected a value of at most {self.longest:,} characters, found a longer one")
            self._more()

    def members(self) -> Iterator[str]:
        """The names in the object that begins here; the caller reads each one's value before asking for the next."""
        self.take("{")
        if self.peek() == "}":
            self.take("}")
            return
        while True:
            if self.peek() != '"':
                raise self.refusal(f"expected a name in quotation marks, found '{self.peek()}'")
            name = str(self.value())
            self.take(":")
            yield name
            if self.take(",}") == "}":
                return

    def items(self) -> Iterator[int]:
        """The places in the array that begins here; the caller reads each one's value before asking for the next."""
        self.take("[")
        if self.peek() == "]":
            self.take("]")
            return
        index = 0
        while True:
            yield index
            index += 1
            if self.take(",]") == "]":
                return

    def refusal(self, what: str) -> RefusedFile:
        """What is wrong here, as an error."""
        return RefusedFile(f"{self._name}, line {self.line}: {what}")

    def _broken(self, error: json.JSONDecodeError) -> bool:
        """Whether more text could not mend it: it does not stand at the end of what has been read."""
        return error.pos < len(self._text) - 64 and not error.msg.startswith("Unterminated")

    def _pass(self, end: int) -> None:
        self.line += self._text.count("\n", self._place, end)
        self._place = end

    def _more(self) -> None:
        """Read as much again as is held, so that a long value is begun anew only a few times."""
        held = self._text[self._place :]
        chunk = self._stream.read(min(max(_CHUNK, len(held)), self.longest))
        if not self._read and chunk.startswith(_UTF_16):
            raise self.refusal("expected UTF-8, found UTF-16")
        self._read += len(chunk)
        self._whole = not chunk
        try:
            self._text, self._place = held + self._decode.decode(chunk, final=self._whole), 0
        except UnicodeDecodeError as error:
            line = self.line + held.count("\n") + chunk.count(b"\n", 0, error.start)
            raise RefusedFile(f"{self._name}, line {line}: expected UTF-8, found a byte that is not ({error.reason})") from None


def _match_end(text: str, place: int) -> int:
    found = _BLANK.match(text, place)
    return found.end() if found else place
