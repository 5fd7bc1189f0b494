"""GraphQL over HTTP: which answer has which status and shape."""

from contextlib import aclosing
from dataclasses import replace
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
from api.graphql.operation.context import Context
from api.graphql.schema import SCHEMA
from api.http.documents import Documents
from api.http.events import EVENTS, Results, Streams
from api.http.middleware.disconnects import while_connected
from api.http.middleware.sign_in import CALLER, EXPIRES_AT
from api.http.request import GraphQLRequest, answer_type, check_takes_events, read
from api.http.responses import GRAPHQL_JSON, PLAIN_JSON, RequestError, error_of
from api.http.telemetry import Operations
from graph.store.time_budget import within

_ONE_RESULT = (OperationType.QUERY, OperationType.MUTATION)


class GraphQLEndpoint:
    """`POST /graphql`: one operation a request; a query as JSON of so many bytes at most, within so many seconds of the store's
    time; a subscription as events."""

    def __init__(self, context: Context, documents: Documents, seconds: float, most_bytes: int) -> None:
        self._context, self._documents = context, documents
        self._seconds, self._most_bytes = seconds, most_bytes
        self._operations, self._streams = Operations(), Streams()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; where its caller goes before, the answer is given up."""
        request = Request(scope, receive)
        await request.body()
        response = await while_connected(receive, self._answer(request))
        if response is not None:
            await response(scope, receive, send)

    async def _answer(self, request: Request) -> ASGIApp:
        media_type = PLAIN_JSON
        try:
            media_type = answer_type(request)
            return await self._answered(request, await read(request, self._documents), media_type)
        except RequestError as refused:
            response = refused.answer(PLAIN_JSON if media_type == EVENTS else media_type)
            if refused.status == 405:
                response.headers["allow"] = "POST"
            return response

    async def _answered(self, request: Request, operation: GraphQLRequest, media_type: str) -> ASGIApp:
        context = replace(self._context, caller=request.scope[CALLER])
        try:
            result = await self._executed(operation, context)
        except InvalidOperationTypeError:
            check_takes_events(request)
            return self._streams.of(self._subscribed(operation, context), request.scope[EXPIRES_AT])
        if media_type == EVENTS:
            return self._streams.of(_one(written(result, self._most_bytes)))
        return shown(result, media_type, self._most_bytes)

    async def _executed(self, operation: GraphQLRequest, context: Context) -> ExecutionResult:
        """The answer to a query. Raises InvalidOperationTypeError for a subscription."""
        with within(self._seconds) as budget:
            try:
                result = await SCHEMA.execute(**_arguments(operation), context_value=context, allowed_operation_types=_ONE_RESULT)
            except (MissingQueryError, CannotGetOperationTypeError):
                raise RequestError(400, Code.BAD_QUERY, "expected a query with one operation, found none by that name") from None
        self._operations.tell(operation.query, budget, result)
        return result

    async def _subscribed(self, operation: GraphQLRequest, context: Context) -> Results:
        self._operations.begin(operation.query)
        async with aclosing(await SCHEMA.subscribe(**_arguments(operation), context_value=context)) as results:
            async for each in results:
                self._operations.count_errors(each)
                yield written(each, self._most_bytes)


def _arguments(operation: GraphQLRequest) -> dict[str, Any]:
    return {"query": operation.query, "variable_values": operation.variables, "operation_name": operation.operation_name}


async def _one(result: bytes) -> Results:
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


def shown(result: ExecutionResult, media_type: str, most_bytes: int) -> Response:
    """The answer as it is sent. By the newer media type, a query that could not be run at all is a bad request."""
    status = 400 if _was_refused(result) and media_type == GRAPHQL_JSON else 200
    return Response(written(result, most_bytes), status, media_type=f"{media_type}; charset=utf-8")


def written(result: ExecutionResult, most_bytes: int) -> bytes:
    """The answer as bytes; one that has too many is an error that says so."""
    body = orjson.dumps(body_of(result))
    if len(body) <= most_bytes:
        return body
    error = error_of(
        Code.BEYOND_LIMIT,
        f"expected an answer of {most_bytes:,} bytes at most, found {len(body):,}; ask for smaller pages, or fewer fields",
    )
    return orjson.dumps({"errors": [error], "data": None})


def _was_refused(result: ExecutionResult) -> bool:
    """Whether nothing was run: an error that comes from a field says which."""
    return result.data is None and not any(each.path for each in _graphql_errors(result))


def _graphql_errors(result: ExecutionResult) -> list[GraphQLError]:
    return result.errors or []


class GraphQLOrPage:
    """What answers at `/graphql`: the explorer to a browser that asks for a page, GraphQL to everything else."""

    def __init__(self, endpoint: GraphQLEndpoint, page: HTMLResponse) -> None:
        self._endpoint, self._page = endpoint, page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on to the one of both that answers it."""
        chosen = self._page if _wants_page(Request(scope)) else self._endpoint
        await chosen(scope, receive, send)


def _wants_page(request: Request) -> bool:
    return request.method == "GET" and "text/html" in request.headers.get("accept", "")
