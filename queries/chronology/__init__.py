"""The chronology: what happened to a child, a person, a sibling group or a household, in order, as agencies' records tell it."""

from queries.chronology.group import ChronologyGroup
from queries.chronology.numbers import RowNumbers
from queries.chronology.question import GAP_DAYS, MOST_NAMED, MOST_ROWS, Chronology, chronology
from queries.chronology.rows import ChronologyRow, RowKind

__all__ = [
    "GAP_DAYS",
    "MOST_NAMED",
    "MOST_ROWS",
    "Chronology",
    "ChronologyGroup",
    "ChronologyRow",
    "RowKind",
    "RowNumbers",
    "chronology",
]
