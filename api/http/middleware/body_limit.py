"""Bodies: read whole, up to a size and within a time, before anything else sees them."""

import asyncio

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.codes import Code
from api.http.responses import refusal

LARGEST_BODY = 256 * 1024
_SECONDS = 10


class TooLarge(Exception):
    """The body is larger than any that is read."""


class BodyLimitMiddleware:
    """Refuses a body that is too large (413) or too slow (408)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body, then pass the request on with it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(_SECONDS):
                body = await _read(Request(scope, receive))
        except TooLarge:
            await _refused(413, Code.BAD_INPUT, f"a body may have {LARGEST_BODY:,} bytes at most")(scope, receive, send)
        except TimeoutError:
            await _refused(408, Code.TIMEOUT, f"the body did not arrive within {_SECONDS} seconds")(scope, receive, send)
        except ClientDisconnect:
            return
        else:
            await self._app(scope, _again(body, receive), send)


def _refused(status: int, code: Code, sentence: str) -> JSONResponse:
    answer = refusal(status, code, sentence)
    answer.headers["connection"] = "close"  # what is still to come of the body is not waited for
    return answer


async def _read(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            raise TooLarge
    return bytes(body)


def _again(body: bytes, receive: Receive) -> Receive:
    """A receive that gives the body once more, and after it whatever the server says."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def given() -> Message:
        return waiting.pop() if waiting else await receive()

    return given
