"""The first reading: who the children are, of when the workbook is, and when a child's case was closed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from graph.errors import RefusedFile
from graph.facts import Content, Source
from graph.vocabulary import AgencyKind, ClosureReason, Role
from loaders.annex_a.lists import BORN, CHILD, is_dated
from loaders.annex_a.mapping import Mapping
from loaders.annex_a.workbook import Workbook
from loaders.checks.adoptions import is_adoption
from loaders.codes.placements import ending
from loaders.codes.referrals import CLOSURES
from loaders.extract import Row
from loaders.facts.builder import local_id
from loaders.returns.children import Children
from loaders.returns.lines import CellError, Line, Reader, T, shown, words
from loaders.returns.rows import LineRows

SYSTEM = "annex-a"
ADOPTER = "Individual adopter identifier"
_WINDOW = relativedelta(months=6)
_DISABLED = "Does the Child have a Disability"
_ASYLUM = "Unaccompanied Asylum Seeking Child"
_CODED = {"sex": "Gender", "ethnicity": "Ethnicity"}
_CEASED = (
    ("closure", "Reason for Closure", "CIN Start Date", "CIN Closure Date"),
    ("ceased", "Reason Ceased to be Looked After", "Date Started to be Looked After", "Date Ceased to be Looked After"),
)
"""Why something ended: the list of values, the column, and the columns of its first and last day."""


@dataclass(slots=True)
class WorkbookChildren:
    """What the first reading found: the children, the latest day that is not in the future, and closures of cases by child.

    `taken` has, by list, the columns that are kept in the records of people.
    """

    children: Children = field(default_factory=Children)
    latest: date | None = None
    closed: dict[str, list[tuple[date, date]]] = field(default_factory=lambda: defaultdict(list))
    rows: int = 0
    taken: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def gather(book: Workbook, lines: Iterable[Line], mapping: Mapping) -> WorkbookChildren:
    """Gather from every line who the children are and what is said of them, and the latest day in the workbook."""
    found, today = WorkbookChildren(), date.today()
    for line in lines:
        found.rows += 1
        days = {name: on for name in line.cells if is_dated(name) and (on := line.peek(name, book.day))}
        past = [on for name, on in days.items() if on <= today and name != BORN]
        found.latest = max([*past, *([found.latest] if found.latest else [])], default=None)
        child = silent(line, CHILD, words)
        if child is not None and not line.fault:
            _told(found, line, child, days, mapping)
            found.taken[line.table] |= line.cells.taken
    return found


def silent(line: Line, column: str, reader: Reader[T]) -> T | None:
    """What a cell says, None too where it cannot be read: whatever is wrong is reported with its line."""
    try:
        return line.read(column, reader)
    except CellError:
        return None


def _told(found: WorkbookChildren, line: Line, child: str, days: dict[str, date], mapping: Mapping) -> None:
    children = found.children
    children.tell(line, child, "date_of_birth", days.get(BORN))
    for name, column in _CODED.items():
        meaning = _meaning(mapping, name, line, column)
        children.tell(line, child, name, meaning)
        children.of(child).add(*([] if meaning else _as_given(line, column)))
    happened = min((on for name, on in days.items() if name != BORN), default=None)
    children.happened(child, happened)
    for name in list(line.cells):
        if name == _DISABLED or name.startswith(_ASYLUM):
            cell = line.cells[name]
            said = mapping.meaning("yes_no", str(cell)) or cell
            children.of(child).add(f"{name}={said}")
    children.of(child).adopted |= days.get("Date of Adoption Order") is not None
    start, end = days.get("CIN Start Date"), days.get("CIN Closure Date")
    if start and end:
        found.closed[child].append((start, end))
    for values, column, first, last in _CEASED:
        left, came, why = days.get(last), days.get(first), mapping.meaning(values, str(line.peek(column, words)))
        children.of(child).adopted |= is_adoption(why)
        if left and not (came and left < came) and _died(why):
            # The end of a service that says that the child died is the day of the death, where it has one (docs/adr/0022).
            children.died(line, child, left)


def _died(code: str | None) -> bool:
    """Whether a reason for which a case was closed, or care ceased, is that the child died."""
    return bool(code) and ClosureReason.DIED in (CLOSURES.get(str(code)), ending(str(code)))


def _as_given(line: Line, column: str) -> list[str]:
    return [f"{line.table}: {column}={shown(line.cells[column])}"] if line.has(column) else []


def _meaning(mapping: Mapping, values: str, line: Line, column: str) -> str | None:
    return mapping.meaning(values, str(line.cells[column])) if column in line.cells else None


def source_of(name: str, found: WorkbookChildren, agency: str | None, extracted_on: date | None = None) -> Source:
    """Whose workbook it is, of when, and what it covers; raises RefusedFile where that cannot be told.

    A workbook does not say when it was made (the day on which it was last saved is another): it is taken for that which the
    caller gives, else for that of the latest date in it, days in the future apart. It has what began in the six months before,
    so it covers these.
    """
    if not agency:
        raise RefusedFile(
            f"{name}: expected to know whose workbook this is, which it does not say; name the agency with --agency"
        )
    made = extracted_on or found.latest
    if made is None:
        raise RefusedFile(
            f"{name}: expected a date in one of the lists, which says of when the workbook is; found none:"
            " give the day with --extracted-on"
        )
    return Source(agency, agency, AgencyKind.SOCIAL_CARE.value, SYSTEM, made, made - _WINDOW + timedelta(days=1), made)


def adopter(maker: LineRows, line: Line, mapping: Mapping) -> Row | None:
    """The record of an adopter, sealed: nobody who reads of the child is to find them; None where the line does not say who."""
    own = silent(line, ADOPTER, words)
    if own is None or line.fault:
        return None
    says: Content = {"role": Role.ADULT.value, "sensitivity": "sealed"}
    given: list[str] = []
    for name, column in _CODED.items():
        meaning = _meaning(mapping, name, line, column)
        says |= {name: meaning} if meaning else {}
        given += [] if meaning else _as_given(line, column)
    says |= {"details": given} if given else {}
    return Row("Adopters", (maker.person(local_id("List 11", own), says),))
