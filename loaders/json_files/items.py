"""One object of the file, read value by value; what is wrong with a value is a JsonItemError that knows its line and path."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from graph.dates import PartialDate, partial_date, whole_date, without_time
from graph.errors import InvalidInput
from loaders.checks.lengths import prose
from loaders.codes.children import YES_NO
from loaders.json_files.cursor import Twice

T = TypeVar("T")
Reader = Callable[[str], T]

_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_LONGEST_ID = 200
_NOT_SUPPLIED = date(1900, 1, 1)


class JsonItemError(Exception):
    """What is wrong with one value: the line on which its element begins, its path in the file, the value, and why."""

    def __init__(self, line: int, path: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.line, self.path, self.value, self.reason = line, path, value, reason


Reads = set[tuple[int, str]]
"""What was read of a tree of objects: by the identity of each object, the names whose values were asked for."""


class JsonObject:
    """An object, and where it stands. What is asked for by name is `taken`; what nobody took was not kept
    (docs/adr/0021).

    `reads`, where there is one, is told of every value that is asked for, here and inside.
    """

    def __init__(self, value: Mapping[str, Any], path: str, line: int, reads: Reads | None = None) -> None:
        self.value, self.path, self.line, self.reads = value, path, line, reads
        self.taken: set[str] = set()
        self._inner: dict[str, list[JsonObject]] = {}

    def take_all(self) -> None:
        """That everything in this object was dealt with: it was rejected, or deleted."""
        self.taken.update(self.value)
        self._inner.clear()

    def take_values(self) -> None:
        """That every value of this object was dealt with; the objects in it speak for themselves."""
        self.taken.update(name for name, found in self.value.items() if not isinstance(found, (dict, list)))

    def untaken(self, within: str = "") -> Iterator[str]:
        """The names in this object, and in those handed out of it, that have a value and nobody took; each behind its list's."""
        for name, found in self.value.items():
            if name in self._inner:
                for each in self._inner[name]:
                    yield from each.untaken(f"{name}.")
            elif name not in self.taken and found not in (None, "", [], {}):
                yield f"{within}{safe(name)}"

    def at(self, name: str) -> str:
        """The path of one of its names."""
        return f"{self.path}.{name}" if self.path else name

    def fault(self, name: str, reason: str) -> JsonItemError:
        """Something wrong with one of its values, or with its absence."""
        return JsonItemError(self.line, self.at(name), shown(self.value.get(name)), reason)

    def itself(self, reason: str) -> JsonItemError:
        """Something wrong with this object."""
        return JsonItemError(self.line, self.path, "", reason)

    def read(self, name: str, reader: Reader[T]) -> T | None:
        """What a value says, None where it is blank or not there; raises JsonItemError."""
        return self._as(name, self._get(name), reader)

    def said(self, name: str) -> str:
        """A value as text, blank where it is no single value or not there."""
        return shown(self._get(name))

    def need(self, name: str, reader: Reader[T]) -> T:
        """What a value says that must be there; raises JsonItemError."""
        found = self.read(name, reader)
        if found is None:
            raise self.fault(name, f"expected {name}, found none")
        return found

    def each(self, name: str, reader: Reader[T]) -> Iterator[tuple[T | None, JsonItemError | None]]:
        """What each value of a list says (one that stands alone is a list of one), or what is wrong with it."""
        found = self._get(name)
        for index, value in enumerate(found if isinstance(found, list) else [] if found is None else [found]):
            try:
                yield self._as(f"{name}[{index}]", value, reader), None
            except JsonItemError as fault:
                yield None, fault

    def inner(self, name: str) -> list["JsonObject"]:
        """The objects in a list (one that stands alone is a list of one); raises JsonItemError where there is something else."""
        found = self._get(name)
        if name not in self._inner:
            self._inner[name] = self._objects(name, found)
        return self._inner[name]

    def _objects(self, name: str, found: Any) -> list["JsonObject"]:
        if isinstance(found, dict):
            return [JsonObject(found, self.at(name), self.line, self.reads)] if found else []
        if found is None or found == "":
            return []
        if not isinstance(found, list):
            raise self.fault(name, f"expected a list of objects, found {_sort(found)}")
        return [self._inside(name, index, each) for index, each in enumerate(found) if each is not None]

    def _inside(self, name: str, index: int, found: Any) -> "JsonObject":
        path = f"{self.at(name)}[{index}]"
        if not isinstance(found, dict):
            raise JsonItemError(self.line, path, shown(found), f"expected an object, found {_sort(found)}")
        return JsonObject(found, path, self.line, self.reads)

    def leave(self, name: str) -> None:
        """Take back that a value was read: it was asked for, and has no place here."""
        self.taken.discard(name)
        if self.reads is not None:
            self.reads.discard((id(self.value), name))

    def _get(self, name: str) -> Any:
        self.taken.add(name)
        if self.reads is not None:
            self.reads.add((id(self.value), name))
        return self.value.get(name)

    def _as(self, name: str, found: Any, reader: Reader[T]) -> T | None:
        reason = _unfit(found)
        if reason is None:
            text = shown(found).strip()
            try:
                return reader(text) if text else None
            except InvalidInput as error:
                reason = str(error)
        raise JsonItemError(self.line, self.at(name), shown(found), reason)


