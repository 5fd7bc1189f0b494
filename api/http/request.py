"""What a request asks, read from its headers and its body: GraphQL over HTTP, by POST, as JSON."""

from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request

from api.codes import Code
from api.http.documents import Documents
from api.http.events import EVENTS
from api.http.responses import GRAPHQL_JSON, PLAIN_JSON, RequestError

# By preference: the first that a caller accepts. Who does not say is given what was there first.
_ANSWERS = {GRAPHQL_JSON: GRAPHQL_JSON, PLAIN_JSON: PLAIN_JSON, "application/*": PLAIN_JSON, "*/*": PLAIN_JSON, EVENTS: EVENTS}
_TAKEN_FOR_EVENTS = {EVENTS, "text/*", "*/*"}


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """One operation: its text, the values of its variables, and which of the text's operations it is."""

    query: str
    variables: dict[str, Any] | None
    operation_name: str | None


def answer_type(request: Request) -> str:
    """The media type of the answer to a query. Raises Refused (406) where the caller accepts none that there is."""
    accepted = _accepted(request)
    for name, answered in _ANSWERS.items():
        if name in accepted:
            return answered
    raise RequestError(406, Code.BAD_INPUT, f"expected a request that accepts {GRAPHQL_JSON} or {PLAIN_JSON}")


def check_takes_events(request: Request) -> None:
    """Raises Refused (406) for a subscription by a caller who accepts no events."""
    if _TAKEN_FOR_EVENTS.isdisjoint(_accepted(request)):
        raise RequestError(406, Code.BAD_INPUT, f"a subscription is answered by events; expected a request that accepts {EVENTS}")


def _accepted(request: Request) -> set[str]:
    return {each.partition(";")[0].strip().lower() for each in request.headers.get("accept", "*/*").split(",")}


async def read(request: Request, documents: Documents) -> GraphQLRequest:
    """The operation that a request asks for. Raises Refused, saying what was expected, where there is none."""
    if request.method != "POST":
        raise RequestError(405, Code.BAD_INPUT, f"expected POST with a JSON body, found {request.method}")
    _check_type(request.headers.get("content-type", ""))
    body = _object(await request.body())
    query, document_id = _text(body, "query"), _text(body, "documentId")
    return GraphQLRequest(documents.text_of(query, document_id), _mapping(body, "variables"), _text(body, "operationName"))


def _check_type(header: str) -> None:
    name, *parameters = (part.strip().lower() for part in header.split(";"))
    charset = next((each.partition("=")[2].strip('"') for each in parameters if each.startswith("charset=")), "utf-8")
    if name != PLAIN_JSON or charset not in ("utf-8", "utf8"):
        raise RequestError(415, Code.BAD_INPUT, f"expected a body of type {PLAIN_JSON} in UTF-8")


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise RequestError(400, Code.BAD_INPUT, "expected a body in JSON, found something that is none") from None
    if not isinstance(found, dict):
        raise RequestError(400, Code.BAD_INPUT, "expected one JSON object with a query; several in one request are not taken")
    _mapping(found, "extensions")
    return found


def _text(body: dict[str, Any], name: str) -> str | None:
    found = body.get(name)
    if found is not None and not isinstance(found, str):
        raise RequestError(400, Code.BAD_INPUT, f"{name}: expected a text, found {_kind(found)}")
    return found or None


def _mapping(body: dict[str, Any], name: str) -> dict[str, Any] | None:
    found = body.get(name)
    if found is not None and not isinstance(found, dict):
        raise RequestError(400, Code.BAD_INPUT, f"{name}: expected an object, found {_kind(found)}")
    return found


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    return "a list" if isinstance(value, list) else "an object" if isinstance(value, dict) else "another value"
