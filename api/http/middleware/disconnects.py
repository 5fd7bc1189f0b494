"""Callers who go away: what they asked is given up, and so ended in the store, where it takes longer than a moment."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from starlette.types import Receive

T = TypeVar("T")

_MOMENT_SECONDS = 0.5
"""Most requests are answered by then, and are not watched at all."""


async def while_connected(receive: Receive, work: Awaitable[T]) -> T | None:
    """What the work comes to; none where its caller goes away meanwhile, and it is cancelled. Its body must have been read."""
    task, gone, watching = asyncio.current_task(), False, None
    assert task is not None

    async def watch() -> None:
        nonlocal gone
        while (await receive())["type"] != "http.disconnect":
            pass
        gone = True
        task.cancel()

    def begin() -> None:
        nonlocal watching
        watching = asyncio.create_task(watch())

    timer = asyncio.get_running_loop().call_later(_MOMENT_SECONDS, begin)
    try:
        return await work
    except asyncio.CancelledError:
        if not gone:
            raise
        task.uncancel()
        return None
    finally:
        timer.cancel()
        if watching is not None:
            watching.cancel()
