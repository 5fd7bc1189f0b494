"""Who asks: over HTTP, and through the bare driver with the Cypher that our API asked the store for the same question."""

import asyncio
import socket
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httptools
import neo4j
import uvloop

from api.graphql.operation.context import Context
from api.graphql.schema import SCHEMA
from graph.access.rights import ALL_RIGHTS, Rights
from graph.settings import Settings
from graph.store import ReadKind, Row, Store, connect
from tests.benchmarks.front_end.serving import ServedAt

Read = tuple[str, dict[str, Any]]
_HEAD = (
    "POST {path} HTTP/1.1\r\nHost: {host}\r\nAccept: application/json\r\nContent-Type: application/json\r\n"
    "{more}Content-Length: {size}\r\n\r\n"
)


class Caller:
    """One client with one connection, as lean as can be: its own time would count for whoever answers."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._socket = socket.create_connection((parts.hostname, parts.port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._host, self._path = parts.netloc, parts.path
        signed_in = address.headers if isinstance(address, ServedAt) else {}
        self._more = "".join(f"{name}: {value}\r\n" for name, value in signed_in.items())

    def ask(self, body: bytes) -> bytes:
        """The body of the answer."""
        head = _HEAD.format(path=self._path, host=self._host, more=self._more, size=len(body))
        self._socket.sendall(head.encode() + body)
        answer = _Answer()
        parser = httptools.HttpResponseParser(answer)
        while not answer.whole:
            found = self._socket.recv(1 << 18)
            assert found, "the server hung up"
            parser.feed_data(found)
        return bytes(answer.body)


class _Answer:
    """What httptools tells of an answer."""

    def __init__(self) -> None:
        self.body, self.whole = bytearray(), False

    def on_body(self, part: bytes) -> None:
        self.body += part

    def on_message_complete(self) -> None:
        self.whole = True


class Bare:
    """The driver that our API uses, without it: the same reads, on the event loop that it is served with."""

    def __init__(self, settings: Settings, reads: list[Read]) -> None:
        self._reads, self._database = reads, settings.database
        self._loop = uvloop.new_event_loop()
        auth = (settings.user, settings.password.get_secret_value())
        self._driver = neo4j.AsyncGraphDatabase.driver(settings.store or "", auth=auth, notifications_min_severity="OFF")

    def ask(self, number: int) -> list[Row]:
        """The rows of the nth read."""
        return self._loop.run_until_complete(self._read(number))

    def a_second(self, clients: int, seconds: float) -> float:
        """Answers a second that so many clients get at once."""
        began = time.perf_counter()
        counts = self._loop.run_until_complete(self._at_once(clients, began + seconds))
        return sum(counts) / (time.perf_counter() - began)

    async def _at_once(self, clients: int, until: float) -> list[int]:
        async def client(place: int) -> int:
            count = 0
            while time.perf_counter() < until:
                await self._read(place * len(self._reads) // clients + count)
                count += 1
            return count

        return await asyncio.gather(*map(client, range(clients)))

    async def _read(self, number: int) -> list[Row]:
        """The rows, read whole, by an auto-commit read: the least that the driver can do."""
        text, parameters = self._reads[number % len(self._reads)]
        async with self._driver.session(database=self._database, default_access_mode=neo4j.READ_ACCESS) as session:
            return [list(record.values()) async for record in await session.run(text, parameters)]


@dataclass(eq=False)
class Recording:
    """Stands before a store, and keeps what it was asked last."""

    store: Store
    last: Read = field(default=("", {}))
    rights: Rights = ALL_RIGHTS

    async def read(self, text: str, kind: ReadKind = ReadKind.QUESTION, /, **parameters: Any) -> list[Row]:
        """As the store's."""
        self.last = text, parameters
        return await self.store.read(text, kind, **parameters)

    async def plan(self, text: str, **parameters: Any) -> None:
        """As the store's."""
        await self.store.plan(text, **parameters)


async def cypher_of(settings: Settings, bodies: list[dict[str, Any]]) -> list[Read]:
    """For each request to our API the Cypher that it came to, with its parameters."""
    found = []
    async with connect(settings=settings) as store:
        recording = Recording(store)
        for body in bodies:
            context = Context(recording)  # type: ignore[arg-type]
            result = await SCHEMA.execute(body["query"], variable_values=body["variables"], context_value=context)
            assert not result.errors, result.errors
            found.append(recording.last)
    return found
