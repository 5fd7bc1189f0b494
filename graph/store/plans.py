"""Plans that an engine makes of texts ahead: of a large text that can take longer than a question may (docs/adr/0029)."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextvars import Context
from typing import Any

from graph.errors import StoreBusy, StoreTimeout

PATIENCE_SECONDS = 30
"""How long a request waits for a plan. Who came too early is told to try again; the plan is made meanwhile."""
_AT_ONCE, _MOST_WAITING, _MOST = 2, 100, 1000
Explain = Callable[[str, dict[str, Any]], Awaitable[None]]


class Plans:
    """Of each text one, asked for with `explain` at its first use, in nobody's time; whoever needs it meanwhile waits for it.

    Two are made at once: texts of many shapes, asked together, must not take the engine from everybody.
    """

    def __init__(self, explain: Explain) -> None:
        self._explain = explain
        self._tasks: OrderedDict[str, asyncio.Task[None]] = OrderedDict()
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._waiting = 0

    async def ready(self, text: str, parameters: dict[str, Any], patience: float | None = None) -> None:
        """Return when the engine has its plan of a text; raises what asking for it raised.

        Raises StoreTimeout where that takes longer than `patience` seconds, StoreBusy where too many others are to be made.
        """
        task = self._tasks.get(text)
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            task = self._begun(text, parameters)
        if not task.done():
            try:
                async with asyncio.timeout(patience):
                    # Who gives up leaves the plan to the others who wait, and to whoever asks next.
                    await asyncio.shield(task)
            except TimeoutError:
                raise StoreTimeout("the store is still making its plan of this question; try again later") from None

    def forget(self) -> None:
        """The engine may have no plan any more: it was away."""
        self._tasks.clear()

    def _begun(self, text: str, parameters: dict[str, Any]) -> asyncio.Task[None]:
        if self._waiting >= _MOST_WAITING:
            raise StoreBusy("the store is busy with plans of other questions; try again later")
        # In a context of its own: the plan is for everybody, and not of the time of the request that comes first.
        task = asyncio.create_task(self._made(text, parameters), context=Context())
        task.add_done_callback(self._ended)
        self._waiting += 1
        self._tasks[text] = task
        if len(self._tasks) > _MOST:
            self._tasks.popitem(last=False)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._waiting -= 1
        if not task.cancelled():
            task.exception()  # whoever waited for it may have gone

    async def _made(self, text: str, parameters: dict[str, Any]) -> None:
        async with self._places:
            await self._explain(text, parameters)
