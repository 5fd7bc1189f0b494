"""The root field `possibleMatches`: a Relay connection with keyset cursors."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Self

import strawberry
from strawberry import relay

from api.graphql.operation.context import Info
from api.graphql.operation.inputs import LensArgument, PersonArgument
from api.graphql.operation.pages import AfterArgument, ListStart, page_info, pair_of
from api.graphql.questions.findings import Lens
from queries import matches as question


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


@strawberry.type(description="Two records that have an identifier in common and were not joined: somebody has to look at both.")
class PossibleMatch:
    id: strawberry.ID = strawberry.field(description="Both record keys, the smaller first.")
    left: MatchedRecord = strawberry.field(description="The record with the smaller key.")
    right: MatchedRecord = strawberry.field(description="The other record.")
    shared: list[str] = strawberry.field(description="What they have in common, in words.")
    reasons: list[str] = strawberry.field(description="Why they were not joined, in words.")

    @classmethod
    def of(cls, found: question.PossibleMatch) -> Self:
        """As GraphQL shows it."""
        return cls(
            id=strawberry.ID(found.id),
            left=MatchedRecord.of(found.left),
            right=MatchedRecord.of(found.right),
            shared=list(found.shared),
            reasons=list(found.reasons),
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
    lens: LensArgument = None,
    first: Annotated[int, strawberry.argument(description="How many pairs a page has, 200 at most.")] = 50,
    after: AfterArgument = None,
) -> PossibleMatchConnection:
    """A page of the pairs that wait for somebody to decide."""
    start = ListStart.of(lens, after, "possibleMatches", person)
    found = await question.possible_matches(info.context.store, person=person, lens=start.lens, first=first, after=pair_of(start))
    return _page(found, start)


def _page(found: question.Matches, start: ListStart) -> PossibleMatchConnection:
    edges = [
        PossibleMatchEdge(node=PossibleMatch.of(each), cursor=start.cursor((each.left.key, each.right.key)))
        for each in found.matches
    ]
    # A page may end behind pairs that it does not show.
    end = start.cursor(found.last) if found.last else None
    info = page_info([edge.cursor for edge in edges], more=found.more, before=start.behind is not None, end=end)
    nodes = [edge.node for edge in edges]
    return PossibleMatchConnection(edges=edges, nodes=nodes, page_info=info, lens=Lens.of(found.lens))
