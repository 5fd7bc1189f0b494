"""Events over HTTP: results sent one by one as they come, as GraphQL over SSE has it (distinct connections mode).

A line of comment is sent while there is nothing to tell, so that what stands between knows the connection to be alive.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import orjson
from starlette.types import Message, Receive, Scope, Send

from api.codes import Code
from api.http.responses import RequestError, error_of

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

    def of(self, results: Results, expires_at: float | None = None) -> "Stream":
        """An answer with these results, until its caller's token expires. Raises Refused (503) where too many are open."""
        if self._open >= MOST_STREAMS:
            raise RequestError(
                503, Code.BEYOND_LIMIT, f"this server process has {MOST_STREAMS} subscriptions open; try again later"
            )
        return Stream(results, self, expires_at)

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

    def __init__(self, results: Results, streams: Streams, expires_at: float | None = None) -> None:
        self._results, self._streams, self._expires_at = results, streams, expires_at

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send events as they come, until there are no more or the caller has gone."""
        gone = asyncio.create_task(_gone(receive))
        following = asyncio.create_task(self._next())
        try:
            with self._streams.open(), suppress(TimeoutError):
                await _sent(send, {"type": "http.response.start", "status": 200, "headers": _HEADERS})
                while not gone.done():
                    pause = min(HEARTBEAT_SECONDS, self._seconds_left())
                    await asyncio.wait({following, gone}, timeout=pause, return_when=asyncio.FIRST_COMPLETED)
                    if not self._seconds_left():
                        await _sent_part(send, event_of(_expired()) + _COMPLETE, last=True)
                        break
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

    def _seconds_left(self) -> float:
        return HEARTBEAT_SECONDS if self._expires_at is None else max(0.0, self._expires_at - time.time())

    async def _next(self) -> bytes | None:
        return await anext(self._results, None)


def _expired() -> bytes:
    error = error_of(Code.NOT_SIGNED_IN, "the token has expired; sign in again")
    return orjson.dumps({"errors": [error], "data": None})


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
