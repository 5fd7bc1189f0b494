"""Events over HTTP: how they are sent, when they end, and what is refused instead."""

import asyncio
import json
from collections.abc import AsyncGenerator
from typing import Any

import httpx
import pytest

from api.http import events
from api.http.events import Streams
from api.http.responses import RequestError

SUBSCRIPTION = "subscription { newFindings(patterns: [frequent_moves]) { present } }"
TAKES_EVENTS = {"accept": "text/event-stream"}


def received(text: str) -> list[tuple[str, Any]]:
    """The events of a stream: each one's name and data."""
    blocks = [each.split("\n") for each in text.split("\n\n") if each and not each.startswith(":")]
    return [(name.removeprefix("event: "), json.loads(data[5:].strip() or "null")) for name, data in blocks]


class Results:
    """Results that come when they are told to, and say when they ended."""

    def __init__(self) -> None:
        self.coming: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self.ended = False

    async def results(self) -> AsyncGenerator[bytes, None]:
        try:
            while (each := await self.coming.get()) is not None:
                yield json.dumps(each, separators=(",", ":")).encode()
        finally:
            self.ended = True


class Reader:
    """Who reads a stream, until they go away; `blocked` while they take nothing."""

    def __init__(self) -> None:
        self.left, self.reading = asyncio.Event(), asyncio.Event()
        self.reading.set()
        self.text = ""

    async def receive(self) -> dict[str, Any]:
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        await self.reading.wait()
        self.text += message.get("body", b"").decode()

    async def has(self, text: str) -> None:
        async with asyncio.timeout(60):
            while text not in self.text:
                await asyncio.sleep(0.001)


async def test_results_are_sent_one_by_one_and_their_end_is_said() -> None:
    results, reader = Results(), Reader()
    sending = asyncio.create_task(Streams().of(results.results())({}, reader.receive, reader.send))
    await results.coming.put({"data": 1})
    await reader.has("1")
    assert received(reader.text) == [("next", {"data": 1})]
    await results.coming.put(None)
    await sending
    assert received(reader.text)[1:] == [("complete", None)]


async def test_while_there_is_nothing_to_tell_a_comment_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "HEARTBEAT_SECONDS", 0.01)
    results, reader = Results(), Reader()
    sending = asyncio.create_task(Streams().of(results.results())({}, reader.receive, reader.send))
    await reader.has(":\n\n:\n\n")
    await results.coming.put(None)
    await sending
    assert received(reader.text) == [("complete", None)]


async def test_a_reader_who_goes_away_ends_the_work() -> None:
    results, reader = Results(), Reader()
    sending = asyncio.create_task(Streams().of(results.results())({}, reader.receive, reader.send))
    await results.coming.put({"data": 1})
    await reader.has("1")
    reader.left.set()
    await sending
    assert results.ended


async def test_a_reader_who_takes_nothing_ends_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "SEND_SECONDS", 0.01)
    results, reader = Results(), Reader()
    reader.reading.clear()
    await results.coming.put({"data": 1})
    await Streams().of(results.results())({}, reader.receive, reader.send)
    assert results.ended


async def test_a_process_has_so_many_streams_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "MOST_STREAMS", 1)
    results, reader, streams = Results(), Reader(), Streams()
    sending = asyncio.create_task(streams.of(results.results())({}, reader.receive, reader.send))
    await results.coming.put({"data": 1})
    await reader.has("1")
    with pytest.raises(RequestError, match="has 1 subscriptions open; try again later") as refused:
        streams.of(Results().results())
    assert refused.value.status == 503
    await results.coming.put(None)
    await sending
    streams.of(Results().results())


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription {", "BAD_QUERY"),
        ("subscription { nothing }", "BAD_QUERY"),
        ("subscription { newFindings { present } }", "BAD_INPUT"),
        (SUBSCRIPTION, "STORE_UNAVAILABLE"),
        ("subscription {" + "newFindings(patterns: [frequent_moves]) { present } " * 200 + "}", "BAD_QUERY"),
        (SUBSCRIPTION.replace("present", " ".join(f"a{n}: present" for n in range(16))), "BEYOND_LIMIT"),
        (SUBSCRIPTION.replace("present", "nodes { evidence { id } }").replace(")", ", first: 9999)"), "BEYOND_LIMIT"),
        (f"{SUBSCRIPTION} {SUBSCRIPTION}", "BEYOND_LIMIT"),
    ],
    ids=["syntax", "unknown field", "unknown question", "no store", "tokens", "aliases", "cost", "two operations"],
)
async def test_what_cannot_be_subscribed_to_is_one_event_with_the_errors(
    storeless: httpx.AsyncClient, query: str, code: str
) -> None:
    response = await storeless.post("/graphql", json={"query": query}, headers=TAKES_EVENTS)
    (name, data), complete = received(response.text)
    assert (response.status_code, response.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
    assert (name, complete) == ("next", ("complete", None))
    assert {each["extensions"]["code"] for each in data["errors"]} == {code}
    assert all(set(each["extensions"]) == {"code", "id"} for each in data["errors"])


async def test_a_query_is_answered_by_one_event_to_who_takes_nothing_else(storeless: httpx.AsyncClient) -> None:
    asked = {"query": "{ __typename }"}
    alone = await storeless.post("/graphql", json=asked, headers=TAKES_EVENTS)
    both = await storeless.post("/graphql", json=asked, headers={"accept": "application/json, text/event-stream"})
    assert received(alone.text) == [("next", {"data": {"__typename": "Query"}}), ("complete", None)]
    assert both.json() == {"data": {"__typename": "Query"}}


async def test_a_subscription_is_refused_to_who_takes_no_events(storeless: httpx.AsyncClient) -> None:
    response = await storeless.post("/graphql", json={"query": SUBSCRIPTION}, headers={"accept": "application/json"})
    assert response.status_code == 406
    assert "expected a request that accepts text/event-stream" in response.json()["errors"][0]["message"]


async def test_a_request_that_is_none_has_its_status_here_too(storeless: httpx.AsyncClient) -> None:
    response = await storeless.post("/graphql", content="[]", headers=TAKES_EVENTS | {"content-type": "application/json"})
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_INPUT")


async def test_a_stream_has_the_headers_of_every_answer(storeless: httpx.AsyncClient) -> None:
    response = await storeless.post("/graphql", json={"query": SUBSCRIPTION}, headers=TAKES_EVENTS)
    assert (response.headers["cache-control"], response.headers["x-accel-buffering"]) == ("no-store", "no")
