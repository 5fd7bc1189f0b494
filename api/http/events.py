"""Events over HTTP: results sent one by one as they come, as GraphQL over SSE has it (distinct connections mode).

A line of comment is sent while there is nothing to tell, so that what stands between knows the connection to be alive.
"""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from starlette.types import Message, Receive, Scope, Send

from api.codes import Code
from api.http.responses import RequestError

EVENTS = "text/event-stream"
HEARTBEAT_SECONDS = 15
SEND_SECONDS = 10
MOST_STREAMS = 100

_HEADERS = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]
_HEARTBEAT = b":\n\n"
_COMPLETE = b"event: complete\ndata:\n\n"

Results = AsyncGenerator[bytes, None]
"""Each as JSON, which has no line breaks of its own."""


class Streams:
    """The streams that this process has open."""

    def __init__(self) -> None:
        self._open = 0

    def of(self, results: Results) -> "Stream":
        """An answer with these results. Raises Refused (503) where too many are open."""
        if self._open >= MOST_STREAMS:
            raise RequestError(
                503, Code.BEYOND_LIMIT, f"this server process has {MOST_STREAMS} subscriptions open; try again later"
            )
        return Stream(results, self)

    @contextmanager
    def open(self) -> Iterator[None]:
        """Count one more open stream, as long as it is."""
        self._open += 1
        try:
            yield
        finally:
            self._open -= 1


class Stream:
    """An answer of many results. It ends with them, when its reader goes away, or when the reader takes nothing for too long."""

    def __init__(self, results: Results, streams: Streams) -> None:
        self._results, self._streams = results, streams

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send events as they come, until there are no more or the caller has gone."""
        gone = asyncio.create_task(_gone(receive))
        following = asyncio.create_task(self._next())
        try:
            with self._streams.open(), suppress(TimeoutError):
                await _sent(send, {"type": "http.response.start", "status": 200, "headers": _HEADERS})
                while not gone.done():
                    await asyncio.wait({following, gone}, timeout=HEARTBEAT_SECONDS, return_when=asyncio.FIRST_COMPLETED)
                    if not following.done():
                        await _sent_part(send, _HEARTBEAT)
                    elif (result := following.result()) is not None:
                        following = asyncio.create_task(self._next())
                        await _sent_part(send, event_of(result))
                    else:
                        await _sent_part(send, _COMPLETE, last=True)
                        break
        finally:
            await _ended(gone)
            await _ended(following)
            await self._results.aclose()

    async def _next(self) -> bytes | None:
        return await anext(self._results, None)


def event_of(result: bytes) -> bytes:
    """A result as an event."""
    return b"event: next\ndata: " + result + b"\n\n"


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _sent_part(send: Send, body: bytes, *, last: bool = False) -> None:
    await _sent(send, {"type": "http.response.body", "body": body, "more_body": not last})


async def _sent(send: Send, message: Message) -> None:
    """Send it. Raises TimeoutError where its reader takes nothing."""
    async with asyncio.timeout(SEND_SECONDS):
        await send(message)


async def _ended(task: "asyncio.Task[Any]") -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
