"""The store's time that one request may use: every read within it counts, wherever it is asked.

with within(10) as budget:
    ...  # reads
budget.round_trips, budget.spent
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import perf_counter


@dataclass(slots=True)
class Budget:
    """`seconds` that there were to begin with, `spent` of them, and how many round trips took them."""

    seconds: float
    spent: float = 0.0
    round_trips: int = 0

    def allows(self, seconds: float) -> float:
        """Of so many seconds those that are still there."""
        return max(min(seconds, self.seconds - self.spent), 0)

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Count what is done meanwhile."""
        begun = perf_counter()
        self.round_trips += 1
        try:
            yield
        finally:
            self.spent += perf_counter() - begun


_CURRENT: ContextVar[Budget | None] = ContextVar("budget", default=None)
_NO_LIMIT = float("inf")


@contextmanager
def within(seconds: float) -> Iterator[Budget]:
    """A budget for everything that is read meanwhile, by the tasks that are started meanwhile too."""
    budget = Budget(seconds)
    before = _CURRENT.set(budget)
    try:
        yield budget
    finally:
        _CURRENT.reset(before)


def current() -> Budget:
    """The budget of this request; a command's own has no end."""
    return _CURRENT.get() or Budget(_NO_LIMIT)
