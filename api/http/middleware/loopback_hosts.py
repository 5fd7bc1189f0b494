"""Hosts: each request names one, in one way that can be read in one way, and one that is this server's own."""

import re
from collections.abc import Collection
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
    """Refuses requests that do not name one host (400), and those that call this server by a name that is not its own (421):
    its own are those of this machine, and `hosts` (None: any).

    A web page anywhere can have its own name resolve to 127.0.0.1, and would then count as the same origin.
    """

    def __init__(self, app: ASGIApp, *, hosts: Collection[str] | None) -> None:
        self._app, self._hosts = app, None if hosts is None else {each.lower() for each in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is called by a right name."""
        app = self._app
        if scope["type"] == "http":
            host = named(scope)
            if host is None:
                app = _UNREADABLE
            elif self._hosts is not None and not is_loopback(host) and host.lower() not in self._hosts:
                app = _ELSEWHERE
        await app(scope, receive, send)


_UNREADABLE: ASGIApp = refusal(400, Code.BAD_INPUT, "expected one Host header, with a name or an address and perhaps a port")
_ELSEWHERE: ASGIApp = refusal(
    421,
    Code.NOT_ALLOWED,
    "this server answers to localhost, and to the name in CASEGRAPH_PUBLIC_URL",
)


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
