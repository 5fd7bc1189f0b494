"""Pages of other origins are refused, no page is framed, and a stream ends when its caller's token does."""

import asyncio
import time

import httpx
import pytest

from api.http.events import Results, Streams
from tests.api.conftest import client_of

ASKED = {"query": "{ __typename }"}


FOREIGN = ["http://evil.example", "http://localhost:3000", "null", "http://localhost.evil.example"]
BROKEN = ["http://[", "http://[::1", "http://a]b", "localhost", "http://localhost/x", ""]


@pytest.mark.parametrize("origin", [*FOREIGN, *BROKEN])
async def test_a_page_of_another_origin_is_refused(storeless: httpx.AsyncClient, origin: str) -> None:
    response = await storeless.post("/graphql", json=ASKED, headers={"origin": origin})
    assert response.status_code == 403
    assert response.json()["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
    assert "access-control-allow-origin" not in response.headers


async def test_its_own_page_and_programs_are_answered(storeless: httpx.AsyncClient) -> None:
    for headers in ({"origin": "http://localhost"}, {}):
        assert (await storeless.post("/graphql", json=ASKED, headers=headers)).status_code == 200


async def test_no_page_may_be_framed() -> None:
    async with client_of(object()) as client:
        headers = (await client.get("/")).headers
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


async def test_a_stream_ends_with_the_token_of_its_caller() -> None:
    ended, sent = asyncio.Event(), []

    async def results() -> Results:
        try:
            await asyncio.Event().wait()
            yield b""
        finally:
            ended.set()

    async def receive() -> dict[str, str]:
        await asyncio.Event().wait()
        return {}

    async def send(message: dict[str, object]) -> None:
        sent.append(message.get("body", b""))

    await Streams().of(results(), time.time() + 0.05)({"type": "http"}, receive, send)
    assert b"NOT_SIGNED_IN" in b"".join(sent)
    assert ended.is_set()
