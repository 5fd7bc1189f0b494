"""The root fields `status` and `coverage`: what the store holds, and what of it each agency's extracts cover."""

from datetime import date, datetime
from typing import Annotated, Self

import strawberry

from api.graphql.operation.context import Info
from api.graphql.operation.inputs import LensInput, lens_of
from api.graphql.questions.findings import Lens
from graph.vocabulary import AgencyKind
from queries.loaded import status as queries_status

strawberry.enum(AgencyKind, description="What sort of service an agency is.")


@strawberry.type(description="How many nodes of one label there are.")
class NodeCount:
    """A label and its number."""

    label: str = strawberry.field(description="Person, Contact, Concern…")
    count: int = strawberry.field(description="How many.")


@strawberry.type(description="An extract that was loaded.")
class Load:
    id: strawberry.ID = strawberry.field(description="Made from the agency, the system, the day and every file's content.")
    agency: str = strawberry.field(description="Whose extract.")
    system: str = strawberry.field(description="From which of that agency's systems.")
    extracted_on: date = strawberry.field(description="The day of the extract.")
    covers_from: date | None = strawberry.field(description="The first day that it covers.")
    covers_to: date | None = strawberry.field(description="The last day that it covers.")
    partial: bool = strawberry.field(description="Whether it says of itself that it is only a part.")
    format: str = strawberry.field(description="The file format.")
    files: list[str] = strawberry.field(description="The names of its files.")
    rows_read: int | None = strawberry.field(description="Rows read; null while it is not finished.")
    facts_kept: int | None = strawberry.field(description="Facts kept; null while it is not finished.")
    rows_rejected: int | None = strawberry.field(description="Rows rejected: they wait to be corrected.")
    finished_at: datetime | None = strawberry.field(
        description="When it was whole; null while it is not: findings may lack something."
    )
    loaded_by: str = strawberry.field(description="Who loaded it.")


@strawberry.type(description="What is there of one agency.")
class AgencyCoverage:
    id: strawberry.ID = strawberry.field(description="The agency's id, for `LensInput.agencies`.")
    name: str | None = strawberry.field(description="Its name; null where its own extract has not come yet.")
    kind: AgencyKind = strawberry.field(description="What sort of service it is.")
    covers_from: date | None = strawberry.field(description="The first day that its extracts cover.")
    covers_to: date | None = strawberry.field(description="The last day that they cover.")
    last_extracted_on: date | None = strawberry.field(description="The day of its latest extract.")
    records: int = strawberry.field(description="Its records of people.")
    unmatched: int = strawberry.field(description="Those of them that no other record is matched to.")


@strawberry.type(description="What the store holds.")
class Status:
    engine: str = strawberry.field(description="The graph store's name and version.")
    nodes: list[NodeCount] = strawberry.field(description="Nodes by label.")
    edges: int = strawberry.field(description="How many edges there are.")
    loads: list[Load] = strawberry.field(description="Every load.")
    agencies: list[AgencyCoverage] = strawberry.field(description="Every agency.")
    review: int = strawberry.field(
        description="Possible matches of records that wait for somebody to decide; 0 through a lens, which shows none."
    )
    lens: Lens | None = strawberry.field(description="The lens that was used; null where the whole store was asked about.")
    cautions: list[str] = strawberry.field(description="What holds for the whole answer: a load is unfinished.")

    @classmethod
    def of(cls, found: queries_status.Status) -> Self:
        """As GraphQL shows it."""
        return cls(
            engine=found.engine,
            nodes=[NodeCount(label=label, count=count) for label, count in found.nodes.items()],
            edges=found.edges,
            loads=[_load(each) for each in found.loads],
            agencies=[_agency(each) for each in found.agencies],
            review=found.review,
            lens=None if found.lens is None else Lens.of(found.lens),
            cautions=list(found.cautions),
        )


_LENS = "Whose records, as of when, as known when: only what it shows is counted and listed. Left out: the whole store."


async def status(info: Info, lens: Annotated[LensInput | None, strawberry.argument(description=_LENS)] = None) -> Status:
    """What the store holds."""
    return Status.of(await queries_status.status(info.context.store, None if lens is None else lens_of(lens)))


async def coverage(
    info: Info, lens: Annotated[LensInput | None, strawberry.argument(description=_LENS)] = None
) -> list[AgencyCoverage]:
    """What there is of each agency."""
    found = await queries_status.status(info.context.store, None if lens is None else lens_of(lens))
    return [_agency(each) for each in found.agencies]


def _load(row: queries_status.LoadRow) -> Load:
    same = ("agency", "system", "extracted_on", "covers_from", "covers_to", "partial", "format")
    counts = ("rows_read", "facts_kept", "rows_rejected", "loaded_by")
    finished = datetime.fromisoformat(row.finished_at) if row.finished_at else None
    fields = {name: getattr(row, name) for name in same + counts}
    return Load(id=strawberry.ID(row.id), files=list(row.files), finished_at=finished, **fields)


def _agency(row: queries_status.AgencyCoverage) -> AgencyCoverage:
    same = ("name", "covers_from", "covers_to", "last_extracted_on", "records", "unmatched")
    return AgencyCoverage(id=strawberry.ID(row.id), kind=AgencyKind(row.kind), **{name: getattr(row, name) for name in same})
