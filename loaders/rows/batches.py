"""The rows of an extract in the batches that are written: read one ahead of the writing, or all of them before it."""

import asyncio
from collections.abc import Iterable, Iterator
from itertools import chain

from graph.facts import Fact
from graph.spill import Spool
from graph.writing.batch import Writer
from loaders.extract import Extract, Row
from loaders.guard import bundles_of, size_of_rows
from loaders.rows.fact_ids import FactIds
from loaders.summary import Summary

# How much one transaction, and one message to the store, may be (docs/adr/0028).
_BATCH = 3000
_BATCH_BYTES = 4_000_000
_WAITING_BYTES = 64_000_000
"""Of rows that wait in memory to be written, as their facts are counted; in Python they take about three times that:
docs/adr/0046."""


class Batches:
    """Whole bundles, until there are rows or bytes enough. Every row is entered in the summary when it is read.

    Its rows of people must have been read before.
    """

    def __init__(self, extract: Extract, summary: Summary) -> None:
        self._bundles = bundles_of(extract, summary.path)
        self._summary = summary
        self._waiting: Iterator[list[Row]] | None = None

    def read_all(self, people: Iterable[Row]) -> FactIds:
        """Read to the end, before anything is written; returns which facts there are, these of people among them.

        Raises RefusedFile where that cannot be done.
        """
        return FactIds(chain(people, self._read_all()))

    async def next(self) -> list[Row]:
        """The next batch; empty at the end. Raises RefusedFile where it cannot be read."""
        return await asyncio.to_thread(self._next)

    def _next(self) -> list[Row]:
        return self._read()[0] if self._waiting is None else next(self._waiting, [])

    def _read_all(self) -> Iterator[Row]:
        waiting: Spool[list[Row]] = Spool(_WAITING_BYTES)
        while (batch := self._read())[0]:
            waiting.put(*batch)
            yield from batch[0]
        self._waiting = waiting.taken()

    def _read(self) -> tuple[list[Row], int]:
        rows: list[Row] = []
        size = 0
        for bundle in self._bundles:
            rows += bundle
            size += size_of_rows(bundle, self._summary.path)
            if len(rows) >= _BATCH or size >= _BATCH_BYTES:
                break
        for row in rows:
            self._summary.enter(row)
        return rows, size


async def write_batches(writer: Writer, batches: Batches) -> None:
    """Hand over batch after batch, reading the next one meanwhile."""
    reading = asyncio.create_task(batches.next())
    try:
        while batch := await reading:
            reading = asyncio.create_task(batches.next())
            facts: list[Fact] = [fact for row in batch for fact in row.facts]
            await writer.write(facts, len(batch))
    finally:
        # What reads is a thread, which cannot be cancelled: it is waited for.
        if not reading.done():
            await asyncio.wait([reading])
