"""How many requests of one caller are answered at once: of one address, as long as nobody signs in."""

from collections import Counter

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from api.codes import Code
from api.http.responses import refusal

MOST_AT_ONCE = 200


class CallerLimitMiddleware:
    """Refuses what an address asks beyond that (429). A process counts for itself."""

    def __init__(self, app: ASGIApp, most: int = MOST_AT_ONCE) -> None:
        self._app, self._most = app, most
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is within the limit."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        address = (scope.get("client") or ("unknown",))[0]
        if self._open[address] >= self._most:
            await _refused(self._most)(scope, receive, send)
            return
        self._open[address] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._open[address] -= 1
            if not self._open[address]:
                del self._open[address]


def _refused(most: int) -> JSONResponse:
    answer = refusal(429, Code.BEYOND_LIMIT, f"{most} requests from one address are answered at once; try again later")
    answer.headers["retry-after"] = "1"
    return answer
