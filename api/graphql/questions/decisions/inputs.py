"""A decision as a caller gives it."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated

import strawberry

from graph.errors import InvalidInput
from graph.identity.judged import Decision

MOST_AT_ONCE = 100


@strawberry.enum(description="What is decided: one person, two people, or that somebody looked and could not tell.")
class MatchVerdict(StrEnum):
    """A verdict, in the words of the graph."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@strawberry.input(description="A decision about two records. Who decides is who is signed in, and when is today.")
class MatchDecisionInput:
    left: strawberry.ID = strawberry.field(description="A record: agency/system/person_id.")
    right: strawberry.ID = strawberry.field(description="The other record.")
    verdict: MatchVerdict = strawberry.field(description="What is decided.")
    reason: str = strawberry.field(description="Why, in words; kept with the decision.")


Decisions = Annotated[list[MatchDecisionInput], strawberry.argument(description=f"From one to {MOST_AT_ONCE}.")]


def decisions_of(given: Sequence[MatchDecisionInput], by: str) -> list[Decision]:
    """The decisions that are given. Raises InvalidInput for none, or for too many."""
    if not 1 <= len(given) <= MOST_AT_ONCE:
        raise InvalidInput(f"decisions: expected 1 to {MOST_AT_ONCE}, found {len(given)}")
    return [Decision(each.left, each.right, each.verdict.value, each.reason, by, date.today()) for each in given]
