"""Stops a Neo4j under a server with two workers, and starts it again where it was: the server has to go on by itself.

    .venv/bin/python -m tests.benchmarks.store_restart

While it is away every request has to fail with STORE_UNAVAILABLE, /ready has to say 503 and /health 200; when it is back,
requests have to be answered by the same two workers. Prints one line of JSON a figure; exit code 1 where one of these is not so.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import psutil

from tests.api.processes import headers_of, serving, workers
from tests.benchmarks.reporting import say
from tests.engines.choice import NEO4J
from tests.engines.endpoint import Endpoint
from tests.engines.java import java_from
from tests.engines.neo4j_server import running

_WORKERS = 2
_REQUESTS = 20
_PATIENCE_SECONDS = 60
_ASKED = "{ children { totalCount } status { edges } }"
_ANSWER = {"children": {"totalCount": 0}, "status": {"edges": 0}}


def main() -> None:
    """Run it; say what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=list(NEO4J), default="neo4j-5")
    version, oldest = NEO4J[parser.parse_args().engine]
    java = java_from(oldest)
    assert java is not None, f"Neo4j {version} needs a Java development kit from {oldest} on, and none was found"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        found = list(_checks(home, partial(running, version, java, home=home / "neo4j")))
    sys.exit(0 if all(found) else 1)


def _checks(home: Path, start: Callable[..., AbstractContextManager[Endpoint]]) -> Iterator[bool]:
    with ExitStack() as first:
        at = first.enter_context(start())
        store = f"bolt://{at.user}:{at.password}@{at.url.removeprefix('bolt://')}"
        with serving(home, "--workers", str(_WORKERS), "--store", store) as (server, address, _):
            processes, signed_in = workers(server), headers_of(home)
            yield _check("before", {"answered": _REQUESTS}, _many(address, signed_in))
            first.close()
            yield _check("away", {"STORE_UNAVAILABLE": _REQUESTS}, _many(address, signed_in))
            yield _check("away, its addresses", {"ready": 503, "health": 200}, _addresses(address))
            with start(at=at):
                say(figure="back", seconds_until_answered=_seconds_until(lambda: "answered" in _many(address, signed_in)))
                yield _check("after", {"answered": _REQUESTS}, _many(address, signed_in))
                yield _check("after, its addresses", {"ready": 200, "health": 200}, _addresses(address))
                yield _check("after, its workers", _pids(processes), _pids(workers(server)))


def _check(figure: str, expected: Any, found: Any) -> bool:
    say(figure=figure, expected=expected, found=found, well=expected == found)
    return bool(expected == found)


def _many(address: str, headers: dict[str, str]) -> dict[str, int]:
    """How requests end that are asked at once, so that every worker has some of them."""
    with ThreadPoolExecutor(_REQUESTS) as pool:
        return dict(Counter(pool.map(lambda _: _one(address, headers), range(_REQUESTS))))


def _one(address: str, headers: dict[str, str]) -> str:
    found = httpx.post(address, json={"query": _ASKED}, headers=headers, timeout=_PATIENCE_SECONDS).json()
    if found.get("data") == _ANSWER:
        return "answered"
    codes = {each["extensions"]["code"] for each in found.get("errors", ())}
    return ", ".join(sorted(codes)) or "something else"


def _addresses(address: str) -> dict[str, int]:
    get = partial(httpx.get, timeout=_PATIENCE_SECONDS)
    return {name: get(address.replace("graphql", name)).status_code for name in ("ready", "health")}


def _seconds_until(true: Callable[[], bool]) -> float:
    began = time.monotonic()
    while not true() and time.monotonic() < began + _PATIENCE_SECONDS:
        time.sleep(0.1)
    return round(time.monotonic() - began, 2)


def _pids(processes: list[psutil.Process]) -> list[int]:
    return sorted(each.pid for each in processes)


if __name__ == "__main__":
    main()
