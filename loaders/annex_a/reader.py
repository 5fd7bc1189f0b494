"""Reading a workbook: once through to gather the children, then the records of them, then what became of every row."""

from collections.abc import Iterator
from datetime import date
from hashlib import file_digest
from pathlib import Path

from graph.facts import FactKind, Note, Reject
from loaders.annex_a.corrections import RejectsBook
from loaders.annex_a.lists import CHILD, LISTS
from loaders.annex_a.mapping import mapping
from loaders.annex_a.people import ADOPTER, adopter, gather, source_of
from loaders.annex_a.rows import ListRows
from loaders.annex_a.workbook import Workbook
from loaders.checks.local_ids import PlainIds
from loaders.extract import Row
from loaders.files.regular import open_file
from loaders.rejects import write_table
from loaders.returns.lines import Line
from loaders.returns.rows import LineRows
from loaders.returns.tally import Tally


class AnnexExtract:
    """One opened workbook; see `loaders.extract.Extract`.

    Memory: its lines, packed to about the size of the file; an entry per child; two numbers per fact of one list.

    An authority's own mapping table counts as a file of the extract: another table makes another load.
    """

    format = "annex_a"

    def __init__(self, path: Path, agency: str | None, extracted_on: date | None = None) -> None:
        self._mapping = mapping()
        self._book = Workbook(path, self._mapping)
        self._rejects = RejectsBook(self._book)
        self._ids = PlainIds((CHILD, ADOPTER))
        self._found = gather(self._book, self._lines(), self._mapping)
        mark = self._rejects.mark
        own = source_of(path.name, self._found, agency, mark.extracted_on if mark else extracted_on)
        self.source = mark.applied(own) if mark else own
        with open_file(path) as stream:
            digest = file_digest(stream, "sha256").hexdigest()
        self.files: tuple[tuple[str, str], ...] = ((path.name, digest), *self._mapping.own)
        self.rows: int | None = self._found.rows
        self._notes = [Note(f"{path.name}, {sheet.title}", 1, text) for sheet in self._book.sheets for text in sheet.said]
        self._notes += self._ids.take_notes()

    def _lines(self, table: str | None = None) -> Iterator[Line]:
        return self._ids.lines(self._rejects.lines(table))

    @property
    def present(self) -> frozenset[str]:
        """Each kind of fact with each list of it that is there; records of children, where all the lists are."""
        there = [each for each in LISTS if any(sheet.list_of is each for sheet in self._book.sheets)]
        dated = {f"{kind.value} {each.name}" for each in there for kind in each.kinds}
        return frozenset(dated | ({FactKind.PERSON.value} if len(there) == len(LISTS) else set()))

    def people(self) -> Iterator[Row]:
        """The records of the children of all lists, then of the adopters."""
        maker = LineRows(self.source, Tally(), CHILD)
        for child in self._found.children.ids:
            yield self._with_notes(Row("Children", (self._found.children.fact(maker, child),)))
        for line in self._lines("List 11"):
            found = adopter(maker, line, self._mapping)
            if found is not None:
                self._found.taken[line.table] |= line.cells.taken
                yield self._with_notes(found)

    def _with_notes(self, row: Row) -> Row:
        """What there is to know of the whole workbook stands with its first row."""
        row.warnings += (*self._notes, *self._found.children.take_notes())
        self._notes = []
        return row

    def bundles(self) -> Iterator[list[Row]]:
        """Row by row of every sheet, everything else."""
        tally = Tally()
        maker = LineRows(self.source, tally, CHILD)
        rows = ListRows(maker, self._found, self._mapping, self._book.day)
        lines = maker.by_table(self._lines())
        yield from tally.beside(maker.unkept(line, maker.guarded(line, rows.of), self._found.taken[line.table]) for line in lines)

    def write_rejects(self, folder: Path, rejects: list[Reject]) -> list[Path]:
        """Write the rejected rows and cells as `rejects.csv`, and all rows of their children as a workbook."""
        return [write_table(folder, rejects, (CHILD,)), self._rejects.write_rejects(folder, self.source, rejects)]
