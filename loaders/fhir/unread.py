"""What a resource says that nothing read: found by what was asked for, not by a list that somebody would have to keep."""

from collections.abc import Iterator, Mapping
from typing import Any

from loaders.json_files.items import JsonObject, Reads, safe, shown

_ENVELOPE = frozenset({"resourceType", "id", "meta", "implicitRules", "language", "text", "contained"})
"""What every resource may have around what it states. Contained resources are read as resources."""

_CODE_LISTS = frozenset({"system", "version", "userSelected"})
"""What only says of which list a code is."""


def unread(item: JsonObject) -> Iterator[str]:
    """The elements of a resource that nothing read, by name, one for each time that they stand in it."""
    if item.reads is not None:
        inside = {name: value for name, value in item.value.items() if name not in _ENVELOPE}
        yield from _members(inside, id(item.value), item.reads, "")


def _members(inside: Mapping[str, Any], owner: int, reads: Reads, path: str) -> Iterator[str]:
    for name, value in inside.items():
        whole = f"{path}.{safe(name)}" if path else safe(name)
        for each in value if isinstance(value, list) else [value]:
            if name.lower().endswith("extension") and isinstance(each, dict):
                yield from _extension(each, reads, whole)
            elif not _says_something(each) or (path and name == "id"):
                continue
            elif (owner, name) not in reads:
                yield whole
            elif isinstance(each, dict):
                yield from _object(each, reads, whole)


def _object(value: dict[str, Any], reads: Reads, path: str) -> Iterator[str]:
    """Of an object of which nothing was read, only the object itself is named."""
    asked = [name for name in value if (id(value), name) in reads]
    stated = {name: each for name, each in value.items() if name not in _CODE_LISTS or "value" in value}
    if asked or not stated:
        yield from _members(stated, id(value), reads, path)
    else:
        yield path


def _extension(value: dict[str, Any], reads: Reads, path: str) -> Iterator[str]:
    """An extension is named by the last part of its address."""
    named = f"{path}({safe(shown(value.get('url')).rpartition('/')[2])})"
    stated = {name: each for name, each in value.items() if name not in ("url", "id")}
    if any((id(value), name) in reads for name in stated):
        yield from _members(stated, id(value), reads, named)
    else:
        yield named


def _says_something(value: Any) -> bool:
    return value is not None and value != "" and value != {} and value != []
