"""What the store holds: which engine, how much of what, every load, and what each agency's extracts cover."""

from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from graph.cypher import text_of
from graph.lens import Lens
from graph.store import ReadKind, Row, Store
from graph.store.location import Location
from queries.core.findings import lens_dict, plain
from queries.engine.question import lens_parameters
from queries.engine.scope import read_scope

_FOLDER = Path(__file__).parent / "cypher"
_COUNTED = ("Person", "Child", "Contact", "Involvement", "Concern", "Strength", "Address")


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One load; `finished_at` is None while it is not whole."""

    id: str
    agency: str
    system: str
    extracted_on: date
    covers_from: date | None
    covers_to: date | None
    partial: bool
    format: str
    files: tuple[str, ...]
    rows_read: int | None
    facts_kept: int | None
    rows_rejected: int | None
    finished_at: str | None
    loaded_by: str


@dataclass(frozen=True, slots=True)
class AgencyCoverage:
    """One agency: what its finished extracts cover, when it was last extracted, its records, and those matched to no other.

    A partial extract covers no days.
    """

    id: str
    name: str | None
    kind: str
    covers_from: date | None
    covers_to: date | None
    last_extracted_on: date | None
    records: int
    unmatched: int


@dataclass(slots=True)
class Status:
    """The store as it stands, or as a `lens` shows it. `review` is how many possible matches wait for somebody to decide,
    which no lens shows; `cautions` hold for the whole answer."""

    location: Location
    engine: str
    nodes: dict[str, int]
    edges: int
    loads: list[LoadRow] = field(default_factory=list)
    agencies: list[AgencyCoverage] = field(default_factory=list)
    review: int = 0
    lens: Lens | None = None
    cautions: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        found: dict[str, Any] = plain(asdict(self))
        where = found.pop("location")
        file = where.pop("password_file")
        found["lens"] = None if self.lens is None else lens_dict(self.lens)
        return {**where, "password_file": None if file is None else str(file), **found}


async def status(store: Store, lens: Lens | None = None) -> Status:
    """Ask the store what it holds, or what a lens shows of it: two round trips.

    Raises UnknownName for an agency that is none.
    """
    found = await read_scope(store)
    if lens is None and not store.rights.is_everything:
        lens = Lens.of()  # what is in the store as such is told to its owner alone
    through = None if lens is None else found.lens(lens)
    *counts, edges, waiting, loads, agencies, records = (await _read(store, through))[0]
    rows = sorted((_load(row) for row in loads), key=lambda load: (load.agency, load.system, load.extracted_on, load.id))
    by_agency = {agency: (count, alone) for agency, count, alone in records}
    coverage = [_coverage(id_, name, kind, rows, by_agency.get(id_, (0, 0))) for id_, name, kind in sorted(agencies)]
    nodes = dict(zip(_COUNTED, counts, strict=True))
    return Status(store.location, store.engine, nodes, edges, rows, coverage, waiting, through, found.cautions)


async def _read(store: Store, lens: Lens | None) -> list[Row]:
    if lens is None:
        return await store.read(text_of(_FOLDER / "status.cypher"))
    return await store.read(text_of(_FOLDER / "status_through.cypher"), ReadKind.EVERYONE, **lens_parameters(lens, None))


def _load(row: list[Any]) -> LoadRow:
    id_, agency, system, day, start, end, partial, format_, files, *rest = row
    return LoadRow(
        id_, agency, system, date.fromisoformat(day), _day(start), _day(end), bool(partial), format_, tuple(files), *rest
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _coverage(id_: str, name: str | None, kind: str | None, loads: list[LoadRow], records: tuple[int, int]) -> AgencyCoverage:
    own = [load for load in loads if load.agency == id_ and load.finished_at]
    whole = [load for load in own if not load.partial]
    return AgencyCoverage(
        id_,
        name,
        kind or "other",
        min((load.covers_from for load in whole if load.covers_from), default=None),
        max((load.covers_to for load in whole if load.covers_to), default=None),
        max((load.extracted_on for load in own), default=None),
        *records,
    )
