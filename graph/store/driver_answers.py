"""What the driver answers: rows as lists, and its errors in our own tree."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DriverError, Neo4jError, ServiceUnavailable

from graph.errors import StoreError, StoreTimeout, StoreUnavailable

Row = list[Any]
NO_MEMORY = re.compile(r"heap budget exceeded|MemoryPoolOutOfMemory|OutOfMemoryError")
"""What an engine says that has no memory for a question."""


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
        if NO_MEMORY.search(str(error)):
            raise StoreError(
                "the store has too little memory for this question (of the embedded server: setting CASEGRAPH_EMBEDDED_MEMORY)"
            ) from error
        code = getattr(error, "code", None) or type(error).__name__
        raise StoreError(f"the store failed ({code})") from error
