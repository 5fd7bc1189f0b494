"""The columns of a chronology as people read it, by preset; definition: docs/chronology.md, "Presets"."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from queries.chronology import Chronology, ChronologyRow, RowKind

Cell = Callable[[ChronologyRow], str]


class Preset(StrEnum):
    """How the columns are arranged: ours, or as forms that agencies know."""

    FULL = "full"
    CHRONOLATOR = "chronolator"
    MOSAIC = "mosaic"
    TAYSIDE = "tayside"
    AGENCIES = "agencies"


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """A column: its title, how wide it is beside the others, what stands in it, whether it is the reviewer's own (so empty)."""

    title: str
    width: int
    cell: Cell
    reviewers: bool = False
    sources: bool = False


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """A row as it is read: its cells, or one over all columns (`spanning`); its rows of the chronology, for their sources."""

    cells: tuple[str, ...]
    spanning: str | None = None
    rows: tuple[ChronologyRow, ...] = ()

    @property
    def taken_away(self) -> bool:
        """Whether all that it tells was taken away, so that it is struck through."""
        return bool(self.rows) and all(row.taken_away for row in self.rows)


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns, and the rows with a cell for each."""

    columns: tuple[LayoutColumn, ...]
    rows: tuple[LayoutRow, ...]


def layout(found: Chronology, preset: Preset) -> Layout:
    """A chronology arranged in the columns of a preset."""
    columns = tuple(_COLUMNS[preset](found))
    rows = _by_day(found, columns) if preset is Preset.AGENCIES else (_row(row, columns) for row in found.rows)
    return Layout(columns, tuple(rows))


def sources_of(row: ChronologyRow) -> str:
    """Where it is written: each record by its kind and id."""
    return "; ".join(f"{each.kind} {each.id}" for each in row.evidence)


def dated_sources(row: ChronologyRow) -> str:
    """The same, with when each was written down."""
    return "; ".join(
        f"{each.kind} {each.id}" + (f", recorded {each.recorded_on}" if each.recorded_on else "") for each in row.evidence
    )


def said_in(row: ChronologyRow) -> str:
    """What happened, and that the record says so no more where it was taken away."""
    gone = f" [Taken away by its agency's records of {row.taken_away}.]" if row.taken_away else ""
    return row.event + gone


def _row(row: ChronologyRow, columns: Iterable[LayoutColumn]) -> LayoutRow:
    if row.kind is RowKind.GAP:
        return LayoutRow((), f"{row.period}: {row.event}")
    return LayoutRow(tuple(each.cell(row) for each in columns), rows=(row,))


def _agency(found: Chronology) -> Cell:
    return lambda row: ", ".join(found.agency(each) for each in row.agencies)


def _blank(row: ChronologyRow) -> str:
    return ""


def _people(found: Chronology) -> list[LayoutColumn]:
    """Whom a row is about, where that is more than one who could be."""
    return [LayoutColumn("Who", 11, lambda row: ", ".join(row.names))] if len(found.people) > 1 else []


_IMPACT = LayoutColumn("Impact (reviewer's)", 12, _blank, reviewers=True)
_ANALYSIS = LayoutColumn("Analysis (reviewer's)", 12, _blank, reviewers=True)
_NUMBER = LayoutColumn("No.", 5, lambda row: row.number)
_RECORDED = LayoutColumn("Recorded on", 11, lambda row: row.recorded_on.isoformat() if row.recorded_on else "")
_EVENT = LayoutColumn("Event", 26, said_in)
_ACTION = LayoutColumn("Action or outcome", 14, lambda row: row.action)
_SOURCE = LayoutColumn("Source of information", 12, sources_of, sources=True)


def _with_seen(row: ChronologyRow) -> str:
    return " ".join(part for part in (said_in(row), row.child_seen) if part)


def _full(found: Chronology) -> list[LayoutColumn]:
    return [
        _NUMBER,
        LayoutColumn("Date (from - to)", 11, lambda row: row.period),
        LayoutColumn("Age of the child", 9, lambda row: row.age),
        *_people(found),
        LayoutColumn("Agency", 12, _agency(found)),
        _SOURCE,
        _EVENT,
        LayoutColumn("Child seen, and what the child said", 12, lambda row: row.child_seen),
        _ACTION,
        _RECORDED,
        _IMPACT,
        _ANALYSIS,
    ]


def _chronolator(found: Chronology) -> list[LayoutColumn]:
    return [
        _NUMBER,
        LayoutColumn("Date from", 10, lambda row: row.on.text),
        LayoutColumn("Date to", 10, lambda row: row.until.text if row.until else ""),
        LayoutColumn("Source of Information", 13, sources_of, sources=True),
        *_people(found),
        LayoutColumn("Agency", 12, _agency(found)),
        LayoutColumn("Event", 28, _with_seen),
        _ACTION,
        _ANALYSIS,
    ]


def _mosaic(found: Chronology) -> list[LayoutColumn]:
    return [
        _NUMBER,
        LayoutColumn("Date", 10, lambda row: row.period),
        LayoutColumn("Age", 8, lambda row: row.age),
        LayoutColumn("Source", 14, lambda row: f"{_agency(found)(row)}: {sources_of(row)}", sources=True),
        *_people(found),
        LayoutColumn("Description", 32, lambda row: " ".join(part for part in (_with_seen(row), row.action) if part)),
        _ANALYSIS,
    ]


def _tayside(found: Chronology) -> list[LayoutColumn]:
    return [
        _NUMBER,
        LayoutColumn("Date or Period of Event", 10, lambda row: row.period),
        *_people(found),
        LayoutColumn("Significant Event", 30, _with_seen),
        LayoutColumn("Source", 14, lambda row: f"{_agency(found)(row)}: {sources_of(row)}", sources=True),
        _IMPACT,
        LayoutColumn("Action Taken", 16, lambda row: row.action),
    ]


def _agencies(found: Chronology) -> list[LayoutColumn]:
    heard = sorted({agency for row in found.rows for agency in row.agencies})
    return [
        LayoutColumn("Day", 10, lambda row: row.on.text),
        *(LayoutColumn(found.agency(each), 14, _of_agency(each, len(found.people) > 1)) for each in heard),
    ]


def _of_agency(agency: str, several: bool) -> Cell:
    def cell(row: ChronologyRow) -> str:
        who = f"{', '.join(row.names)}: " if several else ""
        parts = (f"{row.number}. {who}{said_in(row)}", row.child_seen, row.action)
        return " ".join(part for part in parts if part) if agency in row.agencies else ""

    return cell


def _by_day(found: Chronology, columns: tuple[LayoutColumn, ...]) -> Iterator[LayoutRow]:
    """A row for each day, with all that each agency says of it."""
    for (gap, text), together in groupby(found.rows, key=lambda row: (row.kind is RowKind.GAP, row.on.text)):
        rows = tuple(together)
        if gap:
            yield from (_row(row, columns) for row in rows)
        else:
            cells = ("\n".join(said for row in rows if (said := each.cell(row))) for each in columns[1:])
            yield LayoutRow((text, *cells), rows=rows)


_COLUMNS: dict[Preset, Callable[[Chronology], list[LayoutColumn]]] = {
    Preset.FULL: _full,
    Preset.CHRONOLATOR: _chronolator,
    Preset.MOSAIC: _mosaic,
    Preset.TAYSIDE: _tayside,
    Preset.AGENCIES: _agencies,
}
