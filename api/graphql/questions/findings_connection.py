"""The root field `findings`: a Relay connection with keyset cursors."""

from typing import Annotated

import strawberry
from strawberry import relay
from strawberry.types.nodes import SelectedField, Selection

from api.graphql.operation.context import Info
from api.graphql.operation.inputs import LensArgument, ParameterInput, PersonArgument, parameters_of
from api.graphql.operation.pages import AfterArgument, ListStart, check_size, page_info
from api.graphql.operation.query_cost import LARGEST_PAGE
from api.graphql.questions.findings import Finding, Lens, NotJudged, QuestionCoverage
from api.graphql.questions.patterns import PatternId
from queries.engine.cache import SortedFindings
from queries.engine.find import find
from queries.engine.registry import chosen_patterns

SEEN_BY = {"seenBy", "missingPicture"}


@strawberry.type(description="A finding, and the cursor of its place in the list.")
class FindingEdge:
    """One place in the list."""

    node: Finding = strawberry.field(description="The finding.")
    cursor: str = strawberry.field(description="For `after`: the list goes on behind this finding.")


@strawberry.type(description="A page of findings, ordered by pattern, subject id, then key.")
class FindingConnection:
    edges: list[FindingEdge] = strawberry.field(description="The findings of this page, with cursors.")
    nodes: list[Finding] = strawberry.field(description="The findings of this page, without.")
    page_info: relay.PageInfo = strawberry.field(description="Whether there is more, and where it begins.")
    total_count: int = strawberry.field(description="How many findings there are on all pages together.")
    lens: Lens = strawberry.field(description="The lens that was used.")
    truncated: bool = strawberry.field(description="True when the time of one request was not enough: there may be more.")
    truncated_because: str | None = strawberry.field(description="Where it was cut short, why, and what to ask instead.")
    coverage: QuestionCoverage = strawberry.field(description="Which days there is data of: show its statement.")
    not_asked: list[str] = strawberry.field(
        description="What no finding says: “12 children were passed to oohgp, which has loaded nothing”."
    )
    cautions: list[str] = strawberry.field(description="What holds for the whole answer, findings or none: a load is unfinished.")
    not_judged: list[NotJudged] = strawberry.field(
        description="Of whom a pattern failed, the first 200 on all pages together: nothing is said of them here."
    )


async def findings(
    info: Info,
    pattern: Annotated[PatternId | None, strawberry.argument(description="Which pattern. Left out: all of them.")] = None,
    subject: PersonArgument = None,
    parameters: Annotated[list[ParameterInput] | None, strawberry.argument(description="Values other than the defaults.")] = None,
    lens: LensArgument = None,
    first: Annotated[int, strawberry.argument(description="How many findings a page has, 200 at most.")] = 50,
    after: AfterArgument = None,
) -> FindingConnection:
    """The findings of one pattern, or of all."""
    check_size(first)
    given = parameters_of(parameters)
    start = ListStart.of(lens, after, pattern, subject, given)
    chosen, who = chosen_patterns(None if pattern is None else pattern.value), asks_who_sees(info)
    store, cache = info.context.store, info.context.remembered
    # Of one person, asking anew takes as long as looking whether to: nothing is remembered (docs/adr/0011).
    if subject is None:
        found = await cache.find(store, chosen, lens=start.lens, parameters=given, with_seen_by=who)
    else:
        found = SortedFindings.of(await find(store, chosen, subject=subject, lens=start.lens, parameters=given, with_seen_by=who))
    return page(found, start, first)


def page(found: SortedFindings, start: ListStart, first: int) -> FindingConnection:
    """So many of these findings, from where a page begins."""
    answer, place = found.answer, start.place
    behind = found.behind(place, first + 1)
    edges = [
        FindingEdge(node=Finding.of(each), cursor=start.cursor((each.pattern, each.subject, each.key))) for each in behind[:first]
    ]
    before = bool(found.places) and found.places[0] <= place
    return FindingConnection(
        edges=edges,
        nodes=[edge.node for edge in edges],
        page_info=page_info([edge.cursor for edge in edges], more=len(behind) > first, before=before),
        total_count=len(found.places),
        lens=Lens.of(answer.lens),
        truncated=bool(answer.cut_short),
        truncated_because=_why(answer.cut_short),
        coverage=QuestionCoverage.of(answer.coverage),
        not_asked=list(answer.not_asked),
        cautions=list(answer.cautions),
        not_judged=[NotJudged.of(each) for each in answer.not_judged[:LARGEST_PAGE]],
    )


def _why(cut_short: tuple[str, ...]) -> str | None:
    if not cut_short:
        return None
    return f"the store's time for one request was used up before {', '.join(cut_short)}; ask for these by themselves"


def asks_who_sees(info: Info) -> bool:
    """Whether an operation selects `seenBy` or `missingPicture`: what nobody reads need not be worked out."""
    return _wanted(info.selected_fields, SEEN_BY)


def _wanted(selections: list[Selection], names: set[str]) -> bool:
    """Whether any of these fields is asked for, at any depth."""
    return any((isinstance(each, SelectedField) and each.name in names) or _wanted(each.selections, names) for each in selections)
