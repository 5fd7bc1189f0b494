"""What is refused before the application sees anything of it: tried with sockets, as no well-behaved client would."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.types import Receive, Scope, Send

from api.http.application import application
from api.http.process.connections import LimitedProtocol
from graph.access.rights import ALL_RIGHTS
from graph.store import ReadKind
from tests.api.serving import served
from tests.api.signed_in import signed_in

GET = b"GET /health HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
PATIENCE = 60


class Limits(LimitedProtocol):
    """The limits as they are; a connection that is done with is closed soon."""

    most_connections = 8

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.timeout_keep_alive = 0.1


class Hasty(Limits):
    """Waits for nobody."""

    head_seconds = 0.3
    send_seconds = 0.3


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The port of a server whose store is gone."""
    with served(application(object(), signed_in()), Limits) as address:  # type: ignore[arg-type]
        yield urlsplit(address).port or 0


@pytest.fixture(scope="module")
def hasty() -> Iterator[int]:
    """The port of one that waits for nobody."""
    with served(application(object(), signed_in()), Hasty) as address:  # type: ignore[arg-type]
        yield urlsplit(address).port or 0


def sent(port: int, *parts: bytes) -> bytes:
    """All that is answered until the connection is closed."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as opened:
        return _sent(opened, *parts)


def _sent(opened: socket.socket, *parts: bytes) -> bytes:
    answer = b""
    try:
        for each in parts:
            opened.sendall(each)
    except (BrokenPipeError, ConnectionResetError):
        pass  # it was refused before all of it was sent
    try:
        while part := opened.recv(65_536):
            answer += part
    except ConnectionResetError:
        pass
    return answer


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (GET + b"\r\n", 200),
        (GET + b"A: b\r\n" * 98 + b"\r\n", 200),
        (GET + b"A: b\r\n" * 200 + b"\r\n", 431),
        (GET + b"A: " + b"b" * 50_000 + b"\r\n\r\n", 200),
        (GET + b"A: " + b"b" * 100_000 + b"\r\n\r\n", 431),
        (GET + b"B" * 100_000 + b": b\r\n\r\n", 431),
        (b"GET /health?" + b"a" * 8000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 200),
        (b"GET /health?" + b"a" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        (b"GET http://elsewhere.example/health HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"GET //[ HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
        (b"GET /health HTTP/1.1\r\nHost : localhost\r\n\r\n", 400),
    ],
    ids=[
        *("well", "many headers", "too many headers", "a long header", "too long a header", "too long a name", "a long address"),
        *("too long an address", "another host as target", "two slashes", "TLS", "a space before the colon"),
    ],
)
def test_heads_are_read_up_to_a_size(port: int, head: bytes, expected: int) -> None:
    assert status(sent(port, head)) == expected


def test_a_refusal_has_the_shape_of_every_error(port: int) -> None:
    head, _, body = sent(port, GET + b"A: b\r\n" * 200 + b"\r\n").partition(b"\r\n\r\n")
    assert b"connection: close" in head
    assert b'"message":"a request may have 100 headers at most"' in body
    assert b'"code":"BAD_INPUT"' in body


@pytest.mark.parametrize(
    "hosts",
    [
        [],
        [b"localhost", b"localhost"],
        [b"localhost", b"elsewhere.example"],
        [b"evil\\@127.0.0.1"],
        [b"evil@127.0.0.1"],
        [b"127.0.0.1#evil"],
        [b"localhost:80:80"],
        [b"localhost:"],
        [b"localhost:99999"],
        [b"localhost/evil"],
        [b"local host"],
        [b"localhost,evil"],
        [b"[::1"],
        [b"[localhost]"],
        [b"::1"],
        [b""],
    ],
)
def test_a_request_names_one_host_and_strictly(port: int, hosts: list[bytes]) -> None:
    named = b"".join(b"Host: " + each + b"\r\n" for each in hosts)
    answer = sent(port, b"GET /health HTTP/1.1\r\n" + named + b"Connection: close\r\n\r\n")
    assert status(answer) == 400
    assert b"expected one Host header" in answer


@pytest.mark.parametrize("begun", [b"", b"\r\n\r\n", b"GET /health HT", GET, GET + b"A: b"])
def test_who_says_nothing_more_is_not_waited_for(hasty: int, begun: bytes) -> None:
    answer = sent(hasty, begun)
    assert answer == b"" or status(answer) == 408


@pytest.mark.parametrize("drip", [b"\r\n", b"A: b\r\n"])
def test_who_goes_on_saying_little_is_not_waited_for_longer(hasty: int, drip: bytes) -> None:
    with socket.create_connection(("127.0.0.1", hasty), timeout=PATIENCE) as opened:
        ended = threading.Event()
        if drip != b"\r\n":
            opened.sendall(GET)

        def say() -> None:
            while not ended.wait(0.05):
                try:
                    opened.sendall(drip)
                except OSError:
                    return

        saying = threading.Thread(target=say)
        saying.start()
        try:
            answer = _sent(opened)
        finally:
            ended.set()
            saying.join()
    assert answer == b"" or status(answer) == 408


def test_the_second_request_of_a_connection_is_not_waited_for_either(hasty: int) -> None:
    answer = sent(hasty, GET + b"\r\n" + b"GET /health HT")
    assert answer.count(b"HTTP/1.1 200") <= 1


def test_a_body_that_is_too_large_ends_its_connection(port: int) -> None:
    answer = sent(port, POST + b"Content-Length: 10000000\r\n\r\n", b" " * 10_000_000)
    assert answer == b"" or status(answer) == 413
    assert answer.count(b"HTTP/1.1") <= 1


@pytest.mark.parametrize(
    "endless", [b"1\r\n \r\n0\r\nA: " + b"a" * 5_000_000, b"1;" + b"a" * 5_000_000], ids=["trailer", "chunk extension"]
)
def test_what_stands_around_the_parts_of_a_body_has_an_end(port: int, endless: bytes) -> None:
    answer = sent(port, POST + b"Transfer-Encoding: chunked\r\n\r\n", endless)
    assert b" 200 " not in answer.split(b"\r\n")[0]


def test_when_all_connections_are_taken_the_one_idle_for_longest_makes_room(port: int) -> None:
    class Patient(LimitedProtocol):
        most_connections = 4

    with served(application(object(), signed_in()), Patient) as address:  # type: ignore[arg-type]
        silent = [socket.create_connection(("127.0.0.1", urlsplit(address).port or 0), timeout=PATIENCE) for _ in range(4)]
        try:
            for _ in range(3):
                assert status(sent(urlsplit(address).port or 0, GET + b"Connection: close\r\n\r\n")) == 200
            assert _closed(silent[0])
        finally:
            for each in silent:
                each.close()


def _closed(opened: socket.socket) -> bool:
    try:
        return opened.recv(1) == b""
    except ConnectionResetError:
        return True


def test_a_reader_who_takes_nothing_is_let_go() -> None:
    ended = threading.Event()

    async def endless(scope: Scope, receive: Receive, send: Send) -> None:
        start: dict[str, Any] = {"type": "http.response.start", "status": 200, "headers": []}
        await send(start)
        while (await _next(receive, send))["type"] != "http.disconnect":
            pass
        ended.set()

    async def _next(receive: Receive, send: Send) -> Any:
        await send({"type": "http.response.body", "body": b"a" * 10_000_000, "more_body": True})
        return await receive()

    with (
        served(endless, Hasty) as address,
        socket.create_connection(("127.0.0.1", urlsplit(address).port or 0), timeout=PATIENCE) as opened,
    ):
        opened.sendall(GET + b"\r\n")
        assert ended.wait(PATIENCE)


def test_what_a_caller_asked_who_went_away_is_given_up() -> None:
    begun, given_up = threading.Event(), threading.Event()

    class Endless:
        rights = ALL_RIGHTS

        async def read(self, text: str, kind: ReadKind = ReadKind.QUESTION, /, **parameters: Any) -> list[list[Any]]:
            begun.set()
            try:
                await asyncio.sleep(10 * PATIENCE)
            except asyncio.CancelledError:
                given_up.set()
                raise
            return []

    query = b'{"query": "{ agencies { id } }"}'
    with served(application(Endless(), signed_in())) as address:  # type: ignore[arg-type]
        with socket.create_connection(("127.0.0.1", urlsplit(address).port or 0), timeout=PATIENCE) as opened:
            opened.sendall(POST + b"Content-Length: %d\r\n\r\n" % len(query) + query)
            assert begun.wait(PATIENCE)
        assert given_up.wait(PATIENCE)
