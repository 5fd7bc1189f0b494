"""The application: which path leads where."""

from collections.abc import Awaitable, Callable, Collection, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from api.codes import Code
from api.cursor_key import key_of
from api.graphql.operation.context import Context
from api.graphql.operation.cursors import seal_with
from api.graphql.schema import SCHEMA, introspection
from api.http.documents import read_documents
from api.http.examples import examples
from api.http.graphql import GraphQLEndpoint, GraphQLOrPage
from api.http.middleware.body_limit import BodyLimitMiddleware
from api.http.middleware.callers import CallerLimitMiddleware, address_of, caller_of_request
from api.http.middleware.loopback_hosts import HostMiddleware
from api.http.middleware.origins import OriginMiddleware
from api.http.middleware.security_headers import SecurityHeadersMiddleware
from api.http.middleware.sign_in import SignInMiddleware
from api.http.responses import refusal
from api.http.telemetry import Telemetry
from api.sign_in.sign_in import SignIn
from api.watching.watch import Watch
from graph.access.caller import PURPOSES
from graph.errors import StoreError
from graph.settings import Settings
from graph.store import Store

EXPLORER = Path(__file__).parents[1] / "explorer"


def application(
    store: Store, sign_in: SignIn, *, demo: bool = False, hosts: Collection[str] | None = (), settings: Settings | None = None
) -> Starlette:
    """The application over an open store, whose callers sign in by `sign_in`. `demo` shows the red banner; `hosts` are the names
    beside those of this machine by which it answers (None: any).

    Its `state.end()` ends what would go on by itself: open subscriptions.

    Raises InvalidInput for a list of trusted documents that cannot be read.
    """
    settings = settings or Settings()
    if settings.cursor_key is not None:
        seal_with(key_of(settings.cursor_key))
    documents = read_documents(settings.trusted_documents, only=settings.trusted_only, schema=SCHEMA._schema)
    watch = Watch(store, seconds=settings.request_timeout, pause=settings.watch_pause)
    context = Context(store, watch)
    endpoint = GraphQLEndpoint(context, documents, settings.request_timeout, settings.answer_bytes)
    app = Starlette(
        routes=_routes(store, sign_in, GraphQLOrPage(endpoint, page(demo)), page(demo)),
        middleware=list(_middleware(settings, sign_in, hosts)),
        exception_handlers={HTTPException: _refused, Exception: _failed},
    )
    app.state.end = watch.end
    return app


def _middleware(settings: Settings, sign_in: SignIn, hosts: Collection[str] | None) -> Iterator[Middleware]:
    yield Middleware(Telemetry)
    yield Middleware(SecurityHeadersMiddleware, issuer=_origin(settings.issuer))
    yield Middleware(HostMiddleware, hosts=hosts)
    yield Middleware(CallerLimitMiddleware, of=address_of)
    if settings.cors_origins:
        yield Middleware(
            CORSMiddleware, allow_origins=settings.cors_origins, allow_methods=["POST"], allow_headers=["*"], max_age=600
        )
    yield Middleware(OriginMiddleware, origins=settings.cors_origins)
    # Behind CORS, whose preflights carry no token; before any body is read.
    yield Middleware(SignInMiddleware, sign_in=sign_in)
    yield Middleware(CallerLimitMiddleware, of=caller_of_request)
    yield Middleware(BodyLimitMiddleware)


def _origin(issuer: str | None) -> str | None:
    parts = urlsplit(issuer or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else None


def page(demo: bool) -> HTMLResponse:
    """The explorer; of a demo with its red banner."""
    text = (EXPLORER / "index.html").read_text(encoding="utf-8")
    return HTMLResponse(text.replace("<body>", '<body class="demo">') if demo else text)


def _routes(store: Store, sign_in: SignIn, graphql: GraphQLOrPage, shown: HTMLResponse) -> list[Route | Mount]:
    offered = examples()

    async def explorer(_: Request) -> Response:
        return shown

    async def operations(_: Request) -> Response:
        return JSONResponse(offered)

    async def signing_in(_: Request) -> Response:
        return JSONResponse(sign_in.for_page() | {"purposes": PURPOSES})

    async def schema(_: Request) -> Response:
        return JSONResponse(introspection())

    return [
        Route("/", explorer, methods=["GET"]),
        Route("/graphql", graphql, methods=None),
        Route("/health", _health, methods=["GET"]),
        Route("/ready", _ready(store), methods=["GET"]),
        Route("/explorer/examples.json", operations, methods=["GET"]),
        Route("/explorer/sign-in.json", signing_in, methods=["GET"]),
        Route("/explorer/schema.json", schema, methods=["GET"]),
        Mount("/explorer", StaticFiles(directory=EXPLORER)),
    ]


async def _health(_: Request) -> Response:
    return JSONResponse({"health": "well"})


def _ready(store: Store) -> Callable[[Request], Awaitable[Response]]:
    async def ready(_: Request) -> Response:
        try:
            await store.read("RETURN 1")
        except StoreError as error:
            return refusal(503, Code.STORE_UNAVAILABLE, str(error))
        return JSONResponse({"ready": True})

    return ready


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return refusal(error.status_code, Code.NOT_FOUND if error.status_code == 404 else Code.BAD_INPUT, error.detail)


async def _failed(_: Request, __: Exception) -> Response:
    return refusal(500, Code.INTERNAL, "something went wrong on the server; its log has more")
