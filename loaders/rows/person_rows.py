"""The records of people of an extract: read once, before anything else of it, and gone through several times.

Where they wait, and how many are written together: docs/adr/0047.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from graph.facts import Fact
from graph.spill import Spool
from loaders.extract import Extract, Row
from loaders.guard import people_of, size_of_rows
from loaders.summary import Summary

_READ_AT_ONCE = 1000
_WRITTEN_AT_ONCE = 50_000
_WAITING_BYTES = 64_000_000
"""Of records that wait in memory, as they are counted; in Python they take about three times that."""


class PersonRows:
    """Every row of people, each entered in the summary. Raises RefusedFile where they cannot be read to their end."""

    def __init__(self, extract: Extract, summary: Summary) -> None:
        self._rows: Spool[list[Row]] = Spool(_WAITING_BYTES)
        rows = people_of(extract, summary.path)
        while some := list(islice(rows, _READ_AT_ONCE)):
            for row in some:
                summary.enter(row)
            self._rows.put(some, size_of_rows(some, summary.path))

    def __iter__(self) -> Iterator[Row]:
        return (row for rows in self._rows for row in rows)

    def records(self, at_once: int) -> Iterator[list[Fact]]:
        """The facts of so many of them at a time."""
        return _records(self, at_once)

    def taken(self) -> Iterator[list[Fact]]:
        """The facts of all, as many at a time as are written together; what was taken is let go."""
        return _records((row for rows in self._rows.taken() for row in rows), _WRITTEN_AT_ONCE)


def _records(rows: Iterable[Row], at_once: int) -> Iterator[list[Fact]]:
    facts = (fact for row in rows for fact in row.facts)
    while some := list(islice(facts, at_once)):
        yield some
