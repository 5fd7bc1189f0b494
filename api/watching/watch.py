"""The watch: notices loads that became whole, whoever loaded them, and tells the watchers what is new.

It asks the store while somebody watches, and only then: how far loading has come, every few seconds; and when that has moved (or
the day has), each question that is watched, once for all its watchers. While somebody writes it waits, and what was read while
somebody began to is thrown away: so what half a load brings is never told (docs/adr/0009).
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from contextvars import Context
from dataclasses import dataclass

from api.graphql.operation.limits import BeyondLimit
from api.watching.watched import Watched
from api.watching.watcher import News, Watcher
from graph.errors import StoreBusy, StoreUnavailable
from graph.lens import Lens
from graph.store import Store
from graph.store.time_budget import within
from queries.core.findings import Finding, Findings, NotJudged
from queries.loaded.load_state import LoadState, SeenFindings, load_state

MOST_QUESTIONS = 200

_Answers = dict[Watched, Findings | Exception]


@dataclass(frozen=True, slots=True)
class _LastAnswer:
    """What is known of a question: how far loading had come when it was asked, and its lens, findings and cautions of then."""

    standing: LoadState
    lens: Lens
    known: SeenFindings
    cautions: tuple[str, ...]
    not_judged: frozenset[NotJudged]


class Watch:
    """Of one process. Each question has so many `seconds` of the store's time; `pause` seconds lie between two looks."""

    def __init__(self, store: Store, *, seconds: float, pause: float) -> None:
        self._store, self._seconds, self._pause = store, seconds, pause
        self._watchers: list[Watcher] = []
        self._last: dict[Watched, _LastAnswer] = {}
        self._woken = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None
        self._ended = False

    async def news(self, questions: tuple[Watched, ...], *, with_present: bool) -> AsyncGenerator[News]:
        """What is new, as it comes; first, and soon, what is present where that is asked for, and nothing where it is not.

        Raises UnknownName or InvalidInput, naming what is wrong with a question, and whatever the store fails with, but for being
        away or busy: that is waited for.
        """
        with within(self._seconds):
            for each in questions:
                await each.check(self._store)
        watcher = Watcher(questions, with_present=with_present)
        self._add(watcher)
        try:
            async with aclosing(watcher.news()) as news:
                async for arrived in news:
                    yield arrived
        finally:
            self._remove(watcher)

    def end(self) -> None:
        """Let all watchers go, and take no more."""
        self._ended = True
        for each in self._watchers:
            each.end()

    def _add(self, watcher: Watcher) -> None:
        if len(self._questions() | set(watcher.questions)) > MOST_QUESTIONS:
            raise BeyondLimit(
                f"a server process watches {MOST_QUESTIONS} questions at most; watch fewer people or patterns, or try again later"
            )
        if self._ended:
            watcher.end()
        self._watchers.append(watcher)
        self._woken.set()
        if self._looking is None:
            # In a context of its own: it belongs to no one request.
            self._looking = asyncio.get_running_loop().create_task(self._look_on(), context=Context())

    def _remove(self, watcher: Watcher) -> None:
        self._watchers.remove(watcher)
        self._forget()
        if not self._watchers and self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _questions(self) -> set[Watched]:
        return {question for watcher in self._watchers for question in watcher.questions}

    async def _look_on(self) -> None:
        while True:
            self._woken.clear()
            try:
                await self._look()
            except (StoreUnavailable, StoreBusy):
                pass  # until it is back
            except Exception as error:
                for each in self._watchers:
                    each.end(error)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), self._pause)

    async def _look(self) -> None:
        """Look once, and tell what is new. Raises what the store fails with."""
        now = await load_state(self._store)
        if now.writing:
            return
        answers: _Answers = {}
        for question in self._due(now):
            # Whoever watched it may have gone while others were asked.
            if question in self._questions():
                answers[question] = await self._answer_to(question)
        # Half a load makes findings of absence that are not true: answers during which somebody began to write are thrown away.
        if not answers or await load_state(self._store) == now:
            self._tell(answers, now)

    def _due(self, now: LoadState) -> list[Watched]:
        """The questions to ask: loads or the day have moved on since, or somebody begins who wants to have what is present."""
        begin = {each for watcher in self._watchers if watcher.with_present and not watcher.begun for each in watcher.questions}
        return [each for each in self._questions() if each in begin or not self._is_fresh(each, now)]

    def _is_fresh(self, question: Watched, now: LoadState) -> bool:
        last = self._last.get(question)
        return last is not None and (last.standing, last.lens.as_of) == (now, question.through.lens().as_of)

    async def _answer_to(self, question: Watched) -> Findings | Exception:
        try:
            with within(self._seconds):
                return await question.ask(self._store)
        except (StoreUnavailable, StoreBusy):
            raise
        except Exception as error:  # whatever it is, those who watch this are told, and nobody else
            return error

    def _tell(self, answers: _Answers, now: LoadState) -> None:
        failed = {question: answer for question, answer in answers.items() if isinstance(answer, Exception)}
        found = {question: answer for question, answer in answers.items() if isinstance(answer, Findings)}
        new = {question: self._new(question, answer) for question, answer in found.items()}
        failing = {question: self._failing(question, answer) for question, answer in found.items()}
        self._last |= {
            question: _LastAnswer(now, each.lens, SeenFindings(each.findings), each.cautions, frozenset(each.not_judged))
            for question, each in found.items()
        }
        for watcher in self._watchers:
            errors = [failed[each] for each in watcher.questions if each in failed]
            if errors:
                watcher.end(errors[0])
            elif watcher.begun:
                self._tell_new(watcher, new, failing)
            elif all(self._is_fresh(each, now) for each in watcher.questions):
                self._begin(watcher, found)
        self._forget()

    def _new(self, question: Watched, found: Findings) -> list[Finding]:
        before = self._last.get(question)
        return [] if before is None else [each for each in found.findings if before.known.lacks(each)]

    def _failing(self, question: Watched, found: Findings) -> list[NotJudged]:
        before = self._last.get(question)
        return [each for each in found.not_judged if before is None or each not in before.not_judged]

    def _tell_new(self, watcher: Watcher, new: dict[Watched, list[Finding]], failing: dict[Watched, list[NotJudged]]) -> None:
        findings = [finding for each in watcher.questions for finding in new.get(each, [])]
        not_judged = [one for each in watcher.questions for one in failing.get(each, [])]
        if findings or not_judged:
            last = self._last[watcher.questions[0]]
            watcher.tell(News.of(findings, last.lens, not_judged, present=False, cautions=last.cautions))

    def _begin(self, watcher: Watcher, found: dict[Watched, Findings]) -> None:
        last = self._last[watcher.questions[0]]
        if not watcher.with_present:
            watcher.tell(News((), last.lens, True, last.cautions))
        elif all(each in found for each in watcher.questions):
            present = (finding for each in watcher.questions for finding in found[each].findings)
            not_judged = [one for each in watcher.questions for one in found[each].not_judged]
            watcher.tell(News.of(present, last.lens, not_judged, present=True, cautions=last.cautions))

    def _forget(self) -> None:
        """What nobody watches any more."""
        watched = self._questions()
        self._last = {question: last for question, last in self._last.items() if question in watched}
