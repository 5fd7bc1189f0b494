"""Loopback: the only hosts that casegraph listens on, and answers to, until callers sign in."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from api.codes import Code
from api.http.answers import refusal


def is_loopback(host: str) -> bool:
    """Whether a host is this machine alone: `localhost`, 127.0.0.0/8 or ::1."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class LoopbackNames:
    """Refuses requests that call this server by another name.

    A web page anywhere can have its own name resolve to 127.0.0.1, and would then count as the same origin.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is called by a loopback name."""
        if scope["type"] == "http" and not is_loopback(_called(scope)):
            await _REFUSED(scope, receive, send)
        else:
            await self._app(scope, receive, send)


_REFUSED: JSONResponse = refusal(421, Code.NOT_ALLOWED, "this server answers to localhost alone")


def _called(scope: Scope) -> str:
    host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
