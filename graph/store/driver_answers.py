"""What the driver answers: rows as lists, and its errors in our own tree."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from neo4j import AsyncResult
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph.errors import StoreError, StoreTimeout, StoreUnavailable

Row = list[Any]
NO_MEMORY = re.compile(r"heap budget exceeded|MemoryPoolOutOfMemory|OutOfMemoryError")
"""What an engine says that has no memory for a question."""


def is_away(error: Neo4jError | DriverError) -> bool:
    """Whether the store is not there for anybody: it cannot be reached, or its database is stopping or starting."""
    # Neo4j that is stopped answers so for some seconds before it answers nothing, and again as it starts.
    code = getattr(error, "code", None) or ""
    return isinstance(error, (ServiceUnavailable, SessionExpired)) or code.endswith(".DatabaseUnavailable")


async def rows_of(result: AsyncResult) -> list[Row]:
    """Every row of a result."""
    return [list(record.values()) async for record in result]


@asynccontextmanager
async def answering_within(seconds: float) -> AsyncIterator[None]:
    """For what the driver is waited for: raises StoreTimeout where it takes longer; its errors as `translated_errors` has them.

    A block in the task that waits: `asyncio.wait_for` would make a task of its own for each read.
    """
    with translated_errors():
        async with asyncio.timeout(seconds):
            yield


@contextmanager
def translated_errors() -> Iterator[None]:
    """Say the driver's errors in our own tree, without a Cypher text or a value in them; also that a time was over."""
    try:
        yield
    # Before OSError, of which it is one.
    except TimeoutError as error:
        raise StoreTimeout(
            "the store took longer than the time allowed"
            " (settings CASEGRAPH_QUERY_TIMEOUT, CASEGRAPH_POPULATION_TIMEOUT, CASEGRAPH_LOAD_TIMEOUT)"
        ) from error
    except AuthError as error:
        raise StoreUnavailable("the store refused the user and password (settings CASEGRAPH_USER, CASEGRAPH_PASSWORD)") from error
    except (ServiceUnavailable, ConfigurationError, OSError) as error:
        raise StoreUnavailable(f"the store cannot be reached: {' '.join(str(error).split())}") from error
    except ClientError as error:
        if "TransactionTimedOut" in (error.code or "") or "imeout" in (error.code or ""):
            raise StoreTimeout("the store took longer than the time allowed") from error
        raise StoreError(f"the store refused a query ({error.code})") from error
    except (Neo4jError, DriverError) as error:
        if is_away(error):
            raise StoreUnavailable("the store cannot be reached: its database is stopping or starting") from error
        if NO_MEMORY.search(str(error)):
            raise StoreError(
                "the store has too little memory for this question (of the embedded server: setting CASEGRAPH_EMBEDDED_MEMORY)"
            ) from error
        code = getattr(error, "code", None) or type(error).__name__
        raise StoreError(f"the store failed ({code})") from error
