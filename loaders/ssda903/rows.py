"""The rows of each table that stands by itself: what a line becomes in the graph.

Keys: the table, the child, and the date that the return tells its lines apart by; none is numbered, so that the same line in the
next year's return is the same fact. An episode is a spell of its own: a yearly return has the episodes of that year only, so that
the first of a longer stay in care is often not there.
"""

from collections.abc import Callable
from datetime import date
from functools import partial

from graph.dates import PartialDate, partial_date
from graph.errors import InvalidInput
from graph.facts import Content, Fact, FactKind
from graph.vocabulary import ClosureReason, ConcernStatus, ContactKind, Factor, InvolvementKind, Outcome, Whose
from loaders.codes import care
from loaders.codes.placements import CONTINUES, ending, place_kind, placement
from loaders.extract import Row
from loaders.facts.builder import ended, local_id
from loaders.returns.lines import CellError, Line, shown, uk_day, words
from loaders.returns.rows import LineRows, details
from loaders.ssda903 import codes
from loaders.ssda903.people import ReturnChildren

_RESTRICTED: Content = {"sensitivity": "restricted"}
_EPISODE = {
    "RNE": care.NEW_EPISODES,
    "LS": codes.LEGAL_STATUSES,
    "CIN": codes.NEEDS,
    "PLACE": care.PLACES,
    "PLACE_PROVIDER": care.PROVIDERS,
    "REC": care.ENDS,
    "REASON_PLACE_CHANGE": care.PLACE_CHANGES,
}
_SAME_PLACE = ("L", "T", "U")
_OC2 = {
    "CONVICTED": (Factor.OFFENDING, "Convicted, or given a final warning or reprimand, in the year"),
    "SUBSTANCE_MISUSE": (
        Factor.DRUGS,
        "Found in the year to have a problem with drugs, solvents or alcohol (which is not said)",
    ),
}


