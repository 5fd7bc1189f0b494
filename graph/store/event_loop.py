"""Long work in a process that has more to do: it pauses every few milliseconds, so that others go on."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from typing import TypeVar

T = TypeVar("T")

SECONDS = 0.005
"""How long it may keep others waiting at a time."""


async def with_pauses(items: Iterable[T]) -> AsyncIterator[T]:
    """These items, one by one: for work on each that is short, of which there is much."""
    since = time.perf_counter()
    for each in items:
        if time.perf_counter() - since > SECONDS:
            await asyncio.sleep(0)
            since = time.perf_counter()
        yield each
