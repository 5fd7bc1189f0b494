"""The root fields `possibleMatches`, a Relay connection with keyset cursors, and `matchComparison`: two records side by side."""

from dataclasses import asdict
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

import strawberry
from strawberry import relay

from api.graphql.operation.context import Info
from api.graphql.operation.inputs import LensArgument, PersonArgument, lens_of
from api.graphql.operation.pages import AfterArgument, ListStart, page_info, pair_of
from api.graphql.questions.findings import Lens
from queries import matches as question
from queries.matches.matches import BANDS


@strawberry.type(description="One side of a possible match: a record of a person, as it is seen through the lens.")
class MatchedRecord:
    person: strawberry.ID = strawberry.field(description="Whom it is of today: good for `person`, `child` and `node`.")
    key: str = strawberry.field(description="agency/system/person_id.")
    agency: str = strawberry.field(description="Whose record it is.")
    given_names: str | None = strawberry.field(description="As the record has them.")
    family_name: str | None = strawberry.field(description="As the record has it.")
    other_names: list[str] = strawberry.field(description="Other names, each `given names|family name`.")
    date_of_birth: date | None = strawberry.field(description="As the record has it.")
    date_of_birth_precision: str | None = strawberry.field(
        description="How much of the date the record has: day, month or year; of a month the first day stands in."
    )
    date_of_birth_kind: str | None = strawberry.field(description="actual, estimated or expected.")
    sex: str | None = strawberry.field(description="As the record has it.")
    nhs_number: str | None = strawberry.field(description="As the record has it.")
    upn: str | None = strawberry.field(description="The Unique Pupil Number, as the record has it.")
    other_ids: list[str] = strawberry.field(description="Other identifiers, each `scheme=value`.")

    @classmethod
    def of(cls, found: question.MatchedRecord) -> Self:
        """As GraphQL shows it."""
        own = asdict(found) | {"person": strawberry.ID(found.person)}
        return cls(**own | {"other_names": list(found.other_names), "other_ids": list(found.other_ids)})


@strawberry.type(description="Two records that may be one person's and are not joined: somebody has to look at both.")
class PossibleMatch:
    id: strawberry.ID = strawberry.field(description="Both record keys, the smaller first.")
    band: question.MatchBand = strawberry.field(description="Why it is listed. Never a number: show the words with it.")
    left: MatchedRecord = strawberry.field(description="The record with the smaller key.")
    right: MatchedRecord = strawberry.field(description="The other record.")
    agrees: list[str] = strawberry.field(description="What agrees, in words; of a name how common it is here.")
    differs: list[str] = strawberry.field(description="What differs, in words.")
    reasons: list[str] = strawberry.field(description="Why it is no more than that, in words.")
    cautions: list[str] = strawberry.field(
        description="Where one of the two persons is one only by what somebody decided after the lens's `knownAt`: that it is so."
    )

    @classmethod
    def of(cls, found: question.PossibleMatch) -> Self:
        """As GraphQL shows it."""
        return cls(
            id=strawberry.ID(found.id),
            band=found.band,
            left=MatchedRecord.of(found.left),
            right=MatchedRecord.of(found.right),
            agrees=list(found.agrees),
            differs=list(found.differs),
            reasons=list(found.reasons),
            cautions=list(found.cautions),
        )


@strawberry.enum(description="How two records stand: joined, decided to be different, in a band, or not proposed at all.")
class MatchState(StrEnum):
    """A state, in the words of the question."""

    JOINED = "joined"
    DIFFERENT = "different"
    LIKELY = "likely"
    POSSIBLE = "possible"
    UNDECIDED = "undecided"
    UNSURE = "unsure"
    NOT_PROPOSED = "not_proposed"


@strawberry.type(description="What somebody decided of two records.")
class PairDecision:
    """One decision."""

    verdict: str = strawberry.field(description="same, different or unsure.")
    reason: str = strawberry.field(description="Why, in words.")
    by: str = strawberry.field(description="Who decided; of the matcher its version.")
    on: date | None = strawberry.field(description="On which day.")


