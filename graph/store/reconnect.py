"""The embedded server as a store uses it: a driver for it, and another one when the server had to be started again."""

import asyncio
import logging
from contextlib import suppress
from typing import Any

import neo4j
from neo4j import AsyncDriver, AsyncGraphDatabase

from graph.embedded import Lease, lease
from graph.embedded.folder import DataFolder
from graph.errors import StoreUnavailable
from graph.settings import Settings
from graph.store.location import Location

# How long the driver itself tries a transaction again; one of an embedded server that has ended is to be looked for elsewhere.
SECONDS_OF_TRYING, _OF_EMBEDDED = 30, 5
# What the driver says while it tries again is for a log that somebody set up, not for the terminal.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


def driver_for(url: str, auth: neo4j.Auth | None, seconds_of_trying: int = SECONDS_OF_TRYING) -> AsyncDriver:
    """A driver as every store has it; a writing transaction is tried again for so long."""
    quiet: dict[str, Any] = {"notifications_min_severity": "OFF", "user_agent": "casegraph"}
    times: dict[str, Any] = {"connection_acquisition_timeout": 30, "max_transaction_retry_time": seconds_of_trying}
    return AsyncGraphDatabase.driver(url, auth=auth, **times, **quiet)


class EmbeddedConnection:
    """Holds a lease on the embedded server of the settings' folder. Raises StoreUnavailable where it cannot be started."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._held: Lease | None = None
        self._renewing: asyncio.Task[None] | None = None
        self.driver: AsyncDriver

    async def open(self) -> None:
        """Start the server where it does not run, or find where it runs now."""
        held = await asyncio.to_thread(self._lease)
        if self._held is not None and held.endpoint == self._held.endpoint:
            held.release()
            return
        await self.close()
        self._held, end = held, held.endpoint
        self.driver = driver_for(end.url, neo4j.basic_auth(end.user, end.password), _OF_EMBEDDED)

    async def again(self, failed: AsyncDriver) -> AsyncDriver:
        """The driver to go on with after one failed. Requests that fail together start the server once."""
        if self.driver is failed and (self._renewing is None or self._renewing.done()):
            self._renewing = asyncio.create_task(self.open())
        if self._renewing is not None:
            await asyncio.shield(self._renewing)  # the start goes on when this request's time is up
        return self.driver

    def full_disk(self) -> StoreUnavailable | None:
        """The error that says that the server's disk is full, which the server itself does not say; None where it is not."""
        with suppress(OSError):
            return DataFolder(self._settings.home).full()
        return None

    async def close(self) -> None:
        """Close the driver and give the lease up."""
        if self._held is not None:
            await self.driver.close()
            self._held.release()

    @property
    def location(self) -> Location:
        """Where the server answers, and where its password is."""
        assert self._held is not None
        end = self._held.endpoint
        return Location(end.url, end.database, end.user, DataFolder(self._settings.home).password.path)

    @property
    def engine(self) -> int:
        """The process that is the server."""
        assert self._held is not None
        return self._held.endpoint.pid

    def _lease(self) -> Lease:
        given = self._settings
        return lease(given.home, memory=given.embedded_memory, idle_seconds=given.embedded_idle_seconds)
