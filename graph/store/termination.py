"""Ending in the engine what nobody waits for any more.

Neo4j ends a query by itself, when its time is up or its connection is closed. The embedded engine heeds neither: it would work on
for as long as a batch of a load may take, and a few of these would take the store away from everybody. So it is told to, over
another connection: it names for each running query the address from which its client is connected. What a killed process leaves
is ended by the next one that opens the store (a worker is started again at once). Decision: docs/adr/0029.
"""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass

import neo4j
import psutil
from neo4j import AsyncDriver
from neo4j.exceptions import DriverError, Neo4jError

from graph.cypher import writing_clause

_SECONDS = 2
_FAILURES = (TimeoutError, Neo4jError, DriverError, OSError)
_COLUMNS = "transactionId, clientAddress, currentQuery"
_RUNNING = f"SHOW TRANSACTIONS YIELD {_COLUMNS} RETURN {_COLUMNS}"
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
        async with asyncio.timeout(_SECONDS), driver.session(database=database) as session:
            await _end(session, [each.id for each in await _running(session) if each.port == port])
    except _FAILURES as error:
        _logger.warning("a query that was given up may still run in the store (%s)", type(error).__name__)


async def terminate_left_behind(driver: AsyncDriver, database: str, engine: int) -> None:
    """End the reads whose client is gone, of the embedded engine that is that process of this machine. Raises nothing.

    What writes is left to its own time: it may be at its commit.
    """
    try:
        async with asyncio.timeout(_SECONDS), driver.session(database=database) as session:
            running = await _running(session)
            # Asked after these, so that each that has a client is found to have one.
            ports = await asyncio.to_thread(_client_ports, engine)
            gone = [each.id for each in running if each.port not in ports and writing_clause(each.query) is None]
            # Without any, they could not be seen: this session has a connection itself.
            if ports:
                await _end(session, gone)
    except (*_FAILURES, psutil.Error) as error:
        _logger.warning("queries of processes that are gone may still run in the store (%s)", type(error).__name__)


@dataclass(frozen=True, slots=True)
class RunningQuery:
    """A query that runs in the engine, and the port of this machine from which its client is, or was, connected."""

    id: str
    port: int
    query: str


def _client_ports(engine: int) -> set[int]:
    """The ports from which somebody is connected to a process."""
    connections = psutil.Process(engine).net_connections("tcp")
    return {each.raddr.port for each in connections if each.raddr and each.status == psutil.CONN_ESTABLISHED}


async def _running(session: neo4j.AsyncSession) -> list[RunningQuery]:
    rows = [list(row) async for row in await session.run(_RUNNING)]
    return [RunningQuery(id_, int(address.rpartition(":")[2]), query or "") for id_, address, query in rows if address]


async def _end(session: neo4j.AsyncSession, ids: list[str]) -> None:
    for id_ in ids:
        with suppress(Neo4jError):  # it came to its end meanwhile
            await (await session.run("TERMINATE TRANSACTION $id", id=id_)).consume()
