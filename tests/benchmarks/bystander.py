"""Times a small read while 0, 4 and 16 of the heaviest legal questions are asked at once, again and again.

    .venv/bin/python -m tests.benchmarks.bystander --engine embedded --engine neo4j-5 --seconds 30

Each engine holds people who all have one address, as many as may still make a household: the worst that data can be for these
questions. One worker of `casegraph serve` answers. `left_running` is what still runs in the engine when
who asked them has gone. Prints one line of JSON for each number of questions.
"""

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import httpx
from pydantic import SecretStr

from graph.settings import Settings
from graph.store import connect
from loaders.load import load
from tests.benchmarks.front_end import serving
from tests.benchmarks.reporting import say
from tests.engines.choice import NAMES, start

_BESIDE = (0, 4, 16)
_EVERY = 0.1
_SMALL = '{ child(id: "hv/systmone/p1") { id name records { key } parents { nodes { id } } } }'
HEAVY = (
    "{ children(first: 30) { nodes { household(first: 100) { nodes { household(first: 1) { nodes { id } } } } } } }",
    "{ children(first: 200) { nodes { household(first: 75) { nodes { id name } } } } }",
    "{ children(first: 200) { nodes { addresses(first: 5) { nodes { address { stays(first: 10) { nodes { record } } } } } } } }",
    "query ($d: Date) { findings(lens: {asOf: $d}, first: 200) { nodes { statement seenBy evidence { id } } } }",
    "{ children(first: 200) { nodes { findings(first: 5) { totalCount nodes { statement seenBy } } } } }",
)


def main() -> None:
    """Run it; say what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=480)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--engine", action="append", choices=NAMES)
    given = parser.parse_args()
    for engine in given.engine or ["embedded", "neo4j-5"]:
        with one_address(engine, given.people) as settings, serving.ours(settings, workers=1, limits={}) as url:
            for beside in _BESIDE:
                asyncio.run(_beside(engine, url, settings, beside, given.seconds))


@contextmanager
def one_address(engine: str, people: int) -> Iterator[Settings]:
    """An engine with so many people at one address, and the settings that open it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as thrown_away:
        home = Path(thrown_away) / f"{engine}-home"
        with start(engine, home=home) as at:
            settings = Settings(store=at.url, home=home, user=at.user, password=SecretStr(at.password), database=at.database)
            asyncio.run(_load(settings, write_one_address(Path(thrown_away) / "hv", people)))
            yield settings


def write_one_address(folder: Path, people: int) -> Path:
    """An extract of children who all live at one address, and whose health visiting was closed."""
    folder.mkdir(parents=True)
    rows = {
        "extract.csv": "agency_id,agency_name,agency_kind,system,extracted_on,covers_from,covers_to\n"
        "hv,Health visiting,health,systmone,2025-06-01,2020-01-01,2025-06-01\n",
        "people.csv": "person_id,role,date_of_birth\n" + "".join(f"p{n},child,2015-01-{1 + n % 28:02}\n" for n in range(people)),
        "addresses.csv": "stay_id,person_id,address,postcode,start\n"
        + "".join(f"s{n},p{n},1 Long Road,AB1 2CD,2020-01-01\n" for n in range(people)),
        "involvements.csv": "involvement_id,person_id,kind,start,end,closure_reason\n"
        + "".join(f"i{n},p{n},health_visiting,2024-01-10,2025-03-20,non_engagement\n" for n in range(people)),
    }
    for name, text in rows.items():
        (folder / name).write_text(text)
    return folder


async def _load(settings: Settings, folder: Path) -> None:
    async with connect(settings=settings) as store:
        await load(store, [folder], by="a benchmark")


async def _beside(engine: str, url: serving.ServedAt, settings: Settings, beside: int, seconds: float) -> None:
    heavy: Counter[str] = Counter()
    waits: list[float] = []
    failed = 0
    async with httpx.AsyncClient(timeout=120, headers=url.headers) as client:
        while await _ask(client, url, _SMALL) != "answered":
            pass  # the plan is made, which may take a busy machine longer than a request may
        days = count()
        asking = [asyncio.create_task(_again(client, url, place, days, heavy)) for place in range(beside)]
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            began = time.perf_counter()
            failed += await _ask(client, url, _SMALL) != "answered"
            waits.append(time.perf_counter() - began)
            await asyncio.sleep(_EVERY)
        for each in asking:
            each.cancel()
    waits.sort()
    say(
        engine=engine,
        beside=beside,
        small_reads=len(waits),
        failed=failed,
        p50_ms=round(1000 * waits[len(waits) // 2], 1),
        p95_ms=round(1000 * waits[int(len(waits) * 0.95)], 1),
        longest_ms=round(1000 * waits[-1], 1),
        heavy=dict(heavy),
        left_running=await _left(settings),
    )


async def _again(client: httpx.AsyncClient, url: str, place: int, days: "count[int]", heavy: Counter[str]) -> None:
    for turn in count(place):
        day = f"2025-{1 + next(days) % 5:02}-{1 + next(days) % 28:02}"
        heavy[await _ask(client, url, HEAVY[turn % len(HEAVY)], {"d": day})] += 1


async def _ask(client: httpx.AsyncClient, url: str, query: str, variables: dict[str, Any] | None = None) -> str:
    given = variables if variables and "$d" in query else {}
    errors = (await client.post(url, json={"query": query, "variables": given})).json().get("errors")
    return str(errors[0]["extensions"]["code"]) if errors else "answered"


async def _left(settings: Settings) -> int:
    """What runs in the engine ten seconds after everybody who asked large questions has gone."""
    await asyncio.sleep(10)
    async with connect(settings=settings) as store:
        return len(await store.read("SHOW TRANSACTIONS YIELD transactionId RETURN transactionId")) - 1


if __name__ == "__main__":
    main()
