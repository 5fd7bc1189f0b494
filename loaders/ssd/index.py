"""What the tables must know of each other before their rows are read: gathered in one reading of all of them.

Memory: an entry per person, referral, plan and period of care; the texts that go into other records are on disk.
"""

from datetime import date

from loaders.adoptions import is_adoption
from loaders.ssd.beside import READERS, worker_text
from loaders.ssd.care import Period, period_of
from loaders.ssd.cells import Aside, Cells, Fault, Sheet, read_rows
from loaders.ssd.making import detail
from loaders.ssd.tables import OWNERS, TABLES
from loaders.ssd.told import Told
from loaders.ssd.values import day, own_id, words, yes


class Index:
    """The persons, joins and periods of one extract.

    `assessments` has those that were kept: the person, and the day of their factors. `torn` are the tables with a row that does
    not say which it is: what such a table lacks may be that row.
    """

    def __init__(self, sheets: list[Sheet]) -> None:
        self._sheets = sheets
        self._tables = {sheet.table.name for sheet in sheets}
        self.days: dict[str, tuple[date, date]] = {}
        self.named: dict[str, None] = {}
        self.mothers: set[str] = set()
        self.adopted: set[str] = set()
        self.stubs: dict[str, dict[str, date]] = {}
        self._ties: dict[tuple[str, str], str] = {}
        self._births: dict[str, set[date]] = {}
        self.periods: dict[str, Period] = {}
        self.assessments: dict[str, tuple[str, date]] = {}
        self.oldest: date | None = None
        self.workers: set[str] = set()
        self.torn: set[str] = set()
        self.people: set[str] = set()
        self._owners: dict[str, dict[str, str]] = {name: {} for name in OWNERS}
        self._names: dict[str, dict[str, str]] = {"ssd_professionals": {}, "ssd_department": {}}
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

    def who_worked(self, cells: Cells, column: str) -> list[str]:
        """Which team and worker a row names, in the columns that begin like this."""
        team = detail(cells, f"{column}_team", "team", self.department)
        return team + detail(cells, f"{column}_worker_id", "worker", self.professional)

    def told(self, owner: str, name: str) -> list[str]:
        """The texts of that name that other rows tell of an owner."""
        return self._told.of(owner).get(name, [])

    def all_told(self, person: str) -> dict[str, list[str]]:
        """Everything that other rows tell of a person."""
        return self._told.of(f"p:{person}")

    def person_of(self, cells: Cells) -> str:
        """The id of the person whom a row is about, from its own column or from the row that it names; raises Fault."""
        found = cells.read(cells.table.person, own_id)
        if found:
            return found
        for column, owner in cells.table.via:
            other = cells.read(column, own_id)
            if other and other in self._owners[owner]:
                return self._owners[owner][other]
        raise Fault(
            cells.table.person, "", f"expected {cells.table.person}, found none, and no other row that tells whom it is about"
        )

    def child_of(self, cells: Cells) -> str:
        """The id of a mother's child; of one whom the system does not know, the stub made of the row; raises Fault."""
        child = cells.read("moth_childs_person_id", own_id)
        if child and child in self.people:
            return child
        if child:
            raise Fault("moth_childs_person_id", child, f"ssd_person has no person '{child}' (or that row was rejected)")
        if cells.need("moth_childs_dob", day) in self._births.get(cells.person, ()):
            raise Aside("another row names the child that she had on that day: it was taken for the same one")
        return stub_id(cells)

    def stubs_of(self, mother: str) -> list[tuple[str, date]]:
        """The children of a mother who are known only by their day of birth, and that no other row names."""
        known = self._births.get(mother, set())
        return sorted((stub, born) for stub, born in self.stubs.get(mother, {}).items() if born not in known)

    def first_to_tie(self, cells: Cells, child: str) -> bool:
        """Whether a row is the first that says that somebody is this child's mother."""
        return self._ties.get((cells.person, child), cells.own_id()) == cells.own_id()

    def _gather(self) -> None:
        for name in TABLES:
            for sheet in self._sheets:
                if sheet.table.name == name and not sheet.table.unkept:
                    self._gather_from(sheet)

    def _gather_from(self, sheet: Sheet) -> None:
        for cells in read_rows(sheet):
            if not isinstance(cells, Cells) or not cells.said(sheet.table.id):
                self.torn.add(sheet.table.name)
                continue
            try:
                self._look(cells)
            except (Aside, Fault):
                continue  # It is told when its row is read.

    def _look(self, cells: Cells) -> None:
        name = cells.table.name
        if name in self._names:
            self._names[name][cells.own_id()] = _name_of(cells)
        elif name == "ssd_person":
            if cells.leaf("pers_is_mother", yes):
                self.mothers.add(cells.own_id())
        elif cells.table.person:
            cells.person = self.person_of(cells)
            self.named.setdefault(cells.person)
            self._look_at(name, cells)

    def _look_at(self, name: str, cells: Cells) -> None:
        if name in READERS:
            self._told.add(f"p:{cells.person}", READERS[name](cells))
        elif name == "ssd_involvements":
            self._told.add(self.place_of_worker(cells), [("details", worker_text(cells, self.professional))])
        elif name == "ssd_mother":
            self._mother(cells)
        else:
            self._event(name, cells)

    def place_of_worker(self, cells: Cells) -> str:
        """Whose record a worker stands in: that of the referral, where the extract has it, else that of the person."""
        referral = cells.read("invo_referral_id", own_id)
        return f"r:{referral}" if referral in self._owners["ssd_cin_episodes"] else f"p:{cells.person}"

    def _mother(self, cells: Cells) -> None:
        self.mothers.add(cells.person)
        child = cells.read("moth_childs_person_id", own_id)
        born = cells.read("moth_childs_dob", day)
        if child:
            self.named.setdefault(child)
            self._ties.setdefault((cells.person, child), cells.own_id())
            self._births.setdefault(cells.person, set()).update({born} if born and child != cells.person else ())
        elif born:
            self.stubs.setdefault(cells.person, {})[stub_id(cells)] = born

    def _event(self, name: str, cells: Cells) -> None:
        own = cells.own_id()
        if name in self._owners:
            period = cells.read("clae_cla_id", own_id) if name == "ssd_cla_episodes" else None
            self._owners[name].setdefault(period or own, cells.person)
        if is_adoption(_why_it_ended(cells)):
            self.adopted.add(cells.person)
        if name == "ssd_cla_episodes":
            self._care(cells)
        on = cells.own_day()
        if on:
            first, last = self.days.get(cells.person, (on, on))
            self.days[cells.person] = min(first, on), max(last, on)
        closed = cells.read(cells.table.end, day) if cells.table.end else on
        self.oldest = min(filter(None, (self.oldest, closed)), default=None)

    def _care(self, cells: Cells) -> None:
        start = cells.own_day()
        if start:
            key = period_of(cells)
            period = self.periods.get(key) or Period(start, cells.line, start)
            period.add(cells)
            self.periods[key] = period


def stub_id(cells: Cells) -> str:
    """The id of a child who is known only as somebody's: of the row that says so, and of that mother."""
    return f"{cells.table.name}:{cells.own_id()}:{cells.person}"


def _why_it_ended(cells: Cells) -> str:
    column = {"ssd_cla_episodes": "clae_cla_episode_ceased_reason", "ssd_cin_episodes": "cine_close_reason"}.get(cells.table.name)
    return (cells.said(column) if column else "").split(" ", 1)[0]


def _name_of(cells: Cells) -> str:
    if cells.table.name == "ssd_department":
        return cells.leaf("dept_team_name", words) or ""
    said = [cells.leaf(column, words) for column in ("prof_professional_name", "prof_professional_job_title")]
    return ", ".join(each for each in said if each)
