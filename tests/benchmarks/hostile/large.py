"""Reads files that are small to send and large to read, each in a process of its own, and says what that took.

    .venv/bin/python -m tests.benchmarks.hostile.large
    .venv/bin/python -m tests.benchmarks.hostile.large --case endless_line --case many_rows

Each file is made on the fly (sparse where it can be), opened as `casegraph load` would, and read to its end; or it is
refused with a sentence. Prints one line of JSON a file: seconds on the clock and of computing, the largest resident memory
of the process that read it, and what became of it. Exit code 1 where one took more than a gigabyte, hung, or ended in
anything but rows or a sentence.
"""

import argparse
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from graph.errors import CasegraphError
from loaders.discovery import LoadOptions, opened
from tests.benchmarks.hostile.large_files import CASES
from tests.benchmarks.reporting import say

LARGEST_MEGABYTES = 1024
MOST_MEMORY = 8 * 1024**3
SECONDS = 600


def main() -> None:
    """Read every file, or those that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", action="append", choices=sorted(CASES))
    parser.add_argument("--seconds", type=int, default=SECONDS, help="how long one may take")
    given = parser.parse_args()
    wrong = 0
    for name in given.case or CASES:
        with tempfile.TemporaryDirectory() as folder:
            outcome = _in_own_process(CASES[name](Path(folder)), given.seconds)
        wrong += "wrong" in outcome
        say(case=name, **outcome)
    sys.exit(1 if wrong else 0)


def _in_own_process(path: Path, seconds: int) -> dict[str, Any]:
    mine, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_read, args=(path, theirs))
    began = time.monotonic()
    process.start()
    theirs.close()
    try:
        outcome: dict[str, Any] = json.loads(mine.recv()) if mine.poll(seconds) else {"wrong": f"hangs: {seconds} seconds"}
    except EOFError:
        outcome = {"wrong": "the process died"}
    process.kill()
    process.join()
    return {"seconds": round(time.monotonic() - began, 1)} | outcome


def _read(path: Path, answer: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        outcome = _outcome(path)
    except MemoryError:
        outcome = {"wrong": f"more than {MOST_MEMORY // 1024**3} GB"}
    except Exception as error:  # whatever it is, it is what this benchmark looks for
        outcome = {"wrong": f"raised {type(error).__name__}: {str(error)[:200]}"}
    outcome["computed"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_utime, 1)
    outcome["megabytes"] = megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if megabytes > LARGEST_MEGABYTES:
        outcome.setdefault("wrong", "took more than a gigabyte")
    answer.send(json.dumps(outcome))


def _outcome(path: Path) -> dict[str, Any]:
    """What is read is counted and let go, as a load lets go of what it has written."""
    try:
        extracts, unplaced = opened([path], LoadOptions(agency="la-999"))
        read = rejected = 0
        for _, extract in extracts:
            for row in extract.people():
                read, rejected = read + 1, rejected + (row.reject is not None)
            for bundle in extract.bundles():
                read, rejected = read + len(bundle), rejected + sum(row.reject is not None for row in bundle)
    except CasegraphError as error:
        return {"refused": str(error)[:300]}
    return {"read": read, "rejected": rejected, "not_placed": [each.reason[:200] for each in unplaced]}


if __name__ == "__main__":
    main()
