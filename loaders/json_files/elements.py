"""The elements of a JSON file: of an envelope's lists one by one, of a file of lines one a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from graph.errors import RefusedFile
from loaders.files.limits import limits, too_many_rows
from loaders.files.packed import open_unpacked
from loaders.json_files.cursor import JsonCursor, Twice, value_of

_BEGINNING = 256 * 1024
_CHUNK = 8192


@dataclass(slots=True)
class Element:
    """One value cut out of the file: `list` names the envelope's list that it is in; empty: it is an envelope, without its lists.

    `broken` says what is wrong with a line that is not JSON.
    """

    path: str
    line: int
    value: Any
    list: str = ""
    broken: str = ""


def beginning(path: Path) -> str:
    """The first characters of a file, whatever its encoding: to be recognised by; empty where it does not begin as JSON does."""
    held = b""
    try:
        with open_unpacked(path) as stream:
            while len(held) < _BEGINNING and (chunk := stream.read1(_CHUNK)):
                held += chunk
    except (OSError, RefusedFile):
        pass  # Of a file that breaks off, what stands before that tells what it is.
    text = held.replace(b"\x00", b"").decode("utf-8", "replace").lstrip("\ufeff\ufffd \t\r\n")
    return text if text[:1] in ("{", "[") else ""


def elements(path: Path, *lists: str) -> Iterator[Element]:
    """Every element: those in an envelope's `lists` first, then the envelope itself with what else it says.

    An envelope is an object that stands by itself, in an array, or on a line. Raises RefusedFile where the file is not JSON,
    naming the line; of a file of lines, one that is not JSON comes as a broken element.
    """
    most = limits().rows
    try:
        with open_unpacked(path) as stream:
            found = _lines(stream, lists) if _is_lines(stream) else _values(JsonCursor(path, stream), lists)
            for number, element in enumerate(found, 1):
                if number > most:
                    raise too_many_rows(path.name, most)
                yield element
    except OSError as error:
        raise RefusedFile(f"{path.name}: expected a file, found none that can be read: {error.strerror or error}") from error


def _is_lines(stream: IO[bytes]) -> bool:
    """Whether the first line is a whole object by itself, and is not all that there is."""
    first = b""
    while not first.strip() and (first := stream.readline(_BEGINNING)):
        pass
    further = stream.read(4096).strip()
    stream.seek(0)
    return bool(further) and isinstance(_value_of_line(first), dict)


def _value_of_line(line: bytes) -> Any:
    try:
        return value_of(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _lines(stream: IO[bytes], lists: tuple[str, ...]) -> Iterator[Element]:
    number, longest = 0, limits().row
    while line := stream.readline(longest + 1):
        number += 1
        if not line.strip():
            continue
        path = f"line {number}"
        if len(line) > longest:
            _pass_over(stream, line, longest)
            yield Element(path, number, None, broken=f"expected a line of at most {longest:,} bytes, found a longer one")
            continue
        try:
            found = value_of(line.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            yield Element(path, number, None, broken=f"expected UTF-8, found a byte that is not ({error.reason})")
        except RecursionError:
            yield Element(path, number, None, broken="expected JSON, found values nested too deeply to be read")
        except ValueError as error:
            said = re.sub(r": line .*", "", str(error)).lower()
            yield Element(path, number, None, broken=f"expected a line of JSON, found what is not ({said})")
        else:
            yield from _split(found, path, number, lists)


def _pass_over(stream: IO[bytes], line: bytes, longest: int) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(longest)


def _split(found: Any, path: str, line: int, lists: tuple[str, ...]) -> Iterator[Element]:
    """A value that is held whole, as the elements that it would have been cut into."""
    rest = found
    for name in lists if isinstance(found, dict) else ():
        within = found.get(name)
        if isinstance(within, list):
            yield from (Element(f"{path}.{name}[{index}]", line, each, name) for index, each in enumerate(within))
        elif isinstance(within, dict):
            yield Element(f"{path}.{name}", line, within, name)
        if isinstance(within, (list, dict)):
            rest = {other: value for other, value in rest.items() if other != name}
    yield Element(path, line, rest)


def _values(cursor: JsonCursor, lists: tuple[str, ...]) -> Iterator[Element]:
    while cursor.peek():
        if cursor.peek() == "[":
            for index in cursor.items():
                yield from _value(cursor, f"[{index}]", lists)
        else:
            yield from _value(cursor, "", lists)


def _value(cursor: JsonCursor, path: str, lists: tuple[str, ...]) -> Iterator[Element]:
    # The look passes over blanks, so that the line is the one on which the value begins.
    line = (cursor.peek(), cursor.line)[1]
    if cursor.peek() != "{":
        yield Element(path, line, cursor.value())
        return
    rest: dict[str, Any] = {}
    names, length, most = 0, 0, limits().columns
    for name in cursor.members():
        names += name not in lists
        if names > most or length > cursor.longest:
            raise cursor.refusal(
                f"expected at most {most:,} names and {cursor.longest:,} characters beside the lists, found more"
            )
        within = f"{path}.{name}" if path else name
        if name in lists and cursor.peek() == "[":
            for index in cursor.items():
                begins = (cursor.peek(), cursor.line)[1]
                yield Element(f"{within}[{index}]", begins, cursor.value(), name)
        elif name in lists and cursor.peek() == "{":
            yield Element(within, cursor.line, cursor.value(), name)
        else:
            found = cursor.value()
            length += cursor.length
            rest[name] = Twice(rest[name], found) if name in rest and rest[name] != found else found
    yield Element(path, line, rest)
