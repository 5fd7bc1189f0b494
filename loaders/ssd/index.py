"""What the tables must know of each other before their rows are read: gathered in one reading of all of them.

Memory: little, of however many rows: what is more is on the disk.
"""

from collections.abc import Mapping
from datetime import date

from graph.spill import SpilledMap, SpilledSet
from graph.vocabulary import ClosureReason
from loaders.checks.adoptions import is_adoption
from loaders.codes.placements import ENDINGS
from loaders.codes.referrals import CLOSURES
from loaders.ssd.cells import RowSkipped, SsdCellError, SsdCells, TableSheet, read_rows
from loaders.ssd.facts import detail
from loaders.ssd.rows.care import CarePeriod, period_of
from loaders.ssd.rows.record_details import READERS, says_adopted, worker_text
from loaders.ssd.spilled_texts import Told
from loaders.ssd.tables import OWNERS, TABLES
from loaders.ssd.values import day, own_id, strange_factors, words, yes

_WITHOUT_ID = frozenset({*READERS, "ssd_involvements"})
"""The tables whose rows stand in other records, so that none needs an id of its own."""

_REASONS: dict[str, tuple[str, Mapping[str, ClosureReason]]] = {
    "ssd_cin_episodes": ("cine_close_reason", CLOSURES),
    "ssd_cla_episodes": ("clae_cla_episode_ceased_reason", ENDINGS),
}
"""The column of a table that says why something ended, and what its codes mean."""


