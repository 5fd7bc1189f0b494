"""gql, Python's client of GraphQL, as docs/clients.md uses it."""

from datetime import date
from typing import Any

import httpx
import pytest
from gql import Client, gql
from gql.transport.httpx import HTTPXTransport
from graphql import GraphQLError

from tests.api.clients.snippets import snippet
from tests.house.source import ROOT

pytestmark = pytest.mark.xdist_group("demo")


def test_what_the_page_says_is_answered_and_refused(demo_server: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    address, _ = demo_server
    monkeypatch.chdir(ROOT)
    text = snippet("python", "from gql import")
    assert "http://localhost:8000/graphql" in text
    done: dict[str, Any] = {}
    exec(text.replace("http://localhost:8000/graphql", address), done)
    asked = {"query": "{ children(first: 50) { nodes { id } } }"}
    children = httpx.post(address, json=asked, timeout=300).json()["data"]["children"]["nodes"]
    assert [each["id"] for each in done["children"]] == [each["id"] for each in children] != []
    assert all(each["contacts"]["nodes"] is not None for each in done["children"])
    assert done["code"] == "UNKNOWN_NAME"


def test_a_wrong_question_is_refused_by_the_client_itself() -> None:
    nowhere = HTTPXTransport(url="http://127.0.0.1:9/graphql")
    client = Client(transport=nowhere, schema=(ROOT / "schema.graphql").read_text(encoding="utf-8"))
    right = gql("query ($on: Date) { children(lens: {asOf: $on}) { nodes { name } } }")
    right.variable_values = {"on": date(2025, 6, 1).isoformat()}
    client.validate(right)
    with pytest.raises(GraphQLError, match="Cannot query field 'nmae'"):
        client.validate(gql("{ children { nodes { nmae } } }"))
