"""The root field `matchPreview`: what decisions would change."""

from enum import StrEnum
from typing import Annotated, Self

import strawberry

from api.graphql.operation.context import Info
from api.graphql.operation.inputs import LensInput, lens_of
from api.graphql.questions.contradictions import Contradiction
from api.graphql.questions.decisions.inputs import Decisions, decisions_of
from api.graphql.questions.findings import Evidence, Lens, NotJudged, Subject, evidence_of
from api.graphql.questions.patterns import PatternId
from queries import previews as question
from queries.core import findings

PREVIEW_COST = 10_000


@strawberry.enum(
    description="It would be found and is not now; it is found now and would not be; or it would have another status, rest on "
    "other facts, or be of more or fewer people."
)
class FindingChangeKind(StrEnum):
    COMES = "comes"
    GOES = "goes"
    CHANGES = "changes"


@strawberry.type(description="A finding as a preview shows it.")
class PreviewedFinding:
    """One finding, now or then."""

    subject: Subject = strawberry.field(description="Whom it is about.")
    key: str = strawberry.field(description="Tells several findings of one pattern on one subject apart.")
    status: str | None = strawberry.field(description="One of the pattern's statuses, where it has any.")
    statement: str = strawberry.field(description="One sentence in plain English.")
    evidence: list[Evidence] = strawberry.field(description="Every fact that it rests on.")
    cautions: list[str] = strawberry.field(description="The pattern's known false alarms.")

    @classmethod
    def of(cls, found: findings.Finding) -> Self:
        """As GraphQL shows it."""
        return cls(
            subject=Subject(id=strawberry.ID(found.subject), records=list(found.records)),
            key=found.key,
            status=found.status,
            statement=found.statement,
            evidence=[evidence_of(each) for each in found.evidence],
            cautions=list(found.cautions),
        )


@strawberry.type(description="Findings of one pattern about the same people, as they are and as they would be.")
class FindingChange:
    what: FindingChangeKind = strawberry.field(description="Whether it would come, go or change.")
    pattern: PatternId = strawberry.field(description="Of which pattern.")
    people: list[strawberry.ID] = strawberry.field(description="Whom it is about now; empty where it comes.")
    people_after: list[strawberry.ID] = strawberry.field(description="Whom it would be about; empty where it goes.")
    before: list[PreviewedFinding] = strawberry.field(description="What is found now.")
    after: list[PreviewedFinding] = strawberry.field(description="What would be found.")

    @classmethod
    def of(cls, found: question.FindingChange) -> Self:
        """As GraphQL shows it."""
        return cls(
            what=FindingChangeKind(found.what),
            pattern=PatternId(found.pattern),
            people=[strawberry.ID(each) for each in found.people],
            people_after=[strawberry.ID(each) for each in found.people_after],
            before=[PreviewedFinding.of(each) for each in found.before],
            after=[PreviewedFinding.of(each) for each in found.after],
        )


@strawberry.type(description="A record that would be another person's.")
class RecordMove:
    record: str = strawberry.field(description="agency/system/person_id.")
    person: strawberry.ID = strawberry.field(description="Whose it is now.")
    person_after: strawberry.ID = strawberry.field(description="Whose it would be.")
    named: bool = strawberry.field(description="Whether a decision is about it; else it moves along with others.")

    @classmethod
    def of(cls, found: question.RecordMove) -> Self:
        """As GraphQL shows it."""
        return cls(
            record=found.record,
            person=strawberry.ID(found.person),
            person_after=strawberry.ID(found.person_after),
            named=found.named,
        )


@strawberry.type(description="What decisions would change. Nothing is written by it.")
class MatchPreview:
    moves: list[RecordMove] = strawberry.field(description="The records that would be another person's.")
    findings: list[FindingChange] = strawberry.field(description="By person and pattern, what would come, go or change.")
    contradictions: list[Contradiction] = strawberry.field(
        description="What the records of one person would say differently, and do not now."
    )
    not_previewed: list[str] = strawberry.field(
        description="Patterns of somebody's own of which this cannot be said: they rest on their own text."
    )
    not_judged: list[NotJudged] = strawberry.field(description="About whom a pattern failed: of them nothing is said.")
    lens: Lens = strawberry.field(description="The lens that was used.")
    cautions: list[str] = strawberry.field(description="What holds for the whole answer: that a load is unfinished.")

    @classmethod
    def of(cls, found: question.DecisionPreview) -> Self:
        """As GraphQL shows it."""
        return cls(
            moves=[RecordMove.of(each) for each in found.moves],
            findings=[FindingChange.of(each) for each in found.findings],
            contradictions=[Contradiction.of(each) for each in found.contradictions],
            not_previewed=list(found.not_previewed),
            not_judged=[NotJudged.of(each) for each in found.not_judged],
            lens=Lens.of(found.lens),
            cautions=list(found.cautions),
        )


async def match_preview(
    info: Info,
    decisions: Decisions,
    lens: Annotated[LensInput | None, strawberry.argument(description="Whose records, as of when, as known when.")] = None,
) -> MatchPreview:
    """What decisions would change."""
    # Nothing is written: whose decisions they would be is in no answer.
    asked = decisions_of(decisions, info.context.caller.name)
    return MatchPreview.of(await question.preview(info.context.store, asked, lens=lens_of(lens)))
