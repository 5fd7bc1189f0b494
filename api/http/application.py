"""The application: which path leads where."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from api.http.answers import refusal
from api.http.bodies import Bodies
from api.http.graphql import GraphQLOrPage
from api.http.headers import Headers
from api.http.hosts import LoopbackNames
from graph.errors import StoreError
from graph.store import Store

EXPLORER = Path(__file__).parents[1] / "explorer"


def application(store: Store, *, demo: bool = False, loopback: bool = True) -> Starlette:
    """The application over an open store. `demo` shows the red banner; `loopback` refuses every other name of this host."""
    middleware = [Middleware(Headers), *([Middleware(LoopbackNames)] if loopback else []), Middleware(Bodies)]
    return Starlette(
        routes=_routes(store, page(demo)), middleware=middleware, exception_handlers={HTTPException: _refused, Exception: _failed}
    )


def page(demo: bool) -> HTMLResponse:
    """The explorer's page."""
    text = (EXPLORER / "index.html").read_text(encoding="utf-8")
    return HTMLResponse(text.replace("<body>", '<body class="demo">') if demo else text)


def _routes(store: Store, shown: HTMLResponse) -> list[Route | Mount]:
    async def explorer(_: Request) -> Response:
        return shown

    return [
        Route("/", explorer, methods=["GET"]),
        Route("/graphql", GraphQLOrPage(store, shown), methods=["GET", "POST"]),
        Route("/health", _health, methods=["GET"]),
        Route("/ready", _ready(store), methods=["GET"]),
        Mount("/explorer", StaticFiles(directory=EXPLORER)),
    ]


async def _health(_: Request) -> Response:
    return JSONResponse({"health": "well"})


def _ready(store: Store) -> Callable[[Request], Awaitable[Response]]:
    async def ready(_: Request) -> Response:
        try:
            await store.read("RETURN 1")
        except StoreError as error:
            return refusal(503, "STORE_UNAVAILABLE", str(error))
        return JSONResponse({"ready": True})

    return ready


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return refusal(error.status_code, "NOT_FOUND" if error.status_code == 404 else "BAD_INPUT", error.detail)


async def _failed(_: Request, __: Exception) -> Response:
    return refusal(500, "INTERNAL", "something went wrong on the server; its log has more")