class TableRows:
    """Makes the rows of one reading. Memory: of children with an episode without a postcode, where that was."""

    def __init__(self, maker: LineRows, found: ReturnChildren, year_end: date) -> None:
        self._make, self._found, self._year_end = maker, found, year_end
        self._places: dict[str, date] = {}
        self._of: dict[str, Callable[[Line, str], list[Row]]] = {
            "Episodes": self._episode,
            "Reviews": self._review,
            "OC2": self._health,
            "OC3": self._care_leaver,
            "AD1": self._adoption,
            "PlacedAdoption": self._placed,
            "PrevPerm": self._permanence,
            "Missing": self._missing,
            "SWEpisodes": self._social_worker,
            "DoLo": self._deprived,
        }

    def of(self, line: Line) -> list[Row]:
        """The rows of a line; one that cannot be read is a reject."""
        if line.fault:
            return [self._make.refused(line, CellError("", "", line.fault))]
        try:
            child = line.need("CHILD", words)
        except CellError as fault:
            return [self._make.refused(line, fault)]
        rows: list[Row] = []
        if line.table not in ("OC2", "Header"):
            self._make.cell(line, "DOB", uk_day, rows)
        return self._of[line.table](line, child) + rows

    def _spell(
        self, line: Line, child: str, kind: InvolvementKind, first: str, last: str, says: Content, rows: list[Row],
        ending: Content | None = None, beside: Callable[[Fact], Fact] | None = None,
    ) -> tuple[Row, Fact | None]:  # fmt: skip
        """The row of a spell with a first and a last day, and of what stands `beside` it; also the spell, if it could be read."""
        fact: Fact | None = None
        try:
            start = line.need(first, uk_day)
            fact = self._make.involvement(child, local_id(line.table, child, start), start, {"kind": kind.value, **says})
            self._make.end(line, fact, last, uk_day, rows, ending)
        except CellError as fault:
            return self._make.refused(line, fault, fact), None
        return self._make.kept(line, fact, *([beside(fact)] if beside else [])), fact

    def _episode(self, line: Line, child: str) -> list[Row]:
        rows: list[Row] = []
        for column, known in _EPISODE.items():
            self._make.listed(line, column, known)
        code = str(line.cells.get("REC", "")).upper()
        closing: Content = {"closure_code": code} if code else {}
        if code not in ("", CONTINUES):
            closing["closure_reason"] = ending(code).value
        if codes.IMPUTED & {code, line.cells.get("REASON_PLACE_CHANGE")}:
            self._make.tally.count(line, "Episodes: E99 or LIIAF says that a pipeline put this end in; kept, with its code")
        secret = _RESTRICTED if line.cells.get("PLACE", "").upper() in codes.ADOPTIVE else {}
        says = secret | details(line, *(name for name in _EPISODE if name != "REC" or not self._ends(line)))
        kind = InvolvementKind.LOOKED_AFTER
        placed = partial(self._stay, line, child)
        return [self._spell(line, child, kind, "DECOM", "DEC", says, rows, closing, placed)[0], *rows]

    def _ends(self, line: Line) -> bool:
        """Whether the end has a day, which says why too; without one the reason stands in the details, as given."""
        start, end = line.peek("DECOM", uk_day), line.peek("DEC", uk_day)
        if line.has("REC") and not line.has("DEC"):
            self._make.tally.count(line, "Episodes: a REC without a DEC; kept as given, and the episode is open")
        return start is not None and end is not None and start <= end

    def _stay(self, line: Line, child: str, episode: Fact) -> Fact:
        assert episode.on is not None
        code = self._make.postcode(line, "PL_POST")
        # Of a place without a postcode nothing tells it from another: each episode has a new one, unless its reason says that the
        # carers stayed the same (L, T, U).
        if not code and not (line.cells.get("RNE", "").upper() in _SAME_PLACE and child in self._places):
            self._places[child] = episode.on
        end = ended(episode.end.day) if episode.end else None
        place = placement(self._make.source.agency, child, code, self._places.get(child))
        place |= details(line, "URN", "HOME_POST", *(() if code else ("PL_POST",)))
        return self._make.stay(child, episode.source, episode.on, end, place_kind(line.cells.get("PLACE", "")), place)

    def _event(self, line: Line, child: str, column: str, make: Callable[[date, str], Fact]) -> list[Row]:
        """The row of something that happened on a day."""
        try:
            on = line.need(column, uk_day)
        except CellError as fault:
            return [self._make.refused(line, fault)]
        return [self._make.kept(line, make(on, local_id(line.table, child, on)))]

    def _review(self, line: Line, child: str) -> list[Row]:
        presence = self._make.listed(line, "REVIEW_CODE", codes.REVIEWS) if line.cells.get("REVIEW_CODE") != "PN0" else None
        says: Content = {"summary": "Review of a child looked after", **details(line, "REVIEW_CODE")}
        says |= {"presence": presence.value} if presence else {}
        return self._event(
            line, child, "REVIEW",
            lambda on, local: self._make.contact(child, local, on, ContactKind.MEETING, Outcome.COMPLETED, says),
        )  # fmt: skip

    def _concern(self, child: str, local: str, on: date, factor: Factor, says: Content) -> Fact:
        own: Content = {"factor": factor.value, "whose": Whose.CHILD.value, "status": ConcernStatus.CONFIRMED.value, **says}
        return self._make.event(FactKind.CONCERN, local, child, on, own)

    def _missing(self, line: Line, child: str) -> list[Row]:
        rows: list[Row] = []
        what = self._make.listed(line, "MISSING", codes.MISSING) or codes.MISSING["M"]
        end = self._make.cell(line, "MIS_END", uk_day, rows)
        returned = f", until {end}" if end else ""
        says: Content = {"summary": what + returned, **details(line, "MISSING", "MIS_END")}
        if line.has("MISSING"):
            says["code"] = shown(line.cells["MISSING"])
        start = "MIS_START"
        return (
            self._event(line, child, start, lambda on, local: self._concern(child, local, on, Factor.MISSING_EPISODE, says))
            + rows
        )

    def _health(self, line: Line, child: str) -> list[Row]:
        """What the yearly health return says of the child itself; it has no day, and stands on the last of its year."""
        rows = []
        for column, (factor, summary) in _OC2.items():
            if str(line.cells.get(column, "")).partition(".")[0] == "1":
                local = local_id("OC2", child, self._year_end.year, column)
                on = min(self._year_end, self._make.source.extracted_on)
                fact = self._concern(child, local, on, factor, {"summary": summary, "code": column})
                rows.append(Row(f"OC2 {column}", (fact,)))
        return rows

    def _care_leaver(self, line: Line, child: str) -> list[Row]:
        self._make.listed(line, "IN_TOUCH", care.IN_TOUCH)
        self._make.listed(line, "ACTIV", care.ACTIVITIES)
        self._make.listed(line, "ACCOM", care.ACCOMMODATION)
        # A day made up would decide what is found between it and the true one (docs/adr/0022).
        if str(line.cells.get("IN_TOUCH", "")).upper() == "DIED":
            self._make.tally.count(line, "OC3: IN_TOUCH says that a care leaver died, and not when: no day of death was made")
        says: Content = {"kind": InvolvementKind.CARE_LEAVER.value, **details(line, "IN_TOUCH", "ACTIV", "ACCOM")}
        return [self._make.kept(line, self._make.involvement(child, local_id("OC3", child), None, says))]

    def _adoption(self, line: Line, child: str) -> list[Row]:
        rows: list[Row] = []
        self._make.cell(line, "DATE_MATCH", uk_day, rows)
        for column, known in codes.ADOPTERS.items():
            self._make.listed(line, column, known)
        shown = details(line, "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")
        row, fact = self._spell(line, child, InvolvementKind.OTHER, "DATE_INT", "", _RESTRICTED | shown, rows)
        adopted = self._found.adopted.get(child)
        if fact and fact.on and adopted and adopted >= fact.on:
            fact.end = ended(adopted, {"closure_reason": ClosureReason.COMPLETED.value})
        return [row, *rows]

    def _placed(self, line: Line, child: str) -> list[Row]:
        self._make.listed(line, "REASON_PLACED_CEASED", codes.CEASED_PLACING)
        says = _RESTRICTED | details(line, "REASON_PLACED_CEASED")
        rows: list[Row] = []
        return [self._spell(line, child, InvolvementKind.OTHER, "DATE_PLACED", "DATE_PLACED_CEASED", says, rows)[0], *rows]

    def _deprived(self, line: Line, child: str) -> list[Row]:
        rows: list[Row] = []
        says: Content = {"details": ["Deprivation of liberty order"]}
        return [self._spell(line, child, InvolvementKind.OTHER, "DOLO_START", "DOLO_END", says, rows)[0], *rows]

    def _permanence(self, line: Line, child: str) -> list[Row]:
        """An earlier permanence order is the end of an earlier time in care; of this or another authority, as LA_PERM says."""
        code = str(line.cells.get("PREV_PERM", "")).upper()
        if code in ("", codes.NO_PERMANENCE):
            if not (line.has("LA_PERM") or line.has("DATE_PERM")):
                return [self._make.aside(line, "PrevPerm: Z1 or blank says that no earlier permanence order is known")]
            self._make.tally.count(
                line, "PrevPerm: Z1 or blank, and yet an authority or a day of an earlier permanence order; kept"
            )
        self._make.listed(line, "PREV_PERM", codes.PERMANENCES)
        first = self._found.children.of(child).first
        recorded = min(first or self._make.source.extracted_on, self._make.source.extracted_on)
        says: Content = {"kind": InvolvementKind.LOOKED_AFTER.value, **details(line, "PREV_PERM", "LA_PERM", "DATE_PERM")}
        fact = self._make.involvement(child, local_id("PrevPerm", child, code), None, says, recorded)
        try:
            on = line.read("DATE_PERM", _partly)
        except CellError as fault:
            return [self._make.refused(line, fault, fact)]
        if on:
            fact.end = ended(on, {"closure_reason": ClosureReason.COMPLETED.value}, max(on.day, recorded))
        return [self._make.kept(line, fact)]

    def _social_worker(self, line: Line, _: str) -> list[Row]:
        return [self._make.aside(line, "SWEpisodes: who the social worker was has no place in the graph; not kept")]


def _partly(cell: str) -> PartialDate:
    """A day, `zz/05/2020` or `zz/zz/2021`, of which the last day stands in; raises InvalidInput."""
    day, slash, rest = cell.partition("/")
    month, other, year = rest.partition("/")
    if day.lower() != "zz" or not (slash and other):
        return partial_date(uk_day(cell).isoformat(), last=True)
    if month.lower() == "zz":
        return partial_date(year, last=True)
    if not (month.isdecimal() and year.isdecimal()):
        raise InvalidInput(f"expected a date as 17/05/2019, zz/05/2019 or zz/zz/2019, found '{shown(cell)}'")
    return partial_date(f"{year}-{int(month):02}", last=True)
