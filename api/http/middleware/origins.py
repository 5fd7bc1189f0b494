"""Origins: what a page of another one asks is refused, whatever it could send."""

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.codes import Code
from api.http.responses import refusal


class OriginMiddleware:
    """Refuses requests of pages (those with an `Origin`) that are neither this server's own nor of a listed origin (403).

    Behind the check of hosts: a page's own origin is the host that it calls this server by.
    """

    def __init__(self, app: ASGIApp, *, origins: Collection[str]) -> None:
        self._app, self._origins = app, frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what no other page asks."""
        app = self._app
        if scope["type"] == "http" and not self._is_allowed(Headers(scope=scope)):
            app = _FOREIGN
        await app(scope, receive, send)

    def _is_allowed(self, headers: Headers) -> bool:
        origin, host = headers.get("origin"), headers.get("host", "").lower()
        # Compared whole, and never read: an Origin may be anything. (A proxy may have https where this server has none.)
        return origin is None or origin in self._origins or origin.lower() in (f"http://{host}", f"https://{host}")


_FOREIGN: ASGIApp = refusal(403, Code.NOT_ALLOWED, "pages of other origins may not ask this server (CASEGRAPH_CORS_ORIGINS)")
