"""Several server processes on one listening socket, each with a store of its own, and one that starts them again."""

import asyncio
import logging
import multiprocessing
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from time import monotonic

from api.http.process.server import GRACE_SECONDS
from graph.errors import CasegraphError

# What a worker does until it is told to end; it sends something when it is ready.
Work = Callable[[socket.socket, Connection], None]

_POLL_SECONDS = 0.1
_STEADY_SECONDS = 10
_LONGEST_PAUSE = 30.0

_logger = logging.getLogger("casegraph.workers")
_spawn = multiprocessing.get_context("spawn")


@dataclass(slots=True)
class _Worker:
    """One process, from its start to its end. It ends by itself when the other end of `ours` is gone."""

    process: SpawnProcess
    ours: Connection
    since: float = field(default_factory=monotonic)

    @classmethod
    def started(cls, work: Work, opened: socket.socket) -> "_Worker":
        ours, theirs = _spawn.Pipe()
        process = _spawn.Process(target=work, args=(opened, theirs))
        process.start()
        theirs.close()
        return cls(process, ours)

    async def ready(self) -> bool:
        """Wait until it answers; False where it ended instead."""
        while self.process.is_alive():
            if self.ours.poll():
                return self._said_so()
            await asyncio.sleep(_POLL_SECONDS)
        return self.ours.poll() and self._said_so()

    async def ended(self) -> None:
        while self.process.is_alive():
            await asyncio.sleep(_POLL_SECONDS)

    async def end(self) -> None:
        """Let its open requests finish; make it end where they do not."""
        self.process.terminate()
        try:
            async with asyncio.timeout(GRACE_SECONDS + 5):
                await self.ended()
        except TimeoutError:
            self.process.kill()
            await self.ended()

    def _said_so(self) -> bool:
        try:
            return bool(self.ours.recv())
        except EOFError:
            return False


class Workers:
    """So many workers, until SIGTERM or Ctrl-C."""

    def __init__(self, work: Work, opened: socket.socket, count: int) -> None:
        self._work, self._opened, self._count = work, opened, count
        self._workers: dict[int, _Worker] = {}

    async def serve(self, ready: Callable[[], None]) -> None:
        """Start them, say `ready` when all answer, start those again that end. Raises CasegraphError where one does not start."""
        stop = _stop_event()
        try:
            if await _first(asyncio.gather(*map(self._start, range(self._count))), stop):
                ready()
                await _first(asyncio.gather(*map(self._keep, range(self._count))), stop)
        finally:
            await asyncio.gather(*(each.end() for each in self._workers.values()))

    async def _start(self, place: int) -> None:
        self._workers[place] = worker = _Worker.started(self._work, self._opened)
        if not await worker.ready():
            raise CasegraphError("a worker ended before it was ready; what it said stands above")

    async def _keep(self, place: int) -> None:
        pause = 0.0
        while True:
            worker = self._workers[place]
            await worker.ended()
            steady = monotonic() - worker.since > _STEADY_SECONDS
            pause = 0.0 if steady else min(max(2 * pause, 0.5), _LONGEST_PAUSE)
            _logger.warning("worker %s ended (%s); another is started", worker.process.pid, worker.process.exitcode)
            await asyncio.sleep(pause)
            self._workers[place] = _Worker.started(self._work, self._opened)


def _stop_event() -> asyncio.Event:
    """An event that SIGTERM and Ctrl-C set."""
    event, loop = asyncio.Event(), asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: loop.call_soon_threadsafe(event.set))
    return event


async def _first(work: "asyncio.Future[list[None]]", stop: asyncio.Event) -> bool:
    """Whether the work came to its end before somebody said to stop."""
    waiting = asyncio.ensure_future(stop.wait())
    await asyncio.wait((work, waiting), return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if work.done():
        work.result()
        return not stop.is_set()
    work.cancel()
    with suppress(asyncio.CancelledError):
        await work
    return False
