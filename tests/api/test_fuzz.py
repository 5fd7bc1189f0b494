"""Whatever is sent, no answer is a server error, and each error has a code, an id and a sentence.

`CASEGRAPH_TEST_CASES` is how many are made up for each test (60 without it; CI has more).
"""

import json
import os
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import nodes

from api.http.application import application
from tests.api.signed_in import signed_in

CASES = int(os.environ.get("CASEGRAPH_TEST_CASES", "60"))
OURS = {"INTERNAL", "STORE_FAILED", "STORE_UNAVAILABLE"}

schemathesis.graphql.scalar("Date", st.one_of(st.dates().map(str), st.text(max_size=12)).map(nodes.String))
schemathesis.graphql.scalar("JSON", st.one_of(st.integers().map(nodes.Int), st.text(max_size=12).map(nodes.String)))
many = settings(max_examples=CASES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
QUERY = st.sampled_from(["{ __typename }", "query A($x: PatternId!) { pattern(id: $x) { id } }", "{", "", "{ nothing }"])
BODY = st.fixed_dictionaries({}, optional={"query": QUERY | JSON, "variables": JSON, "operationName": JSON, "documentId": JSON})
SENT = st.one_of(st.binary(max_size=40), JSON.map(json.dumps), BODY.map(json.dumps), st.integers(1, 9000).map(lambda n: "[" * n))
TYPES = st.sampled_from(["application/json", "application/json; charset=utf-8", "application/json; charset=x", "text/plain", ""])
ACCEPTED = st.sampled_from(["*/*", "application/json", "application/graphql-response+json", "text/html", "", "x", "a;q=b,,"])


def check(status: int, answer: Any) -> None:
    assert status < 500
    for error in answer.get("errors", ()):
        assert error["message"]
        assert set(error["extensions"]) == {"code", "id"}
        assert error["extensions"]["code"] not in OURS


@pytest.mark.xdist_group("demo")
def test_no_query_that_the_schema_allows_is_a_server_error(demo_server: tuple[str, str]) -> None:
    operations = [each.ok() for each in schemathesis.graphql.from_url(demo_server[0]).get_all_operations()]

    @many
    @given(case=st.sampled_from(operations).flatmap(lambda operation: operation.as_strategy()))
    def asked(case: Any) -> None:
        response = case.call()
        check(response.status_code, response.json())

    asked()


@many
@given(body=SENT, kind=TYPES, accepted=ACCEPTED)
async def test_no_request_is_a_server_error(body: str | bytes, kind: str, accepted: str) -> None:
    transport = httpx.ASGITransport(application(object(), signed_in()))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        response = await client.post("/graphql", content=body, headers={"content-type": kind, "accept": accepted})
    check(response.status_code, response.json())
