"""What is remembered of the rows of an extract: numbers in memory, whole rows on the disk; neither grows beyond a gigabyte.

Decisions: docs/adr/0025 and 0054.
"""

import json
import sqlite3
from collections.abc import Iterator

from graph.errors import RefusedFile
from loaders.agency_extract.cells import ExtractCells, ExtractTable
from loaders.csv_files.file import CsvRecord
from loaders.rows.number_table import NumberTable

_BATCH = 10_000
# One number for an id: its line above bit 31, that bit where it was kept, and a hash of its content below.
_KEPT = 1 << 31
_CONTENT = _KEPT - 1
_MOST_IN_DICT = 250_000
_Waiting = tuple[str, int, str]


class RowIds:
    """The ids of the rows of one file: where each stands first, with what content, and whether it was kept.

    Memory: about 100 bytes a row, of any length, up to 250,000 rows; of more, 24 to 48 for each of them. It goes by hashes: of
    five million ids, two are taken for one with a probability of one in a hundred thousand.
    """

    def __init__(self) -> None:
        self._found: dict[int, int] | NumberTable = {}

    def first(self, id_: str, cells: ExtractCells) -> int | None:
        """The line in which an id stands first: None where it stands there, above this row, with the same content."""
        content, key = hash(tuple(cells.own)) & _CONTENT, hash(id_)
        found = self._found.get(key, 0)
        if not found:
            self._put(key, cells.line << 32 | content)
            return cells.line
        line = found >> 32
        return None if line != cells.line and found & _CONTENT == content else line

    def keep(self, id_: str) -> None:
        """That the row of an id was kept."""
        key = hash(id_)
        self._put(key, self._found.get(key, 0) | _KEPT)

    def kept(self, id_: str) -> bool:
        """Whether the row of an id was kept."""
        return bool(self._found.get(hash(id_), 0) & _KEPT)

    def _put(self, key: int, value: int) -> None:
        self._found[key] = value
        # A dict is three times as quick, and a usual extract never gets there.
        if isinstance(self._found, dict) and len(self._found) >= _MOST_IN_DICT:
            self._found = NumberTable(self._found)


class Parts:
    """The rows of a file of parts (who took part, what was shared), by the record that they belong to.

    They are in a database of SQLite that has no name: what of it is on the disk is gone when the process is, however it ends.
    """

    def __init__(self, table: ExtractTable | None) -> None:
        self._table = table
        self._store = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        self._store.execute("PRAGMA journal_mode = OFF")
        self._store.execute("CREATE TABLE parts (owner TEXT, line INTEGER, record TEXT, PRIMARY KEY (owner, line)) WITHOUT ROWID")
        if table is not None:
            self._fill(table)

    def _fill(self, table: ExtractTable) -> None:
        waiting: list[_Waiting] = []
        for record in table.sheet.records():
            local = table.value(record, "contact_id") or table.value(record, "record_id")
            owner = f"{table.value(record, 'record_kind') or 'contact'}:{local}"
            waiting.append((owner, record.line, json.dumps([record.cells, record.fault])))
            if len(waiting) == _BATCH:
                self._write(waiting)
        self._write(waiting)

    def _write(self, waiting: list[_Waiting]) -> None:
        try:
            self._store.execute("BEGIN")
            self._store.executemany("INSERT INTO parts VALUES (?, ?, ?)", waiting)
            self._store.execute("COMMIT")
        except sqlite3.Error as error:
            raise RefusedFile(
                f"expected room for the rows of an extract in the folder for temporary files, found: {error}"
            ) from error
        waiting.clear()

    def of(self, record: str, local: str) -> list[ExtractCells]:
        """The rows that belong to a record, in their order."""
        if self._table is None:
            return []
        found = self._store.execute("SELECT line, record FROM parts WHERE owner = ? ORDER BY line", (f"{record}:{local}",))
        return [self._cells(*each) for each in found]

    def rest(self, kept: dict[str, RowIds]) -> Iterator[tuple[str, ExtractCells]]:
        """The rows whose record was not kept, with the kind of record."""
        for owner, line, text in self._store.execute("SELECT owner, line, record FROM parts ORDER BY line"):
            record, _, local = owner.partition(":")
            if record not in kept or not kept[record].kept(local):
                yield record, self._cells(line, text)

    def _cells(self, line: int, text: str) -> ExtractCells:
        assert self._table is not None
        cells, fault = json.loads(text)
        return self._table.cells(CsvRecord(line, cells, fault))
