"""Trusted documents: queries that were put on a list before the server started, and are asked by their id.

The list is a folder of `.graphql` files, or one JSON file as front-end tools write them: `{id: text}` (Relay), or
`{"format": "apollo-persisted-query-manifest", "operations": [{"id": ..., "body": ...}]}`. A document's id in a request is
`sha256:` and the hash of its text, as the GraphQL over HTTP draft has it ("Appendix: Persisted Documents"), or the id that the
list gives it.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson
from graphql import GraphQLError, GraphQLSchema, parse, validate

from api.codes import Code
from api.graphql.operation.limits import MOST_TOKENS
from api.http.responses import RequestError
from graph.errors import InvalidInput

_SHA256 = re.compile(r"(sha256:)?([0-9a-f]{64})")


class Documents:
    """The list; `only` means that nothing else is answered."""

    def __init__(self, texts: Mapping[str, str], *, only: bool = False) -> None:
        self._texts, self._only = texts, only

    def text_of(self, query: str | None, document_id: str | None) -> str:
        """The text that a request asks for, by itself or by its id. Raises Refused where it may not be asked."""
        if document_id is not None:
            if query is not None:
                raise RequestError(400, Code.BAD_INPUT, "expected a query or a documentId, found both")
            if document_id not in self._texts:
                raise RequestError(
                    400, Code.UNKNOWN_DOCUMENT, "documentId: expected a document on this server's list, found none by that id"
                )
            return self._texts[document_id]
        if query is None:
            raise RequestError(400, Code.BAD_INPUT, "expected a query, or the documentId of a document on this server's list")
        if self._only and hash_of(query) not in self._texts:
            raise RequestError(
                403, Code.NOT_ALLOWED, "this server answers only the documents on its list; expected one, by its documentId"
            )
        return query


def hash_of(text: str) -> str:
    """A document's id by its text: `sha256:` and 64 hexadecimal characters in lower case."""
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def read_documents(path: Path | None, *, only: bool, schema: GraphQLSchema) -> Documents:
    """The list at a path (none: an empty one). Raises InvalidInput, naming the document that is wrong."""
    if path is None:
        if only:
            raise InvalidInput(
                "CASEGRAPH_TRUSTED_ONLY: expected CASEGRAPH_TRUSTED_DOCUMENTS beside it, with the list, found none"
            )
        return Documents({})
    texts: dict[str, str] = {}
    for name, id_, text in _listed(path):
        _check(name, text, schema)
        texts.update({each: text for each in (hash_of(text), id_) if each})
    return Documents(texts, only=only)


def _listed(path: Path) -> Iterator[tuple[str, str | None, str]]:
    """For each document what names it in an error, its own id where it has one, and its text."""
    try:
        if path.is_dir():
            for file in sorted(path.rglob("*.graphql")):
                yield file.name, None, file.read_text(encoding="utf-8")
        else:
            yield from _manifest(path.name, orjson.loads(path.read_bytes()))
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else "something that is no JSON, or not in UTF-8"
        raise InvalidInput(
            f"trusted documents at {path}: expected a folder of .graphql files or a JSON file, found {said}"
        ) from None


def _manifest(name: str, found: Any) -> Iterator[tuple[str, str | None, str]]:
    for id_, text in _entries(found):
        if not isinstance(id_, str) or not isinstance(text, str):
            raise InvalidInput(f"trusted documents in {name}: expected an id and a text each, found something else")
        claimed = _SHA256.fullmatch(id_)
        if claimed and hash_of(text) != f"sha256:{claimed[2]}":
            raise InvalidInput(f"trusted documents in {name}: the id {id_} is not the SHA-256 of its text")
        yield f"{name}, {id_}", id_, text


def _entries(found: Any) -> Iterable[tuple[Any, Any]]:
    if isinstance(found, dict) and isinstance(found.get("operations"), list):
        return [(each.get("id"), each.get("body")) for each in found["operations"] if isinstance(each, dict)]
    return found.items() if isinstance(found, dict) else [(None, None)]


def _check(name: str, text: str, schema: GraphQLSchema) -> None:
    try:
        errors = validate(schema, parse(text, max_tokens=MOST_TOKENS))
    except GraphQLError as error:
        errors = [error]
    if errors:
        raise InvalidInput(f"trusted document {name}: expected a query that this schema answers: {errors[0].message}")
