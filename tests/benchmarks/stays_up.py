"""Asks a server without a pause while files are loaded, a worker is killed and its store is restarted: it has to stay up.

    .venv/bin/python -m tests.benchmarks.stays_up --engine embedded --engine neo4j-5 --seconds 600

Sixteen clients ask small and large things by turns of `casegraph serve` with two workers. A load of a changed extract follows the
last one all the time; after a third of the time a worker is killed, after two thirds the store is. What fails within a minute of
one of these two is told apart. Prints one line of JSON for each operation and one for the whole, with the memory of the workers a
tenth into the time and at its end; exit code 1 where something failed that had no reason to, or the server is gone at the end.
"""

import argparse
import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import psutil

from graph.embedded import lease
from tests.api.processes import COMMAND, SIGNED_IN, headers_of, workers
from tests.benchmarks.bystander import HEAVY, write_one_address
from tests.benchmarks.reporting import say
from tests.engines.choice import NAMES, NEO4J
from tests.engines.java import java_from
from tests.engines.neo4j_server import running

_CLIENTS, _WORKERS, _PEOPLE = 16, 2, 300
_AFTERWARDS_SECONDS = 60
_OPERATIONS = {
    "a person": "query ($id: ID!) { child(id: $id) { id name records { key } addresses { nodes { record } } } }",
    "a person's findings": "query ($id: ID!) { findings(subject: $id) { nodes { statement } } }",
    "a page of children": "query ($first: Int!) { children(first: $first) { nodes { id name } pageInfo { endCursor } } }",
    "search": "query ($id: String!) { search(text: $id) { hits { __typename } } }",
    "a pattern about everyone": "query ($day: Date!) { findings(pattern: frequent_moves, lens: {asOf: $day}) { totalCount } }",
    "the heaviest": HEAVY[0],
}
# The large ones are asked by fewer: a client asks the operations of its row by turns.
_ROWS = [["a person", "a person's findings", "a page of children", "search"]] * 12 + [list(_OPERATIONS)] * 4


@dataclass
class Figures:
    """What came back: seconds by operation, and what failed, by its reason, apart from what was near a disturbance."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: Counter[str] = field(default_factory=Counter)
    failed_near: Counter[str] = field(default_factory=Counter)
    loads: Counter[str] = field(default_factory=Counter)
    disturbed: list[float] = field(default_factory=list)

    def fail(self, reason: str, began: float) -> None:
        """Something failed that was asked then."""
        now = time.monotonic()
        near = any(began <= each + _AFTERWARDS_SECONDS and now >= each for each in self.disturbed)
        (self.failed_near if near else self.failed)[reason] += 1


@dataclass(frozen=True)
class Site:
    """A server and its store: what the command needs to find the store, and what restarts it."""

    home: Path
    where: dict[str, str]
    restart_store: Callable[[], None]


def main() -> None:
    """Run it; say what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--engine", action="append", choices=NAMES)
    given = parser.parse_args()
    well = []
    for engine in given.engine or ["embedded", "neo4j-5"]:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, _site(engine, Path(folder)) as site:
            well.append(_run(engine, site, given.seconds))
    sys.exit(0 if all(well) else 1)


@contextmanager
def _site(engine: str, home: Path) -> Iterator[Site]:
    where = {"CASEGRAPH_HOME": str(home / "data"), "CASEGRAPH_EMBEDDED_IDLE_SECONDS": "5"}
    if engine not in NEO4J:
        yield Site(home, where, partial(_kill_embedded, home / "data"))
        return
    version, oldest = NEO4J[engine]
    java = java_from(oldest)
    assert java is not None
    with ExitStack() as later:
        first = later.enter_context(ExitStack())
        at = first.enter_context(running(version, java, home=home / "neo4j"))

        def restart() -> None:
            first.close()
            later.enter_context(running(version, java, home=home / "neo4j", at=at))

        store = {"CASEGRAPH_STORE": at.url, "CASEGRAPH_USER": at.user, "CASEGRAPH_PASSWORD": at.password}
        yield Site(home, {**where, **store}, restart)


def _kill_embedded(data: Path) -> None:
    with lease(data) as held:
        psutil.Process(held.endpoint.pid).kill()


def _run(engine: str, site: Site, seconds: float) -> bool:
    figures = Figures()
    _load(site, figures, 0)
    with (site.home / "said").open("w") as log:
        command = [*COMMAND, "serve", "--port", "0", "--workers", str(_WORKERS)]
        with subprocess.Popen(command, env=os.environ | SIGNED_IN | site.where, stderr=log, text=True) as server:
            try:
                url = _address(site.home / "said", server)
                before, after = asyncio.run(_asked(url, server, site, figures, seconds))
                return _tell(engine, figures, before, after, seconds, alive=server.poll() is None)
            finally:
                server.terminate()


