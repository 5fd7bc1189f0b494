"""Trusted documents: what is on the list is asked by its id; what is not may be refused."""

import hashlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.graphql.schema import SCHEMA
from api.http.application import application
from api.http.documents import read_documents
from graph.errors import InvalidInput
from graph.settings import Settings
from tests.api.signed_in import signed_in

LISTED = "query ($id: PatternId!) { pattern(id: $id) { id } }"
HASH = hashlib.sha256(LISTED.encode()).hexdigest()
VARIABLES = {"id": "absent_father"}
ANSWER = {"data": {"pattern": VARIABLES}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.graphql").write_text(LISTED)
    return tmp_path


@pytest.fixture
async def strict(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A caller of a server that answers nothing but its list."""
    app = application(object(), signed_in(), settings=Settings(trusted_documents=folder, trusted_only=True))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        yield client


async def asked(client: httpx.AsyncClient, **body: Any) -> tuple[int, Any]:
    response = await client.post("/graphql", json=body)
    found = response.json()
    return response.status_code, found["errors"][0]["extensions"]["code"] if "errors" in found else found


async def test_a_document_of_the_list_is_asked_by_its_hash(strict: httpx.AsyncClient) -> None:
    assert await asked(strict, documentId=f"sha256:{HASH}", variables=VARIABLES) == (200, ANSWER)


async def test_its_own_text_is_as_good_as_its_id(strict: httpx.AsyncClient) -> None:
    assert await asked(strict, query=LISTED, variables=VARIABLES) == (200, ANSWER)


async def test_nothing_else_is_answered(strict: httpx.AsyncClient) -> None:
    assert await asked(strict, query="{ __typename }") == (403, "NOT_ALLOWED")


async def test_an_id_that_is_not_on_the_list_is_said(strict: httpx.AsyncClient, storeless: httpx.AsyncClient) -> None:
    assert await asked(strict, documentId="sha256:0") == (400, "UNKNOWN_DOCUMENT")
    assert await asked(storeless, documentId=f"sha256:{HASH}") == (400, "UNKNOWN_DOCUMENT")


async def test_a_query_and_an_id_are_one_too_many(strict: httpx.AsyncClient) -> None:
    assert await asked(strict, documentId=f"sha256:{HASH}", query=LISTED) == (400, "BAD_INPUT")


@pytest.mark.parametrize(
    ("manifest", "id_"),
    [
        ({"md5ofit": LISTED}, "md5ofit"),
        ({HASH: LISTED}, HASH),
        ({f"sha256:{HASH}": LISTED}, f"sha256:{HASH}"),
        ({"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": HASH, "body": LISTED}]}, HASH),
    ],
    ids=["Relay, any id", "Relay, a hash", "Relay, a hash that says so", "Apollo"],
)
def test_lists_of_front_end_tools_are_read(tmp_path: Path, manifest: Any, id_: str) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(manifest))
    documents = read_documents(path, only=True, schema=SCHEMA._schema)
    assert documents.text_of(None, id_) == documents.text_of(None, f"sha256:{HASH}") == LISTED


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "no JSON"),
        ("[]", "an id and a text each"),
        ('{"a": 5}', "an id and a text each"),
        ('{"operations": [{"id": "a"}]}', "an id and a text each"),
        (json.dumps({HASH: "{ status { engine } }"}), "is not the SHA-256"),
        (json.dumps({f"sha256:{HASH}": "{ status { engine } }"}), "is not the SHA-256"),
        ('{"a": "{ nothing }"}', "m.json, a: expected a query that this schema answers"),
        ('{"a": "{"}', "m.json, a: expected a query that this schema answers"),
    ],
)
def test_a_list_that_is_wrong_is_refused_at_the_start(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "m.json"
    path.write_text(text)
    with pytest.raises(InvalidInput, match=said):
        read_documents(path, only=False, schema=SCHEMA._schema)


def test_a_list_that_is_not_there_is_refused_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="No such file"):
        read_documents(tmp_path / "none.json", only=False, schema=SCHEMA._schema)
    with pytest.raises(InvalidInput, match="CASEGRAPH_TRUSTED_DOCUMENTS"):
        read_documents(None, only=True, schema=SCHEMA._schema)
