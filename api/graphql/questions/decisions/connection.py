"""The root field `matchDecisions`: a Relay connection with keyset cursors over the decisions that stand."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Self

import strawberry
from strawberry import relay

from api.graphql.operation.context import Info
from api.graphql.operation.cursors import Cursor, check, fingerprint
from api.graphql.operation.inputs import LensInput, lens_of
from api.graphql.questions.decisions.inputs import MatchVerdict
from api.graphql.questions.findings import Lens
from graph.errors import InvalidInput
from queries import matches as question


@strawberry.type(description="A decision about two records that stands.")
class MatchDecision:
    """One decision."""

    id: strawberry.ID = strawberry.field(description="Both record keys, the smaller first.")
    left: str = strawberry.field(description="The record with the smaller key: agency/system/person_id.")
    left_person: strawberry.ID = strawberry.field(description="Whose record that is today.")
    right: str = strawberry.field(description="The other record.")
    right_person: strawberry.ID = strawberry.field(description="Whose record that is today.")
    verdict: MatchVerdict = strawberry.field(description="What was decided.")
    method: str = strawberry.field(description="human, or score where a matcher decided.")
    score: float = strawberry.field(description="1 where a person decided.")
    reason: str = strawberry.field(description="Why, in words.")
    by: str = strawberry.field(description="Who decided; of a matcher its name and version.")
    on: date = strawberry.field(description="When.")

    @classmethod
    def of(cls, found: question.MatchDecision) -> Self:
        """As GraphQL shows it."""
        return cls(
            id=strawberry.ID(found.id),
            left=found.left,
            left_person=strawberry.ID(found.left_person),
            right=found.right,
            right_person=strawberry.ID(found.right_person),
            verdict=MatchVerdict(found.verdict),
            method=found.method,
            score=found.score,
            reason=found.reason,
            by=found.by,
            on=found.on,
        )


@strawberry.type(description="A decision, and the cursor of its place in the list.")
class MatchDecisionEdge:
    """One place in the list."""

    node: MatchDecision = strawberry.field(description="The decision.")
    cursor: str = strawberry.field(description="For `after`: the list goes on behind this pair.")


@strawberry.type(description="A page of decisions, ordered by their records' keys.")
class MatchDecisionConnection:
    """One page."""

    edges: list[MatchDecisionEdge] = strawberry.field(description="The decisions of this page, with cursors.")
    nodes: list[MatchDecision] = strawberry.field(description="The decisions of this page, without.")
    page_info: relay.PageInfo = strawberry.field(description="Whether there is more, and where it begins.")
    lens: Lens = strawberry.field(description="The lens that was used.")


async def match_decisions(
    info: Info,
    verdict: Annotated[MatchVerdict | None, strawberry.argument(description="Only those that decided this.")] = None,
    person: Annotated[
        strawberry.ID | None,
        strawberry.argument(description="One person: the canonical id, agency/system/person_id, or an NHS number."),
    ] = None,
    lens: Annotated[LensInput | None, strawberry.argument(description="Whose records, as of when, as known when.")] = None,
    first: Annotated[int, strawberry.argument(description="How many a page has, 200 at most.")] = 50,
    after: Annotated[str | None, strawberry.argument(description="The cursor that the page begins behind.")] = None,
) -> MatchDecisionConnection:
    """A page of the decisions that stand."""
    begin = None if after is None else Cursor.read(after)
    asked_lens = lens_of(lens, begin.as_of, begin.known_at) if begin else lens_of(lens)
    wanted = verdict.value if verdict else None
    asked = fingerprint(asked_lens, "matchDecisions", wanted, person)
    check(begin, asked)
    if begin is not None and len(begin.place) != 2:
        raise InvalidInput("after: expected a cursor from an earlier page, found something else")
    behind = (begin.place[0], begin.place[1]) if begin else ("", "")
    found = await question.match_decisions(
        info.context.store, verdict=wanted, person=person, lens=asked_lens, first=first, after=behind
    )
    return _page(found, Cursor(asked_lens.as_of, asked_lens.known_at, asked, ("", "")), begin is not None)


def _page(found: question.MatchDecisions, at: Cursor, behind_another: bool) -> MatchDecisionConnection:
    edges = [
        MatchDecisionEdge(node=MatchDecision.of(each), cursor=replace(at, place=(each.left, each.right)).text())
        for each in found.decisions
    ]
    page_info = relay.PageInfo(
        has_next_page=found.more,
        has_previous_page=behind_another,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
    nodes = [edge.node for edge in edges]
    return MatchDecisionConnection(edges=edges, nodes=nodes, page_info=page_info, lens=Lens.of(found.lens))
