"""Breaks the patterns on purpose, one fault at a time, and counts the random partnerships until the independent check notices.

    .venv/bin/python -m tests.benchmarks.deliberate_faults --examples 300

Starts an engine of its own. A partnership is loaded once, and only the patterns of faults that are not yet caught are asked
of it. Prints one line of JSON a fault: as soon as it is caught, or at the end, where it is not.
"""

import argparse
import asyncio
import tempfile
import time
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from graph.settings import Settings
from graph.store import Store, connect
from tests.benchmarks.broken_patterns import FAULTS, Broken, broken
from tests.benchmarks.reporting import say
from tests.engines.choice import NAMES, start
from tests.queries.building import loaded
from tests.queries.oracle.findings import EVERY, findings
from tests.queries.oracle.world import World
from tests.queries.oracle.worlds import Files, extracts, lenses, parameters
from tests.queries.test_independent_check import UNHURRIED, asked, written
from tests.queries.undated import days_may_be_blank

Example = tuple[list[Files], dict[str, Any]]
Asked = dict[str, tuple[Any, dict[str, Any], list[dict[str, Any]]]]
"""By pattern: the lens, the parameters, and what the slow reading finds."""


def main() -> None:
    """Try every fault until it is caught, or there are no more examples."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--engine", choices=NAMES, default="embedded")
    given_ = parser.parse_args()
    caught: dict[str, int] = {}
    made, until = _drawn(given_.examples, given_.seed), time.monotonic() + given_.minutes * 60
    with start(given_.engine) as engine:
        opened = Settings(store=engine.url, user=engine.user, password=SecretStr(engine.password), database=engine.database)
        tried = asyncio.run(_run(opened, made, caught, until))
    for fault in FAULTS:
        if fault.name not in caught:
            _say(fault, None, tried)


def _say(fault: Broken, caught_at: int | None, tried: int) -> None:
    say(fault=fault.name, patterns=list(fault.patterns), caught_at=caught_at, examples=tried)


async def _run(opened: Settings, made: list[Example], caught: dict[str, int], until: float) -> int:
    """Fill in at which example each fault is caught; how many were tried."""
    async with connect(settings=opened) as store:
        await store.prepare()
        for tried, (files, questions) in enumerate(made, start=1):
            left = [fault for fault in FAULTS if fault.name not in caught]
            if not left or time.monotonic() > until:
                return tried - 1
            for fault in await _noticed(store, files, questions, left):
                caught[fault.name] = tried
                _say(fault, tried, tried)
    return len(made)


def _drawn(examples: int, number: int) -> list[Example]:
    """So many partnerships, each with the lens and parameters of every pattern."""
    made: list[Example] = []

    @seed(number)
    @settings(max_examples=examples, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=UNHURRIED)
    @given(data=st.data(), files=extracts())
    def draw(data: st.DataObject, files: list[Files]) -> None:
        each = {name: (data.draw(lenses(files)), data.draw(parameters(defaults))) for name, (_, defaults) in EVERY.items()}
        made.append((files, each))

    draw()
    return made


async def _noticed(store: Store, files: list[Files], questions: dict[str, Any], left: list[Broken]) -> list[Broken]:
    """The faults with which an answer is not the one that the definitions give."""
    await store.write("MATCH (n) DETACH DELETE n")
    with tempfile.TemporaryDirectory() as folder, days_may_be_blank():
        await loaded(store, *written(Path(folder), files), accept_removals=True)
    world = World.of(files)
    expected = {
        name: (lens, given_, findings(world, name, lens, given_))
        for name, (lens, given_) in questions.items()
        if any(name in fault.patterns for fault in left)
    }
    return [fault for fault in left if await _differs(store, fault, expected)]


async def _differs(store: Store, fault: Broken, expected: Asked) -> bool:
    for name in fault.patterns:
        lens, given_, right = expected[name]
        with broken(fault):
            wrong = await asked(store, name, lens, given_) != right
        if wrong:
            assert await asked(store, name, lens, given_) == right, f"{name} is not as defined without any fault"
            return True
    return False


if __name__ == "__main__":
    main()
