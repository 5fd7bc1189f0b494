"""Rows that were rejected, and all that belongs with them, as files of their own: to be corrected, and loaded as they are.

Beside each row stand its line and what was wrong with it, and in every row of which extract it is: the files of returns do not
say that themselves. A file with these columns is partial: nothing that it lacks is taken for removed (docs/adr/0033).
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from graph.facts import Reject, Source
from loaders.corrections.groups import REJECTED, Groups, is_twice
from loaders.corrections.marks import CORRECTION, FIRST, MADE, RejectsMark, mark_of, mark_read
from loaders.csv_files.file import LINE, CsvFile, CsvRecord
from loaders.files.private_files import disarmed, make_folder, open_text

COLUMNS = (LINE, "_column", "_reason", MADE, FIRST, CORRECTION)
"""The columns that a file of rejected rows has beside its own."""

_TWO = 2

Reasons = dict[tuple[str, int], list[Reject]]
Keys = Callable[[CsvFile, CsvRecord], Iterable[str]]
"""What a row is about: rows that share one of these are written together.

The first is that of the row itself, blank where no other row names it; so no other row need have it.
"""

Names = Callable[[str], bool]
"""Whether a column says whom a row is about."""


def write_rows(
    folder: Path, sheets: list[CsvFile], keys: Keys, names: Names, source: Source, rejects: list[Reject],
    always: Iterable[str] = (),
) -> list[Path]:  # fmt: skip
    """Write the rejected rows, and every row of these files that is about the same; returns the files.

    Where what was wrong is whom a row is about, every row is written. `always`: the files that are written with their header
    where they have no such row.
    """
    make_folder(folder)
    reasons: Reasons = defaultdict(list)
    for each in rejects:
        reasons[each.file, each.line].append(each)
    groups = _grouped(sheets, keys, names, reasons)
    return [path for sheet in sheets if (path := _write(folder, sheet, keys, source, reasons, groups, always))]


def _grouped(sheets: list[CsvFile], keys: Keys, names: Names, reasons: Reasons) -> Groups:
    """Which rows belong together, and whether what is wrong with one leaves it open whom it is about."""
    groups = Groups()
    causes: set[str] = set()
    doubtful: list[list[str]] = []
    torn: list[list[str]] = []
    for sheet in sheets:
        for record in sheet.records():
            own, wrong = list(keys(sheet, record)), reasons.get((sheet.name, record.line), [])
            groups.join([*filter(None, own), *([REJECTED] if wrong else [])])
            if any(names(each.column) and not is_twice(each) for each in wrong):
                doubtful.append(own)
            elif wrong:
                causes.update(own)
            if wrong and (record.fault or any(not each.column for each in wrong)):
                torn.append(own)
    # What names a row that was rejected for another cell is right once that row is.
    groups.everything = any(causes.isdisjoint(each) for each in doubtful) or _named_alone(sheets, keys, torn)
    return groups


def _named_alone(sheets: list[CsvFile], keys: Keys, torn: list[list[str]]) -> bool:
    """Whether a torn row seems to be about what no other row has: nobody knows whether its cells are where they should be."""
    wanted = {key for own in torn for key in own} - {REJECTED, ""}
    times = Counter(key for sheet in sheets if torn for record in sheet.records() for key in keys(sheet, record) if key in wanted)
    return any(_is_alone(own, times) for own in torn)


def _is_alone(own: list[str], times: Mapping[str, int]) -> bool:
    named = [key for key in own if key not in ("", REJECTED)]
    alone = [key for key in named if times[key] < _TWO]
    return alone == named or any(key in alone for key in own[1:])


def _write(
    folder: Path, sheet: CsvFile, keys: Keys, source: Source, reasons: Reasons, groups: Groups,
    always: Iterable[str],
) -> Path | None:  # fmt: skip
    rows = _rows(sheet, keys, mark_of(source), reasons, groups)
    first = next(rows, None)
    if first is None and sheet.name not in always:
        return None
    with open_text(folder / sheet.name) as text:
        writer = csv.writer(text)
        writer.writerow([*_own_cells(sheet, sheet.names), *COLUMNS])
        writer.writerows(chain([first] if first else [], rows))
    return folder / sheet.name


def _rows(sheet: CsvFile, keys: Keys, mark: RejectsMark, reasons: Reasons, groups: Groups) -> Iterator[list[str]]:
    beside = (mark.extracted_on, mark.covers_from, mark.correction)
    for record in sheet.records():
        wrong = reasons.get((sheet.name, record.line), [])
        if wrong or groups.has([*filter(None, keys(sheet, record))]):
            why = [*(each.reason for each in wrong), *_torn(sheet, record)]
            said = (record.line, ", ".join(each.column for each in wrong), "; ".join(why), *beside)
            yield [disarmed(str(cell or "")) for cell in (*_own_cells(sheet, record.cells), *said)]


def _torn(sheet: CsvFile, record: CsvRecord) -> list[str]:
    """A row that has not the cells of the file, as it stood: it is not all in its cells here."""
    if len(record.cells) == len(sheet.names):
        return []
    return [f"as it stood: {sheet.delimiter.join(record.cells) or record.text}"]


def _own_cells(sheet: CsvFile, cells: list[str]) -> list[str]:
    """The cells of a row in the columns of the file, without those that it has as a file of rejected rows already."""
    filled = [*cells, *[""] * (len(sheet.names) - len(cells))]
    return [cell for name, cell in zip(sheet.names, filled, strict=False) if name.strip().lower() not in COLUMNS]


def mark_in(sheets: Iterable[CsvFile]) -> RejectsMark | None:
    """Of which extract the rows of these files were rejected; None where none of them has such rows.

    From now on apostrophes before formulas are taken away. Raises RefusedFile where what stands beside rows is no day, or two.
    """
    found: dict[str, set[str]] = defaultdict(set)
    marked = [sheet for sheet in sheets if LINE in map(str.lower, sheet.names)]
    for sheet in marked:
        sheet.disarmed = True
        for name in (CORRECTION, MADE, FIRST):
            found[name] |= _said(sheet, name)
    return mark_read(marked[0].name, found[CORRECTION], found[MADE], found[FIRST]) if marked else None


def _said(sheet: CsvFile, name: str) -> set[str]:
    names = [each.strip().lower() for each in sheet.names]
    if name not in names:
        return set()
    place = names.index(name)
    said = {record.cells[place].strip() for record in sheet.records() if len(record.cells) > place}
    return {sheet.day(each) for each in said - {""}}