class Index:
    """The persons, joins and periods of one extract.

    `assessments` has those that were kept: the person, and the day of their factors. `torn` are the tables with a row that does
    not say which it is: what such a table lacks may be that row.
    """

    def __init__(self, sheets: list[TableSheet]) -> None:
        self._sheets = sheets
        self._tables = {sheet.table.name for sheet in sheets}
        self.days: SpilledMap[tuple[date, date]] = SpilledMap()
        self.named, self.mothers, self.adopted = SpilledSet(), SpilledSet(), SpilledSet()
        self.stubs: SpilledMap[dict[str, date]] = SpilledMap()
        self.periods: SpilledMap[CarePeriod] = SpilledMap()
        self.assessments: SpilledMap[tuple[str, date]] = SpilledMap()
        self.oldest: date | None = None
        self.workers, self.people = SpilledSet(), SpilledSet()
        self.torn: set[str] = set()
        self.deaths: SpilledMap[date] = SpilledMap()
        self._births: SpilledMap[date] = SpilledMap()
        self._children: SpilledMap[frozenset[date]] = SpilledMap()
        self._ties: SpilledMap[tuple[int, str]] = SpilledMap()
        self._owners: dict[str, SpilledMap[str]] = {name: SpilledMap() for name in OWNERS}
        self._names: dict[str, SpilledMap[str]] = {name: SpilledMap() for name in ("ssd_professionals", "ssd_department")}
        self._told = Told()
        self._gather()

    def has(self, table: str) -> bool:
        """Whether that table is among those of the extract."""
        return table in self._tables

    def professional(self, id_: str) -> str:
        """A professional by name and job title, where the table of professionals has them; else by id."""
        own_id(id_)
        self.workers.add(id_)
        return self._names["ssd_professionals"].get(id_) or id_

    def department(self, id_: str) -> str:
        """A team by name, where the table of departments has it; else by id."""
        own_id(id_)
        self.workers.add(id_)
        return self._names["ssd_department"].get(id_) or id_

    def who_worked(self, cells: SsdCells, column: str) -> list[str]:
        """Which team and worker a row names, in the columns that begin like this."""
        team = detail(cells, f"{column}_team", "team", self.department)
        return team + detail(cells, f"{column}_worker_id", "worker", self.professional)

    def told(self, owner: str, name: str) -> list[str]:
        """The texts of that name that other rows tell of an owner."""
        return self._told.of(owner).get(name, [])

    def all_told(self, person: str) -> dict[str, list[str]]:
        """Everything that other rows tell of a person."""
        return self._told.of(f"p:{person}")

    def person_of(self, cells: SsdCells) -> str:
        """The id of the person whom a row is about, from its own column or from the row that it names; raises SsdCellError."""
        found = cells.read(cells.table.person, own_id)
        if found:
            return found
        for column, owner in cells.table.via:
            other = cells.read(column, own_id)
            if other and other in self._owners[owner]:
                return self._owners[owner][other]
        raise SsdCellError(
            cells.table.person, "", f"expected {cells.table.person}, found none, and no other row that tells whom it is about"
        )

    def child_of(self, cells: SsdCells) -> str:
        """The id of a mother's child; of one whom the system does not know, the stub made of the row; raises SsdCellError."""
        child = self._not_herself(cells)
        if child and child in self.people:
            if cells.leaf("moth_childs_dob", day) not in (None, self._births.get(child)):
                cells.unkept.append("moth_childs_dob")
            return child
        if child:
            raise SsdCellError("moth_childs_person_id", child, f"ssd_person has no person '{child}' (or that row was rejected)")
        born = cells.need("moth_childs_dob", day)
        if born in self._children.get(cells.person, ()):
            raise RowSkipped(f"another row names a child of hers that was born on {born}: no second child was made")
        return stub_id(cells)

    def only_tie(self, cells: SsdCells, child: str) -> None:
        """That no other row makes the same tie of a mother and a child; raises RowSkipped."""
        own = cells.line, cells.own_id()
        first = self._ties.setdefault(f"{cells.person}\n{child}", own)
        if first[1] != own[1]:
            raise RowSkipped(f"{cells.table.id} '{first[1]}' in line {first[0]} says already that she is the mother of '{child}'")

    def _not_herself(self, cells: SsdCells) -> str | None:
        """The id of a mother's child; raises SsdCellError where it is her own."""
        child = cells.read("moth_childs_person_id", own_id)
        if child and child == cells.person:
            raise SsdCellError(
                "moth_childs_person_id", child, f"expected a child of '{child}', found '{child}': nobody is their own mother"
            )
        return child

    def _gather(self) -> None:
        for name in TABLES:
            for sheet in self._sheets:
                if sheet.table.name == name and not sheet.table.unkept:
                    self._gather_from(sheet)
        for mother, stubs in self.stubs.items():
            known = self._children.get(mother, frozenset())
            self.stubs[mother] = {stub: born for stub, born in stubs.items() if born not in known}

    def _gather_from(self, sheet: TableSheet) -> None:
        for cells in read_rows(sheet):
            if not isinstance(cells, SsdCells) or not cells.said(sheet.table.id):
                self.torn.add(sheet.table.name)
            if not isinstance(cells, SsdCells) or not (cells.said(sheet.table.id) or sheet.table.name in _WITHOUT_ID):
                continue
            try:
                self._look(cells)
            except (RowSkipped, SsdCellError):
                continue  # It is told when its row is read.
            sheet.kept |= cells.taken

    def _look(self, cells: SsdCells) -> None:
        name = cells.table.name
        if name in self._names:
            self._names[name][cells.own_id()] = _name_of(cells)
        elif name == "ssd_person":
            if cells.leaf("pers_is_mother", yes):
                self.mothers.add(cells.own_id())
            if born := cells.leaf("pers_dob", day):
                self._births.setdefault(cells.own_id(), born)
            # Looked at, and not taken: whether it is kept, the reading of the row itself says (docs/adr/0021).
            cells.taken.discard("pers_dob")
        elif name == "ssd_assessment_factors":
            self._told.add(
                f"a:{cells.own_id()}",
                [("details", f"factor={each}") for each in strange_factors(cells.said("cinf_assessment_factors_json"))],
            )
        elif cells.table.person:
            cells.person = self.person_of(cells)
            self.named.add(cells.person)
            self._look_at(name, cells)

    def _look_at(self, name: str, cells: SsdCells) -> None:
        if name in READERS:
            if name == "ssd_permanence" and says_adopted(cells):
                self.adopted.add(cells.person)
            self._told.add(f"p:{cells.person}", READERS[name](cells))
        elif name == "ssd_involvements":
            place, referral = self.place_of_worker(cells), cells.read("invo_referral_id", own_id)
            apart = f" referral={referral}" if referral and place.startswith("p:") else ""
            self._told.add(place, [("details", worker_text(cells, self.professional) + apart)])
        elif name == "ssd_mother":
            self._mother(cells)
        else:
            self._event(name, cells)

    def place_of_worker(self, cells: SsdCells) -> str:
        """Whose record a worker stands in: that of the referral, where the extract has it, else that of the person."""
        referral = cells.read("invo_referral_id", own_id)
        return f"r:{referral}" if referral in self._owners["ssd_cin_episodes"] else f"p:{cells.person}"

    def _mother(self, cells: SsdCells) -> None:
        child = self._not_herself(cells)
        self.mothers.add(cells.person)
        if child:
            self.named.add(child)
            days = {cells.leaf("moth_childs_dob", day), self._births.get(child)}
            self._children[cells.person] = self._children.get(cells.person, frozenset()).union(filter(None, days))
        elif born := cells.read("moth_childs_dob", day):
            self.stubs[cells.person] = self.stubs.get(cells.person, {}) | {stub_id(cells): born}

    def _event(self, name: str, cells: SsdCells) -> None:
        own = cells.own_id()
        if name in self._owners:
            period = cells.read("clae_cla_id", own_id) if name == "ssd_cla_episodes" else None
            self._owners[name].setdefault(period or own, cells.person)
        if is_adoption(_why_it_ended(cells)):
            self.adopted.add(cells.person)
        if name == "ssd_cla_episodes":
            self._care(cells)
        if name in _REASONS:
            self._death(cells, *_REASONS[name])
        on = cells.own_day()
        if on:
            first, last = self.days.get(cells.person, (on, on))
            self.days[cells.person] = min(first, on), max(last, on)
        closed = cells.read(cells.table.end, day) if cells.table.end else on
        self.oldest = min(filter(None, (self.oldest, closed)), default=None)

    def _death(self, cells: SsdCells, column: str, known: Mapping[str, ClosureReason]) -> None:
        """That a case or a time in care ended on this day since the person died; of several days the first (docs/adr/0022)."""
        why = (cells.said(column).split() or [""])[0].upper()
        start, end = cells.own_day(), cells.read(cells.table.end, day)
        if end and known.get(why) is ClosureReason.DIED and not (start and end < start):
            self.deaths[cells.person] = min(end, self.deaths.get(cells.person, end))

    def _care(self, cells: SsdCells) -> None:
        start = cells.own_day()
        if start:
            key = period_of(cells)
            period = self.periods.get(key) or CarePeriod(start, cells.line, start)
            period.add(cells)
            self.periods[key] = period


def stub_id(cells: SsdCells) -> str:
    """The id of a child who is known only as somebody's: of the row that says so, and of that mother."""
    return f"{cells.table.name}:{cells.own_id()}:{cells.person}"


def _why_it_ended(cells: SsdCells) -> str:
    column = {"ssd_cla_episodes": "clae_cla_episode_ceased_reason", "ssd_cin_episodes": "cine_close_reason"}.get(cells.table.name)
    return (cells.said(column) if column else "").split(" ", 1)[0]


def _name_of(cells: SsdCells) -> str:
    if cells.table.name == "ssd_department":
        return cells.leaf("dept_team_name", words) or ""
    said = [cells.leaf(column, words) for column in ("prof_professional_name", "prof_professional_job_title")]
    return ", ".join(each for each in said if each)
