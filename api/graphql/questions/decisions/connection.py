"""The root field `matchDecisions`: a Relay connection with keyset cursors over the decisions that stand."""

from datetime import date
from typing import Annotated, Self

import strawberry
from strawberry import relay

from api.graphql.operation.context import Info
from api.graphql.operation.inputs import LensArgument, PersonArgument
from api.graphql.operation.pages import AfterArgument, ListStart, page_info, pair_of
from api.graphql.questions.decisions.inputs import MatchVerdict
from api.graphql.questions.findings import Lens
from queries import matches as question


@strawberry.type(description="A decision about two records that stands.")
class MatchDecision:
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
    edges: list[MatchDecisionEdge] = strawberry.field(description="The decisions of this page, with cursors.")
    nodes: list[MatchDecision] = strawberry.field(description="The decisions of this page, without.")
    page_info: relay.PageInfo = strawberry.field(description="Whether there is more, and where it begins.")
    lens: Lens = strawberry.field(description="The lens that was used.")


async def match_decisions(
    info: Info,
    verdict: Annotated[MatchVerdict | None, strawberry.argument(description="Only those that decided this.")] = None,
    person: PersonArgument = None,
    lens: LensArgument = None,
    first: Annotated[int, strawberry.argument(description="How many a page has, 200 at most.")] = 50,
    after: AfterArgument = None,
) -> MatchDecisionConnection:
    """A page of the decisions that stand."""
    wanted = verdict.value if verdict else None
    start = ListStart.of(lens, after, "matchDecisions", wanted, person)
    found = await question.match_decisions(
        info.context.store, verdict=wanted, person=person, lens=start.lens, first=first, after=pair_of(start)
    )
    edges = [
        MatchDecisionEdge(node=MatchDecision.of(each), cursor=start.cursor((each.left, each.right))) for each in found.decisions
    ]
    shown = page_info([edge.cursor for edge in edges], more=found.more, before=start.behind is not None)
    nodes = [edge.node for edge in edges]
    return MatchDecisionConnection(edges=edges, nodes=nodes, page_info=shown, lens=Lens.of(found.lens))
