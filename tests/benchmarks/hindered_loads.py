"""Loads whose disk is full, or whose store is stopped: what is said, and what the next one does.

    .venv/bin/python -m tests.benchmarks.hindered_loads
    .venv/bin/python -m tests.benchmarks.hindered_loads --hindrance "the disk is full" --megabytes 1 4 8

A disk is full for real: the data folder is on a file system in memory of its own (which needs root), filled but for so many
megabytes. A Neo4j is one of the tests' own, ended by its process id in the middle of a load and started again on its data. Each
hindered load must end with a failure in one sentence; only one whose embedded engine was stopped may start it again and go on.
Once the hindrance is gone, the same load must end well, and the graph be that of an undisturbed one. Prints one line of JSON a
try, with the seconds that it took to say so; exit code 1 where one was otherwise.
"""

import argparse
import asyncio
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from pydantic import SecretStr

from graph.settings import Settings
from graph.store import connect
from loaders.invented import write_partnership
from tests.benchmarks.loads_apart import dumped, ended, engine_of, on_home, started
from tests.benchmarks.reporting import say
from tests.engines import neo4j_server
from tests.engines.choice import NEO4J
from tests.engines.endpoint import Endpoint
from tests.engines.java import java_from
from tests.graph.canonical import dump

UNTIL = date(2026, 1, 31)
DISK_MEGABYTES = 96
SECONDS = 600


