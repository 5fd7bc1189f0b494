"""The return as CSV files: in a folder, in a zip, or one by itself; each is known by its header, whatever its name."""

import csv
from collections.abc import Iterator
from io import TextIOWrapper
from itertools import count
from pathlib import Path
from typing import IO

from graph.errors import RefusedFile
from loaders.folder import Folder
from loaders.returns.lines import Line, shown
from loaders.ssda903.columns import TABLES, tables_of

_LONGEST = 1024 * 1024
_SNIFFED = 4096
BLANK = ("", "#N/A", "NULL")


class OneFile(Folder):
    """A file by itself, as a folder of one."""

    def __init__(self, path: Path) -> None:
        self.path, self._zip, self._names = path.parent, None, {path.name: path.name}


def folder_of(path: Path) -> Folder:
    """What has the files; raises RefusedFile for a broken zip."""
    packed = path.is_file() and _begins(path) == b"PK"
    return OneFile(path) if path.is_file() and not packed else Folder(path)


def _begins(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(2)
    except OSError:
        return b""


def found(folder: Folder) -> Iterator[tuple[str, list[str]]]:
    """Every file of the folder, with the columns that its first line names."""
    for name in folder.names:
        with folder.open(name) as stream:
            yield name, header(_sniffed(stream.read(_SNIFFED)))


def _sniffed(beginning: bytes) -> str:
    encoding = "utf-16" if beginning[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    lines = beginning.decode(encoding, "replace").splitlines()
    return lines[0] if lines else ""


def header(line: str) -> list[str]:
    """The names of the columns, in capitals."""
    return [name.strip().upper() for name in _split(line) or ()]


def _split(line: str) -> list[str] | None:
    """The cells of a line, None where it is not CSV; no cell of the return holds a line end."""
    if '"' not in line:
        return line.split(",")
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        return None


class Files:
    """The files of one return, checked. Raises RefusedFile where two are the same table, or one is not UTF-8."""

    table_by_table = True

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.names: dict[str, str] = {}
        self.left_alone: list[str] = []
        for name, columns in found(folder):
            tables = tables_of(columns)
            self.left_alone += _strange(name, columns, tables)
            for table in tables:
                self._take(table, name)
        if not self.names:
            listed = ", ".join(TABLES)
            raise RefusedFile(f"{folder.path.name}: expected a CSV file with the header of one of {listed}; found none")
        hashes = {name: folder.check(name) for name in sorted(set(self.names.values()))}
        self.files: tuple[tuple[str, str], ...] = tuple((name, digest) for name, (digest, _) in hashes.items())
        self.tables = frozenset(self.names)
        self.rows = sum(max(lines - 1, 0) for _, lines in hashes.values())

    def _take(self, table: str, name: str) -> None:
        other = self.names.setdefault(table, name)
        if other != name:
            raise RefusedFile(
                f"{self.folder.path.name}: expected one file with the columns of {table}, found {other} and {name};"
                " give each return a folder of its own"
            )

    def lines(self) -> Iterator[Line]:
        """Every line of every table, one table after the other; blank lines are passed over."""
        for table in TABLES:
            if table in self.names:
                with self.folder.open(self.names[table]) as stream:
                    yield from _lines(table, self.names[table], TextIOWrapper(stream, encoding="utf-8-sig", newline=""))


def _strange(file: str, columns: list[str], tables: list[str]) -> list[str]:
    """What of a file nothing here reads, in sentences."""
    if not tables:
        return [f"{file} has the columns of no table of the return; it was left alone"]
    unknown = set(columns) - {"", *(column for table in tables for column in TABLES[table].columns)}
    return sorted(f"{file}: the return has no column {column[:40]}; it was left alone" for column in unknown)


def _lines(table: str, file: str, stream: IO[str]) -> Iterator[Line]:
    names = header(stream.readline(_LONGEST).rstrip("\r\n"))
    twice = [name for name in TABLES[table].columns if names.count(name) > 1]
    if twice:
        raise RefusedFile(f"{file}, line 1: the column {twice[0]} stands twice")
    for number in count(2):
        text = stream.readline(_LONGEST)
        if not text:
            return
        if len(text) == _LONGEST and not text.endswith(("\n", "\r")):
            _pass_over(stream)
            yield Line(table, file, number, {}, f"expected a line of cells, found one of more than {_LONGEST:,} characters")
        elif text := text.rstrip("\r\n"):
            line = _line(table, file, number, text, names)
            if line.cells or line.fault:
                yield line


def _pass_over(stream: IO[str]) -> None:
    while (more := stream.readline(_LONGEST)) and not more.endswith(("\n", "\r")):
        pass


def _line(table: str, file: str, number: int, text: str, names: list[str]) -> Line:
    cells = _split(text)
    if cells is None:
        return Line(table, file, number, {}, f"expected CSV, found quotation marks that do not pair: {shown(text)}")
    given = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
    given = {name: cell for name, cell in given.items() if name and cell.upper() not in BLANK}
    if len(cells) != len(names) and any(cell.strip() for cell in (*cells[len(names) :], *given)):
        return Line(table, file, number, given, f"expected {len(names)} cells, found {len(cells)}")
    return Line(table, file, number, given)
