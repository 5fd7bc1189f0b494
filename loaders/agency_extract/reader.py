"""Reading an agency extract: every row of the ten files becomes a fact, or a reject that says why."""

from collections import defaultdict
from collections.abc import Iterator, MutableMapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from graph.errors import InvalidInput, RefusedFile
from graph.facts import Fact, FactKind, Note, Reject, Source
from graph.identity.identifiers import is_no_place, normal_uprn, valid_nhs_number, valid_upn
from graph.spill import SpilledMap
from loaders.agency_extract.cells import ExtractCells, ExtractTable
from loaders.agency_extract.columns import COLUMNS
from loaders.agency_extract.facts import KINDS, ExtractFacts
from loaders.agency_extract.rejects import write_rejects
from loaders.agency_extract.row_ids import Parts, RowIds
from loaders.checks.local_ids import plain_id, read_as
from loaders.corrections.marks import CORRECTION, mark_read
from loaders.csv_files.file import LINE, CsvFile
from loaders.extract import Row
from loaders.files.folder import ExtractFolder
from loaders.files.limits import limits, too_many_rows

_MOST_HEADERS = 1000
_STANDING = ("relationships.csv", "addresses.csv", "contacts.csv", "involvements.csv", "concerns.csv", "strengths.csv")
_RECORDS = {"contacts.csv": "contact", "involvements.csv": "involvement", "concerns.csv": "concern", "strengths.csv": "strength"}


def open_extract(folder: ExtractFolder) -> "AgencyExtract":
    """Check every file's encoding and header, and read extract.csv; raises RefusedFile before anything is kept."""
    names = [name for name in folder.names if name in COLUMNS]
    for name in ("extract.csv", "people.csv"):
        if name not in names:
            found = ", ".join(folder.names)[:500] or "no files"
            raise RefusedFile(f"{folder.path.name}: {folder.missing(name)}; found: {found}")
    folder.check_size(names)
    tables = _tables(folder, names)
    examined = {name: table.sheet.examine() for name, table in sorted(tables.items())}
    notes = tuple(_left_alone(folder, tables))
    source = replace(_source(folder, tables["extract.csv"]), correction=_correction(tables))
    files = tuple((name, each.digest) for name, each in examined.items())
    lines = sum(max(each.lines - 1, 0) for name, each in examined.items() if name != "extract.csv")
    if lines > limits().rows:
        raise too_many_rows(folder.path.name, limits().rows)
    return AgencyExtract(folder, source, files, lines, tables, notes)


def _tables(folder: ExtractFolder, names: list[str]) -> dict[str, ExtractTable]:
    """The files, their headers checked; in one of rejected rows, what spreadsheets would take for formulas is disarmed."""
    sheets = {name: CsvFile(folder, name) for name in names}
    for sheet in sheets.values():
        sheet.disarmed = any(name.strip() == LINE for name in sheet.names)
    return {name: ExtractTable(sheet, f"{folder.path.name}: {name}") for name, sheet in sheets.items()}


def _left_alone(folder: ExtractFolder, tables: dict[str, ExtractTable]) -> Iterator[Note]:
    """What the extract has that is no part of the format, and how its files are written."""
    yield from (Note(name, 0, reason) for name, reason in folder.left_alone())
    for name in folder.names:
        if name not in tables and not name.startswith("."):
            yield Note(name, 0, "a file that is none of the ten of an agency extract: left alone")
    for name, table in sorted(tables.items()):
        yield from (Note(name, 1, text) for text in table.sheet.notes())
        unknown = table.header.unknown
        yield from (Note(name, 1, f"the column {each[:60]} is none of this file's: left alone") for each in unknown)


def _correction(tables: dict[str, ExtractTable]) -> int:
    """How often the rows of an extract were rejected and corrected; raises RefusedFile where it is not said in a number."""
    if not any(table.sheet.disarmed for table in tables.values()):
        return 0
    header = tables["extract.csv"]
    said = [dict(zip(header.header.names, cells.raw, strict=False)).get(CORRECTION, "").strip() for cells in header]
    return mark_read("extract.csv", said, (), ()).correction


def _source(folder: ExtractFolder, table: ExtractTable) -> Source:
    rows = [cells for _, cells in zip(range(_MOST_HEADERS), table, strict=False)]
    if len(rows) != 1:
        raise RefusedFile(f"{folder.path.name}: extract.csv: expected one row, found {len(rows)}")
    if rows[0].fault:
        fault = rows[0].fault
        raise RefusedFile(f"{folder.path.name}: extract.csv, line {fault.line}, {fault.column}: {fault.reason}")
    given = rows[0].values
    covers_from, covers_to = given.get("covers_from"), given.get("covers_to")
    if covers_from and covers_to and covers_to < covers_from:
        raise RefusedFile(f"{folder.path.name}: extract.csv: covers_to {covers_to} is before covers_from {covers_from}")
    return Source(
        given["agency_id"],
        given["agency_name"],
        given["agency_kind"],
        given["system"],
        given["extracted_on"],
        covers_from,
        covers_to,
        given.get("partial", False),
    )


