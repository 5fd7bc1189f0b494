"""Times a partnership from `casegraph generate` on each engine: loading it, asking every pattern of everyone, of one, of several.

    .venv/bin/python -m tests.benchmarks.partnership --store /tmp/stores --children 10000 --engine embedded --engine neo4j-5

One engine after the other, each with the partnership kept in --store for the next run. Prints one line of JSON a figure. Times
are of this machine as it is: run it when nothing else runs.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

from graph.lens import Lens
from graph.settings import Settings
from graph.store import Store, connect
from queries.engine.find import find
from queries.engine.registry import registry
from tests.benchmarks.kept import partnership
from tests.benchmarks.loading import UNTIL
from tests.benchmarks.reporting import say
from tests.engines.choice import NAMES


def main() -> None:
    """Run the benchmark as the command line says."""
    given = _arguments()
    with tempfile.TemporaryDirectory() as thrown_away:
        for engine in given.engine or ["embedded", "neo4j-5"]:
            with partnership(given.store or Path(thrown_away), engine, given.children, given.seed) as settings:
                asyncio.run(_engine(settings, given))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--children", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", action="append", choices=NAMES)
    parser.add_argument("--store", type=Path, help="folder in which the loaded engines stay for the next run")
    parser.add_argument("--pattern", action="append", help="only these patterns; all by default")
    parser.add_argument("--repeats", type=int, default=3, help="how often everyone is asked, with and without seen_by")
    parser.add_argument("--seen-by-only", action="store_true", help="ask everyone with seen_by alone")
    return parser.parse_args()


async def _engine(settings: Settings, given: argparse.Namespace) -> None:
    async with connect(settings=settings) as store:
        patterns = given.pattern or sorted(registry())
        subject = await _somebody(store)
        for pattern in patterns:
            for with_seen_by in (True,) if given.seen_by_only else (False, True):
                await _everyone(store, pattern, with_seen_by, given.repeats)
        for pattern in patterns:
            seconds = await _median(partial(find, store, pattern, subject=subject, lens=Lens.of(UNTIL)))
            say(engine=store.engine, figure="one child", pattern=pattern, milliseconds=round(seconds * 1000, 1))
        page = await _median(partial(find, store, "all", subject=subject, lens=Lens.of(UNTIL)))
        say(engine=store.engine, figure="one child, whole page", milliseconds=round(page * 1000, 1))
        everybody = list(registry().values())
        for people in await _several(store):
            seconds = await _median(partial(find, store, everybody, people=people, lens=Lens.of(UNTIL)), 5)
            say(engine=store.engine, figure=f"{len(people)} children, whole pages", milliseconds=round(seconds * 1000, 1))


async def _everyone(store: Store, pattern: str, with_seen_by: bool, repeats: int) -> None:
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        found = await find(store, pattern, lens=Lens.of(UNTIL), with_seen_by=with_seen_by)
        times.append(time.perf_counter() - began)
    say(
        engine=store.engine,
        figure="everyone",
        pattern=pattern,
        seen_by=with_seen_by,
        findings=len(found.findings),
        seconds=round(statistics.median(times), 2),
        first=round(times[0], 2),
    )


async def _somebody(store: Store) -> str:
    """A child whom a pattern finds, so that there is something to read."""
    found = await find(store, "previously_known", lens=Lens.of(UNTIL), with_seen_by=False)
    return found.findings[len(found.findings) // 2].subject


async def _several(store: Store) -> list[list[str]]:
    """20 and 200 children, in the order of their ids."""
    ids = [row[0] for row in await store.read("MATCH (c:Child) RETURN c.id ORDER BY c.id LIMIT 200")]
    return [ids[:20], ids]


async def _median(ask: Callable[[], Awaitable[Any]], repeats: int = 20) -> float:
    times = []
    for _ in range(repeats + 5):
        began = time.perf_counter()
        await ask()
        times.append(time.perf_counter() - began)
    return statistics.median(times[5:])


if __name__ == "__main__":
    main()
