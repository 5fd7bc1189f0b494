"""Asking patterns: the findings of one, or of all, for one person, for several, or for everyone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.errors import StoreTimeout, WrongPattern
from graph.lens import Lens
from graph.store import Store
from graph.store.event_loop import with_pauses
from queries.core.findings import Findings, NotJudged
from queries.core.pattern import Pattern, values_of
from queries.engine.case_views import CaseViews
from queries.engine.neighbourhood import neighbourhood
from queries.engine.question import Question
from queries.engine.registry import chosen_patterns
from queries.engine.scope import read_scope
from queries.engine.unsettled import SETTLED, asked_apart, read_unsettled
from queries.pairs.unjoined import name_unjoined


async def find(
    store: Store,
    patterns: str | Sequence[Pattern],
    *,
    subject: str | None = None,
    people: Iterable[str] | None = None,
    lens: Lens | None = None,
    parameters: Mapping[str, Any] | None = None,
    with_seen_by: bool = True,
    or_part: bool = False,
    with_unjoined: bool = True,
) -> Findings:
    """The findings of a pattern by its id (`all`: of every pattern), or of these patterns, ordered by pattern, subject and key.

    Two round trips, also for `all` of one child (three where the child is labelled Adult too) or of any number of `people`; for
    `all` of everyone, one and one a pattern. (Through a lens of a day by which somebody of today was not yet one person, up to
    four more, and one for each 200 of those who were several and those around them.) Where something rests on absence, one more,
    and four more where a record may be of somebody in it and is not joined (`with_unjoined`: these are named).

    `subject` names one person (id, record key or NHS number), `people` several, each by their id through this lens; without
    either everyone is asked about. `parameters` are name to value, text or typed; for several patterns each takes those it
    has. Raises UnknownName or InvalidInput, naming what is wrong, and StoreTimeout; with `or_part`, what was found of other
    patterns by then is the answer, which names those it lacks. What fails about one person stands in `not_judged` of the
    answer; one pattern that fails about everybody raises WrongPattern.
    """
    chosen = chosen_patterns(None if patterns == "all" else patterns) if isinstance(patterns, str) else list(patterns)
    values = values_of(chosen, parameters or {})
    scope = await read_scope(store, subject, lens) if people is None else (await read_scope(store, lens=lens)).about(people)
    through = scope.lens(lens or Lens.of())
    return await evaluate(
        store, [Question(each, through, values[each.id], scope, with_seen_by) for each in chosen], or_part, with_unjoined
    )


async def evaluate(store: Store, questions: list[Question], or_part: bool = False, with_unjoined: bool = True) -> Findings:
    """The findings of these questions, which are of one lens and one scope; `or_part` and `with_unjoined` as in `find`."""
    answer = await _evaluated(store, questions, or_part)
    if with_unjoined:
        absent = {each.pattern.id: (each.pattern.absence, each.context()) for each in questions if each.pattern.absence}
        await name_unjoined(store, answer.lens, answer.findings, absent, then=questions[0].scope.then)
    return answer


async def _evaluated(store: Store, questions: list[Question], or_part: bool) -> Findings:
    first = questions[0]
    answer = Findings(first.lens, cautions=first.scope.cautions, coverage=first.scope.coverage(first.lens))
    if first.scope.subjects is not None:
        brought = await neighbourhood(store, questions)
        await _judge(answer, brought.views, brought.failed)
        return _checked(answer, questions, len(brought.views))
    unsettled = await read_unsettled(store, first.lens) if first.scope.then else SETTLED
    people = 0
    for place, question in enumerate(questions):
        try:
            cases, failed = await question.cases(store)
        except StoreTimeout:
            # Before the first there is no part to give.
            if place == 0 or not or_part:
                raise
            answer.cut_short = tuple(later.pattern.id for later in questions[place:])
            break
        cases = unsettled.settled(question.pattern, cases)
        people += len(cases)
        await _judge(answer, ((question, CaseViews(case)) for case in cases), failed)
    if unsettled.apart:
        whole = [each for each in questions if each.pattern.id not in answer.cut_short]
        for apart in asked_apart(unsettled, whole):
            brought = await neighbourhood(store, apart)
            people += len(brought.views)
            await _judge(answer, brought.views, brought.failed)
    return _checked(answer, questions, people)


async def _judge(answer: Findings, views: Iterable[tuple[Question, CaseViews]], failed: Iterable[NotJudged]) -> None:
    """Add to an answer what the questions make of these cases. What fails about one person is said of them, and keeps back nobody
    else's."""
    answer.not_judged += failed
    async for question, each in with_pauses(views):
        try:
            answer.findings += question.findings(each)
            answer.unasked += question.unasked(each.case)
        except WrongPattern as error:
            answer.not_judged.append(NotJudged(question.pattern.id, each.case.subject, str(error)))


def _checked(answer: Findings, questions: list[Question], people: int) -> Findings:
    """The answer in order. Raises WrongPattern where one pattern alone was asked, and failed about everybody."""
    # Of an earlier day a subject may have another id than the person of today by whom it was asked about.
    order = {each.pattern.id: place for place, each in enumerate(questions)}
    answer.findings.sort(key=lambda each: (order[each.pattern], each.subject, each.key))
    failed = answer.not_judged
    failed.sort(key=lambda each: (each.pattern, each.subject))
    if failed and len(questions) == 1 and len(failed) >= people:
        raise WrongPattern(failed[0].reason)
    return answer
