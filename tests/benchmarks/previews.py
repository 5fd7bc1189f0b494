"""Times previews of decisions on a partnership from `casegraph generate`, on each engine.

    .venv/bin/python -m tests.benchmarks.previews --store /tmp/stores --children 5000 --engine embedded --engine neo4j-5

Pairs of records are drawn at random: children with children, adults with adults, and in every third place a person of several
records is parted; each is previewed once, after a first one that plans the texts. Prints one line of JSON an engine. Times are
of this machine as it is: run it when nothing else runs.
"""

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from pathlib import Path

from graph.identity.judged import Decision
from graph.lens import Lens
from graph.settings import Settings
from graph.store import ReadKind, Store, connect
from queries.previews import preview
from tests.benchmarks.kept import partnership
from tests.benchmarks.loading import UNTIL
from tests.benchmarks.reporting import say
from tests.engines.choice import NAMES

_RECORDS = """MATCH (r:PersonRecord {latest: true})-[:IDENTIFIES]->(p:Person)
RETURN r.key, p.id, r.role ORDER BY r.key"""


def main() -> None:
    """Run the benchmark as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--children", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", action="append", choices=NAMES)
    parser.add_argument("--store", type=Path, help="folder in which the loaded engines stay for the next run")
    parser.add_argument("--pairs", type=int, default=60, help="how many previews")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as thrown_away:
        for engine in given.engine or ["embedded", "neo4j-5"]:
            with partnership(given.store or Path(thrown_away), engine, given.children, given.seed) as settings:
                asyncio.run(_engine(settings, given.pairs, given.seed))


async def _engine(settings: Settings, pairs: int, seed: int) -> None:
    async with connect(settings=settings) as store:
        decisions = await _decisions(store, pairs, random.Random(seed))
        took: list[float] = []
        trips: list[int] = []
        findings = 0
        for each in [decisions[0], *decisions]:
            begun, before = time.perf_counter(), store.round_trips
            said = await preview(store, [each], lens=Lens.of(UNTIL))
            took.append(time.perf_counter() - begun)
            trips.append(store.round_trips - before)
            findings += len(said.findings)
        first, rest = took[0], sorted(took[1:])
        say(
            figure="preview",
            engine=store.engine,
            previews=len(rest),
            first=round(first, 3),
            median=round(statistics.median(rest), 3),
            p95=round(rest[int(len(rest) * 0.95)], 3),
            longest=round(rest[-1], 3),
            most_round_trips=max(trips),
            findings_that_change=findings,
        )


async def _decisions(store: Store, pairs: int, chance: random.Random) -> list[Decision]:
    rows = [(key, person, role) for key, person, role in await store.read(_RECORDS, ReadKind.EVERYONE)]
    found: list[Decision] = []
    by_person: dict[str, list[str]] = {}
    for key, person, _ in rows:
        by_person.setdefault(person, []).append(key)
    several = [keys for keys in by_person.values() if len(keys) > 1]
    while len(found) < pairs:
        role = ("child", "adult")[len(found) % 2]
        (one, mine, _), (other, theirs, _) = chance.sample([row for row in rows if row[2] == role], 2)
        if len(found) % 3 == 2:
            one, other = chance.sample(chance.choice(several), 2)
        elif mine == theirs:
            continue
        verdict = "different" if len(found) % 3 == 2 else "same"
        found.append(Decision(one, other, verdict, "a benchmark", "benchmark", UNTIL))
    return found


if __name__ == "__main__":
    main()
