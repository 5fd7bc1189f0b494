"""Committing batches: each is a transaction that also renews the write lock, and one is under way while the next is made."""

import asyncio
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Self

import orjson

from graph.errors import LoadFailed
from graph.store import Store
from graph.writing.changes.touched import Touched
from graph.writing.pending_writes import Statement
from graph.writing.write_lock import WriteLock

_MOST_BYTES = 4_000_000
"""Of the rows of one statement. The embedded engine never answers a message of 16 MiB or more (docs/adr/0028)."""
_LISTS = ("rows", "ids")


class Commits:
    """The batches of one load, written one after the other: `async with Commits(store, lock) as commits`.

    At its end all that was handed over is written, or what went wrong with it is raised. `wrote` is told how many rows came
    with each batch, once it is in the store. `reached` are the keys of records that say something else now, or are of somebody
    else, or of whom another home or relative is known; `parted` the persons of whom a home or relative was taken away; `touched`
    is what rights rest on.
    """

    def __init__(
        self, store: Store, lock: WriteLock, wrote: Callable[[int], None] = lambda _: None, touched: Touched | None = None
    ) -> None:
        self._store, self.lock, self._wrote = store, lock, wrote
        self.reached: set[str] = set()
        self.touched = touched or Touched()
        self.parted: set[str] = set()
        self._under_way: asyncio.Task[None] | None = None

    async def hand_over(self, statements: list[Statement], rows: int = 0) -> None:
        """Begin to write a batch, as soon as the one before it is written; raises LoadFailed when the lock was lost."""
        await self.written()
        self._under_way = asyncio.create_task(self._write(statements, rows))

    async def at_once(self, statements: list[Statement], rows: int = 0) -> None:
        """Write a batch, and return when it is in the store."""
        await self.hand_over(statements, rows)
        await self.written()

    async def written(self) -> None:
        """Wait until all that was handed over is in the store."""
        under_way, self._under_way = self._under_way, None
        if under_way is not None:
            await under_way

    async def _write(self, statements: list[Statement], rows: int) -> None:
        if statements:
            await commit(self._store, self.lock, statements)
        self._wrote(rows)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None:
            await self.written()
        elif self._under_way is not None:
            # The error that ended this is told; the batch under way has only to come to its end.
            await asyncio.gather(self._under_way, return_exceptions=True)


async def commit(store: Store, lock: WriteLock, statements: list[Statement]) -> None:
    """Run these statements in one transaction that also renews the write lock; raises LoadFailed when it was lost."""
    short = [part for statement in statements for part in in_parts(statement)]
    held = [[lock.holder]]
    async with lock.writing:
        # The store runs the rest only where the first one answers that the lock is held: who lost it writes nothing
        # (docs/adr/0005).
        renewed, *_ = await store.transact([lock.renew_statement(), *short], held)
    if renewed != held:
        raise LoadFailed("this load lost its turn to write to another one; load the same files again")


def in_parts(statement: Statement) -> Iterator[Statement]:
    """The statement, in as many parts of its list as are needed for no message to be too long (one row stays whole)."""
    query, given = statement
    name = next((each for each in _LISTS if each in given), None)
    if name is None:
        yield statement
        return
    for part in _halved(given[name]):
        yield query, {**given, name: part}


def _halved(rows: list[Any]) -> Iterator[list[Any]]:
    if len(rows) < 2 or len(orjson.dumps(rows, default=str)) <= _MOST_BYTES:
        yield rows
    else:
        yield from _halved(rows[: len(rows) // 2])
        yield from _halved(rows[len(rows) // 2 :])
