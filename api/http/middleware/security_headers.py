"""Headers of every answer: a page runs nothing but our own files, nothing is kept, nothing is framed."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class SecurityHeadersMiddleware:
    """Adds to every answer the headers that tell browsers what a page of this server may do."""

    def __init__(self, app: ASGIApp, issuer: str | None = None) -> None:
        # Where the page signs somebody in, it asks the issuer for the token: of all origins, that one alone.
        origin = f" {issuer}" if issuer else ""
        policy = _HEADERS["content-security-policy"].replace("connect-src 'self'", f"connect-src 'self'{origin}")
        self._app, self._headers = app, {**_HEADERS, "content-security-policy": policy}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its answer back with the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, with_headers)
