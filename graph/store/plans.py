"""Plans that an engine makes of texts ahead: of a large text that can take longer than a question may."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextvars import Context
from typing import Any

_MOST = 1000
Explain = Callable[[str, dict[str, Any]], Awaitable[None]]


class Plans:
    """Of each text one, asked for with `explain` at its first use, in nobody's time; whoever needs it meanwhile waits for it."""

    def __init__(self, explain: Explain) -> None:
        self._explain = explain
        self._tasks: OrderedDict[str, asyncio.Task[None]] = OrderedDict()

    async def ready(self, text: str, parameters: dict[str, Any]) -> None:
        """Return when the engine has its plan of a text; raises what asking for it raised."""
        task = self._tasks.get(text)
        if task is None or (task.done() and (task.cancelled() or task.exception())):
            # In a context of its own: the plan is for everybody, and not of the time of the request that comes first.
            task = asyncio.create_task(self._made(text, parameters), context=Context())
            self._tasks[text] = task
            if len(self._tasks) > _MOST:
                self._tasks.popitem(last=False)
        if not task.done():
            await asyncio.shield(task)

    def forget(self) -> None:
        """The engine may have no plan any more: it was away."""
        self._tasks.clear()

    async def _made(self, text: str, parameters: dict[str, Any]) -> None:
        await self._explain(text, parameters)
