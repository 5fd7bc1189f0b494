"""The first reading: who the children are, of when the return is, and when a child was adopted; then the records of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from dateutil.relativedelta import relativedelta

from graph.errors import RefusedFile
from graph.facts import Source
from graph.vocabulary import AgencyKind, ClosureReason
from loaders.codes.children import ETHNICITIES, SEXES
from loaders.codes.placements import ending
from loaders.extract import Row
from loaders.facts.builder import local_id
from loaders.returns.children import Children
from loaders.returns.lines import CellError, Line, uk_day, words
from loaders.returns.rows import LineRows
from loaders.returns.tally import Tally
from loaders.ssda903.codes import ADOPTED, MOTHERS, NO_SDQ
from loaders.ssda903.columns import TABLES

SYSTEM = "ssda903"
_OWN_DATES = {
    "Episodes": ("DECOM", "DEC"),
    "Missing": ("MIS_START", "MIS_END"),
    "AD1": ("DATE_INT", "DATE_MATCH"),
    "PlacedAdoption": ("DATE_PLACED", "DATE_PLACED_CEASED"),
    "Reviews": ("REVIEW",),
    "SWEpisodes": ("SW_DECOM", "SW_DEC"),
    "DoLo": ("DOLO_START", "DOLO_END"),
}
_FIRST_DATES = {table: columns[0] for table, columns in _OWN_DATES.items()}


@dataclass(slots=True)
class ReturnChildren:
    """What the first reading found. `latest` has, by table and column, the last day that is not in the future.

    `taken` has, by table, the columns that it keeps in the records of the children.
    """

    children: Children = field(default_factory=Children)
    latest: dict[tuple[str, str], date] = field(default_factory=dict)
    adopted: dict[str, date] = field(default_factory=dict)
    headed: set[str] = field(default_factory=set)
    taken: dict[str, set[str]] = field(default_factory=dict)


def gather(lines: Iterable[Line], tally: Tally) -> ReturnChildren:
    """Gather from every line who the children are and what is said of them, and the latest day of each date column."""
    found, today = ReturnChildren(), date.today()
    for line in lines:
        child = own_id(line)
        if child is None or line.fault:
            continue
        _told(found, line, child, tally)
        found.taken.setdefault(line.table, set()).update(line.cells.taken)
        for column in _OWN_DATES.get(line.table, ()):
            on = line.peek(column, uk_day)
            if on and on <= today:
                key = line.table, column
                found.latest[key] = max(on, found.latest.get(key, on))
    return found


def own_id(line: Line) -> str | None:
    """The child that a line is about, None where it says none that can be read."""
    try:
        return line.read("CHILD", words)
    except CellError:
        return None


def _silent(line: Line, column: str) -> date | None:
    try:
        return line.read(column, uk_day)
    except CellError:
        return None


def _told(found: ReturnChildren, line: Line, child: str, tally: Tally) -> None:
    children = found.children
    children.tell(line, child, "date_of_birth", _silent(line, "DOB"))
    if line.has("SEX"):
        sex = SEXES.get(line.cells["SEX"].upper())
        children.tell(line, child, "sex", sex.value if sex else None)
        _detail(found, line, child, *([] if sex else ["SEX"]))
    children.happened(child, line.peek(_FIRST_DATES.get(line.table, ""), uk_day))
    if line.table == "Header":
        found.headed.add(child)
        ethnicity = ETHNICITIES.get(line.cells.get("ETHNIC", "").upper())
        children.tell(line, child, "ethnicity", ethnicity)
        _detail(found, line, child, *([] if ethnicity else ["ETHNIC"]))
        upn = line.cells.get("UPN", "")
        children.pupil(line, child, None if upn.upper().startswith("UN") else upn or None, tally)
        children.of(child).mother |= is_mother(line)
        strange = ("MOTHER",) if line.cells.get("MOTHER", "0") not in MOTHERS else ()
        _detail(found, line, child, *(("UPN",) if upn.upper().startswith("UN") else ()), *strange, "UASC")
    elif line.table == "Episodes":
        _left(found, line, child)
    elif line.table in ("UASC", "OC2"):
        columns = (column for column in TABLES[line.table].columns if column not in ("CHILD", "SEX", "DOB"))
        _detail(found, line, child, *columns)


def _left(found: ReturnChildren, line: Line, child: str) -> None:
    """What the end of an episode says of the child: adopted, or died, on that day (docs/adr/0022)."""
    why, left, came = line.peek("REC", words), line.peek("DEC", uk_day), line.peek("DECOM", uk_day)
    found.children.of(child).adopted |= str(why).upper() in ADOPTED
    if why is None or left is None or (came and left < came):
        return
    if why.upper() in ADOPTED:
        found.adopted[child] = left
    elif ending(why) is ClosureReason.DIED:
        found.children.died(line, child, left)


def _detail(found: ReturnChildren, line: Line, child: str, *columns: str) -> None:
    told = (f"{line.table}: {column}={line.cells[column]}" for column in columns if column in line.cells)
    found.children.of(child).add(*told)


def is_mother(line: Line) -> bool:
    """Whether a header says that the child is a mother: MOTHER is 1, or the date of birth of her own child is there."""
    return MOTHERS.get(str(line.cells.get("MOTHER", "")), False) or _says_something(line, "MC_DOB")


def _says_something(line: Line, column: str) -> bool:
    """Whether a date is there, readable or not; the one that stands for not known is none."""
    try:
        return line.read(column, uk_day) is not None
    except CellError:
        return True


def source_of(name: str, found: ReturnChildren, agency: str | None, extracted_on: date | None = None) -> Source:
    """Whose return it is, of when, and what it covers; raises RefusedFile where that cannot be told.

    The return has no header: it was made on the day that the caller gives, else on the latest day of anything in it (an episode,
    a review, a time missing), days in the future apart. It has everything of its collection year, the twelve months to 31 March
    of the last day of an episode (else of its last date), so it covers that year as far as it was over.
    """
    if not agency:
        raise RefusedFile(
            f"{name}: expected to know whose return this is, which the format does not say; name the agency with --agency"
        )
    days = list(found.latest.values())
    made = extracted_on or max(days, default=None)
    if made is None:
        raise RefusedFile(
            f"{name}: expected a date of an episode, a review or another event that says of when it is; found none:"
            " give the day with --extracted-on"
        )
    # An end too: of the year in which an episode only began, a later return has no longer what ended in it.
    of_episodes = [found.latest[key] for key in (("Episodes", "DECOM"), ("Episodes", "DEC")) if key in found.latest]
    first, last = year_of(max(of_episodes or days, default=made))
    covers = (first, min(last, made)) if days and first <= made else (None, None)
    return Source(agency, agency, AgencyKind.SOCIAL_CARE.value, SYSTEM, made, *covers)


def year_of(day: date) -> tuple[date, date]:
    """The collection year that a day is in: 1 April to 31 March."""
    first = date(day.year if (day.month, day.day) >= (4, 1) else day.year - 1, 4, 1)
    return first, first + relativedelta(years=1, days=-1)


def person_rows(maker: LineRows, found: ReturnChildren, line: Line) -> list[Row]:
    """The rows of a line of Header, UASC or OC2, all of which is kept in the record of the child."""
    if line.fault:
        return [maker.refused(line, CellError("", "", line.fault))]
    try:
        child = line.need("CHILD", words)
    except CellError as fault:
        return [maker.refused(line, fault)]
    rows: list[Row] = []
    # For what is wrong with them alone: what they say is in the record, gathered in the first reading.
    maker.cell(line, "DOB", uk_day, rows)
    maker.listed(line, "SEX", SEXES)
    maker.listed(line, "ETHNIC", ETHNICITIES)
    maker.listed(line, "MOTHER", MOTHERS)
    maker.listed(line, "SDQ_REASON", NO_SDQ)
    return [Row(line.table, (found.children.fact(maker, child),)), *rows]


def baby_rows(maker: LineRows, line: Line, *, tie: bool) -> list[Row]:
    """The child of a child who is a mother, of whom the return says no more than a date of birth; or (`tie`) that she is."""
    rows: list[Row] = []
    born = maker.cell(line, "MC_DOB", uk_day, rows)
    child = own_id(line)
    if line.fault or child is None or born is None:
        return [] if tie else rows
    local = local_id("Header", child, "child", born)
    fact = maker.mother(child, local, born) if tie else maker.baby(local, born)
    return [*([] if tie else rows), Row("Header MOTHER" if tie else "Header MC_DOB", (fact,))]
