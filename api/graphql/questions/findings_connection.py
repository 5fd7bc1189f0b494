"""The root field `findings`: a Relay connection with keyset cursors."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

import strawberry
from strawberry import relay
from strawberry.types.nodes import SelectedField, Selection

from api.graphql.operation.context import Info
from api.graphql.operation.cursors import Cursor, check, fingerprint
from api.graphql.operation.inputs import LensInput, ParameterInput, lens_of, parameters_of
from api.graphql.operation.query_cost import LARGEST_PAGE
from api.graphql.questions.findings import Finding, Lens, NotJudged, QuestionCoverage
from api.graphql.questions.patterns import PatternId
from graph import lens as graph_lens
from graph.errors import InvalidInput
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
    """One page."""

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
    subject: Annotated[
        strawberry.ID | None,
        strawberry.argument(description="One person: the canonical id, agency/system/person_id, or an NHS number."),
    ] = None,
    parameters: Annotated[list[ParameterInput] | None, strawberry.argument(description="Values other than the defaults.")] = None,
    lens: Annotated[LensInput | None, strawberry.argument(description="Whose records, as of when, as known when.")] = None,
    first: Annotated[int, strawberry.argument(description="How many findings a page has, 200 at most.")] = 50,
    after: Annotated[str | None, strawberry.argument(description="The cursor that the page begins behind.")] = None,
) -> FindingConnection:
    """The findings of one pattern, or of all."""
    check_size(first)
    begin = None if after is None else Cursor.read(after)
    asked_lens = lens_of(lens, begin.as_of, begin.known_at) if begin else lens_of(lens)
    given = parameters_of(parameters)
    asked = fingerprint_of(asked_lens, pattern, subject, given)
    check(begin, asked)
    chosen, who = chosen_patterns(None if pattern is None else pattern.value), asks_who_sees(info)
    store, remembered = info.context.store, info.context.remembered
    if subject is None:
        found = await remembered.find(store, chosen, lens=asked_lens, parameters=given, with_seen_by=who)
    else:
        found = SortedFindings.of(await find(store, chosen, subject=subject, lens=asked_lens, parameters=given, with_seen_by=who))
    at = Cursor(asked_lens.as_of, asked_lens.known_at, asked, ("", "", ""))
    return page(found, at, first, begin)


def fingerprint_of(
    lens: graph_lens.Lens, pattern: str | None, subject: str | None, parameters: Mapping[str, str | list[str]]
) -> str:
    """Tells these findings from others, their page aside."""
    return fingerprint(lens, pattern, subject, parameters)


def check_size(first: int) -> None:
    """Raises InvalidInput for a page of no size, or of too large a one."""
    if not 1 <= first <= LARGEST_PAGE:
        raise InvalidInput(f"first: expected a number from 1 to {LARGEST_PAGE}, found {first}")


def page(found: SortedFindings, at: Cursor, first: int, begin: Cursor | None) -> FindingConnection:
    """So many of these findings, behind the place of a cursor if one is given; their own cursors are made like `at`."""
    answer, place = found.answer, begin.place if begin else ()
    behind = found.behind(place, first + 1)
    edges = [
        FindingEdge(node=Finding.of(each), cursor=replace(at, place=(each.pattern, each.subject, each.key)).text())
        for each in behind[:first]
    ]
    page_info = relay.PageInfo(
        has_next_page=len(behind) > first,
        has_previous_page=bool(found.places) and found.places[0] <= place,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
    return FindingConnection(
        edges=edges,
        nodes=[edge.node for edge in edges],
        page_info=page_info,
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
