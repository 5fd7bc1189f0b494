"""Mutates a small sample of every form of every format thousands of times, and reads (and loads) what comes of it.

    .venv/bin/python -m tests.benchmarks.hostile --files 2000
    .venv/bin/python -m tests.benchmarks.hostile --files 60 --sample cin_census --loaded 10

First every cell of a sample says a word that nobody knows, and the word must come out again. Then they are mutated: no
file may bring down, hang or fill the process, however broken: it is read with books that balance and that have every row
that an independent count finds, or refused as a whole with a sentence. The first `--loaded` files of each sample are loaded
too, onto one embedded store: after each the store has exactly the facts that were kept, and after one that was refused, what
it had before. Prints one line of JSON a sample, and each file that went wrong; exit code 1 where one did.
"""

import argparse
import asyncio
import multiprocessing
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random

import psutil

from tests.benchmarks.hostile.judging import AGENCY, Outcome, judge
from tests.benchmarks.hostile.loading import load_some
from tests.benchmarks.hostile.marking import vanished
from tests.benchmarks.hostile.samples import Mutated, Sample, mutated, write_samples
from tests.benchmarks.reporting import say

SECONDS = 60
WAITED = 10


def main() -> None:
    """Mutate and read as the command line says."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        samples = write_samples(folder / "samples")
        given = _arguments(samples)
        chosen = {each: samples[each] for each in given.sample or samples}
        wrong = sum(_read(each, sample, folder / "mutated" / each, given) for each, sample in chosen.items())
        if given.loaded:
            wrong += asyncio.run(load_some(chosen, folder, range(given.first, given.first + given.loaded), given.seed))
    sys.exit(1 if wrong else 0)


def _arguments(samples: Iterable[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=2000, help="how many of each sample are read")
    parser.add_argument("--first", type=int, default=0, help="the number of the first, so that they can be read in portions")
    parser.add_argument("--loaded", type=int, default=0, help="how many of each sample are loaded too")
    parser.add_argument("--sample", action="append", choices=sorted(samples))
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _read(name: str, sample: Sample, folder: Path, given: argparse.Namespace) -> int:
    """Read the mutated files of one sample; returns how many went wrong."""
    whole = judge(name, sample, sample.path)
    assert whole.wrong is None, f"{name}: the sample itself: {whole.wrong}"
    assert whole.rows, f"{name}: the sample is refused, or empty"
    lost = vanished(name, sample, AGENCY, folder / "marked")
    if lost:
        say(sample=name, wrong="what stands in these columns goes without a word", columns=lost)
    refused, wrong, largest = 0, Counter[str](), 0
    with _Reader() as reader:
        for number in range(given.first, given.first + given.files):
            made = mutated(sample.path, folder / str(number), Random(f"{given.seed}/{name}/{number}"))
            outcome = reader.read(name, sample, made)
            shutil.rmtree(folder / str(number))
            refused += outcome.rows is None and outcome.wrong is None
            largest = max(largest, outcome.megabytes)
            if outcome.wrong:
                wrong[outcome.wrong] += 1
                say(sample=name, file=number, done=made.done, wrong=outcome.wrong)
    say(sample=name, files=given.files, refused=refused, wrong=wrong.total(), megabytes=largest)
    return wrong.total() + len(lost)


class _Reader:
    """Reads in a process of its own, so that one that hangs or dies is seen; a new one takes its place."""

    def __enter__(self) -> "_Reader":
        self._pool = self._new()
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def read(self, name: str, sample: Sample, made: Mutated) -> Outcome:
        """What became of a file."""
        try:
            return self._awaited(self._pool.submit(judge, name, sample, made.path))
        except TimeoutError:
            return self._anew(f"still reading after {SECONDS} seconds of computing, or {SECONDS * WAITED} of waiting")
        except BrokenProcessPool:
            return self._anew("the process died")

    def _awaited(self, judged: "Future[Outcome]") -> Outcome:
        """What is judged; TimeoutError for one that hangs, by the processor's time: others on the machine want it too."""
        began, used = time.monotonic(), self._computed()
        while True:
            try:
                return judged.result(1)
            except TimeoutError:
                if self._computed() - used > SECONDS or time.monotonic() - began > SECONDS * WAITED:
                    raise

    def _computed(self) -> float:
        """How many seconds the reader has computed so far."""
        with suppress(psutil.Error):
            return sum(sum(psutil.Process(each.pid).cpu_times()[:2]) for each in self._processes() if each.pid)
        return 0.0

    def _processes(self) -> list[BaseProcess]:
        return list((self._pool._processes or {}).values())

    def _anew(self, wrong: str) -> Outcome:
        self._end()
        self._pool = self._new()
        return Outcome(wrong, None, 0)

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))

    def _end(self) -> None:
        for process in self._processes():
            process.kill()
        self._pool.shutdown(wait=False)


if __name__ == "__main__":
    main()
