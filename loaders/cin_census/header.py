"""The header of a return: whose it is, when it was made, and what it covers."""

from datetime import date, timedelta
from pathlib import Path

from dateutil.relativedelta import relativedelta

from graph.errors import RefusedFile
from graph.facts import Source
from graph.vocabulary import AgencyKind
from loaders.xml_files.beginning import Beginning, beginning
from loaders.xml_files.elements import Block, ElementError, Reader, T, day, words

SYSTEM = "cin-census"
_COLLECTION = ("Message", "Header", "CollectionDetails", "Collection")


def beginning_of(path: Path) -> Beginning:
    """How a file begins that may be a return: its text is the Collection that it is of."""
    return beginning(path, _COLLECTION, "Children")


def source_of(file: str, header: Block, agency: str | None) -> Source:
    """The source of a return; raises RefusedFile, naming the line, where it cannot be told whose it is or of when.

    `extracted_on` is the date of DateTime, else ReferenceDate. A return has everything that happened in the year to its reference
    date, so it covers that year, as far as it was over when the return was made: what a later return of the same year lacks
    was removed, while a case closed before the year is not missed. Without a reference date of 31 March it covers nothing.
    """
    collection = _first(header, "CollectionDetails")
    origin = _first(header, "Source")
    try:
        _read(collection, "Collection", words)
        reference = _read(collection, "ReferenceDate", day)
        made = _read(origin, "DateTime", day) or reference
        lea = _read(origin, "LEA", words)
    except ElementError as fault:
        raise _refused(file, fault.line, f"{fault.path}: {fault.reason}") from None
    if made is None:
        raise _refused(file, header.line, "expected a DateTime or a ReferenceDate in the Header, found neither")
    if not (agency or lea):
        raise _refused(file, header.line, "expected an LEA in Header/Source, found none; name the agency with --agency")
    covers = _year_to(reference, made)
    name = f"Local authority {lea}" if lea else str(agency)
    return Source(agency or f"la-{lea}", name, AgencyKind.SOCIAL_CARE.value, SYSTEM, made, *covers, authority=lea)


def _year_to(reference: date | None, made: date) -> tuple[date | None, date | None]:
    if reference is None or (reference.month, reference.day) != (3, 31):
        return None, None
    first, last = reference - relativedelta(years=1) + timedelta(days=1), min(reference, made)
    return (first, last) if first <= last else (None, None)


def _first(block: Block, name: str) -> Block | None:
    return next(iter(block.inner(name)), None)


def _read(block: Block | None, name: str, reader: Reader[T]) -> T | None:
    return block.read(name, reader) if block else None


def _refused(file: str, line: int, what: str) -> RefusedFile:
    return RefusedFile(f"{file}, line {line}: {what}")
