"""Which reads run at once: large ones wait for each other, in a lane of their own, and small ones for nobody.

A read weighs what the request that asks it may cost (`Budget.cost`), which is a bound: most take a few milliseconds all the same.
So a text that was quick the last times weighs an eighth, and waits for no large ones, whatever it may cost. The reads of a lane
that run at once may weigh `most` together, and one alone counts for HEAVIEST at most. They are let in in the order in which they
came (docs/adr/0029).
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from time import perf_counter

from graph.errors import StoreBusy
from graph.store.time_budget import Budget

TINY, LARGE = 100, 3000
"""What costs no more than TINY is let in at any time; what costs more than LARGE, more than a page on one person, waits for its
like."""
HEAVIEST = 5000
QUICK_SECONDS = 0.25
_PART_OF_QUICK = 8
_FORGETS = 0.9
_MOST_TEXTS = 1000


class Lane:
    """Reads that wait for each other."""

    def __init__(self, most: int) -> None:
        self.heaviest = min(most, HEAVIEST)
        self._most, self._running = most, 0
        self._waiting: deque[tuple[int, asyncio.Future[None]]] = deque()

    async def enter(self, weight: int, seconds: float) -> None:
        """Wait to be let in, for as long as that. Raises StoreBusy where what runs leaves no room until then."""
        if not self._waiting and self._fits(weight):
            self._running += weight
            return
        place = weight, asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            async with asyncio.timeout(seconds):
                await place[1]
        except TimeoutError:
            self._give_up(place)
            raise StoreBusy("the store is busy with other questions as large as this one; try again later") from None
        except asyncio.CancelledError:
            self._give_up(place)
            raise

    def leave(self, weight: int) -> None:
        """What was let in has come to its end."""
        self._running -= weight
        while self._waiting and self._fits(self._waiting[0][0]):
            weight, let_in = self._waiting.popleft()
            if not let_in.done():
                self._running += weight
                let_in.set_result(None)

    def _give_up(self, place: tuple[int, "asyncio.Future[None]"]) -> None:
        weight, let_in = place
        with suppress(ValueError):
            self._waiting.remove(place)
        # Who was let in at that very moment makes room again; who was first in the queue may have kept smaller ones waiting.
        self.leave(weight if let_in.done() and not let_in.cancelled() else 0)

    def _fits(self, weight: int) -> bool:
        return self._running + weight <= self._most


class Admission:
    """Of the reads of one process: `most` is what the large ones may weigh together."""

    def __init__(self, most: int) -> None:
        self._large, self._ordinary = Lane(most), Lane(10 * LARGE)
        self._seconds: OrderedDict[str, float] = OrderedDict()

    @asynccontextmanager
    async def admitted(self, text: str, budget: Budget, *, of_everyone: bool = False) -> AsyncIterator[None]:
        """A place among the reads of requests, for as long as this one takes; a command's own waits for nobody."""
        place = self.place(text, budget.cost, of_everyone=of_everyone) if budget.is_limited else None
        if place is None:
            yield
            return
        lane, weight = place
        with budget.waiting():
            await lane.enter(weight, budget.patience)
        begun = perf_counter()
        try:
            yield
        finally:
            lane.leave(weight)
            self.took(text, perf_counter() - begun)

    def place(self, text: str, cost: int, *, of_everyone: bool = False) -> tuple[Lane, int] | None:
        """The lane in which a read waits, and what it weighs there; none for what need not wait."""
        if cost <= TINY and not of_everyone:
            return None
        weight = HEAVIEST if of_everyone else min(cost, HEAVIEST)
        if self._seconds.get(text, QUICK_SECONDS) < QUICK_SECONDS:
            return self._ordinary, weight // _PART_OF_QUICK
        lane = self._large if weight > LARGE else self._ordinary
        return lane, min(weight, lane.heaviest)

    def took(self, text: str, seconds: float) -> None:
        """Remember how long a text took: the longest counts, and is forgotten slowly."""
        self._seconds[text] = max(seconds, _FORGETS * self._seconds.get(text, 0))
        self._seconds.move_to_end(text)
        if len(self._seconds) > _MOST_TEXTS:
            self._seconds.popitem(last=False)
