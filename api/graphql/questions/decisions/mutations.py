"""The mutations: deciding who is one person, and taking it back."""

import asyncio
from collections.abc import Coroutine
from typing import Annotated, Any, Self

import strawberry

from api.graphql.operation.context import Info
from api.graphql.questions.decisions.inputs import Decisions, decisions_of
from api.sign_in.sign_in import may_decide
from graph.errors import NotAllowed
from graph.identity import decisions as carry_out
from graph.identity.plan import DecisionPlan
from queries.core.cautions import note_sentences

MUTATION_COST = 5_000
_SECONDS_OF_WAITING = 5


@strawberry.type(description="Two records about which something was decided or taken back, and whose they are since.")
class DecidedMatch:
    left: strawberry.ID = strawberry.field(description="The record with the smaller key.")
    right: strawberry.ID = strawberry.field(description="The other record.")
    left_person: strawberry.ID = strawberry.field(description="Whose record the first is now.")
    right_person: strawberry.ID = strawberry.field(description="Whose record the other is now.")

    @classmethod
    def of(cls, pair: tuple[str, str], plan: DecisionPlan) -> Self:
        """As GraphQL shows it."""
        left, right = (strawberry.ID(plan.resolution.person[key]) for key in pair)
        return cls(left=strawberry.ID(pair[0]), right=strawberry.ID(pair[1]), left_person=left, right_person=right)


Left = Annotated[strawberry.ID, strawberry.argument(description="A record: agency/system/person_id.")]
Right = Annotated[strawberry.ID, strawberry.argument(description="The other record.")]


async def decide_matches(info: Info, decisions: Decisions) -> list[DecidedMatch]:
    """Carry decisions out: all of them, or none."""
    asked = decisions_of(decisions, _caller(info))
    plan = await _carried_out(carry_out.decide(info.context.store, asked, wait=_SECONDS_OF_WAITING))
    return [DecidedMatch.of(each.pair, plan) for each in asked]


async def undo_decision(info: Info, left: Left, right: Right) -> DecidedMatch:
    """Take the last decision about two records back."""
    _caller(info)
    plan = await _carried_out(carry_out.undo(info.context.store, left, right, wait=_SECONDS_OF_WAITING))
    return DecidedMatch.of((min(left, right), max(left, right)), plan)


def _caller(info: Info) -> str:
    """Who decides. Raises NotAllowed for callers who may not."""
    caller = info.context.caller
    if not may_decide(caller):
        raise NotAllowed(f"who is one person is decided by practitioners and managers, not by the role {caller.role}")
    return caller.name if caller.name == caller.id else f"{caller.name} ({caller.id})"


async def _carried_out(work: Coroutine[Any, Any, DecisionPlan]) -> DecisionPlan:
    """Also where the caller has gone meanwhile: half of a decision's statements are worse than all or none (docs/adr/0040)."""
    plan = await asyncio.shield(asyncio.ensure_future(work))
    note_sentences([plan.not_matched] if plan.not_matched else ())
    return plan
