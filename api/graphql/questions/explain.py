"""The root field `explain`: why a pattern finds something about one person, or nothing."""

from datetime import date
from typing import Annotated, Self

import strawberry
from strawberry.scalars import JSON

from api.graphql.operation.context import Info
from api.graphql.operation.inputs import LensArgument, ParameterInput, SubjectArgument, lens_of, parameters_of
from api.graphql.questions.findings import Evidence, Finding, Lens, evidence_of
from api.graphql.questions.patterns import PatternId
from queries.core.findings import plain
from queries.explanations import explain as question
from queries.explanations import fact_counts, near_misses


@strawberry.type(description="A parameter at the value nearest to the one used at which the answer turns.")
class NearMiss:
    parameter: str = strawberry.field(description="Which parameter of the pattern.")
    used: JSON = strawberry.field(description="The value that was used.")
    value: JSON = strawberry.field(description="The nearest value at which the answer is another.")
    unit: str = strawberry.field(description="The unit of both, as in `Parameter.unit`.")
    found: bool = strawberry.field(description="Whether it would be found with that value.")
    statement: str = strawberry.field(description="The same in plain English: “Would not be found with min_moves 4.”")

    @classmethod
    def of(cls, miss: near_misses.NearMiss) -> Self:
        """As GraphQL shows it."""
        return cls(
            parameter=miss.parameter,
            used=plain(miss.used),
            value=plain(miss.value),
            unit=miss.unit,
            found=miss.found,
            statement=miss.statement,
        )


@strawberry.type(description="A finding, and how near it was to not being one.")
class ExplainedFinding:
    finding: Finding = strawberry.field(description="The finding, with its facts and the values used.")
    near_misses: list[NearMiss] = strawberry.field(description="For each parameter that can undo it: from which value on.")


@strawberry.type(description="How many facts of one kind one agency had to look at.")
class LookedAt:
    """Facts of one kind by one agency."""

    agency: str = strawberry.field(description="Whose facts they are.")
    kind: str = strawberry.field(description="Their kind, as in `Evidence.kind`.")
    about_subject: int = strawberry.field(description="How many are about the person asked about.")
    about_others: int = strawberry.field(description="How many are about family and household.")
    first_on: date | None = strawberry.field(description="The first day of them.")
    last_on: date | None = strawberry.field(description="The last day of them.")

    @classmethod
    def of(cls, looked: fact_counts.FactCount) -> Self:
        """As GraphQL shows it."""
        return cls(
            agency=looked.agency,
            kind=looked.kind,
            about_subject=looked.about_subject,
            about_others=looked.about_others,
            first_on=looked.first_on,
            last_on=looked.last_on,
        )


@strawberry.type(description="Whether one agency of the lens has data for the days asked about: no data is not “did not happen”.")
class AgencyData:
    agency: str = strawberry.field(description="Which agency.")
    facts: int = strawberry.field(description="How many facts it had to look at.")
    covered: bool = strawberry.field(
        description="Whether its extracts cover every day from `daysFrom` to `daysTo`, but for those by which extracts may lag."
    )
    statement: str = strawberry.field(description="The same in plain English.")

    @classmethod
    def of(cls, data: fact_counts.AgencyData) -> Self:
        """As GraphQL shows it."""
        return cls(agency=data.agency, facts=data.facts, covered=data.covered, statement=data.statement)


@strawberry.type(description="Why a pattern finds what it does about one person. It counts and compares; it is no score.")
class Explanation:
    pattern: PatternId = strawberry.field(description="The pattern.")
    subject: strawberry.ID = strawberry.field(description="The person's canonical id.")
    statements: list[str] = strawberry.field(description="The whole in plain English, the most telling first: show these.")
    findings: list[ExplainedFinding] = strawberry.field(description="What it finds; empty where it finds nothing.")
    not_asked: str | None = strawberry.field(
        description="Where it finds nothing: why the question is not about this person, if so."
    )
    near_misses: list[NearMiss] = strawberry.field(
        description="Where it finds nothing: each parameter that alone would bring it."
    )
    together: list[NearMiss] = strawberry.field(description="Where no one parameter brings it: several that do, together.")
    in_the_way: list[Evidence] = strawberry.field(description="Where it finds nothing: the fewest facts without which it would.")
    looked_at: list[LookedAt] = strawberry.field(description="The facts of the kinds that the pattern looks at.")
    days_from: date = strawberry.field(description="The first of the days asked about.")
    days_to: date = strawberry.field(description="The last of the days asked about.")
    agencies: list[AgencyData] = strawberry.field(description="Every agency of the lens, and whether it has data for those days.")
    lens: Lens = strawberry.field(description="The lens that was used.")
    parameters: JSON = strawberry.field(description="The values that were used, by name.")
    cautions: list[str] = strawberry.field(description="That a load is unfinished, then the pattern's known false alarms.")
    unloaded: list[str] = strawberry.field(description="Of which agencies nothing is said, since they have loaded nothing.")

    @classmethod
    def of(cls, found: question.Explanation) -> Self:
        """As GraphQL shows it."""
        return cls(
            pattern=PatternId(found.pattern),
            subject=strawberry.ID(found.subject),
            statements=found.statements,
            findings=[_explained(each) for each in found.findings],
            not_asked=found.not_asked,
            near_misses=[NearMiss.of(each) for each in found.near_misses],
            together=[NearMiss.of(each) for each in found.together],
            in_the_way=[evidence_of(fact) for fact in found.in_the_way],
            looked_at=[LookedAt.of(each) for each in found.looked_at],
            days_from=found.days_from,
            days_to=found.days_to,
            agencies=[AgencyData.of(each) for each in found.agencies],
            lens=Lens.of(found.lens),
            parameters=plain(found.parameters),
            cautions=list(found.cautions),
            unloaded=list(found.unloaded),
        )


def _explained(found: question.Explained) -> ExplainedFinding:
    return ExplainedFinding(finding=Finding.of(found.finding), near_misses=[NearMiss.of(each) for each in found.near_misses])


async def explain(
    info: Info,
    pattern: Annotated[PatternId, strawberry.argument(description="Which pattern.")],
    subject: SubjectArgument,
    parameters: Annotated[list[ParameterInput] | None, strawberry.argument(description="Values other than the defaults.")] = None,
    lens: LensArgument = None,
) -> Explanation:
    """Why it finds something, or nothing."""
    given = parameters_of(parameters)
    return Explanation.of(await question.explain(info.context.store, pattern, subject, lens=lens_of(lens), parameters=given))
