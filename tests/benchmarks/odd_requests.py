"""Sends every odd value for every argument of every field that the schema has, and counts what is not as it should be.

    .venv/bin/python -m tests.benchmarks.odd_requests --engine embedded --engine neo4j-5

Each engine holds a small partnership; `casegraph serve` answers, eight requests at once. It counts as a fault where the status of
an answer is 500 or more, an error has a code that says that it is ours, the answer takes longer than a request may, or has more
bytes; answers that took more than five seconds are counted too. Of a subscription the first event is read, or the refusal.
`--every 10` sends each tenth request alone, `--first 3` begins with the third of these, `--named findings` sends those in whose
name that stands. Prints one line of JSON an engine, with the first of each kind of fault; exit
code 1 where there are any.
"""

import argparse
import asyncio
import json
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import httpx

from api.graphql.schema import SCHEMA
from graph.settings import Settings
from tests.api.odd_requests import OddRequest, odd_requests
from tests.benchmarks.front_end import serving
from tests.benchmarks.kept import partnership
from tests.benchmarks.reporting import say
from tests.engines.choice import NAMES

_CLIENTS = 8
_SLOW_SECONDS = 25
_STALL_SECONDS = 5
OURS = {"INTERNAL", "STORE_FAILED", "STORE_UNAVAILABLE"}


def main() -> None:
    """Run it; say what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--children", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--named", default="")
    parser.add_argument("--engine", action="append", choices=NAMES)
    parser.add_argument("--store", type=Path, help="folder in which the loaded engines stay for the next run")
    given = parser.parse_args()
    requests = [each for each in odd_requests(SCHEMA._schema) if given.named in each.name][given.first :: given.every]
    faults = 0
    with tempfile.TemporaryDirectory() as thrown_away:
        for engine in given.engine or ["embedded", "neo4j-5"]:
            with (
                partnership(given.store or Path(thrown_away), engine, given.children, given.seed) as settings,
                serving.ours(settings, workers=1, limits={}) as url,
            ):
                faults += asyncio.run(_engine(engine, url, requests))
    sys.exit(1 if faults else 0)


class Counts:
    """What came back."""

    def __init__(self) -> None:
        self.codes: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.firsts: dict[str, str] = {}
        self.stalls: Counter[str] = Counter()
        self.seconds: list[float] = []
        self.most_bytes = 0

    def note(self, request: OddRequest, status: int, content: bytes, seconds: float) -> None:
        """One answer."""
        self.seconds.append(seconds)
        self.most_bytes = max(self.most_bytes, len(content))
        if seconds > _STALL_SECONDS:
            self.stalls[request.name.split(":")[0]] += 1
        codes = {each["extensions"]["code"] for each in (json.loads(content) or {}).get("errors") or ()}
        self.codes.update(codes or {"answered"})
        self._fault(request, f"status {status}", status >= 500)
        for code in codes & OURS:
            self._fault(request, code, True)
        self._fault(request, "slow", seconds > _SLOW_SECONDS)
        self._fault(request, "large", len(content) > Settings().answer_bytes)

    def lost(self, request: OddRequest, error: Exception) -> None:
        """No answer at all."""
        self._fault(request, type(error).__name__, True)

    def _fault(self, request: OddRequest, kind: str, is_one: bool) -> None:
        if is_one:
            self.faults[kind] += 1
            self.firsts.setdefault(kind, request.name[:200])


async def _answer(client: httpx.AsyncClient, url: str, request: OddRequest) -> tuple[int, bytes]:
    """The status and the JSON of an answer; of events, those of the first."""
    headers = {"accept": "text/event-stream"} if request.subscription else {}
    async with client.stream("POST", url, json=request.body, headers=headers) as response:
        if not response.headers["content-type"].startswith("text/event-stream"):
            return response.status_code, await response.aread()
        async for line in response.aiter_lines():
            if line.startswith("data:"):
                return response.status_code, line.removeprefix("data:").encode() or b"null"
        return response.status_code, b"null"


async def _engine(engine: str, url: serving.ServedAt, requests: list[OddRequest]) -> int:
    counts, waiting = Counts(), iter(requests)

    async def one_client(client: httpx.AsyncClient) -> None:
        for request in waiting:
            began = time.perf_counter()
            try:
                status, content = await _answer(client, url, request)
            except httpx.HTTPError as error:
                counts.lost(request, error)
            else:
                counts.note(request, status, content, time.perf_counter() - began)

    began = time.perf_counter()
    async with httpx.AsyncClient(timeout=120, headers=url.headers) as client:
        await asyncio.gather(*(one_client(client) for _ in range(_CLIENTS)))
    seconds = sorted(counts.seconds)
    say(
        engine=engine,
        requests=len(requests),
        seconds=round(time.perf_counter() - began),
        codes=dict(counts.codes),
        faults=dict(counts.faults),
        firsts=counts.firsts,
        longer_than_5_seconds=dict(counts.stalls),
        most_bytes=counts.most_bytes,
        p50_ms=round(1000 * seconds[len(seconds) // 2], 1),
        p99_ms=round(1000 * seconds[int(len(seconds) * 0.99)], 1),
        longest_ms=round(1000 * seconds[-1]),
        own_peak_megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )
    return counts.faults.total()


if __name__ == "__main__":
    main()
