"""GraphQL over HTTP: which answer has which status and shape."""

from typing import Any

import orjson
from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send
from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult

from api.codes import Code
from api.graphql.context import Context
from api.graphql.schema import SCHEMA
from api.http.answers import GRAPHQL_JSON, PLAIN_JSON, Refused
from api.http.asked import Asked, answer_type, read
from api.http.documents import Documents
from api.http.telemetry import Operations
from graph.budget import within
from graph.store import Store


class Endpoint:
    """`POST /graphql`: one operation a request, as JSON, within so many seconds of the store's time."""

    def __init__(self, store: Store, documents: Documents, seconds: float) -> None:
        self._store, self._documents, self._seconds = store, documents, seconds
        self._operations = Operations()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        response = await self._answer(Request(scope, receive))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        media_type = PLAIN_JSON
        try:
            media_type = answer_type(request)
            asked = await read(request, self._documents)
            with within(self._seconds) as budget:
                result = await self._executed(asked)
            self._operations.tell(asked.query, budget, result)
            return shown(result, media_type)
        except Refused as refused:
            response = refused.answer(media_type)
            if refused.status == 405:
                response.headers["allow"] = "POST"
            return response

    async def _executed(self, asked: Asked) -> ExecutionResult:
        try:
            return await SCHEMA.execute(
                asked.query,
                variable_values=asked.variables,
                context_value=Context(self._store),
                operation_name=asked.operation_name,
            )
        except (MissingQueryError, CannotGetOperationTypeError, InvalidOperationTypeError):
            raise Refused(400, Code.BAD_QUERY, "expected a query with one operation, found none by that name") from None


def shown(result: ExecutionResult, media_type: str) -> Response:
    """The answer as it is sent. By the newer media type, a query that could not be run at all is a bad request."""
    body: dict[str, Any] = {}
    if result.errors:
        body["errors"] = [each.formatted for each in result.errors]
    if not _was_refused(result):
        body["data"] = result.data
    status = 400 if "data" not in body and media_type == GRAPHQL_JSON else 200
    return Response(orjson.dumps(body), status, media_type=f"{media_type}; charset=utf-8")


def _was_refused(result: ExecutionResult) -> bool:
    """Whether nothing was run: an error that comes from a field says which."""
    return result.data is None and not any(each.path for each in _graphql_errors(result))


def _graphql_errors(result: ExecutionResult) -> list[GraphQLError]:
    return result.errors or []


class GraphQLOrPage:
    """What answers at `/graphql`: the explorer to a browser that asks for a page, GraphQL to everything else."""

    def __init__(self, endpoint: Endpoint, page: HTMLResponse) -> None:
        self._endpoint, self._page = endpoint, page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        chosen = self._page if _wants_page(Request(scope)) else self._endpoint
        await chosen(scope, receive, send)


def _wants_page(request: Request) -> bool:
    return request.method == "GET" and "text/html" in request.headers.get("accept", "")
