"""The return as CSV files: in a folder, in a zip, or one by itself; each is known by its header, whatever its name."""

from collections.abc import Iterator
from pathlib import Path

from graph.errors import RefusedFile
from graph.facts import Reject, Source
from loaders.checks.local_ids import plain_id
from loaders.corrections.marks import RejectsMark
from loaders.csv_files.corrections import COLUMNS, mark_in, write_rows
from loaders.csv_files.file import CsvFile, CsvRecord
from loaders.files.folder import ExtractFolder, is_archive
from loaders.files.limits import limits, too_many_rows
from loaders.returns.lines import Line
from loaders.ssda903.columns import TABLES, tables_of

_OURS = frozenset(map(str.upper, COLUMNS))
BLANK = ("", "#N/A", "NULL")


def folder_of(path: Path) -> ExtractFolder:
    """What has the files; raises RefusedFile for a broken zip."""
    return ExtractFolder.of_one(path) if path.is_file() and not is_archive(path) else ExtractFolder(path)


def found(folder: ExtractFolder) -> Iterator[tuple[CsvFile | RefusedFile, str, list[str]]]:
    """Every file of the folder (or why it cannot be read), its name, and the columns that its first line names."""
    for name in folder.names:
        try:
            # No cell of the return holds a line end.
            sheet = CsvFile(folder, name, several_lines=False)
        except RefusedFile as error:
            yield error, name, []
        else:
            yield sheet, name, header(sheet.names)


def header(names: list[str]) -> list[str]:
    """The names of the columns, in capitals."""
    return [name.strip().upper() for name in names]


class Files:
    """The files of one return, checked. Raises RefusedFile where two are the same table, or one mixes days and months."""

    table_by_table = True

    def __init__(self, folder: ExtractFolder) -> None:
        self.folder = folder
        self._sheets: dict[str, CsvFile] = {}
        self.left_alone: list[str] = [f"{name}: {reason}" for name, reason in folder.left_alone()]
        for sheet, name, columns in found(folder):
            tables = tables_of(columns)
            if isinstance(sheet, RefusedFile):
                self.left_alone.append(f"{name} was left alone: {sheet}")
                continue
            self.left_alone += _strange(name, columns, tables)
            for table in tables:
                self._take(table, sheet)
        if not self._sheets:
            listed, others = ", ".join(TABLES), "; ".join(self.left_alone[:3])
            said = f"found none ({others})" if others else "found none"
            raise RefusedFile(f"{folder.path.name}: expected a CSV file with the header of one of {listed}; {said}")
        self.tables = frozenset(self._sheets)
        self.sheets = sheets = {sheet.name: sheet for sheet in self._sheets.values()}
        folder.check_size(list(sheets))
        examined = {name: sheets[name].examine() for name in sorted(sheets)}
        self.files: tuple[tuple[str, str], ...] = tuple((name, each.digest) for name, each in examined.items())
        self.rows = sum(max(each.lines - 1, 0) for each in examined.values())
        if self.rows > limits().rows:
            raise too_many_rows(folder.path.name, limits().rows)
        self.left_alone += [
            f"{name}: {text}" for name, sheet in sheets.items() for text in sheet.notes() if "day first" not in text
        ]

    def _take(self, table: str, sheet: CsvFile) -> None:
        other = self._sheets.setdefault(table, sheet)
        if other is not sheet:
            raise RefusedFile(
                f"{self.folder.path.name}: expected one file with the columns of {table}, found {other.name} and {sheet.name};"
                " give each return a folder of its own"
            )

    def mark(self) -> RejectsMark | None:
        """Of which extract these are rejected rows; None where they are none."""
        return mark_in(self.sheets.values())

    def write_rejects(self, folder: Path, source: Source, rejects: list[Reject]) -> list[Path]:
        """Write every line about the children of whom something was rejected."""
        return write_rows(folder, list(self.sheets.values()), _children, lambda name: name == "CHILD", source, rejects)

    def lines(self) -> Iterator[Line]:
        """Every line of every table, one table after the other; blank lines are passed over."""
        for table in TABLES:
            if table in self._sheets:
                yield from _lines(table, self._sheets[table])


def _strange(file: str, columns: list[str], tables: list[str]) -> list[str]:
    """What of a file nothing here reads, in sentences."""
    if not tables:
        return [f"{file} has the columns of no table of the return; it was left alone"]
    unknown = set(columns) - {"", *_OURS, *(column for table in tables for column in TABLES[table].columns)}
    return sorted(f"{file}: the return has no column {column[:40]}; it was left alone" for column in unknown)


def _children(sheet: CsvFile, record: CsvRecord) -> Iterator[str]:
    place = header(sheet.names).index("CHILD")
    if len(record.cells) > place and record.cells[place].strip().upper() not in BLANK:
        yield plain_id(record.cells[place].strip())


def _lines(table: str, sheet: CsvFile) -> Iterator[Line]:
    names = header(sheet.names)
    twice = [name for name in TABLES[table].columns if names.count(name) > 1]
    if twice:
        raise RefusedFile(f"{sheet.name}, line 1: the column {twice[0]} stands twice")
    names = ["" if name in _OURS else name for name in names]
    for record in sheet.records():
        line = _line(table, sheet.name, record, names)
        if line.cells or line.fault:
            yield line


def _line(table: str, file: str, record: CsvRecord, names: list[str]) -> Line:
    if record.fault and not record.cells:
        return Line(table, file, record.line, {}, f"{record.fault}: {record.text[:60]}")
    cells = record.cells
    given = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
    given = {name: cell for name, cell in given.items() if name and cell.upper() not in BLANK}
    if len(cells) != len(names) and any(cell.strip() for cell in (*cells[len(names) :], *given)):
        return Line(table, file, record.line, given, f"expected {len(names)} cells, found {len(cells)}")
    return Line(table, file, record.line, given, record.fault or "")