@strawberry.type(description="Two records side by side, as the lens shows them.")
class PairComparison:
    """Any two records."""

    state: MatchState = strawberry.field(description="How they stand.")
    left: MatchedRecord = strawberry.field(description="The record with the smaller key.")
    right: MatchedRecord = strawberry.field(description="The other record.")
    agrees: list[str] = strawberry.field(description="What agrees, in words; of a name how common it is here.")
    differs: list[str] = strawberry.field(description="What differs, in words.")
    reasons: list[str] = strawberry.field(
        description="Why it is so, and no more: what joins them, what holds a proposal back, or which rule forbids it."
    )
    decision: PairDecision | None = strawberry.field(description="What somebody decided, where anybody did.")
    lens: Lens = strawberry.field(description="The lens that was used.")

    @classmethod
    def of(cls, found: question.PairComparison) -> Self:
        """As GraphQL shows it."""
        return cls(
            state=MatchState(found.state),
            left=MatchedRecord.of(found.left),
            right=MatchedRecord.of(found.right),
            agrees=list(found.agrees),
            differs=list(found.differs),
            reasons=list(found.reasons),
            decision=None if found.decision is None else PairDecision(**asdict(found.decision)),
            lens=Lens.of(found.lens),
        )


@strawberry.type(description="A possible match, and the cursor of its place in the list.")
class PossibleMatchEdge:
    """One place in the list."""

    node: PossibleMatch = strawberry.field(description="The possible match.")
    cursor: str = strawberry.field(description="For `after`: the list goes on behind this pair.")


@strawberry.type(description="A page of possible matches, ordered by their records' keys.")
class PossibleMatchConnection:
    edges: list[PossibleMatchEdge] = strawberry.field(description="The possible matches of this page, with cursors.")
    nodes: list[PossibleMatch] = strawberry.field(description="The possible matches of this page, without.")
    page_info: relay.PageInfo = strawberry.field(description="Whether there is more, and where it begins.")
    lens: Lens = strawberry.field(description="The lens that was used.")


async def possible_matches(
    info: Info,
    person: PersonArgument = None,
    bands: Annotated[
        list[question.MatchBand] | None,
        strawberry.argument(description="Only those of these bands. Left out: all but `unsure`, which somebody has looked at."),
    ] = None,
    agencies: Annotated[
        list[str] | None, strawberry.argument(description="Only those of which one record is of one of these agencies.")
    ] = None,
    lens: LensArgument = None,
    first: Annotated[int, strawberry.argument(description="How many pairs a page has, 200 at most.")] = 50,
    after: AfterArgument = None,
) -> PossibleMatchConnection:
    """A page of the pairs that may be one person's."""
    chosen = sorted(set(bands)) if bands is not None else list(BANDS)
    of = sorted(set(agencies or ()))
    start = ListStart.of(lens, after, "possibleMatches", person, *chosen, "of", *of)
    found = await question.possible_matches(
        info.context.store, person=person, bands=chosen, agencies=of, lens=start.lens, first=first, after=pair_of(start)
    )
    return page(found, start)


async def match_comparison(
    info: Info,
    left: Annotated[strawberry.ID, strawberry.argument(description="A record: agency/system/person_id.")],
    right: Annotated[strawberry.ID, strawberry.argument(description="The other record.")],
    lens: LensArgument = None,
) -> PairComparison:
    """Two records side by side."""
    return PairComparison.of(await question.compare(info.context.store, left, right, lens=lens_of(lens)))


def page(found: question.Matches, start: ListStart) -> PossibleMatchConnection:
    """A page of matches as GraphQL shows it; `start` is where it begins."""
    edges = [
        PossibleMatchEdge(node=PossibleMatch.of(each), cursor=start.cursor((each.left.key, each.right.key)))
        for each in found.matches
    ]
    # A page may end behind pairs that it does not show.
    end = start.cursor(found.last) if found.last else None
    info = page_info([edge.cursor for edge in edges], more=found.more, before=start.behind is not None, end=end)
    nodes = [edge.node for edge in edges]
    return PossibleMatchConnection(edges=edges, nodes=nodes, page_info=info, lens=Lens.of(found.lens))