def _address(told: Path, server: subprocess.Popen[str]) -> str:
    while not (found := re.findall(r"http://[\d.:]+/graphql", told.read_text())):
        assert server.poll() is None, told.read_text()
        time.sleep(0.1)
    return str(found[0])


async def _asked(
    url: str, server: subprocess.Popen[str], site: Site, figures: Figures, seconds: float
) -> tuple[list[int], list[int]]:
    """The megabytes of each worker, near the beginning and at the end."""
    until, numbers = time.monotonic() + seconds, count()
    async with httpx.AsyncClient(
        timeout=120, headers=headers_of(Path(site.where["CASEGRAPH_HOME"])), limits=httpx.Limits(max_connections=_CLIENTS)
    ) as client:
        asking = [asyncio.create_task(_client(client, url, row, numbers, figures, until)) for row in _ROWS]
        loading = asyncio.create_task(asyncio.to_thread(_loads, site, figures, until))
        await asyncio.sleep(seconds / 10)
        before = _megabytes(server)
        await asyncio.sleep(seconds * 7 / 30)
        figures.disturbed.append(time.monotonic())
        workers(server)[0].kill()
        await asyncio.sleep(seconds / 3)
        figures.disturbed.append(time.monotonic())
        await asyncio.to_thread(site.restart_store)
        await asyncio.gather(*asking, loading)
        return before, _megabytes(server)


async def _client(
    client: httpx.AsyncClient, url: str, row: list[str], numbers: "count[int]", figures: Figures, until: float
) -> None:
    while time.monotonic() < until:
        number = next(numbers)
        name = row[number % len(row)]
        began = time.monotonic()
        try:
            answer = (await client.post(url, json=_body(_OPERATIONS[name], number))).json()
        except (httpx.HTTPError, ValueError) as error:
            figures.fail(f"{name}: {type(error).__name__}", began)
            await asyncio.sleep(0.1)
        else:
            figures.seconds[name].append(time.monotonic() - began)
            for each in answer.get("errors", ()):
                figures.fail(f"{name}: {each['extensions']['code']}", began)


def _body(query: str, number: int) -> dict[str, Any]:
    day = date(2025, 1, 1) + timedelta(days=number % 300)
    values = {"id": f"hv/systmone/p{number % _PEOPLE}", "first": 1 + number % 50, "day": day.isoformat()}
    return {"query": query, "variables": {name: value for name, value in values.items() if f"${name}:" in query}}


def _loads(site: Site, figures: Figures, until: float) -> None:
    for number in count(1):
        if time.monotonic() > until:
            return
        _load(site, figures, number)
        time.sleep(2)


def _load(site: Site, figures: Figures, number: int) -> None:
    folder = write_one_address(site.home / f"extract-{number}" / "hv", _PEOPLE + number)
    done = subprocess.run([*COMMAND, "load", str(folder)], env=os.environ | site.where, capture_output=True, text=True)
    said = done.stderr.strip().splitlines()
    why = f": {re.sub(r'/[^ ]*/extract-[0-9]+', '', said[-1])}" if done.returncode and said else ""
    figures.loads[f"exit code {done.returncode}{why}"] += 1


def _megabytes(server: subprocess.Popen[str]) -> list[int]:
    return [each.memory_info().rss // 1_000_000 for each in workers(server)]


def _tell(engine: str, figures: Figures, before: list[int], after: list[int], seconds: float, *, alive: bool) -> bool:
    for name, times in figures.seconds.items():
        times.sort()
        p50, p95, p99 = (round(1000 * times[min(int(len(times) * part), len(times) - 1)]) for part in (0.5, 0.95, 0.99))
        say(engine=engine, operation=name, answers=len(times), p50_ms=p50, p95_ms=p95, p99_ms=p99)
    told: dict[str, Any] = {"failed": dict(figures.failed), "failed_near_a_disturbance": dict(figures.failed_near)}
    told |= {"loads": dict(figures.loads), "megabytes_before": before, "megabytes_after": after}
    say(engine=engine, seconds=seconds, alive=alive, workers=len(after), **told)
    expected = {f"the heaviest: {code}" for code in ("STORE_UNAVAILABLE", "TIMEOUT")}
    return alive and len(after) == _WORKERS and not set(figures.failed) - expected


if __name__ == "__main__":
    main()