def main() -> None:
    """Try what was asked for, else everything."""
    given = _arguments()
    with tempfile.TemporaryDirectory() as name:
        tries = _Tries(Path(name), given)
        same = [each for hindrance in given.hindrance or HINDRANCES for each in HINDRANCES[hindrance](tries)]
    sys.exit(0 if all(same) else 1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hindrance", action="append", choices=sorted(HINDRANCES))
    parser.add_argument("--megabytes", type=int, nargs="+", default=[3, 5], help="how much room there is on the disk")
    parser.add_argument("--stops", type=int, default=3, help="how often a store is stopped")
    parser.add_argument("--children", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


class _Tries:
    """An invented partnership, and the graph that it is when nothing hinders the load of it."""

    def __init__(self, folder: Path, given: argparse.Namespace) -> None:
        self.folder, self._given = folder, given
        self.paths = write_partnership(folder / "partnership", children=given.children, seed=given.seed, until=UNTIL)
        home = folder / "undisturbed"
        with ended(home):
            began = time.perf_counter()
            assert _finished(started(self.paths, on_home(home))) == (0, "")
            self.seconds = time.perf_counter() - began
            self.undisturbed = asyncio.run(dumped(home))
        say(figure="undisturbed", lines=len(self.undisturbed), seconds=round(self.seconds, 1))

    def disk_is_full(self) -> Iterator[bool]:
        """With each amount of room; whether all went as it should."""
        for megabytes in self._given.megabytes:
            with _small_disk(self.folder / "disk") as disk, ended(disk / "home"):
                asyncio.run(_opened(disk / "home"))
                _fill(disk, megabytes)
                hindered, seconds = _timed(started(self.paths, on_home(disk / "home")))
                running = [each.pid for each in engine_of(disk / "home")]
                (disk / "filler").unlink()
                again = _finished(started(self.paths, on_home(disk / "home")))
                graph = asyncio.run(dumped(disk / "home"))
            about = {"megabytes": megabytes, "seconds": seconds, "still_running": len(running)}
            yield self._judged("the disk is full", hindered, again, graph, **about)

    def engine_is_stopped(self) -> Iterator[bool]:
        """At moments spread over the load; whether all went as it should."""
        for number in range(self._given.stops):
            home = self.folder / f"engine-{number}"
            with ended(home):
                process = started(self.paths, on_home(home))
                time.sleep(self.seconds * (number + 1) / (self._given.stops + 1))
                in_the_middle = process.poll() is None
                for each in engine_of(home):
                    each.terminate()
                hindered, seconds = _timed(process)
                again = _finished(started(self.paths, on_home(home)))
                graph = asyncio.run(dumped(home))
            yield self._judged("the engine is stopped", hindered, again, graph, seconds=seconds, in_the_middle=in_the_middle)

    def neo4j_is_stopped(self) -> Iterator[bool]:
        """At moments spread over the load; whether all went as it should."""
        for number in range(self._given.stops):
            with _Neo4j(self.folder / f"neo4j-{number}") as server:
                at = server.start()
                asyncio.run(_prepared(at))
                process = started(self.paths, _on_url(at))
                time.sleep(1 + number * 3)
                in_the_middle = process.poll() is None
                server.stop()
                hindered, seconds = _timed(process)
                at = server.start()
                again = _finished(started(self.paths, _on_url(at)))
                graph = asyncio.run(_dumped_at(at))
            yield self._judged("neo4j is stopped", hindered, again, graph, seconds=seconds, in_the_middle=in_the_middle)

    def _judged(
        self, hindrance: str, hindered: tuple[int, str], again: tuple[int, str], graph: list[str], **more: float | bool
    ) -> bool:
        differ = len(set(graph) ^ set(self.undisturbed))
        code, said = hindered
        clear = code == 1 and said.count("\n") == 1 and said.startswith("casegraph: ") and "load the same files again" in said
        whole = hindered == (0, "") and (hindrance == "the engine is stopped" or more.get("in_the_middle") is False)
        same = (clear or whole) and again == (0, "") and graph == self.undisturbed
        say(hindrance=hindrance, **more, code=code, said=said.strip()[-400:], again=again, lines_that_differ=differ, same=same)
        return same


def _finished(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """The exit code of a load, and what it said; one that hangs is ended, and has no code of its own."""
    try:
        said = process.communicate(timeout=SECONDS)[1]
    except subprocess.TimeoutExpired:
        process.kill()
        said = process.communicate()[1] + f"still loading after {SECONDS} seconds"
    return process.returncode, said


def _timed(process: "subprocess.Popen[str]") -> tuple[tuple[int, str], float]:
    """The same, and the seconds that one waited for it."""
    began = time.perf_counter()
    return _finished(process), round(time.perf_counter() - began, 1)


@contextmanager
def _small_disk(at: Path) -> Iterator[Path]:
    """A file system of its own, in memory."""
    at.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_MEGABYTES}m", "tmpfs", str(at)], check=True)
    try:
        yield at
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=True)  # an engine that was killed may still hold it


def _fill(disk: Path, megabytes: int) -> None:
    """Leave so much room on a disk."""
    room = shutil.disk_usage(disk).free - megabytes * 1024 * 1024
    with (disk / "filler").open("wb") as stream:
        stream.write(b"\0" * room)


async def _opened(home: Path) -> None:
    async with connect(settings=Settings(home=home, embedded_idle_seconds=30)) as store:
        await store.prepare()


class _Neo4j:
    """A Neo4j that can be stopped and started again on its data."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._at: Endpoint | None = None
        self._process: subprocess.Popen[bytes] | None = None
        home.mkdir()

    def __enter__(self) -> "_Neo4j":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> Endpoint:
        version, oldest = NEO4J["neo4j-5"]
        java = java_from(oldest)
        assert java is not None, "expected a Java development kit"
        at = self._at or Endpoint(f"bolt://127.0.0.1:{neo4j_server._free_port()}", "neo4j", "of a benchmark", "neo4j")
        new = {} if self._at else {"NEO4J_PASSWORD": at.password}  # one that has a password takes no other
        self._process = neo4j_server._start(java, neo4j_server.fetch(version), self._home, at.url, False, new)
        neo4j_server._await_answer(self._process, self._home, at)
        self._at = at
        return at

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()


def _on_url(at: Endpoint) -> dict[str, str]:
    return {"STORE": at.url, "USER": at.user, "PASSWORD": at.password, "DATABASE": at.database}


def _settings(at: Endpoint) -> Settings:
    return Settings(store=at.url, user=at.user, password=SecretStr(at.password), database=at.database, query_timeout=120)


async def _prepared(at: Endpoint) -> None:
    async with connect(settings=_settings(at)) as store:
        await store.prepare()


async def _dumped_at(at: Endpoint) -> list[str]:
    async with connect(settings=_settings(at)) as store:
        return await dump(store)


HINDRANCES = {
    "the disk is full": _Tries.disk_is_full,
    "the engine is stopped": _Tries.engine_is_stopped,
    "neo4j is stopped": _Tries.neo4j_is_stopped,
}


if __name__ == "__main__":
    main()
