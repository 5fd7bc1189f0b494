"""Mutates a small sample of every format thousands of times, and reads (and loads) what comes of it.

    .venv/bin/python -m tests.benchmarks.hostile --files 2000
    .venv/bin/python -m tests.benchmarks.hostile --files 60 --format cin_census --loaded 10

No file may bring down, hang or fill the process, however broken: it is read with books that balance, or refused as a
whole with a sentence. The first `--loaded` files of each format are loaded too, onto one embedded store, which must then hold
whole facts of finished loads alone. Prints one line of JSON a format, and each file that went wrong; exit code 1 where one did.
"""

import argparse
import asyncio
import multiprocessing
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from random import Random

from graph.errors import RefusedFile
from graph.settings import Settings
from graph.store import Store, connect
from loaders.formats import formats
from loaders.load import load
from tests.benchmarks.hostile.judging import AGENCY, Outcome, judge
from tests.benchmarks.hostile.samples import Mutated, mutated, write_samples
from tests.benchmarks.hostile.whole import what_is_not_whole
from tests.benchmarks.reporting import say

SECONDS = 60


def main() -> None:
    """Mutate and read as the command line says."""
    given = _arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        samples = write_samples(folder / "samples")
        chosen = given.format or sorted(samples)
        wrong = sum(_format(each, samples[each], folder / "mutated" / each, given) for each in chosen)
        if given.loaded:
            wrong += asyncio.run(_loaded({each: samples[each] for each in chosen}, folder, given))
    sys.exit(1 if wrong else 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=2000, help="how many of each format are read")
    parser.add_argument("--loaded", type=int, default=0, help="how many of each format are loaded too")
    parser.add_argument("--format", action="append", choices=sorted(formats()))
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _format(name: str, sample: Path, folder: Path, given: argparse.Namespace) -> int:
    """Read the mutated files of one format; returns how many went wrong."""
    whole = judge(name, sample, None)
    assert whole.wrong is None, f"{name}: the sample itself: {whole.wrong}"
    assert whole.rows, f"{name}: the sample is refused, or empty"
    refused, wrong, largest = 0, Counter[str](), 0
    with _Reader() as reader:
        for number in range(given.files):
            made = mutated(sample, folder / str(number), Random(f"{given.seed}/{name}/{number}"))
            outcome = reader.read(name, made, whole.rows if made.rows_stay else None)
            refused += outcome.rows is None and outcome.wrong is None
            largest = max(largest, outcome.megabytes)
            if outcome.wrong:
                wrong[outcome.wrong] += 1
                say(format=name, file=number, done=made.done, wrong=outcome.wrong)
    say(format=name, files=given.files, refused=refused, wrong=wrong.total(), megabytes=largest)
    return wrong.total()


class _Reader:
    """Reads in a process of its own, so that one that hangs or dies is seen; a new one takes its place."""

    def __enter__(self) -> "_Reader":
        self._pool = self._new()
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def read(self, name: str, made: Mutated, least_rows: int | None) -> Outcome:
        """What became of a file."""
        try:
            return self._pool.submit(judge, name, made.path, least_rows).result(SECONDS)
        except TimeoutError:
            return self._anew(f"still reading after {SECONDS} seconds")
        except BrokenProcessPool:
            return self._anew("the process died")

    def _anew(self, wrong: str) -> Outcome:
        self._end()
        self._pool = self._new()
        return Outcome(wrong, None, 0)

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))

    def _end(self) -> None:
        for process in list((self._pool._processes or {}).values()):
            process.kill()
        self._pool.shutdown(wait=False)


async def _loaded(samples: dict[str, Path], folder: Path, given: argparse.Namespace) -> int:
    """Load some of them onto one store; returns how many things are not whole after that."""
    settings = Settings(home=folder / "home", store=None, embedded_idle_seconds=0)
    async with connect(settings=settings) as store:
        tries = [await _tried(store, name, sample, folder, given) for name, sample in samples.items()]
        wrong = await what_is_not_whole(store)
    say(figure="loaded", files=len(samples) * given.loaded, refused=sum(tries), not_whole=wrong)
    return sum(wrong.values())


async def _tried(store: Store, name: str, sample: Path, folder: Path, given: argparse.Namespace) -> int:
    refused = 0
    for number in range(given.loaded):
        made = mutated(sample, folder / "loaded" / name / str(number), Random(f"{given.seed}/{name}/{number}"))
        try:
            await load(store, [made.path], as_format=name, agency=AGENCY)
        except RefusedFile:
            refused += 1
    return refused


if __name__ == "__main__":
    main()
