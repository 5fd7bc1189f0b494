"""What the driver answers: rows as lists, its errors in our own tree, and nothing that is waited for without end."""

import asyncio
import re
from collections.abc import Awaitable
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DriverError, Neo4jError, ServiceUnavailable

from graph.errors import StoreError, StoreTimeout, StoreUnavailable

Row = list[Any]
T = TypeVar("T")
NO_MEMORY = re.compile(r"heap budget exceeded|MemoryPoolOutOfMemory|OutOfMemoryError")
"""What an engine says that has no memory for a question."""


async def within_seconds(seconds: float, work: Awaitable[T]) -> T:
    """Raises TimeoutError where it takes longer. In this task: one of its own, as wait_for has, would cost every read."""
    async with asyncio.timeout(seconds):
        return await work


async def rows_of(result: neo4j.AsyncResult) -> list[Row]:
    """Every row of an answer, each a list."""
    return [list(record.values()) async for record in result]


async def translated(work: Awaitable[T]) -> T:
    """Say the driver's errors in our own tree, without a Cypher text or a value in them."""
    try:
        return await work
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
        if NO_MEMORY.search(str(error)):
            raise StoreError(
                "the store has too little memory for this question (of the embedded server: setting CASEGRAPH_EMBEDDED_MEMORY)"
            ) from error
        code = getattr(error, "code", None) or type(error).__name__
        raise StoreError(f"the store failed ({code})") from error
