"""The root field `search`: who or where somebody may mean, and why; never how well, as a number."""

from datetime import date
from typing import Annotated, Self

import strawberry

from api.graphql.operation.context import Info
from api.graphql.operation.inputs import LensArgument, lens_of
from api.graphql.questions.findings import Lens
from queries import search as question
from queries.search.hits import RecordFound


@strawberry.type(description="A record of a person that fits what was looked for.")
class RecordHit:
    key: str = strawberry.field(description="agency/system/person_id.")
    agency: str = strawberry.field(description="Whose record it is.")
    given_names: str | None = strawberry.field(description="As the record has them.")
    family_name: str | None = strawberry.field(description="As the record has it.")
    date_of_birth: date | None = strawberry.field(description="As the record has it.")
    date_of_birth_precision: str | None = strawberry.field(
        description="How much of the date the record has: day, month or year; of a month the first day stands in."
    )

    @classmethod
    def of(cls, found: RecordFound) -> Self:
        """As GraphQL shows it."""
        return cls(
            key=found.key,
            agency=found.agency,
            given_names=found.given_names,
            family_name=found.family_name,
            date_of_birth=found.date_of_birth,
            date_of_birth_precision=found.date_of_birth_precision,
        )


@strawberry.type(description="A person who may be meant.")
class PersonHit:
    id: strawberry.ID = strawberry.field(description="The person's canonical id: good for `person`, `child` and `node`.")
    records: list[RecordHit] = strawberry.field(description="Their records that fit, the best first.")
    matched: list[str] = strawberry.field(description="Why they are among the hits, in words.")
    cautions: list[str] = strawberry.field(
        description="Where they are one person only by what somebody decided after the lens's `knownAt`: that it is so."
    )


@strawberry.type(description="An address that may be meant.")
class AddressHit:
    id: strawberry.ID = strawberry.field(description="The address's id: good for `node`.")
    written: list[str] = strawberry.field(description="How the agencies in the lens write it.")
    agencies: list[str] = strawberry.field(description="Whose records have it.")
    matched: list[str] = strawberry.field(description="Why it is among the hits, in words.")


Hit = Annotated[PersonHit | AddressHit, strawberry.union("Hit", description="Who or where may be meant.")]


@strawberry.type(description="What a search finds, the likeliest first.")
class Hits:
    hits: list[Hit] = strawberry.field(description="The hits, the best fit first. The order says nothing of risk.")
    more: bool = strawberry.field(description="Whether there are others: say more of whom is meant.")
    lens: Lens = strawberry.field(description="The lens that was used.")
    cautions: list[str] = strawberry.field(description="What holds for the whole answer, hits or none: a load is unfinished.")


async def search(
    info: Info,
    text: Annotated[str, strawberry.argument(description="A name, a date of birth, an address, an identifier; or several.")],
    first: Annotated[int, strawberry.argument(description="How many hits at most; 100 is the largest number.")] = 20,
    lens: LensArgument = None,
) -> Hits:
    """Who or where may be meant."""
    found = await question.search(info.context.store, text, lens=lens_of(lens), first=first)
    return Hits(
        hits=[_hit(each) for each in found.hits], more=found.more, lens=Lens.of(found.lens), cautions=list(found.cautions)
    )


def _hit(found: question.PersonHit | question.AddressHit) -> PersonHit | AddressHit:
    id_, matched = strawberry.ID(found.id), list(found.matched)
    if isinstance(found, question.PersonHit):
        records = [RecordHit.of(each) for each in found.records]
        return PersonHit(id=id_, records=records, matched=matched, cautions=list(found.cautions))
    return AddressHit(id=id_, written=list(found.written), agencies=list(found.agencies), matched=matched)
