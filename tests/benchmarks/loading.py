"""Times the loading of a partnership from `casegraph generate`: onto an empty graph; with two months, as it was a month before,
then as it is now on that.

    .venv/bin/python -m tests.benchmarks.loading --children 10000 --engine embedded --engine neo4j-5

Prints one line of JSON a figure: facts a second, and the microseconds of processor that a fact took of this process and of the
engine (those say something on a busy machine too). `--dump FOLDER` writes the canonical text of the graph there after each month,
`--statements` prints the seconds that each Cypher text took, from its first byte to its first row or summary.
"""

import argparse
import asyncio
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import neo4j
import psutil
from pydantic import SecretStr

from graph.settings import Settings
from graph.store import Store, connect
from loaders.invented import write_partnership
from loaders.load import load
from tests.benchmarks.month_before import exported_on
from tests.benchmarks.reporting import say
from tests.engines.choice import NAMES, start
from tests.engines.endpoint import Endpoint
from tests.graph.canonical import dump

A_MONTH_BEFORE, UNTIL = date(2026, 10, 1), date(2026, 11, 1)


def main() -> None:
    """Run the benchmark as the command line says."""
    given = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        extracts = write_partnership(Path(folder) / "now", children=given.children, seed=given.seed, until=UNTIL)
        months = [extracts] if given.months == 1 else [exported_on(A_MONTH_BEFORE, extracts, Path(folder) / "before"), extracts]
        for engine in given.engine or ["embedded", "neo4j-5"]:
            with start(engine, quick=False) as endpoint:
                settings = _settings(endpoint)
                asyncio.run(_engine(engine, endpoint.url, settings, months, given))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--children", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--months", type=int, default=2, choices=(1, 2))
    parser.add_argument("--engine", action="append", choices=NAMES)
    parser.add_argument("--dump", type=Path)
    parser.add_argument("--statements", action="store_true")
    return parser.parse_args()


def _settings(endpoint: Endpoint) -> Settings:
    password = SecretStr(endpoint.password)
    return Settings(user=endpoint.user, password=password, database=endpoint.database, query_timeout=600)


async def _engine(engine: str, url: str, settings: Settings, months: list[list[Path]], given: argparse.Namespace) -> None:
    async with connect(url, settings=settings) as store:
        for number, extracts in enumerate(months, start=1):
            with _timed_statements(given.statements):
                await time_load(store, extracts, month=number)
            if given.dump:
                given.dump.mkdir(parents=True, exist_ok=True)
                lines = await dump(store)
                (given.dump / f"{engine}-{given.children}-{number}.txt").write_text("\n".join(lines) + "\n")


async def time_load(store: Store, extracts: list[Path], **about: Any) -> None:
    """Load these extracts, and print how long it took."""
    ours, engines = psutil.Process(), _listening(store.location.url)
    began, cpu = time.perf_counter(), (_cpu(ours), _cpu(engines))
    summaries = await load(store, extracts)
    seconds = time.perf_counter() - began
    facts = sum(summary.total.kept for summary in summaries)
    say(
        engine=store.engine,
        figure="load",
        **about,
        facts=facts,
        seconds=round(seconds, 1),
        facts_a_second=round(facts / seconds),
        own_microseconds_a_fact=round((_cpu(ours) - cpu[0]) / facts * 1e6),
        engine_microseconds_a_fact=round((_cpu(engines) - cpu[1]) / facts * 1e6),
        peak_megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )


def _cpu(process: psutil.Process | None) -> float:
    times = process.cpu_times() if process else None
    return times.user + times.system if times else 0.0


def _listening(url: str) -> psutil.Process | None:
    """The process of this machine that listens on that URL's port."""
    port = urlsplit(url).port
    for each in psutil.net_connections("tcp"):
        if each.status == psutil.CONN_LISTEN and each.laddr and each.laddr.port == port and each.pid:
            return psutil.Process(each.pid)
    return None


@contextmanager
def _timed_statements(asked: bool) -> Iterator[None]:
    """Print, at the end, how often each text was run, and how long it took in all."""
    spent: dict[str, list[float]] = defaultdict(list)
    owners: tuple[Any, ...] = (neo4j.AsyncSession, neo4j.AsyncTransaction.mro()[1]) if asked else ()
    kept = {owner: owner.run for owner in owners}
    for owner, run in kept.items():
        owner.run = _timed(run, spent)
    try:
        yield
    finally:
        for owner, run in kept.items():
            owner.run = run
    for query, times in sorted(spent.items(), key=lambda pair: -sum(pair[1])):
        say(figure="statement", seconds=round(sum(times), 2), times=len(times), text=" ".join(query.split())[:110])


def _timed(run: Callable[..., Any], spent: dict[str, list[float]]) -> Callable[..., Any]:
    """The driver's `run`, and the wait for the first row of its answer, or for its end where it has none."""

    async def timed(self: Any, query: Any, *rest: Any, **given: Any) -> Any:
        began = time.perf_counter()
        result = await run(self, query, *rest, **given)
        await result.peek()
        spent[getattr(query, "text", query)].append(time.perf_counter() - began)
        return result

    return timed


if __name__ == "__main__":
    main()
