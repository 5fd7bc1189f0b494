"""How many requests of one address, and of one caller, are answered at once."""

from collections import Counter
from collections.abc import Callable

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from api.codes import Code
from api.http.middleware.sign_in import CALLER
from api.http.responses import refusal
from graph.access.caller import Caller

MOST_AT_ONCE = 200


def address_of(scope: Scope) -> str:
    """The address that a request comes from."""
    return (scope.get("client") or ("unknown",))[0]


def caller_of_request(scope: Scope) -> str | None:
    """The id of the caller of a request; None of one that nobody need sign in for."""
    caller: Caller | None = scope.get(CALLER)
    return caller.id if caller else None


class CallerLimitMiddleware:
    """Refuses what an address, or a caller, asks beyond that (429). A process counts for itself."""

    def __init__(self, app: ASGIApp, *, of: Callable[[Scope], str | None] = address_of, most: int = MOST_AT_ONCE) -> None:
        self._app, self._of, self._most = app, of, most
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is within the limit."""
        name = self._of(scope) if scope["type"] == "http" else None
        if name is None:
            await self._app(scope, receive, send)
            return
        if self._open[name] >= self._most:
            await _refused(self._most)(scope, receive, send)
            return
        self._open[name] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._open[name] -= 1
            if not self._open[name]:
                del self._open[name]


def _refused(most: int) -> JSONResponse:
    answer = refusal(429, Code.BEYOND_LIMIT, f"{most} requests from one address or caller are answered at once; try again later")
    answer.headers["retry-after"] = "1"
    return answer
