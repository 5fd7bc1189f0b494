"""Ending in the engine what nobody waits for any more.

Neo4j ends a query by itself, when its time is up or its connection is closed. The embedded engine heeds neither: it would work on
for as long as a batch of a load may take, and a few of these would take the store away from everybody. So it is told to, over
another connection: it names for each running query the address from which its client is connected.
"""

import asyncio
import logging
from contextlib import suppress

import neo4j
from neo4j import AsyncDriver
from neo4j.exceptions import DriverError, Neo4jError

_SECONDS = 2
_logger = logging.getLogger("casegraph.store")


async def connected_port(session: neo4j.AsyncSession) -> int | None:
    """Connect a session, as its first query would, and say which port of this machine its connection has."""
    # The driver has no public name for either; a test on the embedded engine fails where these go.
    await session._connect(neo4j.READ_ACCESS)  # type: ignore[no-untyped-call]
    port: int | None = getattr(session._connection, "local_port", None)
    return port


async def terminate(driver: AsyncDriver, database: str, port: int | None) -> None:
    """End what runs in the engine for the connection of that port, which is closed here.

    Raises nothing: who gave up is told why already, and what cannot be ended here ends by the engine's own time limit.
    """
    try:
        async with asyncio.timeout(_SECONDS):
            await _terminate(driver, database, f"/127.0.0.1:{port}")
    except (TimeoutError, Neo4jError, DriverError, OSError) as error:
        _logger.warning("a query that was given up may still run in the store (%s)", type(error).__name__)


async def _terminate(driver: AsyncDriver, database: str, client: str) -> None:
    async with driver.session(database=database) as session:
        running = await session.run("SHOW TRANSACTIONS YIELD transactionId, clientAddress RETURN transactionId, clientAddress")
        for id_ in [id_ async for id_, address in running if address == client]:
            with suppress(Neo4jError):  # it came to its end meanwhile
                await (await session.run("TERMINATE TRANSACTION $id", id=id_)).consume()
