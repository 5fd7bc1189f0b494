"""The first reading: who the children are, of when the workbook is, and when a child's case was closed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from graph.errors import RefusedFile
from graph.facts import Content, Fact, FactKind, Source
from graph.vocabulary import AgencyKind, Role
from loaders.adoptions import is_adoption
from loaders.annex_a.lists import BORN, CHILD, is_dated
from loaders.annex_a.mapping import Mapping
from loaders.annex_a.workbook import Workbook
from loaders.extract import Row
from loaders.returns.children import Children
from loaders.returns.lines import Fault, Line, Reader, T, words
from loaders.returns.making import Maker, local_id

SYSTEM = "annex-a"
ADOPTER = "Individual adopter identifier"
_WINDOW = relativedelta(months=6)
_DISABLED = "Does the Child have a Disability"
_ASYLUM = "Unaccompanied Asylum Seeking Child"


@dataclass(slots=True)
class Gathered:
    """What the first reading found: the children, the latest day that is not in the future, and closures of cases by child."""

    children: Children = field(default_factory=Children)
    latest: date | None = None
    closed: dict[str, list[tuple[date, date]]] = field(default_factory=lambda: defaultdict(list))
    rows: int = 0


def gather(book: Workbook, lines: Iterable[Line], mapping: Mapping) -> Gathered:
    """Read every line once."""
    found, today = Gathered(), date.today()
    for line in lines:
        found.rows += 1
        days = {name: on for name in line.cells if is_dated(name) and (on := silent(line, name, book.day))}
        past = [on for name, on in days.items() if on <= today and name != BORN]
        found.latest = max([*past, *([found.latest] if found.latest else [])], default=None)
        child = silent(line, CHILD, words)
        if child is not None and not line.fault:
            _told(found, line, child, days, mapping)
    return found


def silent(line: Line, column: str, reader: Reader[T]) -> T | None:
    """What a cell says, None too where it cannot be read: whatever is wrong is reported with its line."""
    try:
        return line.read(column, reader)
    except Fault:
        return None


def _told(found: Gathered, line: Line, child: str, days: dict[str, date], mapping: Mapping) -> None:
    children = found.children
    children.tell(line, child, "date_of_birth", days.get(BORN))
    children.tell(line, child, "sex", _meaning(mapping, "sex", line, "Gender"))
    children.tell(line, child, "ethnicity", _meaning(mapping, "ethnicity", line, "Ethnicity"))
    happened = min((on for name, on in days.items() if name != BORN), default=None)
    children.happened(child, happened)
    for name, cell in line.cells.items():
        if name == _DISABLED or name.startswith(_ASYLUM):
            said = mapping.meaning("yes_no", str(cell)) or cell
            children.of(child).add(f"{name}={said}")
    ends = (("ceased", "Reason Ceased to be Looked After"), ("closure", "Reason for Closure"))
    children.of(child).adopted |= any(is_adoption(_meaning(mapping, values, line, column)) for values, column in ends)
    start, end = days.get("CIN Start Date"), days.get("CIN Closure Date")
    if start and end:
        found.closed[child].append((start, end))


def _meaning(mapping: Mapping, values: str, line: Line, column: str) -> str | None:
    return mapping.meaning(values, str(line.cells[column])) if column in line.cells else None


def source_of(name: str, found: Gathered, agency: str | None) -> Source:
    """Whose workbook it is, of when, and what it covers; raises RefusedFile where that cannot be told.

    A workbook does not say when it was made (the day on which it was last saved is another): it is taken for that of the latest
    date in it, days in the future apart. It has what began in the six months before, so it covers these.
    """
    if not agency:
        raise RefusedFile(
            f"{name}: expected to know whose workbook this is, which it does not say; name the agency with --agency"
        )
    if found.latest is None:
        raise RefusedFile(f"{name}: expected a date in one of the lists, which says of when the workbook is; found none")
    made = found.latest
    return Source(agency, agency, AgencyKind.SOCIAL_CARE.value, SYSTEM, made, made - _WINDOW + timedelta(days=1), made)


def adopter(maker: Maker, line: Line, mapping: Mapping) -> Row | None:
    """The record of an adopter, sealed: nobody who reads of the child is to find them; None where the line does not say who."""
    own = silent(line, ADOPTER, words)
    if own is None or line.fault:
        return None
    local = local_id("List 11", own)
    key = maker.key(local)
    says: Content = {"role": Role.ADULT.value, "sensitivity": "sealed"}
    for name, column in (("sex", "Gender"), ("ethnicity", "Ethnicity")):
        meaning = _meaning(mapping, name, line, column)
        says |= {name: meaning} if meaning else {}
    made = maker.source.extracted_on
    return Row("Adopters", (Fact(FactKind.PERSON, key, local, (key,), says, made, made, recorded_on_defaulted=True),))
