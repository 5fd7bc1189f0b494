"""What a file of rejected rows says of itself: how often its rows were corrected, and of which extract they are.

Decision: docs/adr/0033-corrections-prevail.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from xml.parsers import expat

from graph.dates import whole_date
from graph.errors import InvalidInput, RefusedFile
from graph.facts import Source
from loaders.checks.local_ids import plain_id
from loaders.files.packed import open_unpacked

CORRECTION, MADE, FIRST = "_correction", "_extracted_on", "_covers_from"
"""The names under which a file says so, where it has columns or names."""

_TARGET = "casegraph-rejects"
_BEGINNING = 64 * 1024
_MOST = 1000


@dataclass(frozen=True, slots=True)
class RejectsMark:
    """Of which extract rejected rows are: its day, the first day that it covers, and how often they were corrected."""

    correction: int
    extracted_on: date | None = None
    covers_from: date | None = None

    def applied(self, source: Source) -> Source:
        """The source of a file that has this mark: partial, and of the day of the extract that its rows are of."""
        made = self.extracted_on or source.extracted_on
        first = self.covers_from or source.covers_from
        return replace(source, partial=True, extracted_on=made, covers_from=first, covers_to=made, correction=self.correction)


def mark_of(source: Source) -> RejectsMark:
    """The mark of a file with rows that were rejected from this source."""
    return RejectsMark(source.correction + 1, source.extracted_on, source.covers_from)


def mark_read(name: str, corrections: Iterable[str], made: Iterable[str], first: Iterable[str]) -> RejectsMark:
    """A mark from its texts, as every row says them; raises RefusedFile where one is wrong, or rows are of several extracts."""
    try:
        days = [{whole_date(each) for each in texts if each} for texts in (made, first)]
        numbers = {_number(each) for each in corrections if each}
    except InvalidInput as error:
        raise RefusedFile(f"{name}: {error}") from None
    if any(len(each) > 1 for each in days):
        raise RefusedFile(f"{name}: expected rejected rows of one extract, found some of several: {MADE} and {FIRST} differ")
    return RejectsMark(max(numbers, default=1), *(next(iter(each), None) for each in days))


def _number(text: str) -> int:
    said = plain_id(text)
    if not (said.isdecimal() and 1 <= int(said[:9]) <= _MOST):
        raise InvalidInput(f"expected how often it was corrected, a number from 1, in {CORRECTION}, found '{text[:40]}'")
    return int(said)


def instruction(source: Source) -> str:
    """The mark of rows that were rejected from this source, as a processing instruction of XML."""
    mark = mark_of(source)
    said = {CORRECTION: mark.correction, MADE: mark.extracted_on, FIRST: mark.covers_from}
    return f"<?{_TARGET} {' '.join(f'{name}={value}' for name, value in said.items() if value)}?>\n"


class _Found(Exception):
    """The root element was reached."""


def instructed(path: Path) -> RejectsMark | None:
    """The mark of a file of XML, None where it has none; raises RefusedFile where that is wrong."""
    said: list[str] = []
    parser = expat.ParserCreate()
    parser.ProcessingInstructionHandler = lambda target, text: said.append(text) if target == _TARGET else None
    parser.StartElementHandler = _reached
    try:
        with open_unpacked(path) as stream:
            parser.Parse(stream.read(_BEGINNING), False)
    except (_Found, expat.ExpatError, LookupError, ValueError, OSError):
        pass
    if not said:
        return None
    given = dict(part.partition("=")[::2] for part in said[0].split())
    return mark_read(path.name, *([given.get(name, "")] for name in (CORRECTION, MADE, FIRST)))


def _reached(*_: object) -> None:
    raise _Found
