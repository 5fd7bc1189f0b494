"""Opening a folder of tables: which files are which, whose they are, of when, and what they cover.

The tables say none of this themselves, so somebody has to name the agency. The day is the one that the caller gives, else that in
the name of the folder or zip (`ssd-2026-03-31`), else that of its newest table. What they cover is the window that such an export
is made with: a whole number of years, six by default, of which closed records that are older are missing by design.
"""

import re
from datetime import date
from pathlib import Path

from dateutil.relativedelta import relativedelta

from graph.errors import RefusedFile
from graph.facts import Note, Source
from graph.vocabulary import AgencyKind
from loaders.csv_files.corrections import mark_in
from loaders.files.folder import ExtractFolder
from loaders.files.limits import limits, too_many_rows
from loaders.ssd.cells import TableSheet, sheet_of
from loaders.ssd.index import Index
from loaders.ssd.reader import SsdExtract
from loaders.ssd.tables import TABLES

SYSTEM = "ssd"
_YEARS = 6
_DAY = re.compile(r"(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)(?!\d)")


def any_table(folder: ExtractFolder) -> bool:
    """Whether any file is a whole table of the SSD; what is wrong with the others is told when they are opened."""
    for name in _written(folder):
        try:
            if sheet_of(folder, name):
                return True
        except RefusedFile:
            continue
    return False


def tables_in(folder: ExtractFolder) -> dict[str, TableSheet]:
    """The files that are tables of the SSD, by file name; raises RefusedFile for one that a column of its own is missing in."""
    sheets = {name: sheet_of(folder, name) for name in _written(folder)}
    return {name: sheet for name, sheet in sheets.items() if sheet}


def _written(folder: ExtractFolder) -> list[str]:
    return [name for name in folder.names if name.lower().endswith((".csv", ".txt"))]


def open_ssd(path: Path, agency: str | None, extracted_on: date | None = None) -> SsdExtract:
    """Read all tables once for what they must know of each other; raises RefusedFile before anything is kept."""
    folder = ExtractFolder(path)
    sheets = tables_in(folder)
    if not sheets:
        found = ", ".join(folder.names)[:300] or "no files"
        raise RefusedFile(f"{path.name}: expected CSV files with the columns of SSD tables, found {found}")
    _refuse_strangers(folder, sheets)
    if not agency:
        raise RefusedFile(f"{path.name}: SSD tables do not say whose they are: name the agency with --agency")
    folder.check_size(list(sheets))
    examined = {name: sheet.csv.examine() for name, sheet in sorted(sheets.items())}
    rows = sum(max(found.lines - 1, 0) for found in examined.values())
    if rows > limits().rows:
        raise too_many_rows(path.name, limits().rows)
    files = tuple((name, found.digest) for name, found in examined.items())
    mark = mark_in([sheet.csv for sheet in sheets.values()])
    extracted_on = mark.extracted_on if mark else extracted_on
    # Before the source is made: what the tables cover follows from the oldest day that the index finds in them.
    index = Index(list(sheets.values()))
    made, notes = (extracted_on, []) if extracted_on else _made(folder, sheets)
    covers_from = made - relativedelta(years=_years(index.oldest, made))
    source = Source(agency, agency, AgencyKind.SOCIAL_CARE.value, SYSTEM, made, covers_from, made)
    source = mark.applied(source) if mark else source
    return SsdExtract(folder, source, files, list(sheets.values()), index, rows, [*notes, *_left_alone(folder, sheets)])


def _refuse_strangers(folder: ExtractFolder, sheets: dict[str, TableSheet]) -> None:
    """A file that has a table's name and not its columns is a torn one."""
    for name in folder.names:
        stem = Path(name).stem.lower().removeprefix("ssd_development.")
        if name not in sheets and stem in TABLES and folder.size(name):
            raise RefusedFile(f"{folder.path.name}: {name}, line 1: expected the columns of {stem}, {TABLES[stem].id} among them")


def _made(folder: ExtractFolder, sheets: dict[str, TableSheet]) -> tuple[date, list[Note]]:
    match = _DAY.search(folder.path.name)
    try:
        if match:
            return date(*(int(part) for part in match.groups())), []
    except ValueError:
        raise RefusedFile(
            f"{folder.path.name}: expected a day of the calendar in its name, found {match[0] if match else ''}"
        ) from None
    days = [found for name in sheets if (found := folder.changed(name))]
    if not days:
        raise RefusedFile(f"{folder.path.name}: nothing says of what day it is: put that into its name, as in ssd-2026-03-31.zip")
    said = f"taken to be of {max(days)}, when its newest table was written; a name as ssd-2026-03-31 says the day for certain"
    return max(days), [Note(folder.path.name, 0, said)]


def _years(oldest: date | None, made: date) -> int:
    """The smallest window that reaches the oldest day on which something happened or was closed; the default where none tells."""
    if oldest is None:
        return _YEARS
    whole = (years for years in range(1, _YEARS) if made - relativedelta(years=years) <= oldest)
    return next(whole, _YEARS)


def _left_alone(folder: ExtractFolder, sheets: dict[str, TableSheet]) -> list[Note]:
    others = [name for name in folder.names if name not in sheets and not name.startswith(".")]
    told = [Note(name, 1, text) for name, sheet in sorted(sheets.items()) for text in sheet.csv.notes()]
    told += [Note(name, 0, reason) for name, reason in folder.left_alone()]
    return told + [Note(name, 0, "a file whose columns are those of no SSD table: left alone") for name in others]