def _unfit(found: Any) -> str | None:
    """Why a value cannot be read as one text."""
    if isinstance(found, Twice):
        return f"it stands twice in one object and does not say the same: {' and '.join(shown(each) for each in found.values)}"
    if isinstance(found, (dict, list)):
        return f"expected one value, found {_sort(found)}"
    if isinstance(found, str) and not found.isprintable() and _UNREADABLE.search(found):
        return "expected text, found a control character or half of one"
    return None


def _sort(found: Any) -> str:
    if isinstance(found, Twice):
        return "a name that stands twice"
    return "an object" if isinstance(found, dict) else "a list" if isinstance(found, list) else f"'{shown(found)[:40]}'"


def shown(found: Any) -> str:
    """A value as text; of what is none, nothing. Numbers are texts already."""
    if isinstance(found, bool):
        return str(found).lower()
    return found if isinstance(found, str) else ""


def safe(text: str) -> str:
    """A name as it can be printed and stored: the beginning of it, what is no character spelt out."""
    return text[:60].encode("unicode_escape" if not text[:60].isprintable() else "utf-8").decode("utf-8")


def words(text: str) -> str:
    """The text as it is; raises InvalidInput where it is longer than a text may be."""
    return prose(text)


def ident(text: str) -> str:
    """An id; raises InvalidInput for one too long to be found by."""
    if len(text) > _LONGEST_ID:
        raise InvalidInput(f"expected an id of at most {_LONGEST_ID} characters, found {len(text)}")
    return text


def day(text: str) -> date:
    """A whole date, or that of a date and time in London; raises InvalidInput, also for 1900-01-01 (not supplied)."""
    found = whole_date(without_time(text))
    if found <= _NOT_SUPPLIED:
        raise InvalidInput(f"expected a date after {_NOT_SUPPLIED}, found '{text[:40]}'")
    return found


def partial(text: str) -> PartialDate:
    """A date, a month or a year, or the date of a date and time in London; raises InvalidInput."""
    found = partial_date(without_time(text))
    if found.day <= _NOT_SUPPLIED:
        raise InvalidInput(f"expected a date after {_NOT_SUPPLIED}, found '{text[:40]}'")
    return found


def yes_no(text: str) -> bool:
    """Yes or no in any of the spellings of the statutory returns; raises InvalidInput."""
    return code(YES_NO)(text)


def code(known: Mapping[str, T]) -> Reader[T]:
    """A reader of one code list, in upper or lower case."""

    def read(text: str) -> T:
        found = known.get(text.upper())
        if found is None:
            raise InvalidInput(f"expected one of {', '.join(known)}, found '{text[:40]}'")
        return found

    return read
