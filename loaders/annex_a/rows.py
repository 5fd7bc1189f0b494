"""The rows of each list: what a line becomes in the graph.

Keys: the list, the child, and the date that tells its lines apart. Where a list tells only the latest of many (a visit, a review,
a placement), the key begins with `Latest` and not with the list: a later workbook that tells of another removes nothing.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from graph.facts import Content, Fact, FactKind
from graph.vocabulary import ConcernStatus, ContactKind, Factor, InvolvementKind, Outcome, Presence, Whose
from loaders.annex_a.lists import BORN, CHILD, OF_THE_CHILD, OF_THE_PLACE, WORKER, is_dated, known
from loaders.annex_a.mapping import Mapping, plain
from loaders.annex_a.people import ADOPTER, WorkbookChildren
from loaders.annex_a.words import CODED, LATEST, REFERRERS
from loaders.codes.placements import ending, place_kind, placement
from loaders.codes.referrals import CLOSURES
from loaders.extract import Row
from loaders.facts.builder import ended, local_id
from loaders.returns.lines import CellError, Line, Reader, shown, words
from loaders.returns.rows import LineRows

_MISSING = "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months"
_RESTRICTED: Content = {"sensitivity": "restricted"}


class ListRows:
    """Makes the rows of one reading."""

    def __init__(self, maker: LineRows, found: WorkbookChildren, mapping: Mapping, day: Reader[date]) -> None:
        self._make, self._found, self._mapping, self._day = maker, found, mapping, day
        self._of: dict[str, Callable[[Line, str], list[Row]]] = {
            "List 1": self._contact,
            "List 2": self._early_help,
            "List 3": self._referral,
            "List 4": self._assessment,
            "List 5": self._enquiry,
            "List 6": self._in_need,
            "List 7": self._plan,
            "List 8": self._looked_after,
            "List 9": self._care_leaver,
            "List 10": self._adoption,
            "List 11": self._adopter,
        }

    def of(self, line: Line) -> list[Row]:
        """The rows of a line; one that cannot be read is a reject, one of a sheet that is no list is set aside."""
        if line.table not in self._of:
            return [self._make.aside(line, f"{line.table}: not one of the eleven lists; its rows were left alone")]
        if line.fault:
            return [self._make.refused(line, CellError("", "", line.fault))]
        try:
            whom = line.need(ADOPTER if line.table == "List 11" else CHILD, words)
        except CellError as fault:
            return [self._make.refused(line, fault)]
        rows: list[Row] = []
        self._make.cell(line, BORN, self._day, rows)
        for column in ("Gender", "Ethnicity"):
            self._code(line, column)
        return self._of[line.table](line, whom) + rows + self._latest(line, whom)

    def _code(self, line: Line, column: str) -> str | None:
        """What a value means by the mapping table; one that it lacks is counted, and stays as it was given."""
        given = line.cells.get(column)
        if given is None:
            return None
        values = CODED[column]
        found = self._mapping.meaning(values, str(given))
        if found is None:
            text = f"{line.table}: {column} '{shown(given)}' is not among {values} in the mapping table; kept as given"
            self._make.tally.count(line, text)
        return found

    def _yes(self, line: Line, column: str) -> bool | None:
        return {"true": True, "false": False}.get(self._code(line, column) or "")

    def _details(self, line: Line, *columns: str, rows: list[Row] | None = None) -> list[str]:
        """What else a line says, as texts `column=meaning`; of a date that cannot be read, the cell is rejected (to `rows`)."""
        found = []
        for column in columns:
            if column not in line.cells:
                continue
            said: Any = line.cells[column]
            if column in CODED:
                said = self._code(line, column) or said
            elif rows is not None and is_dated(column):
                said = self._make.cell(line, column, self._day, rows) or said
            found.append(f"{column}={shown(said)}")
        return found

    def _event(self, line: Line, column: str, make: Callable[[date], Fact]) -> list[Row]:
        try:
            on = line.need(column, self._day)
        except CellError as fault:
            return [self._make.refused(line, fault)]
        return [self._make.kept(line, make(on))]

    def _spell(
        self, line: Line, child: str, kind: InvolvementKind, first: str, last: str, says: Content, closing: Content | None = None,
        *, dated: bool = True,
    ) -> tuple[list[Row], Fact | None]:  # fmt: skip
        """The rows of a spell with a first and a last day; also the spell, where it could be read."""
        fact: Fact | None = None
        rejected: list[Row] = []
        try:
            start = line.need(first, self._day) if dated else line.read(first, self._day)
            local = local_id(line.table, child, start or "no date")
            fact = self._make.involvement(child, local, start, {"kind": kind.value, **says})
            self._make.end(line, fact, last, self._day, rejected, closing)
        except CellError as fault:
            return [self._make.refused(line, fault, fact)], None
        return [self._make.kept(line, fact), *rejected], fact

    def _contact(self, line: Line, child: str) -> list[Row]:
        source = self._code(line, "Contact Source")
        told = source or plain(str(line.cells.get("Contact Source", "")))
        says: Content = {"details": self._details(line, "Contact Source")} if told else {}
        says |= {"summary": f"Contact from {REFERRERS[source]}"} if source else {}
        kind, outcome = ContactKind.NOTIFICATION, Outcome.UNKNOWN
        return self._event(
            line, "Date of Contact",
            lambda on: self._make.contact(child, local_id("List 1", child, on, told), on, kind, outcome, says),
        )  # fmt: skip

    def _early_help(self, line: Line, child: str) -> list[Row]:
        says: Content = {"details": self._details(line, "Organisation completing assessment")}
        first, last = "Assessment start date", "Assessment completion date"
        return self._spell(line, child, InvolvementKind.EARLY_HELP, first, last, says)[0]

    def _referral(self, line: Line, child: str) -> list[Row]:
        source, dropped = self._code(line, "Referral Source"), self._yes(line, "Referral NFA?")
        outcome = {True: Outcome.NO_FURTHER_ACTION, False: Outcome.ACCEPTED, None: Outcome.UNKNOWN}[dropped]
        columns = ("Referral Source", "Referral NFA?", "Number of Referrals in Last 12 Months", *WORKER)
        says: Content = {"details": self._details(line, *columns)}
        says |= {"summary": f"Referred by {REFERRERS[source]}"} if source else {}
        return self._event(
            line, "Date of referral",
            lambda on: self._make.contact(child, local_id("List 3", child, on), on, ContactKind.REFERRAL, outcome, says),
        )  # fmt: skip

    def _assessment(self, line: Line, child: str) -> list[Row]:
        needed = "Was the child assessed as requiring LA children's social care support?"
        met = self._yes(line, needed)
        says: Content = {"details": self._details(line, "Child Seen During Continuous Assessment", needed, *WORKER)}
        says |= {} if met is None else {"threshold_met": met}
        first, last = "Continuous Assessment Start Date", "Continuous Assessment Date of Authorisation"
        return self._spell(line, child, InvolvementKind.ASSESSMENT, first, last, says)[0]

    def _enquiry(self, line: Line, child: str) -> list[Row]:
        """The list has no end of an enquiry.

        It is read as ended by its initial conference; on its first day where none was needed; or else with the case (List 6):
        docs/adr/0022.
        """
        rows: list[Row] = []
        first, met = "Strategy discussion initiating Section 47 Enquiry Start Date", "Date of Initial Child Protection Conference"
        conference = self._make.cell(line, met, self._day, rows)
        unneeded = "Was an Initial Child Protection Conference deemed unnecessary?"
        columns = (
            unneeded,
            "Did the Initial Child Protection Conference Result in a Child Protection Plan",
            "Number of Section 47 Enquiries in the last 12 months",
            "Number of ICPCs in the last 12 months",
            *WORKER,
        )
        own, fact = self._spell(line, child, InvolvementKind.SECTION_47, first, "", {"details": self._details(line, *columns)})
        if fact and fact.on:
            closed = [end for start, end in self._found.closed.get(child, []) if start <= fact.on <= end]
            end = fact.on if self._yes(line, unneeded) else min(closed, default=None)
            end = conference if conference and conference >= fact.on else end
            fact.end = ended(end) if end else None
        if conference:
            summary: Content = {"summary": "Initial child protection conference"}
            local = local_id("List 5", child, "InitialCPC", conference)
            meeting = self._make.contact(child, local, conference, ContactKind.MEETING, Outcome.COMPLETED, summary)
            rows.append(Row(f"List 5 {met}", (meeting,)))
        return own + rows

    def _in_need(self, line: Line, child: str) -> list[Row]:
        """The case that a referral began, as the census has it in CINdetails; of one with a plan the list knows no other day."""
        code = self._code(line, "Reason for Closure")
        closing: Content = {"closure_reason": CLOSURES[code].value, "closure_code": code} if code else {}
        says: Content = {"details": self._details(line, "Primary Need Code", "Case Status", "Reason for Closure", *WORKER)}
        planned = self._code(line, "Case Status") == "child_in_need_plan"
        kind = InvolvementKind.CHILD_IN_NEED if planned else InvolvementKind.REFERRAL
        return self._spell(line, child, kind, "CIN Start Date", "CIN Closure Date", says, closing, dated=False)[0]

    def _plan(self, line: Line, child: str) -> list[Row]:
        columns = (
            "Initial Category of Abuse",
            "Latest Category of Abuse",
            "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
            "Number of Previous Child Protection Plans",
            *WORKER,
        )
        first, last = "Child Protection Plan Start Date", "Child Protection Plan End Date"
        kind = InvolvementKind.CHILD_PROTECTION_PLAN
        return self._spell(line, child, kind, first, last, {"details": self._details(line, *columns)})[0]

    def _looked_after(self, line: Line, child: str) -> list[Row]:
        rows: list[Row] = []
        code = self._code(line, "Reason Ceased to be Looked After")
        closing: Content = {"closure_reason": ending(code).value, "closure_code": code} if code else {}
        told = {column for column, *_ in LATEST["List 8"]} | {*OF_THE_PLACE, "Start Date of Most Recent Placement"}
        columns = [name for name in known(line) if name not in told | OF_THE_CHILD and not name.startswith("Date ")]
        says: Content = {"details": self._details(line, *columns, rows=rows)}
        first, last = "Date Started to be Looked After", "Date Ceased to be Looked After"
        own, fact = self._spell(line, child, InvolvementKind.LOOKED_AFTER, first, last, says, closing)
        if fact:
            rows += self._placement(line, child, fact) + self._missing(line, child)
        return own + rows

    def _placement(self, line: Line, child: str, spell: Fact) -> list[Row]:
        """Where the child is placed; a stay of its own, which only another placement or the end of care ends."""
        rows: list[Row] = []
        column = "Start Date of Most Recent Placement"
        since = self._make.cell(line, column, self._day, rows)
        if since is None:
            return rows
        code = self._make.postcode(line, "Placement postcode")
        place = placement(self._make.source.agency, child, code, since)
        place |= {"details": self._details(line, *(name for name in OF_THE_PLACE if not (code and name == "Placement postcode")))}
        area = line.cells.get("LA of Placement")
        place |= {"local_authority": str(area)} if area is not None else {}
        end = ended(spell.end.day) if spell.end and spell.end.day >= since else None
        kind = place_kind(self._mapping.meaning("placement", str(line.cells.get("Placement Type", ""))) or "")
        stay = self._make.stay(child, local_id("Latest", child, "placement", since), since, end, kind, place)
        return [Row(f"List 8 {column}", (stay,)), *rows]

    def _missing(self, line: Line, child: str) -> list[Row]:
        """How often a child was missing has no day: it stands on the day of the workbook, for the year before."""
        times = line.cells.get(_MISSING)
        if times in (None, 0, "0"):
            return []
        on = self._make.source.extracted_on
        says: Content = {
            "factor": Factor.MISSING_EPISODE.value,
            "whose": Whose.CHILD.value,
            "status": ConcernStatus.CONFIRMED.value,
            "summary": f"Missing from placement {shown(times)} times in the 12 months before",
        }
        fact = self._make.event(FactKind.CONCERN, local_id("Latest", child, "missing", on), child, on, says)
        return [Row("List 8 missing episodes", (fact,))]

    def _care_leaver(self, line: Line, child: str) -> list[Row]:
        columns = (
            "Eligibility Category", "LA in Touch", "Type of Accommodation", "Suitability of Accommodation", "Activity Status",
            "Allocated Personal Advisor", *WORKER,
        )  # fmt: skip
        says: Content = {"kind": InvolvementKind.CARE_LEAVER.value, "details": self._details(line, *columns)}
        return [self._make.kept(line, self._make.involvement(child, local_id("List 9", child), None, says))]

    def _adoption(self, line: Line, child: str) -> list[Row]:
        rows: list[Row] = []
        left = OF_THE_CHILD | {"Family identifier"}
        says: Content = {"details": self._details(line, *(name for name in known(line) if name not in left), rows=rows)}
        if line.has("Family identifier"):
            self._make.tally.count(line, "List 10: the family identifier would lead to the adopters; not kept")
        ends = ("Date of Adoption Order", "Date of Decision that Child Should No Longer be Placed for Adoption")
        last = next((name for name in ends if line.has(name)), ends[0])
        first = "Date of Decision that Child Should be Placed for Adoption"
        return self._spell(line, child, InvolvementKind.OTHER, first, last, _RESTRICTED | says)[0] + rows

    def _adopter(self, line: Line, adopter: str) -> list[Row]:
        rows: list[Row] = []
        left = {ADOPTER, "Family identifier", "Gender", "Ethnicity"}
        says: Content = {"sensitivity": "sealed"}
        says |= {"details": self._details(line, *(name for name in known(line) if name not in left), rows=rows)}
        if line.has("Family identifier"):
            self._make.tally.count(line, "List 11: the family identifier would lead to the child; not kept")
        who = local_id("List 11", adopter)
        ends = ("Date of leaving adoption process", "Date of Adoption Order")
        last = next((name for name in ends if line.has(name)), ends[0])
        return self._spell(line, who, InvolvementKind.OTHER, "Date enquiry received", last, says)[0] + rows

    def _latest(self, line: Line, child: str) -> list[Row]:
        """The latest visit, review or contact of each sort; a row of its own each."""
        rows: list[Row] = []
        for column, kind, outcome, summary in LATEST.get(line.table, ()):
            on = self._make.cell(line, column, self._day, rows)
            if on:
                says: Content = {"summary": summary, **self._presence(line, column)}
                fact = self._make.contact(child, local_id("Latest", child, summary, on), on, kind, outcome, says)
                rows.append(Row(f"{line.table} {column}", (fact,)))
        return rows

    def _presence(self, line: Line, column: str) -> Content:
        """A child who was not seen alone may have been seen or not: then nothing is said."""
        if column == "Date Child Was Last Seen":
            return {"presence": Presence.SEEN.value}
        asked = "Was the Child Seen Alone?"
        if column != "Date of the Last Statutory Visit" or not line.has(asked):
            return {}
        alone = self._yes(line, asked)
        return (
            {"presence": Presence.SEEN_ALONE.value, "outcome": Outcome.SEEN.value}
            if alone
            else {"details": self._details(line, asked)}
        )
