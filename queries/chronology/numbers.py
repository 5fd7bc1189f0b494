"""Numbers of rows that are given once: what a later load brings stands between, as 14.1, and renumbers nothing.

Definition: docs/chronology.md, "Numbers". Decision: docs/adr/0071.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from graph.errors import InvalidInput
from queries.chronology.rows import ChronologyRow, RowKind

Parts = tuple[int, ...]
_MOST_PARTS = 60
_KEY, _NUMBER = re.compile(r"[0-9a-f]{16}"), re.compile(r"\d{1,6}(\.\d{1,6}){0,60}", re.ASCII)


@dataclass(frozen=True, slots=True)
class RowNumbers:
    """The numbers that rows were given, by the key of the row; it is kept by whoever wants the same numbers again."""

    by_key: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_dict(cls, given: Any) -> Self:
        """From what `to_dict` made. Raises InvalidInput for anything else."""
        numbers = given.get("numbers") if isinstance(given, dict) else None
        if not isinstance(numbers, dict):
            raise InvalidInput("expected the numbers of a chronology, as an object with `numbers`, found something else")
        for key, number in numbers.items():
            if not (_KEY.fullmatch(key) and isinstance(number, str) and _NUMBER.fullmatch(number)):
                raise InvalidInput(f"expected a row's key and its number, as 14.1, found '{key[:40]}' and '{str(number)[:40]}'")
        if len(set(numbers.values())) != len(numbers):
            raise InvalidInput("expected each number once, found one of two rows")
        return cls(dict(numbers))

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"numbers": dict(self.by_key)}


def numbered(rows: Sequence[ChronologyRow], numbers: RowNumbers) -> tuple[list[ChronologyRow], RowNumbers]:
    """The rows with their numbers, and the numbers to be kept; `rows` are in order. A gap has none: it is no record.

    A row that was taken away and never had a number is left out: nobody has been shown it.
    """
    shown = [row for row in rows if row.taken_away is None or row.key in numbers.by_key]
    given = {key: _parts(number) for key, number in numbers.by_key.items()}
    taken = set(given.values())
    highest = max((parts[0] for parts in taken), default=0)
    following = _following(shown, given)
    before: Parts = (0,)
    found = []
    for row, after in zip(shown, following, strict=True):
        if row.kind is RowKind.GAP:
            found.append(row)
            continue
        parts = given.get(row.key)
        if parts is None:
            parts = between(before, after, taken, highest)
            highest = max(highest, parts[0])
            taken.add(parts)
            given[row.key] = parts
        before = parts
        found.append(replace(row, number=_text(parts)))
    return found, RowNumbers({key: _text(parts) for key, parts in given.items()})


def between(before: Parts, after: Parts | None, taken: set[Parts], highest: int) -> Parts:
    """A number behind `before` and ahead of `after` (None: nothing numbered comes behind) that no other row has."""
    if after is None:
        return (highest + 1,)
    # Where corrections left the order of numbers another than that of days, it is only behind what comes before.
    limit = after if after > before else None
    if len(before) > 1:
        for step in range(1, len(taken) + 2):
            found = (*before[:-1], before[-1] + step)
            if found not in taken:
                break
        if limit is None or found < limit:
            return found
    for depth in range(_MOST_PARTS):
        found = (*before, *(0,) * depth, 1)
        if found not in taken and (limit is None or found < limit):
            return found
    raise InvalidInput("no more numbers fit between two rows of this chronology; begin with new ones")


def _following(rows: Sequence[ChronologyRow], given: Mapping[str, Parts]) -> list[Parts | None]:
    """Of each row the number of the next row that has one already."""
    found: list[Parts | None] = []
    after: Parts | None = None
    for row in reversed(rows):
        found.append(after)
        after = given.get(row.key, after)
    return found[::-1]


def _parts(number: str) -> Parts:
    return tuple(int(part) for part in number.split("."))


def _text(parts: Iterable[int]) -> str:
    return ".".join(map(str, parts))
