"""Every element that a resource can have is kept, rejected, or named as not kept: nothing that is said goes without a word."""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from loaders.fhir import FORMAT
from tests.loaders.fhir.bundles import bundle, patient
from tests.loaders.fhir.everything import EVERYTHING
from tests.loaders.reading import read_path

MARK = "Zyxwvut"
DECIDES = {
    # Of which list a code is, and that somebody chose it.
    "coding.system", "coding.version", "coding.userSelected", "class.system",
    # A language, how far a number is verified, and how two are related are each one thing, said in several codes and in words.
    "communication.language.coding.code", "communication.language.coding.display", "communication.language.text",
    "identifier.extension.valueCodeableConcept.coding.code", "identifier.extension.valueCodeableConcept.coding.display",
    "identifier.extension.valueCodeableConcept.text", "relationship.coding.code", "relationship.coding.display",
    # Which of several names comes first, and of several languages; whether an address is for post alone.
    "name.use", "communication.preferred", "address.type",
}  # fmt: skip
"""What only says how something else is to be read: by the end of its path."""


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every single value."""
    if isinstance(value, (dict, list)):
        for name, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(each, (*path, name))
    else:
        yield path


def marked(entry: int, path: tuple[Any, ...]) -> dict[str, Any]:
    whole = bundle({"resource": deepcopy(EVERYTHING["entry"][entry]["resource"])}, *([patient()] if entry else []))
    at = whole["entry"][0]["resource"]
    for name in path[:-1]:
        at = at[name]
    at[path[-1]] = MARK
    return whole


def named(path: tuple[Any, ...], notes: list[str]) -> bool:
    """Whether the element, or one that it stands in, is named as not kept."""
    names = [str(each) for each in path if not isinstance(each, int)]
    said = [
        re.sub(r"\(.*?\)", "", each) for note in notes if "not kept: " in note for each in note.partition(": ")[2].split(", ")
    ]
    said = [each.rpartition(": ")[2].strip() for each in said]
    return any(".".join(names[:upto]) in said for upto in range(1, len(names) + 1))


def lost(entry: int, folder: Path) -> set[str]:
    """The paths of the values whose word did not come out again, but of those that only decide."""
    found = set()
    for path in leaves(EVERYTHING["entry"][entry]["resource"]):
        (folder / "b").write_text(json.dumps(marked(entry, path)))
        read = read_path(FORMAT, folder / "b", "gp")
        kept = [(fact.content, fact.records, fact.source, fact.end) for fact in read.facts]
        told = [f"{each.value} {each.reason}" for each in read.rejects] + [
            note for note in read.notes if "not kept: " not in note
        ]
        said = json.dumps([kept, told], default=str).lower()
        dotted = ".".join(str(each) for each in path if not isinstance(each, int))
        if MARK.lower() not in said and not named(path, read.notes):
            found.add(dotted)
    return found


@pytest.mark.parametrize("entry", range(6), ids=lambda each: f"{EVERYTHING['entry'][each]['resource']['id']}")
def test_what_is_said_is_kept_or_rejected_or_named(entry: int, tmp_path: Path) -> None:
    silent = {each for each in lost(entry, tmp_path) if not each.startswith("meta.")}
    assert {each for each in silent if not any(each.endswith(end) for end in DECIDES)} == set()
