"""Kills loads at random moments with signal 9, loads again, and compares the graph with that of an undisturbed load.

    .venv/bin/python -m tests.benchmarks.killed_loads --kills 50
    .venv/bin/python -m tests.benchmarks.killed_loads --kills 10 --fault each_statement_by_itself

Every load runs on the embedded engine, in a process of its own, onto a graph that holds the month before. What is killed
is the loading process, the engine, or both with the engine's supervisor, in turn; a kill after the end of its load does not
count, and is tried again, sooner. With a fault the loader is broken on purpose, and the run must end with differences: that is
how one knows that it would see them. Prints one line of JSON a kill and one at the end; exit code 1 where the answer is not the
one expected.
"""

import argparse
import asyncio
import random
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from loaders.invented import write_partnership
from tests.benchmarks.broken_loaders import FAULTS
from tests.benchmarks.loads_apart import copied, dumped, ended, engine_of, on_home, started
from tests.benchmarks.reporting import say

JANUARY, FEBRUARY = date(2026, 1, 31), date(2026, 2, 28)
WHAT = ("loader", "engine", "everything")


def main() -> None:
    """Run the kills."""
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(0 if _Kills(Path(folder), _arguments()).run() else 1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--children", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fault", choices=sorted(FAULTS))
    return parser.parse_args()


class _Kills:
    """The partnership's two months, the graph that holds the first, and what it is after the second."""

    def __init__(self, folder: Path, given: argparse.Namespace) -> None:
        self.folder, self.given, self.random = folder, given, random.Random(given.seed)
        self.months = [
            write_partnership(folder / str(until), children=given.children, seed=given.seed, until=until)
            for until in (JANUARY, FEBRUARY)
        ]
        self.before = folder / "before"
        self.seconds = 0.0
        self.undisturbed: list[str] = []

    def run(self) -> bool:
        """Kill as often as asked; whether what came of it is what was to be expected."""
        with ended(self.before):
            self._whole(self.before, self.months[0])
        with copied(self.before, self.folder / "home") as home:
            self._whole(home, self.months[1])
            self.undisturbed = asyncio.run(dumped(home))
        say(figure="undisturbed", lines=len(self.undisturbed), seconds=round(self.seconds, 1))
        same = [self._in_the_middle(number) for number in range(self.given.kills)]
        say(figure="kills", fault=self.given.fault, kills=len(same), the_same_graph=sum(same))
        return all(same) if self.given.fault is None else not all(same)

    def _in_the_middle(self, number: int) -> bool:
        while (same := self._kill(number)) is None:
            pass
        return same

    def _kill(self, number: int) -> bool | None:
        """Whether the graph was the same; None where the load had ended before it was to be killed."""
        what, at = WHAT[number % len(WHAT)], self.random.random() * self.seconds
        with copied(self.before, self.folder / "home") as home:
            process = self._process(home, self.months[1])
            time.sleep(at)
            if process.poll() is not None:
                self.seconds = min(self.seconds, at)
                process.communicate()
                return None
            _kill(process, home, what)
            said = process.communicate(timeout=120)[1]
            again = self._process(home, self.months[1])
            failed = again.communicate(timeout=300)[1] if again.wait(300) else ""
            graph = asyncio.run(dumped(home))
        same = graph == self.undisturbed and not failed and "Traceback" not in said
        differ = len(set(graph) ^ set(self.undisturbed))
        say(kill=number, what=what, at=round(at, 2), same=same, lines_that_differ=differ)
        for text in (said, failed):
            if text:
                print(text[-400:], file=sys.stderr)
        return same

    def _whole(self, home: Path, paths: list[Path]) -> None:
        process = self._process(home, paths)
        began = time.perf_counter()
        errors = process.communicate()[1]
        self.seconds = time.perf_counter() - began
        assert process.returncode == 0, errors

    def _process(self, home: Path, paths: list[Path]) -> "subprocess.Popen[str]":
        return started(paths, on_home(home), self.given.fault)


def _kill(process: "subprocess.Popen[str]", home: Path, what: str) -> None:
    if what in ("loader", "everything"):
        process.kill()
    for other in engine_of(home) if what != "loader" else []:
        if what == "everything" or "ArcadeDBServer" in " ".join(other.cmdline()):
            other.kill()


if __name__ == "__main__":
    main()
