"""GraphQL over HTTP: strawberry's view, with errors in our shape."""

from typing import Any

import orjson
from cross_web import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import Receive, Scope, Send
from strawberry.asgi import GraphQL

from api.graphql.context import Context
from api.graphql.schema import SCHEMA
from api.http.answers import refusal
from graph.store import Store


class Endpoint(GraphQL[Context, None]):
    """`POST /graphql`: one operation a request, as JSON."""

    def __init__(self, store: Store) -> None:
        super().__init__(
            SCHEMA,
            graphql_ide=None,
            allow_queries_via_get=False,
            subscription_protocols=(),
            multipart_uploads_enabled=False,
        )
        self._store = store

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            response = await self.run(Request(scope, receive))
        except HTTPException as error:
            response = refusal(error.status_code, "BAD_INPUT", error.reason)
        await response(scope, receive, send)

    async def get_context(self, request: Any, response: Any) -> Context:
        """The store that the server holds open."""
        return Context(self._store)

    def encode_json(self, data: object) -> bytes:
        """Faster than the standard library."""
        return orjson.dumps(data)

    def decode_json(self, data: str | bytes) -> object:
        """Faster, and stricter: no NaN, no lone surrogates, nothing but an object (or a list, to be refused as a batch)."""
        found: object = orjson.loads(data)
        if not isinstance(found, (dict, list)):
            raise HTTPException(400, "expected a JSON object with a query")
        return found


class GraphQLOrPage:
    """What answers at `/graphql`: the explorer to a browser that asks for a page, GraphQL to everything else."""

    def __init__(self, store: Store, page: HTMLResponse) -> None:
        self._endpoint, self._page = Endpoint(store), page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        chosen = self._page if _wants_page(Request(scope)) else self._endpoint
        await chosen(scope, receive, send)


def _wants_page(request: Request) -> bool:
    return request.method == "GET" and "text/html" in request.headers.get("accept", "")
