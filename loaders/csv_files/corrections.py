"""Rows that were rejected, and all that belongs with them, as files of their own: to be corrected, and loaded as they are.

Beside each row stand its line and what was wrong with it, and in every row of which day its extract was: the files of returns do
not say that themselves. A file with these columns is partial: nothing that it lacks is taken for removed.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from graph.dates import whole_date
from graph.errors import InvalidInput, RefusedFile
from graph.facts import Reject, Source
from loaders.csv_files.file import LINE, CsvFile, CsvRecord
from loaders.files.private_files import disarmed, make_folder, open_text

_MADE, _FIRST = "_extracted_on", "_covers_from"
COLUMNS = (LINE, "_column", "_reason", _MADE, _FIRST)
"""The columns that a file of rejected rows has beside its own."""

ALWAYS = "rejected"
"""The key of a row that is written whatever was rejected."""

Reasons = dict[tuple[str, int], list[Reject]]
Keys = Callable[[CsvFile, CsvRecord], Iterable[str]]
"""What a row is about: rows that share one of these are written together."""


def write_rows(
    folder: Path, sheets: list[CsvFile], keys: Keys, source: Source, rejects: list[Reject], always: Iterable[str] = ()
) -> list[Path]:
    """Write the rejected rows, and every row of these files that is about the same; returns the files.

    `always`: the files that are written with their header where they have no such row.
    """
    make_folder(folder)
    reasons: Reasons = defaultdict(list)
    for each in rejects:
        reasons[each.file, each.line].append(each)
    groups = _Groups()
    for sheet in sheets:
        for record in sheet.records():
            groups.join([*keys(sheet, record), *([ALWAYS] if (sheet.name, record.line) in reasons else [])])
    return [path for sheet in sheets if (path := _write(folder, sheet, keys, source, reasons, groups, always))]


def _write(
    folder: Path, sheet: CsvFile, keys: Keys, source: Source, reasons: Reasons, groups: "_Groups",
    always: Iterable[str],
) -> Path | None:  # fmt: skip
    beside = [source.extracted_on.isoformat(), source.covers_from.isoformat() if source.covers_from else ""]
    rows = []
    for record in sheet.records():
        wrong = reasons.get((sheet.name, record.line), [])
        if wrong or any(groups.of(key) == groups.of(ALWAYS) for key in keys(sheet, record)):
            said = [str(record.line), ", ".join(each.column for each in wrong), "; ".join(each.reason for each in wrong)]
            cells = record.cells + [""] * (len(sheet.names) - len(record.cells))
            rows.append([disarmed(cell) for cell in (*cells[: len(sheet.names)], *said, *beside)])
    if not rows and sheet.name not in always:
        return None
    with open_text(folder / sheet.name) as text:
        csv.writer(text).writerows([[*sheet.names, *COLUMNS], *rows])
    return folder / sheet.name


class _Groups:
    """Which keys belong together, each with all that it was ever named beside."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def of(self, key: str) -> str:
        """The key that stands for all that belong together."""
        while (above := self._above.get(key, key)) != key:
            self._above[key] = self._above.get(above, above)
            key = above
        return key

    def join(self, keys: list[str]) -> None:
        """Say that these keys, which one row names, are about one thing."""
        for each in keys[1:]:
            self._above[self.of(each)] = self.of(keys[0])


def corrected(source: Source, sheets: Iterable[CsvFile]) -> Source:
    """The source of an extract: where one of its files has rejected rows, a partial one, of the day that stands beside them.

    Raises RefusedFile where that is no day, or two.
    """
    found: dict[str, set[date]] = defaultdict(set)
    partial = False
    for sheet in sheets:
        if LINE in sheet.names:
            partial = sheet.disarmed = True
            for name in (_MADE, _FIRST):
                found[name] |= _days(sheet, name)
    if not partial:
        return source
    if any(len(days) > 1 for days in found.values()):
        raise RefusedFile(f"expected rejected rows of one extract, found some of several: {_MADE} and {_FIRST} differ")
    made = next(iter(found[_MADE]), source.extracted_on)
    return replace(
        source, partial=True, extracted_on=made, covers_from=next(iter(found[_FIRST]), source.covers_from), covers_to=made
    )


def _days(sheet: CsvFile, name: str) -> set[date]:
    if name not in sheet.names:
        return set()
    place = sheet.names.index(name)
    said = {record.cells[place].strip() for record in sheet.records() if len(record.cells) > place}
    try:
        return {whole_date(sheet.day(each)) for each in said - {""}}
    except InvalidInput as error:
        raise RefusedFile(f"{sheet.name}: {name}: {error}") from None
