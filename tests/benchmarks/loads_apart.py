"""Loads in processes of their own, each onto a copy of one data folder of the embedded engine, and what the graph is then."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from graph.embedded.folder import DataFolder
from graph.errors import CasegraphError
from graph.settings import Settings
from graph.store import connect
from loaders import load as loading
from loaders.rows import batches
from tests.benchmarks.broken_loaders import FAULTS
from tests.graph.canonical import dump

BATCH = 200


def main() -> None:
    """Load these files, in small batches: in a process that a benchmark started. The first argument is a fault, or `-`."""
    fault, *paths = sys.argv[1:]
    batches._BATCH = BATCH
    if fault in FAULTS:
        FAULTS[fault]()
    try:
        asyncio.run(_load(list(map(Path, paths))))
    except CasegraphError as error:
        print(f"casegraph: {error}", file=sys.stderr)
        sys.exit(1)


async def _load(paths: list[Path]) -> None:
    async with connect() as store:
        print("loading", flush=True)
        await loading.load(store, paths)


def started(paths: list[Path], settings: dict[str, str], fault: str | None = None) -> "subprocess.Popen[str]":
    """A load in a process of its own, as soon as it has the store open. `settings` without the prefix that all have."""
    command = [sys.executable, "-m", "tests.benchmarks.loads_apart", fault or "-", *map(str, paths)]
    own = os.environ | {f"CASEGRAPH_{name}": value for name, value in settings.items()}
    process = subprocess.Popen(command, env=own, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def on_home(home: Path) -> dict[str, str]:
    """The settings of a load onto the embedded engine of a data folder."""
    return {"HOME": str(home), "EMBEDDED_IDLE_SECONDS": "30"}


@contextmanager
def copied(before: Path, home: Path) -> Iterator[Path]:
    """A copy of a data folder, in which nothing runs at the end any more; removed again."""
    shutil.copytree(before, home)
    try:
        with ended(home):
            yield home
    finally:
        shutil.rmtree(home)


def engine_of(home: Path) -> list[psutil.Process]:
    """The supervisor of a data folder's engine, and the engine."""
    ready = json.loads(DataFolder(home).status.read() or "{}").get("ready")
    if ready is None or not psutil.pid_exists(ready["pid"]):
        return []
    engine = psutil.Process(ready["pid"])
    parent = engine.parent()
    return [parent, engine] if parent is not None and "supervisor" in " ".join(parent.cmdline()) else [engine]


@contextmanager
def ended(home: Path) -> Iterator[None]:
    """End what runs on a data folder, so that it can be copied, or removed."""
    try:
        yield
    finally:
        running = engine_of(home)
        for each in running:
            each.send_signal(signal.SIGTERM)
        for each in psutil.wait_procs(running, timeout=30)[1]:
            each.kill()


async def dumped(home: Path) -> list[str]:
    """The whole graph of a data folder, as text."""
    async with connect(settings=Settings(home=home, embedded_idle_seconds=30)) as store:
        return await dump(store)


if __name__ == "__main__":
    main()
