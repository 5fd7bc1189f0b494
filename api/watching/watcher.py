"""Somebody who watches: what is there to be told to them, until they go or have to."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass

from api.watching.watched import Watched
from graph.lens import Lens
from queries.core.findings import Finding, NotJudged

MOST_WAITING = 8


@dataclass(frozen=True, slots=True)
class News:
    """Findings in order of pattern, subject and key: those that were `present` when the watching began, or new ones; of whom a
    pattern fails, likewise; `cautions` hold for all of it, findings or none."""

    findings: tuple[Finding, ...]
    lens: Lens
    present: bool
    cautions: tuple[str, ...] = ()
    not_judged: tuple[NotJudged, ...] = ()

    @classmethod
    def of(
        cls,
        findings: Iterable[Finding],
        lens: Lens,
        not_judged: Iterable[NotJudged] = (),
        *,
        present: bool,
        cautions: tuple[str, ...] = (),
    ) -> "News":
        """Each finding once, though two questions may be about one person."""
        unique = {(each.pattern, each.subject, each.key, each.status or ""): each for each in findings}
        return cls(tuple(unique[place] for place in sorted(unique)), lens, present, cautions, tuple(dict.fromkeys(not_judged)))


class Watcher:
    """`begun` once the first news were told. Who takes none while more than MOST_WAITING come is told nothing more."""

    def __init__(self, questions: tuple[Watched, ...], *, with_present: bool) -> None:
        self.questions, self.with_present, self.begun = questions, with_present, False
        self._waiting: deque[News] = deque()
        self._arrived = asyncio.Event()
        self._ended = False
        self._error: Exception | None = None

    def tell(self, news: News) -> None:
        """Put the news with those that wait."""
        self.begun = True
        self._waiting.append(news)
        if len(self._waiting) > MOST_WAITING:
            self.end()
        self._arrived.set()

    def end(self, error: Exception | None = None) -> None:
        """Tell nothing more; an error is raised where the news are taken."""
        self._waiting.clear()
        self._ended, self._error = True, error
        self._arrived.set()

    async def news(self) -> AsyncGenerator[News]:
        """The news as they come, until the end."""
        while not self._ended:
            self._arrived.clear()
            while self._waiting:
                yield self._waiting.popleft()
            if not self._ended:
                await self._arrived.wait()
        if self._error is not None:
            raise self._error