class AgencyExtract:
    """One opened extract; see `loaders.extract.Extract`. Memory: at most 48 bytes per row, not the rows."""

    format = "agency_extract"

    def __init__(
        self,
        folder: ExtractFolder,
        source: Source,
        files: tuple[tuple[str, str], ...],
        rows: int,
        tables: dict[str, ExtractTable],
        notes: tuple[Note, ...] = (),
    ) -> None:
        self.folder, self.source, self.files, self._tables, self._notes = folder, source, files, tables, notes
        self.rows: int | None = rows
        self.names = {name for name, _ in files}
        self.present = frozenset(KINDS[name][0] for name in self.names if name in KINDS)
        self._build = ExtractFacts(source)
        self._ids: dict[str, RowIds] = defaultdict(RowIds)
        self._plain_ids: set[str] = set()

    def people(self) -> Iterator[Row]:
        """The rows of people.csv, in which facts may say since when somebody is on record."""
        worked_out = self._worked_out()
        self._ids.clear()
        for cells in self._cells("people.csv"):
            row = self._row(cells, lambda values: self._build.of_person(values, worked_out.get(values["person_id"])))
            if row.facts:
                self._ids["people.csv"].keep(cells.values["person_id"])
                row.warnings += tuple(_doubtful_numbers(cells))
            yield self._with_notes(row)

    def bundles(self) -> Iterator[list[Row]]:
        """The rows of the other files; a record stands with its shares, a contact with who took part."""
        shares, took_part = Parts(self._tables.get("shares.csv")), Parts(self._tables.get("contact_people.csv"))
        for file in _STANDING:
            record = _RECORDS.get(file, "")
            for cells in self._cells(file):
                row = self._standing(file, cells)
                bundle = [row]
                if row.facts and record:
                    local = row.facts[0].source
                    self._ids[file].keep(local)
                    if record == "contact":
                        bundle += self._parts(took_part.of(record, local), row.facts[0])
                    bundle += self._parts(shares.of(record, local), row.facts[0])
                self._with_notes(row)
                yield bundle
        kept = {record: self._ids[file] for file, record in _RECORDS.items()}
        for record, cells in [*took_part.rest(kept), *shares.rest(kept)]:
            column = "contact_id" if cells.file == "contact_people.csv" else "record_id"
            yield [self._rejected(cells, column, f"the extract has no such {record}")]

    def _with_notes(self, row: Row) -> Row:
        """What there is to know of the whole extract stands with its first row."""
        row.warnings, self._notes = self._notes + row.warnings, ()
        return row

    def write_rejects(self, folder: Path, rejects: list[Reject]) -> list[Path]:
        """Write the rejected rows as a partial extract of their own."""
        return write_rejects(self._tables, self.source, folder, rejects)

    def _cells(self, file: str) -> Iterator[ExtractCells]:
        if file not in self._tables:
            return
        for cells in self._tables[file]:
            # Nearly no row has such a cell: the whole row is looked at once, not each of its ids.
            if ".0" in ",".join(cells.raw) and file not in self._plain_ids:
                self._note_ids(file, cells)
            yield cells

    def _note_ids(self, file: str, cells: ExtractCells) -> None:
        """Say once a file that ids are read without what a spreadsheet added to them."""
        for name, cell in zip(cells.header, cells.raw, strict=False):
            if name.endswith("_id") and plain_id(cell.strip()) != cell.strip():
                self._plain_ids.add(file)
                self._notes += (Note(file, cells.line, f"{name}: {read_as(cell.strip())}"),)
                return

    def _standing(self, file: str, cells: ExtractCells) -> Row:
        if file == "addresses.csv" and not cells.fault and _no_place(cells.values):
            said = "there is no address in it (no valid UPRN, and an address that names no place): no stay was made"
            return Row(file, warnings=(Note(file, cells.line, said),))
        return self._row(cells, lambda values: self._build.of_row(file, values))

    def _row(self, cells: ExtractCells, build: Any) -> Row:
        """A row that has an id of its own: its fact, or the first thing wrong with it; a repeated one is set aside."""
        reject = cells.fault or self._reference(cells)
        first = cells.line if reject else self._ids[cells.file].first(cells.values[KINDS[cells.file][1]], cells)
        if first is None:
            return Row(cells.file, warnings=(Note(cells.file, cells.line, "the same row stands above already: kept once"),))
        if first != cells.line:
            column = KINDS[cells.file][1]
            said = f"the id '{cells.values[column]}' stands twice with different content, first in line {first}"
            reject = cells.reject(column, said)
        if reject:
            return Row(cells.file, reject=self._known_id(reject, cells))
        try:
            return _kept(cells, build(cells.values))
        except InvalidInput as error:
            return Row(cells.file, reject=self._known_id(cells.reject("end", str(error)), cells))

    def _reference(self, cells: ExtractCells) -> Reject | None:
        for column in ("person_id", "related_person_id"):
            if cells.file != "people.csv" and column in cells.values and not self._ids["people.csv"].kept(cells.values[column]):
                return cells.reject(column, f"the extract has no person '{cells.values[column]}' (or that row was rejected)")
        for record in ("contact", "involvement") if cells.file == "concerns.csv" else ():
            local = cells.values.get(f"{record}_id")
            if local is not None and not self._ids[f"{record}s.csv"].kept(local):
                return cells.reject(f"{record}_id", f"the extract has no {record} '{local}' (or that row was rejected)")
        return None

    def _known_id(self, reject: Reject, cells: ExtractCells) -> Reject:
        kind, column = KINDS[cells.file]
        local = plain_id(dict(zip(cells.header, cells.raw, strict=False)).get(column, "").strip())
        return Reject(
            reject.file, reject.line, reject.column, reject.value, reject.reason, reject.row, kind, self._build.key(local)
        )

    def _rejected(self, cells: ExtractCells, column: str, reason: str) -> Row:
        return Row(cells.file, reject=self._known_id(cells.fault or cells.reject(column, reason), cells))

    def _parts(self, left: list[ExtractCells], parent: Fact) -> list[Row]:
        """The rows that belong to a record, each a part of it."""
        seen: dict[str, tuple[int, Fact]] = {}
        return [self._part(cells, parent, seen) for cells in left]

    def _part(self, cells: ExtractCells, parent: Fact, seen: dict[str, tuple[int, Fact]]) -> Row:
        reject = cells.fault or self._reference(cells)
        if reject is None:
            fact = self._build.of_part(cells.file, cells.values, parent)
            line, known = seen.setdefault(fact.id, (cells.line, fact))
            if line == cells.line:
                return _kept(cells, fact)
            if known.content == fact.content:
                return Row(cells.file, warnings=(Note(cells.file, cells.line, f"says what line {line} says: kept once"),))
            reject = cells.reject(KINDS[cells.file][1], f"the same row stands twice with different content, first in line {line}")
        return Row(cells.file, reject=self._known_id(reject, cells))

    def _worked_out(self) -> SpilledMap[date]:
        """Of each person, the earliest recorded_on among the facts about or involving them; only where a row needs it."""
        if all("recorded_on" in cells.values for cells in self._cells("people.csv") if not cells.fault):
            return SpilledMap()
        earliest: SpilledMap[date] = SpilledMap()
        for _ in AgencyExtract(self.folder, self.source, self.files, 0, self._tables).facts_alone(earliest):
            pass
        return earliest

    def facts_alone(self, earliest: MutableMapping[str, date]) -> Iterator[None]:
        """Read everything once, keeping only the earliest recorded_on by person id."""
        for cells in self._cells("people.csv"):
            if not cells.fault:
                self._ids["people.csv"].keep(cells.values["person_id"])
        for bundle in self.bundles():
            for fact in (fact for row in bundle for fact in row.facts if fact.kind is not FactKind.SHARE):
                # What was always on record says nothing of since when somebody is.
                if fact.recorded_on > date.min:
                    for key in fact.records:
                        # In this order: `%252F` is an id with `%2F` in it, and not one with a slash.
                        local = key.rsplit("/", 1)[1].replace("%2F", "/").replace("%25", "%")
                        before = earliest.get(local)
                        if before is None or fact.recorded_on < before:
                            earliest[local] = fact.recorded_on
            yield


def _kept(cells: ExtractCells, fact: Fact) -> Row:
    """The row of a fact, with those cells without which it is kept."""
    return Row(cells.file, (fact,), next(iter(cells.alone), None), also=tuple(cells.alone[1:]), unkept=cells.unkept)


def _no_place(values: dict[str, Any]) -> bool:
    uprn = normal_uprn(values.get("uprn", ""))
    return uprn is None and is_no_place(values.get("address", ""), values.get("postcode", ""))


def _doubtful_numbers(cells: ExtractCells) -> Iterator[Note]:
    for column, valid, name in (("nhs_number", valid_nhs_number, "NHS number"), ("upn", valid_upn, "UPN")):
        if column in cells.values and valid(cells.values[column]) is None:
            yield Note(cells.file, cells.line, f"the {name} is not a valid one: kept as given, and it joins nobody")
