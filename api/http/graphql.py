"""GraphQL over HTTP: which answer has which status and shape."""

from contextlib import aclosing
from typing import Any

import orjson
from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from api.codes import Code
from api.graphql.context import Context
from api.graphql.schema import SCHEMA
from api.http.answers import GRAPHQL_JSON, PLAIN_JSON, Refused
from api.http.asked import Asked, answer_type, check_takes_events, read
from api.http.documents import Documents
from api.http.events import EVENTS, Results, Streams
from api.http.telemetry import Operations
from graph.budget import within

_ONE_RESULT = (OperationType.QUERY, OperationType.MUTATION)


class Endpoint:
    """`POST /graphql`: one operation a request; a query as JSON, within so many seconds of the store's time, a subscription as
    events."""

    def __init__(self, context: Context, documents: Documents, seconds: float) -> None:
        self._context, self._documents, self._seconds = context, documents, seconds
        self._operations, self._streams = Operations(), Streams()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        response = await self._answer(Request(scope, receive))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> ASGIApp:
        media_type = PLAIN_JSON
        try:
            media_type = answer_type(request)
            return await self._answered(request, await read(request, self._documents), media_type)
        except Refused as refused:
            response = refused.answer(PLAIN_JSON if media_type == EVENTS else media_type)
            if refused.status == 405:
                response.headers["allow"] = "POST"
            return response

    async def _answered(self, request: Request, asked: Asked, media_type: str) -> ASGIApp:
        try:
            result = await self._executed(asked)
        except InvalidOperationTypeError:
            check_takes_events(request)
            return self._streams.of(self._subscribed(asked))
        return self._streams.of(_one(body_of(result))) if media_type == EVENTS else shown(result, media_type)

    async def _executed(self, asked: Asked) -> ExecutionResult:
        """The answer to a query. Raises InvalidOperationTypeError for a subscription."""
        with within(self._seconds) as budget:
            try:
                result = await SCHEMA.execute(
                    **_as_given(asked), context_value=self._context, allowed_operation_types=_ONE_RESULT
                )
            except (MissingQueryError, CannotGetOperationTypeError):
                raise Refused(400, Code.BAD_QUERY, "expected a query with one operation, found none by that name") from None
        self._operations.tell(asked.query, budget, result)
        return result

    async def _subscribed(self, asked: Asked) -> Results:
        self._operations.begin(asked.query)
        async with aclosing(await SCHEMA.subscribe(**_as_given(asked), context_value=self._context)) as results:
            async for each in results:
                self._operations.count_errors(each)
                yield body_of(each)


def _as_given(asked: Asked) -> dict[str, Any]:
    return {"query": asked.query, "variable_values": asked.variables, "operation_name": asked.operation_name}


async def _one(result: dict[str, Any]) -> Results:
    yield result


def body_of(result: ExecutionResult) -> dict[str, Any]:
    """The answer as JSON has it: without data where nothing was run."""
    body: dict[str, Any] = {}
    if result.errors:
        body["errors"] = [each.formatted for each in _graphql_errors(result)]
    if not _was_refused(result):
        body["data"] = result.data
    if result.extensions:
        body["extensions"] = result.extensions
    return body


def shown(result: ExecutionResult, media_type: str) -> Response:
    """The answer as it is sent. By the newer media type, a query that could not be run at all is a bad request."""
    body = body_of(result)
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
