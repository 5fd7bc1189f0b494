"""The subscription `newFindings`: what finished loads bring, told to whoever watches people or patterns.

Decision: docs/adr/0009.
"""

from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from typing import Annotated

import strawberry

from api.graphql.operation.context import Info
from api.graphql.operation.inputs import LensInput, ParameterInput, parameters_of
from api.graphql.operation.pages import check_size
from api.graphql.questions.findings import Finding, Lens, NotJudged
from api.graphql.questions.findings_connection import asks_who_sees
from api.graphql.questions.patterns import PatternId
from api.watching.watched import Through, Watched, watched
from api.watching.watcher import News
from graph.errors import NotAllowed

_MOST_FAILED = 200


@strawberry.type(description="Findings that were not there before, or that are present as the watching begins.")
class NewFindings:
    """One event: so many findings at most; what one load brings may take several."""

    nodes: list[Finding] = strawberry.field(description="The findings, ordered by pattern, subject id, then key.")
    more: bool = strawberry.field(description="Whether the next event goes on with these.")
    present: bool = strawberry.field(
        description="True as the watching begins: these were there already (none, unless `withPresent` asks for them), and from "
        "here on nothing is missed. False ever after: these are new."
    )
    not_judged: list[NotJudged] = strawberry.field(
        description="Of whom a pattern fails, and did not before: 200 at most. Nothing is said of them."
    )
    lens: Lens = strawberry.field(description="The lens that was used.")
    cautions: list[str] = strawberry.field(description="What holds for the whole event, findings or none: a load is unfinished.")


async def new_findings(
    info: Info,
    patterns: Annotated[
        list[PatternId] | None, strawberry.argument(description="Which patterns. Left out: all, of the subjects.")
    ] = None,
    subjects: Annotated[
        list[strawberry.ID] | None,
        strawberry.argument(
            description="Whom to watch, 50 at most, each by canonical id, agency/system/person_id, or NHS number. "
            "Left out: everyone, for the patterns."
        ),
    ] = None,
    parameters: Annotated[list[ParameterInput] | None, strawberry.argument(description="Values other than the defaults.")] = None,
    lens: Annotated[
        LensInput | None,
        strawberry.argument(description="Whose records, as of when, as known when. A day left out is that of each event."),
    ] = None,
    first: Annotated[int, strawberry.argument(description="How many findings an event has, 200 at most.")] = 50,
    with_present: Annotated[
        bool, strawberry.argument(description="Whether to begin with the findings that are present. To be set after a break.")
    ] = False,
) -> AsyncGenerator[NewFindings, None]:
    """The events: what finished loads bring of these patterns, as it comes."""
    check_size(first)
    if info.context.watch is None:
        raise NotAllowed("this server has no watch: nothing can be subscribed to")
    questions = _questions(info, patterns, subjects, parameters, lens or LensInput())
    async with aclosing(info.context.watch.news(questions, with_present=with_present)) as news:
        async for each in news:
            for event in _events(each, first):
                yield event


def _questions(
    info: Info,
    patterns: list[PatternId] | None,
    subjects: list[strawberry.ID] | None,
    parameters: list[ParameterInput] | None,
    lens: LensInput,
) -> tuple[Watched, ...]:
    agencies = None if lens.agencies is None else tuple(sorted(set(lens.agencies)))
    through = Through(agencies, lens.as_of, lens.known_at, asks_who_sees(info))
    ids = None if patterns is None else [each.value for each in patterns]
    return watched(ids, subjects, parameters_of(parameters), through)


def _events(news: News, first: int) -> Iterator[NewFindings]:
    # One event also of news without findings: that the watching has begun is told as well.
    for place in range(0, max(len(news.findings), 1), first):
        yield NewFindings(
            nodes=[Finding.of(each) for each in news.findings[place : place + first]],
            more=place + first < len(news.findings),
            present=news.present,
            not_judged=[NotJudged.of(each) for each in news.not_judged[:_MOST_FAILED]] if place == 0 else [],
            lens=Lens.of(news.lens),
            cautions=list(news.cautions),
        )
