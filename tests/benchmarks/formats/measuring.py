"""One measurement, in a process that does nothing else."""

import asyncio
import resource
import time
from pathlib import Path
from typing import Any

from graph.settings import Settings
from graph.store import connect
from loaders.formats import formats
from loaders.load import load
from tests.benchmarks.formats.shares import Sampler
from tests.engines.choice import start

AGENCY = "la-999"


def reading(name: str, path: Path) -> dict[str, Any]:
    """Read everything as a stream, keeping nothing."""
    format_ = formats()[name]
    before, began = _megabytes(), time.process_time()
    extract = format_.open(path, AGENCY)
    opened = time.process_time()
    rows = sum(1 for _ in extract.people()) + sum(len(bundle) for bundle in extract.bundles())
    seconds = time.process_time() - began
    return {
        "lines": extract.rows,
        "rows": rows,
        "seconds": round(seconds, 2),
        "seconds_to_open": round(opened - began, 2),
        "lines_a_second": round((extract.rows or rows) / seconds),
        "rows_a_second": round(rows / seconds),
        "megabytes_before": before,
        "megabytes": _megabytes(),
    }


def loading(name: str, path: Path, engine: str) -> dict[str, Any]:
    """Load it onto an engine of its own, watched by a sampler."""
    with start(engine, quick=False) as endpoint:
        settings = Settings(user=endpoint.user, password=endpoint.password, database=endpoint.database)
        return asyncio.run(_load(name, path, endpoint.url, settings))


async def _load(name: str, path: Path, url: str, settings: Settings) -> dict[str, Any]:
    async with connect(url, settings=settings) as store:
        await store.prepare()
        began = time.perf_counter()
        with Sampler() as sampler:
            (summary,) = await load(store, [path], as_format=name, agency=AGENCY)
        seconds = time.perf_counter() - began
    return {
        "rows": summary.total.read,
        "facts": summary.facts,
        "seconds": round(seconds, 1),
        "rows_a_second": round(summary.total.read / seconds),
        "facts_a_second": round(summary.facts / seconds),
        "megabytes": _megabytes(),
        "percent": sampler.percent(),
    }


def _megabytes() -> int:
    """The most that this program had so far; on Linux without what its parent had, with which ru_maxrss begins."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM:")) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
