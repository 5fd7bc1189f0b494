"""The root field `chronology`: what happened to some people, in order, a page at a time."""

from datetime import date
from typing import Annotated, Self

import strawberry
from strawberry import relay

from api.graphql.operation.context import Info
from api.graphql.operation.inputs import LensArgument
from api.graphql.operation.pages import AfterArgument, ListStart, check_size, page_info
from api.graphql.questions.findings import Evidence, Lens, evidence_of
from graph.errors import InvalidInput
from queries import chronology as question

CHRONOLOGY_COST = 200
"""Every page is read of all rows, so it costs about as much as a page of facts."""
_MOST_NUMBERS = 10_000

RowKind = strawberry.enum(question.RowKind, name="ChronologyRowKind", description="What a row of a chronology tells of.")
Group = strawberry.enum(
    question.ChronologyGroup, name="ChronologyGroup", description="Who is taken in beside those who are named."
)


@strawberry.input(description="The number that a row was given before.")
class RowNumberInput:
    """A row's key and number, as an earlier answer had them."""

    key: str = strawberry.field(description="`ChronologyRow.key`.")
    number: str = strawberry.field(description="`ChronologyRow.number`, as 14 or 14.1.")


@strawberry.type(description="One thing that records say happened, in words, with where it is written; or a quiet stretch.")
class ChronologyRow:
    number: str | None = strawberry.field(description="Its number: given once, where `numbers` are given back; null of a gap.")
    key: str = strawberry.field(description="Names the row, however much is loaded later; nothing can be read from it.")
    kind: RowKind = strawberry.field(description="What it tells of.")  # type: ignore[valid-type]
    day: str = strawberry.field(name="date", description="The day, as precise as the record is: `2024-03-05`, `2024-03-?`, `?`.")
    until: str | None = strawberry.field(description="Of the start of a spell its end, where known; of a gap its last day.")
    people: list[strawberry.ID] = strawberry.field(description="Whom it is about, of those asked about.")
    names: list[str] = strawberry.field(description="How these are called.")
    age: str = strawberry.field(description="How old the children among them were, in words.")
    agencies: list[str] = strawberry.field(description="Whose records say so.")
    event: str = strawberry.field(description="What happened, in words.")
    child_seen: str = strawberry.field(description="Whether they were seen, and what the child said.")
    action: str = strawberry.field(description="What was done, or how it ended.")
    recorded_on: date | None = strawberry.field(description="When it was written down.")
    taken_away: date | None = strawberry.field(description="The day from which its agency's records say so no more.")
    evidence: list[Evidence] = strawberry.field(description="The records that it rests on.")

    @classmethod
    def of(cls, found: question.ChronologyRow) -> Self:
        """As GraphQL shows it."""
        return cls(
            number=found.number or None,
            key=found.key,
            kind=found.kind,
            day=found.on.text,
            until=found.until.text if found.until else None,
            people=[strawberry.ID(each) for each in found.people],
            names=list(found.names),
            age=found.age,
            agencies=list(found.agencies),
            event=found.event,
            child_seen=found.child_seen,
            action=found.action,
            recorded_on=found.recorded_on,
            taken_away=found.taken_away,
            evidence=[evidence_of(each) for each in found.evidence],
        )


@strawberry.type(description="A row, and the cursor of its place in the chronology.")
class ChronologyEdge:
    node: ChronologyRow = strawberry.field(description="The row.")
    cursor: str = strawberry.field(description="For `after`: the chronology goes on behind this row.")


@strawberry.type(description="A page of a chronology, in order of date.")
class ChronologyConnection:
    edges: list[ChronologyEdge] = strawberry.field(description="The rows of this page, with cursors.")
    nodes: list[ChronologyRow] = strawberry.field(description="The rows of this page, without.")
    page_info: relay.PageInfo = strawberry.field(description="Whether there is more, and where it begins.")
    people: list[strawberry.ID] = strawberry.field(description="Whom it is about, those of a group too.")
    names: list[str] = strawberry.field(description="How these are called, in the same order.")
    lens: Lens = strawberry.field(description="The lens that was used.")
    cautions: list[str] = strawberry.field(description="What holds for the whole answer: that it is cut short, for one.")


async def chronology(
    info: Info,
    people: Annotated[
        list[strawberry.ID], strawberry.argument(description="Ids, agency/system/person_id, or NHS numbers; 10 at most.")
    ],
    group: Annotated[
        Group | None,  # type: ignore[valid-type]
        strawberry.argument(description="Also their brothers and sisters, or whoever lives with them."),
    ] = None,
    start: Annotated[date | None, strawberry.argument(name="from", description="The first day.")] = None,
    end: Annotated[date | None, strawberry.argument(name="to", description="The last day.")] = None,
    gap_days: Annotated[
        int, strawberry.argument(description="A stretch of more days than these without a contact is a row.")
    ] = question.GAP_DAYS,
    numbers: Annotated[
        list[RowNumberInput] | None, strawberry.argument(description="The numbers that rows were given before.")
    ] = None,
    lens: LensArgument = None,
    first: Annotated[int, strawberry.argument(description="How many rows a page has, 200 at most.")] = 50,
    after: AfterArgument = None,
) -> ChronologyConnection:
    """A page of what happened to these people."""
    check_size(first)
    page = ListStart.of(lens, after, "chronology", *people, "of", group, start, end, gap_days)
    found = await question.chronology(
        info.context.store,
        people,
        group=group,
        start=start,
        end=end,
        gap_days=gap_days,
        numbers=_numbers(numbers),
        lens=page.lens,
    )
    return _page(found, page, first)


def _page(found: question.Chronology, page: ListStart, first: int) -> ChronologyConnection:
    place = _behind(found.rows, page)
    shown = found.rows[place : place + first]
    edges = [ChronologyEdge(node=ChronologyRow.of(each), cursor=page.cursor((each.key,))) for each in shown]
    more = len(found.rows) > place + first
    return ChronologyConnection(
        edges=edges,
        nodes=[edge.node for edge in edges],
        page_info=page_info([edge.cursor for edge in edges], more=more, before=page.behind is not None),
        people=[strawberry.ID(each) for each in found.people],
        names=list(found.names),
        lens=Lens.of(found.lens),
        cautions=list(found.cautions),
    )


def _behind(rows: list[question.ChronologyRow], page: ListStart) -> int:
    """Where the page begins. Raises InvalidInput where the row that it begins behind is there no more."""
    if not page.place:
        return 0
    for place, row in enumerate(rows, start=1):
        if (row.key,) == page.place:
            return place
    raise InvalidInput("after: the row that this page begins behind is in the chronology no more; begin again")


def _numbers(given: list[RowNumberInput] | None) -> question.RowNumbers | None:
    if given is None:
        return None
    if len(given) > _MOST_NUMBERS:
        raise InvalidInput(f"numbers: expected {_MOST_NUMBERS:,} at most, found {len(given):,}")
    return question.RowNumbers.from_dict({"numbers": {each.key: each.number for each in given}})
