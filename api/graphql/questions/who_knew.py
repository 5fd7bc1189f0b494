"""The root field `whoKnew`: which agency knew a fact, or what a finding rests on, since when and how."""

from datetime import date
from typing import Annotated, Self

import strawberry

from api.graphql.operation.context import Info
from api.graphql.operation.inputs import LensArgument, lens_of
from api.graphql.questions.findings import Lens
from graph.errors import InvalidInput
from queries.who_knew import knowledge, question

WHO_KNEW_COST = 200
"""As much as a chronology, which it reads for what each agency did next."""


@strawberry.type(description="What one agency knew of some facts.")
class AgencyKnowledge:
    agency: str = strawberry.field(description="Which agency.")
    known: int = strawberry.field(description="How many of the facts it knew.")
    facts: int = strawberry.field(description="How many there are.")
    since: date | None = strawberry.field(description="When it knew of the first; null where never, or always.")
    all_since: date | None = strawberry.field(description="From when it knew of every one; null where never, or always.")
    how: list[str] = strawberry.field(description="By what: its own records, or who told it, when, on what basis.")
    withheld: list[str] = strawberry.field(description="Who decided not to tell it, when and why.")
    did_next: str = strawberry.field(description="The first thing that it then did within 30 days, in words; may be empty.")
    did_next_on: date | None = strawberry.field(description="On which day.")

    @classmethod
    def of(cls, found: knowledge.AgencyKnowledge) -> Self:
        """As GraphQL shows it."""
        always = {name: None if day == date.min else day for name, day in (("s", found.since), ("a", found.all_since))}
        return cls(
            agency=found.agency,
            known=found.known,
            facts=found.facts,
            since=always["s"],
            all_since=always["a"],
            how=list(found.how),
            withheld=list(found.withheld),
            did_next=found.did_next,
            did_next_on=found.did_next_on,
        )


@strawberry.type(description="A fact that was known, or not.")
class KnownFact:
    kind: str = strawberry.field(description="What sort of fact it is.")
    id: strawberry.ID = strawberry.field(description="agency/system/its own id; unique together with `kind`.")
    agency: str = strawberry.field(description="Whose record it is.")
    recorded_on: date | None = strawberry.field(description="When it was written down; null where it always was on record.")

    @classmethod
    def of(cls, found: knowledge.KnownFact) -> Self:
        """As GraphQL shows it."""
        return cls(kind=found.kind, id=strawberry.ID(found.id), agency=found.agency, recorded_on=found.recorded_on)


@strawberry.type(description="Who knew a fact, or the facts that a finding rests on.")
class WhoKnew:
    subject: strawberry.ID = strawberry.field(description="Of whom.")
    statement: str = strawberry.field(description="What was known: the finding's statement, or the fact.")
    pooled_since: date | None = strawberry.field(description="Since when all of it was on record somewhere; null where always.")
    facts: list[KnownFact] = strawberry.field(description="The facts.")
    agencies: list[AgencyKnowledge] = strawberry.field(description="What each agency of the lens knew, in order of its id.")
    lens: Lens = strawberry.field(description="The lens that was used.")
    cautions: list[str] = strawberry.field(description="What holds for the whole answer.")

    @classmethod
    def of(cls, found: question.WhoKnew) -> Self:
        """As GraphQL shows it."""
        return cls(
            subject=strawberry.ID(found.subject),
            statement=found.statement,
            pooled_since=found.pooled_since,
            facts=[KnownFact.of(each) for each in found.facts],
            agencies=[AgencyKnowledge.of(each) for each in found.agencies],
            lens=Lens.of(found.lens),
            cautions=list(found.cautions),
        )


async def who_knew(
    info: Info,
    fact: Annotated[
        strawberry.ID | None, strawberry.argument(description="The id of a contact, involvement, concern or strength.")
    ] = None,
    kind: Annotated[str | None, strawberry.argument(description="Its kind, where facts of several kinds have that id.")] = None,
    pattern: Annotated[str | None, strawberry.argument(description="In place of a fact: a pattern, with `subject`.")] = None,
    subject: Annotated[strawberry.ID | None, strawberry.argument(description="Whom the pattern is asked about.")] = None,
    lens: LensArgument = None,
) -> list[WhoKnew]:
    """Of a fact one answer; of a pattern one for each finding."""
    store, through = info.context.store, lens_of(lens)
    if fact is not None and pattern is None and subject is None:
        return [WhoKnew.of(await question.who_knew_fact(store, fact, kind=kind, lens=through))]
    if pattern is not None and subject is not None and fact is None and kind is None:
        return [WhoKnew.of(each) for each in await question.who_knew_finding(store, pattern, subject, lens=through)]
    raise InvalidInput("whoKnew: expected a fact (and its kind), or a pattern and a subject")
