"""The root field `contradictions`: what the records of one person say differently."""

from datetime import date
from typing import Annotated, Self

import strawberry

from api.graphql.operation.context import Info
from api.graphql.operation.inputs import LensInput, lens_of
from api.graphql.questions.findings import Lens
from queries import contradictions as question

ContradictionKind = strawberry.enum(question.ContradictionKind, name="ContradictionKind", description="What is said differently.")


@strawberry.type(description="What one record says, whose it is, and since when it is on record.")
class Account:
    value: str = strawberry.field(
        description="What is said, as the record has it; of a parent the record that they are known by, of a home its address."
    )
    agency: str = strawberry.field(description="Whose account it is.")
    record: str = strawberry.field(description="The record of the person that it came with: agency/system/person_id.")
    fact: strawberry.ID = strawberry.field(description="The id of the stay or relationship that says it; else the record itself.")
    since: date | None = strawberry.field(description="When it was written down; null where it always was on record.")
    start: date | None = strawberry.field(description="Of a home, its first day, where known.")
    end: date | None = strawberry.field(description="Of a home, its last day, where it was known.")

    @classmethod
    def of(cls, found: question.Account) -> Self:
        """As GraphQL shows it."""
        return cls(
            value=found.value,
            agency=found.agency,
            record=found.record,
            fact=strawberry.ID(found.fact),
            since=found.since,
            start=found.start,
            end=found.end,
        )


@strawberry.type(description="What records of one person say differently, side by side; none of them is preferred.")
class Contradiction:
    """One thing said differently."""

    person: strawberry.ID = strawberry.field(description="Of whom it is said.")
    kind: ContradictionKind = strawberry.field(description="What is said differently.")  # type: ignore[valid-type]
    accounts: list[Account] = strawberry.field(description="Every account that says anything of it, in order of its record.")

    @classmethod
    def of(cls, found: question.Contradiction) -> Self:
        """As GraphQL shows it."""
        return cls(person=strawberry.ID(found.person), kind=found.kind, accounts=[Account.of(each) for each in found.accounts])


@strawberry.type(description="What the records of one person say differently.")
class Contradictions:
    person: strawberry.ID = strawberry.field(description="The person's canonical id.")
    contradictions: list[Contradiction] = strawberry.field(description="What is said differently; empty where all agree.")
    lens: Lens = strawberry.field(description="The lens that was used.")
    cautions: list[str] = strawberry.field(description="What holds for the whole answer: that a load is unfinished.")


async def contradictions(
    info: Info,
    person: Annotated[
        strawberry.ID, strawberry.argument(description="The canonical id, agency/system/person_id, or an NHS number.")
    ],
    lens: Annotated[LensInput | None, strawberry.argument(description="Whose records, as of when, as known when.")] = None,
) -> Contradictions:
    """What records of one person say differently."""
    found = await question.contradictions(info.context.store, person, lens=lens_of(lens))
    return Contradictions(
        person=strawberry.ID(found.person),
        contradictions=[Contradiction.of(each) for each in found.contradictions],
        lens=Lens.of(found.lens),
        cautions=list(found.cautions),
    )
