"""Reading one mutated file as a load would, and what may come of it: rows whose books balance, or a refusal as a whole."""

import csv
import re
import resource
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from graph.errors import RefusedFile
from graph.facts import Reject
from loaders.extract import Extract, Row
from loaders.formats import formats, recognised_by
from loaders.summary import Summary
from tests.benchmarks.hostile.counting import COUNTERS, Counted, NotToBeCounted, is_plain, most_rows_of_tables
from tests.benchmarks.hostile.samples import Sample
from tests.loaders.ssda903.sample import BLOCKS

AGENCY = "la-999"
_OF_TABLES = ("agency_extract", "ssd", "ssda903")
LARGEST_MEGABYTES = 1024
_SAYS_WHY = re.compile(
    r"expected|refused|needed|missing|stands twice|cannot be read|does not say|do not say|nothing says|two headings"
)
_903 = {
    "header.csv": "Header", "episodes.csv": "Episodes", "reviews.csv": "Reviews", "oc2.csv": "OC2", "oc3.csv": "OC3",
    "uasc.csv": "UASC", "ad1.csv": "AD1", "placed.csv": "PlacedAdoption", "permanence.csv": "PrevPerm", "missing.csv": "Missing",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file. `wrong` says what should not be; `rows` is None for one that was refused."""

    wrong: str | None
    rows: int | None
    megabytes: int


def judge(name: str, sample: Sample, path: Path) -> Outcome:
    """Read a mutated copy of the sample of that name as what the sample is."""
    try:
        wrong, rows = _judged(name, sample, path)
    except MemoryError:
        wrong, rows = "out of memory", None
    except Exception as error:  # whatever it is, it is what this benchmark looks for
        wrong, rows = f"raised {type(error).__name__}: {str(error)[:200]}", None
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if wrong is None and megabytes > LARGEST_MEGABYTES:
        wrong = f"took {megabytes} MB"
    return Outcome(wrong, rows, megabytes)


def _judged(name: str, sample: Sample, path: Path) -> tuple[str | None, int | None]:
    try:
        extract = formats()[sample.format].open(path, AGENCY)
    except RefusedFile as refused:
        return _refusal(refused), None
    try:
        rows = [*extract.people(), *(row for bundle in extract.bundles() for row in bundle)]
    except RefusedFile as refused:
        return f"refused when a part of it was in: {refused}", None
    wrong = (
        _unforeseen(rows)
        or _mistaken(sample.format, path)
        or _books(extract, path, rows)
        or _rejects(extract, [reject for row in rows for reject in row.rejects])
    )
    return wrong or _dropped(name, path, extract, rows), len(rows)


def _unforeseen(rows: list[Row]) -> str | None:
    """A row that was rejected since the reader failed on it: no traceback, and a fault all the same."""
    reasons = [reject.reason for row in rows for reject in row.rejects if "a fault of casegraph" in reject.reason]
    return f"a row on which the reader failed: {reasons[0]}" if reasons else None


def _mistaken(format_: str, path: Path) -> str | None:
    """A file that can still be read as what it is, and would be loaded as something else unless it is named."""
    names = [each.name for each in recognised_by(path)]
    return f"taken for {names[0]}" if len(names) == 1 and names != [format_] else None


def _refusal(refused: RefusedFile) -> str | None:
    said = str(refused)
    good = len(said) > 20 and "Traceback" not in said and len(said) < 2000 and _SAYS_WHY.search(said)
    return None if good else f"refused without saying what was expected and found: '{said[:200]}'"


def _books(extract: Extract, path: Path, rows: list[Row]) -> str | None:
    summary = Summary(path, "", extract.source, extract.format)
    said = "\n".join(note.text for row in rows for note in row.warnings)
    for row in rows:
        summary.enter(row)
        if not (row.facts or row.removed or row.within or row.reject) and not (row.warnings or row.table in said):
            return f"a row of {row.table} is set aside without a word"
        if row.reject is not None and not (row.reject.file and row.reject.line > 0 and row.reject.reason):
            return f"a row of {row.table} is rejected without a file, a line or a reason"
    total = summary.total
    balanced = total.read == total.kept + total.rejected + total.set_aside == len(rows)
    return None if balanced else f"the books do not balance: {total}"


def _rejects(extract: Extract, rejected: list[Reject]) -> str | None:
    """What is in the file of rejects: every rejected row, with its reason and its value."""
    folder = Path(tempfile.mkdtemp())
    try:
        written = extract.write_rejects(folder, rejected) if rejected else []
        reasons = Counter(reason for path in written if path.suffix == ".csv" for reason in _reasons(path))
    finally:
        shutil.rmtree(folder)
    lost = Counter(reject.reason[:60] for reject in rejected) - reasons
    return f"of the rejected rows, {lost.total()} are not in the file of rejects: {next(iter(lost))}" if lost else None


def _reasons(path: Path) -> list[str]:
    csv.field_size_limit(2**31 - 1)
    with path.open(encoding="utf-8", newline="") as stream:
        return [(row.get("reason") or row.get("_reason") or "").removeprefix("'")[:60] for row in csv.DictReader(stream)]


def _dropped(name: str, path: Path, extract: Extract, rows: list[Row]) -> str | None:
    """A row that somebody who opens the file sees, and that the books do not have."""
    try:
        counted = COUNTERS[name](path)
    except NotToBeCounted as error:
        return f"read, though it is not what it should be: {error}"
    said = "\n".join(f"{note.file} {note.text}" for row in rows for note in row.warnings)
    read = Counter(row.table for row in rows)
    rejected = [row.reject.column for row in rows if row.reject]
    for table, least in _by_table(name, counted, extract).items():
        found = sum(read[each] for each in table.split("|"))
        if found < least and not _excused(table, said, rejected, sample_of=name):
            return f"{table}: read {found} rows, and there are {least}"
    return _invented(name, path, extract, read) if name in _OF_TABLES and is_plain(path) else None


def _invented(name: str, path: Path, extract: Extract, read: Counted) -> str | None:
    """A row that the books have, and that nobody sees who opens the file."""
    for table, most in _by_table(name, most_rows_of_tables(path), extract).items():
        if read[table] > most:
            return f"{table}: read {read[table]} rows, and there are only {most}"
    return None


def _by_table(name: str, counted: Counted, extract: Extract) -> Counted:
    """The same counts by the tables that the books have (`|` between those that stand for one)."""
    read = {file for file, _ in extract.files}
    if name == "agency_extract":
        return Counter({file: count for file, count in counted.items() if file != "extract.csv"})
    if name == "ssd":
        return Counter({file.removesuffix(".csv"): count for file, count in counted.items()})
    if name == "ssda903":
        return Counter({_903.get(file, file): count for file, count in counted.items() if file in read or file in _903})
    if name == "ssda903_xml":
        tables = {tag: _903[file] for file, tag in BLOCKS.items()} | {"HEADER": "Header", "EPISODE": "Episodes"}
        return Counter({tables[tag]: count for tag, count in counted.items()})
    if name in ("fhir", "fhir_xml"):
        return Counter({"Patient|RelatedPerson|Appointment|Encounter|Flag|entry": counted["entries"]})
    return counted


def _excused(table: str, said: str, rejected: list[str], *, sample_of: str) -> bool:
    """Whether it is said that the table was left alone; or, where elements nest, one that is rejected speaks for those in it."""
    if sample_of in ("dfe_csc_api", "fhir", "fhir_xml"):
        return bool(rejected) or "purge" in said or "has no place" in said
    file = next((file for file, known in _903.items() if known == table), f"{table}.csv" if sample_of == "ssd" else table)
    return any(file in line and "left alone" in line for line in said.splitlines())
