"""How a partnership's agencies describe people, and how late and how incompletely they write things down."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from loaders.invented.agencies import AGENCIES
from loaders.invented.extracts import Extracts
from loaders.invented.notes import Cells, Entry, Human, Notes, Took
from loaders.invented.partnership.household import Household
from loaders.invented.partnership.written_names import NameWriter

_HEALTH = ("hv", "gp", "ed", "amh", "camhs")
_SCHOOLS = ("primary", "academy")
_KNOWS_NHS = {"hv": 0.98, "gp": 0.99, "ed": 0.86, "amh": 0.93, "camhs": 0.95, "csc": 0.72, "csc2": 0.7}
_KNOWS_HERITAGE = {"police": 0.4, "housing": 0.3, "ed": 0.6}
_KNOWS_REFERENCE = {
    "council": {"hv": 0.93, "gp": 0.95, "ed": 0.6, "primary": 0.92, "academy": 0.92, "housing": 0.85, "amh": 0.7}
    | {"camhs": 0.8, "csc": 0.85, "csc2": 0.3, "vol": 0.6, "yjs": 0.6, "police": 0.1},
    "police": {"police": 1.0, "yjs": 0.9, "csc": 0.45},
}
_FATHER_KNOWN = {"hv": 0.83, "primary": 0.78, "academy": 0.76, "csc": 0.85, "csc2": 0.8}


class TrueRecord(NamedTuple):
    """Whose a record is: the person and their family, as numbers that stand in no file, and what is true of the person."""

    key: str
    person: str
    family: str
    given: str
    sex: str
    born: date | None
    ethnicity: str | None


class Telling:
    """One family's records, told through their random stream: verbs of `Notes`, with lateness and gaps of real systems."""

    def __init__(self, family: Household, extracts: Extracts, serial: int, names: Random) -> None:
        self.family, self.rng, self.until, self._serial = family, family.rng, family.until, serial
        self.notes = Notes(extracts, self._describe, self.late)
        self._extracts = extracts
        self._fathers: dict[str, bool] = {}
        self._ordinals: dict[Human, int] = {}
        self._duplicates: dict[Human, Human] = {}
        parents = (each.family for each in (family.mother, family.father) if each)
        self._names = NameWriter(names, tuple(dict.fromkeys(parents)))
        self._mixed_up = family.children[0] if self.rng.random() < 0.002 else None

    def late(self, on: date) -> date:
        """When something of that day was written down: mostly at once, sometimes months later, never after today."""
        return min(self.until, on + timedelta(days=_delay(self.rng)))

    def day_of(self, first: date, last: date | None = None) -> date:
        """Some day between the two, and not after today."""
        return self.family.day(first, min(last or self.until, self.until))

    def covers(self, agency: str, on: date) -> bool:
        """Whether the agency's extract has facts of that day."""
        return self._extracts[agency].covers_from <= on <= self.until

    def father_known(self, agency: str) -> bool:
        """Whether that agency ever wrote down who the father is: decided once a family."""
        if agency not in self._fathers:
            known = self.rng.random() < _FATHER_KNOWN.get(agency, 1.0)
            self._fathers[agency] = known and self.family.father is not None
        return self._fathers[agency]

    def took(self, agency: str, mother: float, father: float) -> list[Took]:
        """The parents who came, at these rates; an agency that never took the father's name records no father."""
        family, rng = self.family, self.rng
        took = [Took(family.mother, "parent")] if rng.random() < mother else []
        rate = father if family.together else father / 4
        if family.father and self.father_known(agency) and rng.random() < rate:
            took.append(Took(family.father, "parent"))
        return took

    def contact(self, agency: str, about: Human, on: date, kind: str, outcome: str = "attended", **more: Any) -> Entry | None:
        """A contact, unless the extract does not reach that day; what was missed is remembered with nobody seen."""
        if not self.covers(agency, on):
            return None
        return self.notes.contact(agency, self._as_filed(agency, about), on, kind, outcome, **more)

    def seen(self, agency: str, child: Human, on: date, kind: str, mother: float, father: float, missed: float) -> Entry | None:
        """An appointment or visit of a child: seen with whichever parent came, or missed and seen some weeks later."""
        while self.rng.random() < missed:
            self.contact(agency, child, on, kind, self.rng.choice(("was_not_brought", "was_not_brought", "cancelled_by_family")))
            on += timedelta(days=self.rng.randint(7, 40))
            missed /= 2
        took = self.took(agency, mother, father)
        return self.contact(agency, child, on, kind, presence="seen", people=took, engagement="engaged" if took else None)

    def spell(self, agency: str, about: Human, kind: str, start: date, end: date | None, **more: Any) -> Entry | None:
        """A spell of service, unless it ended before the extract begins; an end that is still to come is not known."""
        known_end = end if end and end <= self.until else None
        if start > self.until or (known_end and known_end < self._extracts[agency].covers_from):
            return None
        if not known_end:
            more.pop("closure_reason", None)
        return self.notes.involvement(agency, about, kind, start, known_end, **more)

    def concern(self, agency: str, about: Human, factor: str, on: date, **more: Any) -> Entry | None:
        """A concern, unless the extract does not reach that day."""
        return self.notes.concern(agency, about, factor, on, **more) if self.covers(agency, on) else None

    def strength(self, agency: str, about: Human, kind: str, words: str, on: date) -> None:
        """A strength, unless the extract does not reach that day."""
        if self.covers(agency, on):
            self.notes.strength(agency, about, kind, words, on)

    def share(self, entry: Entry | None, with_agency: str, on: date, basis: str, **more: Any) -> None:
        """Tell another agency some days after, where there is something to tell and it has happened by today."""
        day = on + timedelta(days=self.rng.randint(0, 9))
        if entry and day <= self.until:
            self.notes.share(entry, with_agency, day, basis, **more)

    def known_truth(self) -> Iterator[TrueRecord]:
        """Whose each record is."""
        originals = {copy: human for human, copy in self._duplicates.items()}
        people = [self.family.mother, self.family.father, self.family.partner, *self.family.children]
        for agency, id_, human in self.notes.records():
            whose = originals.get(human, human)
            person = f"{self._serial}-{people.index(whose)}"
            yield TrueRecord(
                AGENCIES[agency].key(id_), person, str(self._serial), whose.given, whose.sex, whose.born, whose.ethnicity
            )

    def _as_filed(self, agency: str, about: Human) -> Human:
        """Now and then a system holds the same person twice, and files under the second."""
        if about in self._duplicates:
            return self._duplicates[about] if self.rng.random() < 0.3 else about
        if agency in ("ed", "police", "csc") and self.rng.random() < 0.012:
            nhs = about.nhs if self.rng.random() < 0.5 else None
            copy = Human(about.given, about.family, about.sex, about.born, about.role, nhs=nhs)
            self._duplicates[about] = copy
            self._names.same(copy, about)
        return about

    def _describe(self, agency: str, human: Human) -> Cells:
        rng, name = self.rng, self._names.written(human)
        cells: Cells = {
            "role": human.role,
            "given_names": name.given,
            "family_name": name.family,
            "other_names": name.others,
            "date_of_birth": _birthday(rng, agency, human, self._names),
            "date_of_birth_kind": human.born_kind,
            "sex": human.sex,
            "sensitivity": "restricted" if rng.random() < 0.002 else None,
        }
        return cells | self._heritage_cells(agency, human) | self._identifier_cells(agency, human)

    def _heritage_cells(self, agency: str, human: Human) -> Cells:
        if self.rng.random() > _KNOWS_HERITAGE.get(agency, 0.9):
            return {}
        code = human.ethnicity if self.rng.random() > 0.015 else "NOBT"
        return {"ethnicity": code, "language": human.language, "interpreter_needed": human.interpreter}

    def _identifier_cells(self, agency: str, human: Human) -> Cells:
        """Health knows NHS numbers, schools UPNs; the council's reference is in most systems, the police's in few."""
        known = self.rng.random() < _KNOWS_NHS.get(agency, 0)
        pupil = human.upn if agency in _SCHOOLS or (agency in ("csc", "yjs") and self.rng.random() < 0.8) else None
        ordinal = self._ordinals.setdefault(human, len(self._ordinals))
        ids = [f"{scheme}={self._serial}-{ordinal}" for scheme in self._schemes(agency)]
        number = self._mixed_up.nhs if self._mixed_up and agency == "ed" and human is self.family.mother else human.nhs
        return {"nhs_number": number if known else None, "upn": pupil, "other_ids": ";".join(ids) or None}

    def _schemes(self, agency: str) -> list[str]:
        return [scheme for scheme, by in _KNOWS_REFERENCE.items() if self.rng.random() < by.get(agency, 0)]


def _delay(rng: Random) -> int:
    chance = rng.random()
    if chance < 0.7:
        return 0
    if chance < 0.91:
        return rng.randint(1, 7)
    return rng.randint(8, 45) if chance < 0.985 else rng.randint(46, 210)


def _birthday(rng: Random, agency: str, human: Human, names: NameWriter) -> str | None:
    if human.born is None or (agency not in _HEALTH and rng.random() < 0.03):
        return None
    if agency in ("police", "housing") and human.role == "adult" and rng.random() < 0.03:
        return str(human.born.year)
    return (human.born if human.born_kind else names.birthday(human.born)).isoformat()
