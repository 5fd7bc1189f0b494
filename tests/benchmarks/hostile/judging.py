"""Reading one mutated file as a load would, and what may come of it: rows whose books balance, or a refusal as a whole."""

import csv
import resource
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from graph.errors import RefusedFile
from loaders.extract import Extract, Row
from loaders.formats import formats, recognised_by
from loaders.summary import Summary

AGENCY = "la-999"
LARGEST_MEGABYTES = 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file. `wrong` says what should not be; `rows` is None for one that was refused."""

    wrong: str | None
    rows: int | None
    megabytes: int


def judge(name: str, path: Path, least_rows: int | None) -> Outcome:
    """Read it as the format of that name. `least_rows`: how many rows a file that is not refused must come to at least."""
    try:
        wrong, rows = _judged(name, path, least_rows)
    except MemoryError:
        wrong, rows = "out of memory", None
    except Exception as error:  # whatever it is, it is what this benchmark looks for
        wrong, rows = f"raised {type(error).__name__}: {str(error)[:200]}", None
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if wrong is None and megabytes > LARGEST_MEGABYTES:
        wrong = f"took {megabytes} MB"
    return Outcome(wrong, rows, megabytes)


def _judged(name: str, path: Path, least_rows: int | None) -> tuple[str | None, int | None]:
    try:
        extract = formats()[name].open(path, AGENCY)
    except RefusedFile as refused:
        return _refusal(refused), None
    try:
        rows = [*extract.people(), *(row for bundle in extract.bundles() for row in bundle)]
    except RefusedFile as refused:
        return f"refused when a part of it was in: {refused}", None
    wrong = _mistaken(name, path) or _books(extract, path, rows) or _rejects(extract, [row for row in rows if row.reject])
    named = any("left alone" in note.text for row in rows for note in row.warnings)
    if wrong is None and least_rows is not None and not named and len(rows) < least_rows:
        wrong = f"read {len(rows)} rows, expected {least_rows} at least"
    return wrong, len(rows)


def _mistaken(name: str, path: Path) -> str | None:
    """A file that can still be read as what it is, and would be loaded as something else unless it is named."""
    names = [each.name for each in recognised_by(path)]
    return f"taken for {names[0]}" if len(names) == 1 and names != [name] else None


def _refusal(refused: RefusedFile) -> str | None:
    said = str(refused)
    return (
        None if len(said) > 20 and "Traceback" not in said and len(said) < 2000 else f"refused without saying why: '{said[:200]}'"
    )


def _books(extract: Extract, path: Path, rows: list[Row]) -> str | None:
    summary = Summary(path, "", extract.source, extract.format)
    said = "\n".join(note.text for row in rows for note in row.warnings)
    for row in rows:
        summary.enter(row)
        if not (row.facts or row.removed or row.within or row.reject) and not (row.warnings or row.table in said):
            return f"a row of {row.table} is set aside without a word"
        if row.reject is not None and not (row.reject.file and row.reject.reason):
            return f"a row of {row.table} is rejected without a file or a reason"
    total = summary.total
    balanced = total.read == total.kept + total.rejected + total.set_aside == len(rows)
    return None if balanced else f"the books do not balance: {total}"


def _rejects(extract: Extract, rejected: list[Row]) -> str | None:
    folder = Path(tempfile.mkdtemp())
    try:
        written = extract.write_rejects(folder, [row.reject for row in rejected if row.reject]) if rejected else []
        lines = sum(_lines(path) for path in written if path.suffix == ".csv")
    finally:
        shutil.rmtree(folder)
    return None if lines >= len(rejected) else f"{len(rejected)} rejected rows, {lines} in the files of rejects"


def _lines(path: Path) -> int:
    csv.field_size_limit(2**31 - 1)
    with path.open(encoding="utf-8", newline="") as stream:
        return sum(1 for _ in csv.reader(stream)) - 1
