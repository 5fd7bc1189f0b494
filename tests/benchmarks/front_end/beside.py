"""Times how long somebody waits for a small answer while the same worker answers a long question.

    .venv/bin/python -m tests.benchmarks.front_end.beside --store /tmp/stores --engine neo4j-5 --engine embedded

`/health`, which asks nothing of the store, is asked again and again while one worker of `casegraph serve` answers the pattern
with the most findings about everyone, then the findings of 200 children. Prints one line of JSON a question.
"""

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

import httpx

from tests.benchmarks.front_end import serving
from tests.benchmarks.kept import partnership
from tests.benchmarks.loading import UNTIL
from tests.benchmarks.reporting import say
from tests.engines.choice import NAMES

_QUESTIONS = {
    "absent_father of everyone": """query ($lens: LensInput) {
      findings(pattern: absent_father, lens: $lens) { totalCount nodes { statement seenBy } } }""",
    "findings of 200 children": """query ($lens: LensInput) {
      children(first: 200, lens: $lens) { nodes { id findings(first: 5) { totalCount nodes { pattern statement seenBy } } } }
    }""",
}
_PATIENCE = 120
_EVERY = 0.005


def main() -> None:
    """Run the benchmark as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--children", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", action="append", choices=NAMES)
    parser.add_argument("--store", type=Path, help="folder in which the loaded engines stay for the next run")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as thrown_away:
        for engine in given.engine or ["neo4j-5", "embedded"]:
            with (
                partnership(given.store or Path(thrown_away), engine, given.children, given.seed) as settings,
                serving.ours(settings, workers=1) as url,
            ):
                asyncio.run(_engine(engine, url))


async def _engine(engine: str, url: serving.ServedAt) -> None:
    async with httpx.AsyncClient(base_url=url.removesuffix("/graphql"), headers=url.headers, timeout=_PATIENCE) as client:
        for name, query in _QUESTIONS.items():
            await _ask(client, query)  # the plan is made
            asked = asyncio.create_task(_ask(client, query))
            waits = []
            while not asked.done():
                waits.append(await _seconds(client))
                await asyncio.sleep(_EVERY)
            waits.sort()
            say(
                engine=engine,
                beside=name,
                seconds=round(await asked, 2),
                median_wait_ms=round(1000 * waits[len(waits) // 2], 1),
                longest_wait_ms=round(1000 * waits[-1], 1),
            )


async def _ask(client: httpx.AsyncClient, query: str) -> float:
    began = time.perf_counter()
    answer = await client.post("/graphql", json={"query": query, "variables": {"lens": {"asOf": UNTIL.isoformat()}}})
    assert "errors" not in answer.json(), answer.text
    return time.perf_counter() - began


async def _seconds(client: httpx.AsyncClient) -> float:
    began = time.perf_counter()
    (await client.get("/health")).raise_for_status()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
