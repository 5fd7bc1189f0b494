"""What the server refuses, and how it says so."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from api.http.application import application
from api.http.middleware.callers import CallerLimitMiddleware
from graph.errors import StoreBusy, StoreError, StoreTimeout, StoreUnavailable
from graph.settings import Settings
from queries.engine.cache import FindingsCache
from tests.api.signed_in import signed_in

COUNT = "{ findings { totalCount } }"


async def first_error(client: httpx.AsyncClient, body: Any) -> tuple[int, dict[str, Any]]:
    content = body if isinstance(body, str) else json.dumps(body)
    response = await client.post("/graphql", content=content, headers={"content-type": "application/json"})
    errors = response.json()["errors"]
    assert all(set(each["extensions"]) == {"code", "id"} for each in errors)
    return response.status_code, errors[0]


@pytest.mark.parametrize("body", ["", "{", '"text"', "5", "null", "[]", "[null]", "{}", '{"query": 5}', '{"query": null}'])
async def test_a_body_that_is_no_query_is_a_bad_request(storeless: httpx.AsyncClient, body: str) -> None:
    status, error = await first_error(storeless, body)
    assert (status, error["extensions"]["code"]) == (400, "BAD_INPUT")


async def test_several_operations_in_one_request_are_refused(storeless: httpx.AsyncClient) -> None:
    assert (await first_error(storeless, [{"query": COUNT}, {"query": COUNT}]))[0] == 400
    two = {"query": f"query A {COUNT} query B {COUNT}", "operationName": "A"}
    assert (await first_error(storeless, two))[1]["message"] == "expected one operation, found 2"


async def test_queries_are_not_taken_from_an_address(storeless: httpx.AsyncClient) -> None:
    response = await storeless.get("/graphql", params={"query": COUNT}, headers={"accept": "application/json"})
    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    assert "GET" in response.json()["errors"][0]["message"]


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"])
async def test_only_json_is_taken(storeless: httpx.AsyncClient, kind: str) -> None:
    response = await storeless.post("/graphql", content=json.dumps({"query": COUNT}), headers={"content-type": kind})
    assert response.status_code == 415


async def test_a_body_beyond_256_kb_is_too_large(storeless: httpx.AsyncClient) -> None:
    status, error = await first_error(storeless, {"query": COUNT + " " * 256 * 1024})
    assert (status, error["message"]) == (413, "a body may have 262,144 bytes at most")


async def test_a_query_beyond_1000_tokens_is_refused(storeless: httpx.AsyncClient) -> None:
    _, error = await first_error(storeless, {"query": "{" + "patterns{id}" * 300 + "}"})
    assert error["extensions"]["code"] == "BAD_QUERY"
    assert "1000 tokens" in error["message"]


async def test_nesting_without_end_is_refused(storeless: httpx.AsyncClient) -> None:
    _, error = await first_error(storeless, {"query": "{a" * 330 + "}" * 330})
    assert error["extensions"]["code"] == "BAD_QUERY"


async def test_aliases_count_wherever_a_fragment_is_spread(storeless: httpx.AsyncClient) -> None:
    doubled = " ".join(f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(40))
    query = f"{{ ...f0 }} {doubled} fragment f40 on Query {{ a: patterns {{ id }} }}"
    _, error = await first_error(storeless, {"query": query})
    assert error["message"] == f"expected 15 aliases and repeated fields at most, found {2**40:,}"


async def test_a_fragment_that_spreads_itself_ends(storeless: httpx.AsyncClient) -> None:
    query = "{ ...f } fragment f on Query { a: patterns { id } ...f }"
    _, error = await first_error(storeless, {"query": query})
    assert error["extensions"]["code"] == "BAD_QUERY"


async def test_fifteen_aliases_are_answered(storeless: httpx.AsyncClient) -> None:
    query = "{" + " ".join(f"a{n}: patterns {{ id }}" for n in range(15)) + "}"
    response = await storeless.post("/graphql", json={"query": query})
    assert len(response.json()["data"]) == 15


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (StoreUnavailable("it is away"), "STORE_UNAVAILABLE"),
        (StoreBusy("it is away"), "STORE_UNAVAILABLE"),
        (StoreTimeout("it is away"), "TIMEOUT"),
        (StoreError("it is away"), "STORE_FAILED"),
    ],
)
async def test_an_error_of_ours_has_a_code_and_its_sentence(
    storeless: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, raised: Exception, code: str
) -> None:
    _fail_with(monkeypatch, raised)
    _, error = await first_error(storeless, {"query": COUNT})
    assert (error["extensions"]["code"], error["message"]) == (code, "it is away")


async def test_an_error_that_nobody_foresaw_is_masked_and_found_in_the_log(
    storeless: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _fail_with(monkeypatch, KeyError("Amy Example"))
    with caplog.at_level(logging.ERROR):
        _, error = await first_error(storeless, {"query": COUNT})
    assert error["extensions"]["code"] == "INTERNAL"
    assert error["extensions"]["id"] in error["message"]
    assert error["extensions"]["id"] in caplog.text
    assert "Amy" not in error["message"] + caplog.text


async def test_a_page_elsewhere_that_calls_this_server_by_its_own_name_is_refused(storeless: httpx.AsyncClient) -> None:
    response = await storeless.get("/health", headers={"host": "elsewhere.example:8000"})
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (421, "NOT_ALLOWED")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "127.8.8.8", "[::1]:8000"])
async def test_loopback_has_many_names(storeless: httpx.AsyncClient, host: str) -> None:
    assert (await storeless.get("/health", headers={"host": host})).status_code == 200


async def test_a_demo_for_others_answers_to_any_name() -> None:
    app = application(object(), signed_in(), demo=True, hosts=None)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://demo.example") as client:
        assert (await client.get("/health")).status_code == 200


async def test_one_address_is_answered_so_much_at_once() -> None:
    answered = asyncio.Event()

    async def waits(scope: Scope, receive: Receive, send: Send) -> None:
        await answered.wait()
        await JSONResponse({})(scope, receive, send)

    def caller(address: str) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.ASGITransport(limited, client=(address, 1)), base_url="http://localhost")

    limited = CallerLimitMiddleware(waits, most=2)
    async with caller("192.0.2.1") as one, caller("192.0.2.2") as another:
        asked = [asyncio.create_task(each.get("/")) for each in (one, one, another)]
        await asyncio.sleep(0)
        refused = await one.get("/")
        answered.set()
        assert [(await each).status_code for each in asked] == [200, 200, 200]
        assert (await one.get("/")).status_code == 200
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
    assert refused.json()["errors"][0]["extensions"]["code"] == "BEYOND_LIMIT"


async def test_health_does_not_need_the_store_and_ready_does(storeless: httpx.AsyncClient) -> None:
    assert (await storeless.get("/health")).status_code == 200
    response = await storeless.get("/ready")
    assert (response.status_code, response.json()["errors"][0]["message"]) == (503, "the store cannot be reached")


async def test_ready_when_the_store_answers(client: httpx.AsyncClient) -> None:
    assert (await client.get("/ready")).json() == {"ready": True}


@pytest.mark.parametrize(
    ("path", "status"), [("/nothing", 404), ("/explorer/nothing.js", 404), ("/explorer/../http/server.py", 404)]
)
async def test_what_is_not_there_is_said_in_the_same_shape(storeless: httpx.AsyncClient, path: str, status: int) -> None:
    response = await storeless.get(path)
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (status, "NOT_FOUND")


def _fail_with(monkeypatch: pytest.MonkeyPatch, raised: Exception) -> None:
    async def fail(*_: Any, **__: Any) -> None:
        raise raised

    monkeypatch.setattr(FindingsCache, "find", fail)


@pytest.fixture
async def elsewhere() -> AsyncIterator[httpx.AsyncClient]:
    """A caller of a server that lets the pages of one origin ask it."""
    app = application(object(), signed_in(), settings=Settings(cors_origins="https://cases.example"))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        yield client


@pytest.mark.parametrize(
    ("origin", "allowed"), [("https://cases.example", "https://cases.example"), ("https://evil.example", None)]
)
async def test_pages_of_the_origins_in_the_settings_may_ask(
    elsewhere: httpx.AsyncClient, origin: str, allowed: str | None
) -> None:
    asks = {"origin": origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    before = await elsewhere.options("/graphql", headers=asks)
    answer = await elsewhere.post("/graphql", json={"query": "{ __typename }"}, headers={"origin": origin})
    assert before.headers.get("access-control-allow-origin") == allowed
    assert answer.headers.get("access-control-allow-origin") == allowed
    assert "access-control-allow-credentials" not in answer.headers


async def test_without_origins_in_the_settings_no_other_page_may(storeless: httpx.AsyncClient) -> None:
    answer = await storeless.post("/graphql", json={"query": "{ __typename }"}, headers={"origin": "https://cases.example"})
    assert [name for name in answer.headers if name.startswith("access-control")] == []


@pytest.mark.parametrize(
    ("accept", "status", "kind"),
    [
        ("application/json", 200, "application/json; charset=utf-8"),
        ("application/graphql-response+json", 400, "application/graphql-response+json; charset=utf-8"),
        ("text/plain", 406, "application/json; charset=utf-8"),
    ],
)
async def test_the_status_of_a_query_that_cannot_be_run_is_that_of_the_protocol(
    storeless: httpx.AsyncClient, accept: str, status: int, kind: str
) -> None:
    response = await storeless.post("/graphql", json={"query": "{ nothing }"}, headers={"accept": accept})
    assert (response.status_code, response.headers["content-type"]) == (status, kind)
    assert set(response.json()) == {"errors"}


async def test_a_field_that_failed_is_an_answer_with_its_path(storeless: httpx.AsyncClient) -> None:
    headers = {"accept": "application/graphql-response+json"}
    response = await storeless.post("/graphql", json={"query": "{ status { engine } }"}, headers=headers)
    (error,) = response.json()["errors"]
    assert (response.status_code, response.json()["data"]) == (200, None)
    assert (error["path"], error["extensions"]["code"]) == (["status"], "STORE_UNAVAILABLE")
