"""The root field `missingPicture`: what nobody alone would see of one person."""

from typing import Annotated, Self

import strawberry

from api.graphql.operation.context import Info
from api.graphql.operation.inputs import LensArgument, ParameterInput, SubjectArgument, lens_of, parameters_of
from api.graphql.questions.findings import Evidence, Finding, Lens, NotJudged, evidence_of
from api.graphql.questions.patterns import PatternId
from queries.explanations import blind_spots
from queries.explanations import missing_picture as question


@strawberry.type(description="A finding that no agency's records alone give, and whose records together do.")
class Missing:
    finding: Finding = strawberry.field(description="The finding, as `findings` gives it; its `seenBy` is empty.")
    shown_together_by: list[list[str]] = strawberry.field(
        description="The smallest sets of agencies: the records of each together give the same finding, those of no part of it."
    )
    tried_to: int = strawberry.field(description="How many agencies the largest sets had that were tried.")
    complete: bool = strawberry.field(
        description="Whether every set was tried. If not, and `shownTogetherBy` is empty, it takes more than `triedTo` agencies."
    )
    statement: str = strawberry.field(description="The same in one or two sentences of plain English.")

    @classmethod
    def of(cls, found: question.Missing) -> Self:
        """As GraphQL shows it."""
        return cls(
            finding=Finding.of(found.finding),
            shown_together_by=[list(each) for each in found.smallest.sets],
            tried_to=found.smallest.tried_to,
            complete=found.smallest.complete,
            statement=found.statement,
        )


@strawberry.type(
    description="What one agency's records alone would find missing, and others' records answer: the father whom the police know."
)
class BlindSpot:
    agency: str = strawberry.field(description="Whose blind spot it is.")
    pattern: PatternId = strawberry.field(description="The pattern that its own lens gives a finding of.")
    key: str = strawberry.field(description="Tells several findings of one pattern apart, as in `Finding`.")
    status: str | None = strawberry.field(description="The status of that finding, where the pattern has any.")
    statement: str = strawberry.field(description="In plain English, with who answers it: show this first.")
    finding: str = strawberry.field(description="What the agency's own records alone would say.")
    evidence: list[Evidence] = strawberry.field(description="The facts that its own finding rests on.")
    answered_by: list[Evidence] = strawberry.field(
        description="The fewest facts, unseen by the agency, without which all records together would say the same."
    )
    agencies: list[str] = strawberry.field(description="Whose facts these are.")

    @classmethod
    def of(cls, spot: blind_spots.BlindSpot) -> Self:
        """As GraphQL shows it."""
        return cls(
            agency=spot.agency,
            pattern=PatternId(spot.pattern),
            key=spot.key,
            status=spot.status,
            statement=spot.statement,
            finding=spot.finding,
            evidence=[evidence_of(fact) for fact in spot.evidence],
            answered_by=[evidence_of(fact) for fact in spot.answered_by],
            agencies=list(spot.agencies),
        )


@strawberry.type(description="What all records of the lens together show of one person, and no agency's alone.")
class MissingPicture:
    subject: strawberry.ID = strawberry.field(description="The person's canonical id.")
    lens: Lens = strawberry.field(description="The lens that was used.")
    missing: list[Missing] = strawberry.field(description="Findings with nobody in `seenBy`, in order of pattern and key.")
    blind_spots: list[BlindSpot] = strawberry.field(description="In order of agency, pattern and key.")
    cautions: list[str] = strawberry.field(description="What holds for the whole answer: a load is unfinished.")
    not_judged: list[NotJudged] = strawberry.field(description="Patterns that failed about this person.")


async def missing_picture(
    info: Info,
    subject: SubjectArgument,
    parameters: Annotated[
        list[ParameterInput] | None,
        strawberry.argument(description="Values other than the defaults, for the patterns that have them."),
    ] = None,
    lens: LensArgument = None,
) -> MissingPicture:
    """What nobody alone would see."""
    given = parameters_of(parameters)
    found = await question.missing_picture(info.context.store, subject, lens=lens_of(lens), parameters=given)
    return MissingPicture(
        subject=strawberry.ID(found.subject),
        lens=Lens.of(found.lens),
        missing=[Missing.of(each) for each in found.missing],
        blind_spots=[BlindSpot.of(each) for each in found.blind_spots],
        cautions=list(found.cautions),
        not_judged=[NotJudged.of(each) for each in found.not_judged],
    )
