"""The one door to the graph: connect, read, write. The engine behind it is told apart nowhere else.

    async with connect() as store:
        rows = await store.read("MATCH (c:Child) RETURN c.id LIMIT $n", n=10)

A store is a Neo4j by `bolt://` or `neo4j://` URL, or the embedded server in the user's data folder.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from itertools import count
from typing import Any, TypeVar

import neo4j
from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncManagedTransaction, Query
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConstraintError,
    DatabaseError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
)

from graph import model
from graph.access.rights import ALL_RIGHTS
from graph.cypher import explaining, writing_clause
from graph.errors import StoreError, StoreTimeout
from graph.settings import Settings
from graph.store.admission import Admission
from graph.store.driver_answers import NO_MEMORY, Row, answering_within, is_away, rows_of, translated_errors
from graph.store.location import Location, located
from graph.store.plans import PATIENCE_SECONDS, Plans
from graph.store.read_kind import ReadKind
from graph.store.reconnect import SECONDS_OF_TRYING, EmbeddedConnection, driver_for
from graph.store.termination import connected_port, terminate, terminate_left_behind
from graph.store.time_budget import Budget, current

T = TypeVar("T")
_ATTEMPTS = 5
_LONGEST_PAUSE = 8.0
_FETCHED = 1000
# What an embedded server answers while it ends: that it knows nobody, or that its database failed; then nothing at all.
_WHILE_ENDING = (AuthError, DatabaseError)


class Store:
    """An open store. `engine` is its name and version; reads see what this store object has written (bookmarks).
    `round_trips` counts its reads, `writes` its writing transactions. `rights` say what is read through it: here everything."""

    rights = ALL_RIGHTS

    def __init__(
        self, driver: AsyncDriver, location: Location, settings: Settings, embedded: EmbeddedConnection | None = None
    ) -> None:
        self._driver, self._settings, self._embedded = driver, settings, embedded
        self.location = location
        self.engine = "unknown"
        self.round_trips, self.writes = 0, 0
        self._prepared = False
        self._admission = Admission(settings.cost_at_once)
        self._works_on = False
        self._plans = Plans(self._explain)

    async def read(self, text: str, kind: ReadKind = ReadKind.QUESTION, /, **parameters: Any) -> list[Row]:
        """The rows of a reading query, each a list in the order of its RETURN.

        `kind` says what it is for: how long it may take, kept on this side too, since not every engine keeps the time that it is
        given; how it is admitted; and how long a store that is restarted is waited for. Raises StoreTimeout after that time,
        StoreUnavailable when the store is gone.
        """
        _only_reads(text)
        budget = current()
        if budget.is_limited and not self._works_on:
            # A Neo4j that has just started takes seconds for each, and all that a person's findings ask would be too late.
            await self._plans.ready(text, parameters, PATIENCE_SECONDS)
        async with self._admission.admitted(text, budget, of_everyone=kind is ReadKind.EVERYONE):
            allowed = _allowed(budget, kind.seconds(self._settings))
            with budget.counting():
                async with answering_within(allowed + 1):
                    return await self._retried(lambda: self._read_once(text, parameters, allowed), patience=kind.patience)

    async def query_error(self, text: str) -> str | None:
        """What the store has against a reading text, in its own words, found without running it; None where it has nothing."""
        _only_reads(text)
        async with answering_within(self._settings.query_timeout + 1), self._session(neo4j.READ_ACCESS) as session:
            try:
                await (await session.run(Query(explaining(text), timeout=self._settings.query_timeout))).consume()
            except ClientError as error:
                if ".Transaction." in (error.code or ""):  # it was ended, which says nothing of the text
                    raise
                return (error.message or error.code or "").split("\n")[0]
        return None

    async def plan(self, text: str, **parameters: Any) -> None:
        """Let the engine make its plan of a reading query ahead, once: for a large text that takes longer than a question may."""
        _only_reads(text)
        await self._plans.ready(text, parameters, PATIENCE_SECONDS if current().is_limited else None)

    async def stream(self, text: str, **parameters: Any) -> AsyncGenerator[Row, None]:
        """The rows of a reading query one by one, for answers that should not be held in memory at once.

        Raises StoreTimeout where the next thousand take longer than a batch of a load may (setting load_timeout). Close it
        (`contextlib.aclosing`) where not all of it may be read: what is left is ended in the engine.
        """
        _only_reads(text)
        budget = current()
        async with self._admission.admitted(text, budget):
            allowed = _allowed(budget, self._settings.load_timeout)
            async with self._session(neo4j.READ_ACCESS) as session, self._ended_when_given_up(session):
                with budget.counting():
                    async with answering_within(allowed + 1):
                        result = await session.run(Query(text, timeout=allowed), parameters)
                    while records := await _next(result, allowed + 1):
                        for record in records:
                            yield list(record.values())

    async def write(self, text: str, **parameters: Any) -> list[Row]:
        """Run one writing query in a transaction of its own, again when the engine says that trying again may help."""
        return (await self.transact([(text, parameters)]))[0]

    async def transact(self, statements: list[tuple[str, dict[str, Any]]], holding: list[Row] | None = None) -> list[list[Row]]:
        """Run several statements in one transaction: all of them, or none; only the first where it does not answer `holding`."""

        async def work(transaction: AsyncManagedTransaction) -> list[list[Row]]:
            answers: list[list[Row]] = []
            for text, given in statements:
                if answers and holding not in (None, answers[0]):
                    break
                answers.append(await rows_of(await transaction.run(text, given)))
            return answers

        return await self.in_transaction(work)

    async def in_transaction(self, work: Callable[[AsyncManagedTransaction], Awaitable[T]]) -> T:
        """Run `work` in one writing transaction; it may be run again, so it must not change anything else.

        Raises StoreTimeout where it takes longer than a batch of a load may, kept on this side too: an engine that never answers
        must not be waited for.
        """
        allowed = self._settings.load_timeout
        timed = neo4j.unit_of_work(timeout=allowed)(work)
        self.writes += 1

        async def once() -> T:
            async with self._session(neo4j.WRITE_ACCESS) as session, asyncio.timeout(allowed + SECONDS_OF_TRYING):
                return await session.execute_write(timed)

        try:
            with translated_errors():
                return await self._retried(once, waited=True)
        except StoreError:
            full = self._embedded.full_disk() if self._embedded else None
            if full is not None:
                raise full from None
            raise

    async def prepare(self) -> None:
        """Make every constraint and index that the model declares; those that are there stay.

        Once for each open store: a server may forget its plans whenever the schema is spoken of.
        """
        if not self._prepared:
            for statement in model.schema():
                await self.write(statement)
            self._prepared = True

    async def _read_once(self, text: str, parameters: dict[str, Any], seconds: float) -> list[Row]:
        self.round_trips += 1
        async with self._session(neo4j.READ_ACCESS) as session, self._ended_when_given_up(session):
            return await rows_of(await session.run(Query(text, timeout=seconds), parameters))

    @asynccontextmanager
    async def _ended_when_given_up(self, session: neo4j.AsyncSession) -> AsyncIterator[None]:
        """Whatever a session still runs in the engine when nobody waits for it any more is ended there."""
        driver = self._driver
        port = await connected_port(session) if self._works_on else None
        try:
            yield
        except (asyncio.CancelledError, GeneratorExit, StoreTimeout):
            if port is not None:
                await terminate(driver, self.location.database, port)
            raise

    async def _explain(self, text: str, parameters: dict[str, Any]) -> None:
        allowed = self._settings.population_timeout

        async def once() -> None:
            async with self._session(neo4j.READ_ACCESS) as session:
                await (await session.run(Query(explaining(text), timeout=allowed), parameters)).consume()

        async with answering_within(allowed + 1):
            await self._retried(once)

    def _session(self, mode: str) -> neo4j.AsyncSession:
        return self._driver.session(database=self.location.database, default_access_mode=mode, bookmark_manager=self._marks)

    async def _retried(self, once: Callable[[], Awaitable[T]], *, waited: bool = False, patience: float = 0) -> T:
        """Retry what may pass: transient errors, and two writers that made the same new key at the same moment.

        A store that is away is waited for as long as `patience`; with `waited`, the driver has done so itself.
        """
        until = time.monotonic() + patience
        for attempt in count():
            try:
                return await once()
            except (Neo4jError, DriverError) as error:
                away = is_away(error)
                last = attempt >= _ATTEMPTS - 1 and not (away and time.monotonic() < until)
                if away or isinstance(error, _WHILE_ENDING):
                    self._plans.forget()
                moved = not last and isinstance(error, (ServiceUnavailable, *_WHILE_ENDING)) and await self._find_again()
                ending = self._embedded is not None and isinstance(error, _WHILE_ENDING) and not NO_MEMORY.search(str(error))
                passing = error.is_retryable() and not (waited and away)
                if last or not (moved or ending or passing or isinstance(error, ConstraintError)):
                    raise
                await asyncio.sleep(min((0.5 if ending else 0.05) * 2**attempt, _LONGEST_PAUSE))
        raise AssertionError("unreachable")

    async def _find_again(self) -> bool:
        """Whether an embedded server that had ended was started again, elsewhere. Any other the driver finds itself."""
        found = await self._embedded.again(self._driver) if self._embedded else self._driver
        if found is self._driver:
            return False
        self._driver, self._marks = found, AsyncGraphDatabase.bookmark_manager()
        return True

    async def _open(self) -> None:
        self._marks = AsyncGraphDatabase.bookmark_manager()
        with translated_errors():
            info = await self._driver.get_server_info()
        rows = await self.read("CALL dbms.components() YIELD name, versions RETURN name, versions[0]")
        name, number = rows[0] if rows else ("Neo4j", info.agent.split("/")[-1])
        own = "Neo4j" if "Neo4j" in name else name
        self._works_on = "compatible" in info.agent  # on what nobody waits for, unless it is told not to
        self.engine = f"ArcadeDB as {info.agent}" if self._works_on else f"{own} {number}"


@asynccontextmanager
async def connect(url: str | None = None, *, settings: Settings | None = None) -> AsyncIterator[Store]:
    """Open the store at `url`, else of the settings, else the embedded one; close it (and its lease) at the end.

    Raises StoreUnavailable, saying what was tried, and InvalidInput for a URL that is none of a store.
    """
    settings = settings or Settings()
    url = url or settings.store
    if url is None:
        embedded = EmbeddedConnection(settings)
        try:
            await embedded.open()
            store = Store(embedded.driver, embedded.location, settings, embedded)
            await store._open()
            await terminate_left_behind(embedded.driver, embedded.location.database, embedded.engine)
            store.engine = f"ArcadeDB {version('arcadedb-embedded')} (embedded)"
            yield store
        finally:
            await embedded.close()
    else:
        location, signed_in = located(url, settings)
        async with driver_for(location.url, signed_in) as driver:
            store = Store(driver, location, settings)
            await store._open()
            yield store


async def _next(result: neo4j.AsyncResult, seconds: float) -> list[neo4j.Record]:
    async with answering_within(seconds):
        return await result.fetch(_FETCHED)


def _only_reads(text: str) -> None:
    # The embedded engine lets a session that was opened for reading write.
    clause = writing_clause(text)
    if clause is not None:
        raise StoreError(f"a text that should only read has {clause}: it was not run")


def _allowed(budget: Budget, seconds: float) -> float:
    allowed = budget.allows(seconds)
    if not allowed:
        raise StoreTimeout(f"this request used up the {budget.seconds:g} seconds of the store's time that it may take")
    return allowed
