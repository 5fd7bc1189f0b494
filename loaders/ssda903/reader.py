"""Reading a return: once through to gather the children, then the records of them, then what became of every line."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

from graph.facts import FactKind, Note, Reject, Source
from loaders.checks.local_ids import PlainIds
from loaders.corrections.marks import RejectsMark
from loaders.extract import Row
from loaders.rejects import write_table
from loaders.returns.lines import Line
from loaders.returns.rows import LineRows
from loaders.returns.tally import Tally
from loaders.ssda903.columns import TABLES
from loaders.ssda903.files import Files, folder_of
from loaders.ssda903.message import Message
from loaders.ssda903.people import baby_rows, gather, own_id, person_rows, source_of, year_of
from loaders.ssda903.rows import TableRows

_OF_PEOPLE = ("Header", "UASC", "OC2")


class Opened(Protocol):
    """The files of a return, or its one XML file; `table_by_table`: whether the lines of a table stand together."""

    files: tuple[tuple[str, str], ...]
    tables: frozenset[str]
    left_alone: list[str]
    rows: int
    table_by_table: bool

    def lines(self) -> Iterator[Line]:
        """Every line of the return, read anew from its beginning."""
        ...

    def mark(self) -> RejectsMark | None:
        """Of which extract these are rejected rows; None where they are none."""
        ...

    def write_rejects(self, folder: Path, source: Source, rejects: list[Reject]) -> list[Path]:
        """Write everything about the children of whom something was rejected."""
        ...


def open_return(path: Path, agency: str | None, extracted_on: date | None = None, *, xml: bool) -> "ReturnExtract":
    """Check that the whole return can be read, and gather who is in it; raises RefusedFile before anything is kept."""
    return ReturnExtract(path, Message(path) if xml else Files(folder_of(path)), agency, extracted_on)


class ReturnExtract:
    """One opened return; see `loaders.extract.Extract`.

    Memory: an entry per child, and two numbers per fact, of CSV files per fact of one table.
    """

    format = "ssda903"

    def __init__(self, path: Path, opened: Opened, agency: str | None, extracted_on: date | None = None) -> None:
        self._opened, self._tally, self._ids = opened, Tally(), PlainIds(("CHILD", "URN"))
        mark = opened.mark()
        self._found = gather(self._lines(), self._tally)
        own = source_of(path.name, self._found, agency, mark.extracted_on if mark else extracted_on)
        self.source: Source = mark.applied(own) if mark else own
        self.files = opened.files
        self.rows: int | None = opened.rows
        self._year_end = year_of(self.source.covers_from or self.source.extracted_on)[1]
        self._left = [*(Note(path.name, 1, text) for text in opened.left_alone), *self._ids.take_notes()]

    @property
    def present(self) -> frozenset[str]:
        """Each kind of fact with each table of it that is there."""
        tables = self._opened.tables
        dated = {f"{kind.value} {table}" for table in tables for kind in TABLES[table].kinds}
        return frozenset(dated | ({FactKind.PERSON.value} if "Header" in tables else set()))

    def _lines(self) -> Iterator[Line]:
        return self._ids.lines(self._opened.lines())

    def people(self) -> Iterator[Row]:
        """The records of the children: of every line that is only about them, and of each child that has no such line."""
        for bundle in self._tally.beside(self._people()):
            yield from bundle

    def _people(self) -> Iterator[list[Row]]:
        maker = LineRows(self.source, self._tally, "CHILD")
        for line in self._lines():
            if line.table in _OF_PEOPLE:
                rows = maker.guarded(line, lambda line: person_rows(maker, self._found, line))
                yield self._with_notes(maker.unkept(line, rows, self._found.taken.get(line.table, ())))
            if line.table == "Header":
                yield baby_rows(maker, line, tie=False)
        for child in self._found.children.ids:
            if child not in self._found.headed:
                yield self._with_notes([Row("CHILD not in Header", (self._found.children.fact(maker, child),))])

    def _with_notes(self, rows: list[Row]) -> list[Row]:
        """What there is to know of the whole return stands with its first row."""
        rows[0].warnings += (*self._left, *self._found.children.take_notes())
        self._left = []
        return rows

    def bundles(self) -> Iterator[list[Row]]:
        """Line by line, everything else."""
        tally = Tally()
        yield from tally.beside(self._bundles(LineRows(self.source, tally, "CHILD")))

    def _bundles(self, maker: LineRows) -> Iterator[list[Row]]:
        rows = TableRows(maker, self._found, self._year_end)
        lines = self._lines()
        for line in maker.by_table(lines) if self._opened.table_by_table else lines:
            if line.table == "Header":
                yield baby_rows(maker, line, tie=True)
            elif line.table == "OC2":
                yield [] if line.fault or own_id(line) is None else maker.guarded(line, rows.of)
            elif line.table != "UASC":
                yield maker.unkept(line, maker.guarded(line, rows.of), self._found.taken.get(line.table, ()))

    def write_rejects(self, folder: Path, rejects: list[Reject]) -> list[Path]:
        """Write the rejected lines and cells as `rejects.csv`, and everything about their children as a partial return."""
        return [write_table(folder, rejects, ("CHILD",)), *self._opened.write_rejects(folder, self.source, rejects)]
