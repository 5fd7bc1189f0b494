"""How long what a file says may be, by its kind: no text, and no list of them, is more than an engine takes in one piece.

How large any cell, row or file may be while it is read, whatever it says, is a setting (`loaders.files.limits`).
What readers ask of a cell (`prose`, `short`, `ident`, `several`) rejects that cell's row with a sentence. `checked_size` is asked
of every fact of every format after that, and refuses the file: what no engine can store is found before it is written.
Decision: docs/adr/0028.
"""

from graph.errors import InvalidInput
from graph.facts import Fact, Value
from graph.writing.pending_writes import size_of

LONGEST_TEXT = 1_000_000
"""Characters of a text that is read by people: a summary, words, a reason."""
LONGEST_SHORT = 1_000
"""Characters of what something is found by, so that it fits into an index: a name, an address, a number."""
LONGEST_ID = 200
"""Characters of an id, several of which stand in one key."""
MOST_VALUES = 1_000
"""Values of one list, such as the identifiers of one person."""

_FOUND_BY = frozenset({
    "nhs_number", "upn", "given_names", "family_name", "other_names", "other_ids", "uprn", "address", "postcode",
    "referred_to", "source_agency", "with_agency",
})  # fmt: skip
_MOST_BYTES = 4 * LONGEST_TEXT
_OVERHEAD = 400


def prose(text: str) -> str:
    """The text as it is; raises InvalidInput where it is longer than a text may be."""
    return _within(text, LONGEST_TEXT)


def short(text: str) -> str:
    """The text as it is; raises InvalidInput where it is longer than what something is found by may be."""
    return _within(text, LONGEST_SHORT)


def ident(text: str) -> str:
    """The text as it is; raises InvalidInput where it is longer than an id may be."""
    return _within(text, LONGEST_ID)


def several(values: list[str]) -> list[str]:
    """The list as it is; raises InvalidInput where it has more values than a list may, or one that is too long."""
    if len(values) > MOST_VALUES:
        raise InvalidInput(f"expected at most {MOST_VALUES:,} values, found {len(values):,}")
    for each in values:
        short(each)
    return values


def _within(text: str, most: int) -> str:
    if len(text) > most:
        raise InvalidInput(f"expected at most {most:,} characters, found {len(text):,}")
    return text


def checked_size(fact: Fact) -> int:
    """About how many bytes a fact is on its way to the engine; raises InvalidInput where it is more than an engine takes."""
    size = size_of(fact)
    # Nothing in a fact of fewer bytes than the shortest limit can be too long: nearly every fact is done with here.
    if size > LONGEST_SHORT or len(fact.source) > LONGEST_SHORT:
        _check_all(fact, size)
    return size + _OVERHEAD


def _check_all(fact: Fact, size: int) -> None:
    """Raises InvalidInput, naming the fact, where something in it is too long; `size` are the bytes of all that it says."""
    for name, value in [("id", fact.source), *fact.content.items()]:
        try:
            _check(name, value)
        except InvalidInput as error:
            raise InvalidInput(f"the {fact.kind} {fact.source[:60]}, {name}: {error}") from None
    if size > _MOST_BYTES:
        raise InvalidInput(f"the {fact.kind} {fact.source[:60]}: expected at most {_MOST_BYTES:,} bytes, found {size:,}")


def _check(name: str, value: Value) -> None:
    if isinstance(value, str):
        _within(value, LONGEST_SHORT if name in _FOUND_BY or name == "id" else LONGEST_TEXT)
    elif isinstance(value, list) and name in _FOUND_BY:
        several(value)
