"""Hosts: each request names one, in one way that can be read in one way; and until callers sign in, it is this machine alone."""

import re
from ipaddress import ip_address

from starlette.types import ASGIApp, Receive, Scope, Send

from api.codes import Code
from api.http.responses import refusal

# A name or an IPv4 address, or an IPv6 address in brackets; then perhaps a port. Nothing else that may stand there in a URL.
_NAME, _SIX, _PORT = r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*", r"[0-9A-Fa-f:.]{2,45}", r"[0-9]{1,5}"
_HOST = re.compile(rf"(?:\[(?P<six>{_SIX})\]|(?P<name>{_NAME}))(?::(?P<port>{_PORT}))?")


def is_loopback(host: str) -> bool:
    """Whether a host is this machine alone: `localhost`, 127.0.0.0/8 or ::1."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class HostMiddleware:
    """Refuses requests that do not name one host (400), and with `loopback` those that call this server by a name that others
    could have (421).

    A web page anywhere can have its own name resolve to 127.0.0.1, and would then count as the same origin.
    """

    def __init__(self, app: ASGIApp, *, loopback: bool) -> None:
        self._app, self._loopback = app, loopback

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is called by a right name."""
        app = self._app
        if scope["type"] == "http":
            host = named(scope)
            if host is None:
                app = _UNREADABLE
            elif self._loopback and not is_loopback(host):
                app = _ELSEWHERE
        await app(scope, receive, send)


_UNREADABLE: ASGIApp = refusal(400, Code.BAD_INPUT, "expected one Host header, with a name or an address and perhaps a port")
_ELSEWHERE: ASGIApp = refusal(421, Code.NOT_ALLOWED, "this server answers to localhost alone")


def named(scope: Scope) -> str | None:
    """The host that a request names; none where it names none, several, or one that cannot be read strictly."""
    hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
    found = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
    if found is None or int(found["port"] or 0) > 65_535:
        return None
    return found["name"] or _address(found["six"])


def _address(text: str) -> str | None:
    try:
        return str(ip_address(text))
    except ValueError:
        return None
