"""The store's time that one request may use: every read within it counts, wherever it is asked.

with within(10) as budget:
    ...  # reads
budget.round_trips, budget.spent
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import perf_counter

_NO_LIMIT = float("inf")
_NOTHING = nullcontext()


@dataclass(slots=True)
class Budget:
    """`seconds` that there were to begin with, `spent` of them, and how many round trips took them.

    `cost` is what the request weighs against others (its bound on the fields of its answer; 0: nothing), and `waited` the seconds
    that its reads waited for those of others, which are not of the store's time: as many again are allowed.
    """

    seconds: float
    cost: int = 0
    spent: float = 0.0
    waited: float = 0.0
    round_trips: int = 0
    is_limited: bool = field(init=False)

    def __post_init__(self) -> None:
        """Whether it is a request's: a command's own has no end, and nobody asks what it used."""
        self.is_limited = self.seconds < _NO_LIMIT

    def allows(self, seconds: float) -> float:
        """Of so many seconds those that are still there."""
        return max(min(seconds, self.seconds - self.spent), 0)

    @property
    def patience(self) -> float:
        """The seconds that a read may still wait for those of others."""
        return max(self.seconds - self.waited, 0)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Count what is waited meanwhile."""
        begun = perf_counter()
        try:
            yield
        finally:
            self.waited += perf_counter() - begun

    def counting(self) -> AbstractContextManager[None]:
        """Count what is done meanwhile, for a request."""
        return self._counting() if self.is_limited else _NOTHING

    @contextmanager
    def _counting(self) -> Iterator[None]:
        begun = perf_counter()
        self.round_trips += 1
        try:
            yield
        finally:
            self.spent += perf_counter() - begun


_CURRENT: ContextVar[Budget | None] = ContextVar("budget", default=None)


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
