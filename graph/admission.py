"""Which reads run at once: large ones wait for each other, small ones for nobody.

A read weighs what the request that asks it may cost (`Budget.cost`). Those that run at once may weigh `most` together; one alone
never weighs more than half of that, so two of the largest run beside each other, and no more. What costs SMALL or less is let in
at any time. They are let in in the order in which they came.
"""

import asyncio
from collections import deque
from contextlib import suppress

from graph.errors import StoreBusy

SMALL = 250
"""About what a page on one person costs."""


class Admission:
    """Of the reads of one process."""

    def __init__(self, most: int) -> None:
        self._most, self._running = most, 0
        self._waiting: deque[tuple[int, asyncio.Future[None]]] = deque()

    def weight(self, cost: int) -> int:
        """What a read of that cost weighs."""
        return 0 if cost <= SMALL else min(cost, self.heaviest)

    @property
    def heaviest(self) -> int:
        """What none weighs more than."""
        return self._most // 2

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
