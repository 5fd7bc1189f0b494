"""Findings about everyone, remembered until somebody writes: a list is asked for page by page, and a screen again and again.

What is remembered answers the same question (patterns, values, lens with its days) of the same state of the store: the store says
in one round trip whether it is the same (`Scope.written`), and while somebody writes nothing is remembered. Each finding is kept
packed, and made when it is looked at. Whatever comes to decide who may see what has to be part of the question.
Decision: docs/adr/0011.
"""

import pickle
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.lens import Lens
from graph.store import Store
from graph.store.event_loop import with_pauses
from queries.core.findings import Finding, Findings
from queries.core.pattern import Pattern, values_of
from queries.engine.find import evaluate
from queries.engine.question import Question
from queries.engine.scope import read_scope

MOST = 50_000
"""Findings of all answers together: 1.4 kB each on average, 70 MB."""
MOST_ANSWERS = 200

Place = tuple[str, ...]
"""Pattern, subject and key: what findings are in order of."""


@dataclass(frozen=True, slots=True)
class SortedFindings:
    """Findings in order of their places; `answer` is the rest of what was answered, without them."""

    answer: Findings
    places: tuple[Place, ...]
    _findings: tuple[Finding | bytes, ...]

    @classmethod
    def of(cls, found: Findings) -> "SortedFindings":
        """From an answer, sorted once so that every page of it is looked up."""
        in_order = sorted(found.findings, key=_place)
        return cls(replace(found, findings=[]), tuple(map(_place, in_order)), tuple(in_order))

    @property
    def size(self) -> int:
        """How many things are in it."""
        return len(self.places) + len(self.answer.not_judged)

    def behind(self, place: Place, most: int) -> list[Finding]:
        """So many findings at most, those that come first behind a place."""
        start = bisect_right(self.places, place)
        return [_unpacked(each) for each in self._findings[start : start + most]]

    async def packed(self) -> "SortedFindings":
        """The same, each of them packed."""
        packed = [pickle.dumps(each, pickle.HIGHEST_PROTOCOL) async for each in with_pauses(self._findings)]
        return SortedFindings(self.answer, self.places, tuple(packed))


class FindingsCache:
    """What one process remembers of one state of the store: the answers asked for last, `most` findings and `most_answers`.

    An answer is given again to those alone who have equal rights.
    """

    def __init__(self, most: int = MOST, most_answers: int = MOST_ANSWERS) -> None:
        self._most, self._most_answers = most, most_answers
        self._written: str | None = None
        self._answers: OrderedDict[Hashable, SortedFindings] = OrderedDict()

    async def find(
        self,
        store: Store,
        chosen: list[Pattern],
        *,
        lens: Lens,
        parameters: Mapping[str, Any],
        with_seen_by: bool,
    ) -> SortedFindings:
        """What these patterns find about everyone, as `findings.find` with `or_part`: one round trip where it is remembered."""
        values = values_of(chosen, parameters)
        found = await read_scope(store, lens=lens)
        through = found.lens(lens)
        question = (
            tuple(sorted((name, tuple(each.items())) for name, each in values.items())),
            through,
            with_seen_by,
            store.rights.key,
        )
        if found.written != self._written:
            self._written = found.written
            self._answers.clear()
        if question in self._answers:
            self._answers.move_to_end(question)
            return self._answers[question]
        questions = [Question(each, through, values[each.id], found, with_seen_by) for each in chosen]
        answer = SortedFindings.of(await evaluate(store, questions, or_part=True))
        # Not while somebody writes, and no answer that lacks a pattern: it would go on lacking it.
        if found.written is not None and not answer.answer.cut_short and answer.size <= self._most:
            packed = await answer.packed()
            if found.written == self._written:  # others were answered meanwhile
                self._keep(question, packed)
        return answer

    def _keep(self, question: Hashable, answer: SortedFindings) -> None:
        self._answers[question] = answer
        while len(self._answers) > self._most_answers or sum(each.size for each in self._answers.values()) > self._most:
            self._answers.popitem(last=False)


def _unpacked(finding: Finding | bytes) -> Finding:
    unpacked: Finding = pickle.loads(finding) if isinstance(finding, bytes) else finding  # noqa: S301 (from nowhere but here)
    return unpacked


def _place(found: Finding) -> Place:
    return found.pattern, found.subject, found.key
