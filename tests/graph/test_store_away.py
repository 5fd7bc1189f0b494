"""A store that is away for a while, as when it is restarted: a load waits for it, whoever asks a question is told at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from neo4j.exceptions import ServiceUnavailable, TransientError

from graph.errors import StoreUnavailable
from graph.settings import Settings
from graph.store import ReadKind, Store, connect
from graph.store.driver_answers import is_away, translated_errors

STOPPING = "Neo.TransientError.General.DatabaseUnavailable"


class Gate:
    """What stands between a store and its engine: passes bytes on while it is open, and answers nobody while it is closed."""

    def __init__(self, url: str) -> None:
        at = urlsplit(url)
        self._engine = (at.hostname, at.port)
        self._passing: set[asyncio.Task[None]] = set()
        self.port = 0

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._passed, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        self._server.close()
        for each in list(self._passing):
            each.cancel()
        await asyncio.gather(*self._passing, return_exceptions=True)

    async def _passed(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        engine = await asyncio.open_connection(*self._engine)
        both = [asyncio.create_task(_passed_on(*pair)) for pair in ((reader, engine[1]), (engine[0], writer))]
        self._passing.update(both)
        for each in both:
            each.add_done_callback(self._passing.discard)


async def _passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while sent := await reader.read(65536):
            writer.write(sent)
    finally:
        with suppress(OSError):
            writer.close()


@pytest.fixture
async def gate(engine_settings: Settings) -> AsyncIterator[Gate]:
    gate = Gate(str(engine_settings.store))
    await gate.open()
    yield gate
    await gate.close()


@pytest.fixture
async def behind(gate: Gate, engine_settings: Settings) -> AsyncIterator[Store]:
    """A store that reaches its engine through the gate."""
    async with connect(settings=engine_settings.model_copy(update={"store": f"bolt://127.0.0.1:{gate.port}"})) as store:
        yield store


async def test_a_load_waits_for_a_store_that_comes_back_and_a_question_does_not(gate: Gate, behind: Store) -> None:
    await gate.close()
    with pytest.raises(StoreUnavailable, match="the store cannot be reached"):
        await behind.read("RETURN 1")
    asked = [asyncio.create_task(each) for each in (behind.read("RETURN 1", ReadKind.BEFORE_WRITE), behind.write("RETURN 1"))]
    await asyncio.sleep(2)  # longer than a question is tried again
    await gate.open()
    assert await asyncio.gather(*asked) == [[[1]], [[1]]]


@pytest.mark.parametrize(
    "error", [TransientError._hydrate_neo4j(code=STOPPING, message="on its way"), ServiceUnavailable("gone")]
)
def test_a_store_whose_database_stops_or_starts_is_said_to_be_away(error: TransientError | ServiceUnavailable) -> None:
    assert is_away(error)
    with pytest.raises(StoreUnavailable, match="the store cannot be reached"), translated_errors():
        raise error
