"""A small family of its own among the extracts of a random partnership, for a scene to write facts about."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.queries.building import nhs
from tests.queries.oracle.people import AS_OF

Files = dict[str, Any]
MEMBERS: dict[str, str | None] = {"child": None, "sibling": None, "other": None, "mother": "F", "father": "M", "man": "M"}
"""Who may be in a family, with their sex where it is on record: three children, and grown-ups."""
_LETTERS = {"relationships": "r", "addresses": "k", "contacts": "k", "involvements": "k", "concerns": "k"}
_COLUMNS = {file: f"{file[:-1]}_id" for file in _LETTERS} | {"addresses": "stay_id"}


@dataclass
class Family:
    """Writes rows about its people into the extracts. `born` are their dates of birth, as text, where known."""

    draw: st.DrawFn
    made: Sequence[Files]
    number: int
    born: dict[str, str] = field(default_factory=lambda: {"child": "2018-03-04", "sibling": "2015-08-01", "other": "2016-01-01"})

    def pick(self, *choices: Any) -> Any:
        """One of these."""
        return self.draw(st.sampled_from(choices))

    def near(self, day: date) -> date:
        """That day mostly, or the day before or after."""
        return day + timedelta(self.pick(0, 0, 0, -1, 1))

    def ago(self, *days: int) -> date:
        """One of so many days before the day asked about."""
        return AS_OF - timedelta(self.pick(*days))

    def somewhere(self) -> int:
        """The number of an extract."""
        return self.pick(*range(len(self.made)))  # type: ignore[no-any-return]

    def social_care(self) -> int:
        """The number of social care's extract; of any, where it has none here."""
        kinds = [files["extract"]["agency_kind"] for files in self.made]
        return kinds.index("social_care") if "social_care" in kinds else self.somewhere()

    def elsewhere(self, place: int) -> int:
        """The number of another extract."""
        return (place + self.pick(*range(1, len(self.made)))) % len(self.made)  # type: ignore[no-any-return]

    def agency(self, place: int) -> str:
        """The agency of an extract."""
        return self.made[place]["extract"]["agency_id"]  # type: ignore[no-any-return]

    def person(self, place: int, who: str) -> str:
        """The local id of somebody in an extract, who is on record there from now on."""
        id_ = f"f{self.number}{who}"
        if not any(row["person_id"] == id_ for row in self.made[place]["people"]):
            row: dict[str, Any] = {"person_id": id_, "nhs_number": nhs(100 + 10 * self.number + list(MEMBERS).index(who))}
            role = "adult" if MEMBERS[who] else "child"
            row |= {"role": role, "sex": MEMBERS[who], "date_of_birth": self.born.get(who), "recorded_on": "2000-01-01"}
            self.made[place]["people"].append(row)
        return id_

    def put(self, place: int, file: str, who: str, **row: Any) -> str:
        """Write a fact about somebody into an extract, now and then without its day; its id there."""
        rows = self.made[place].setdefault(file, [])
        id_ = f"f{_LETTERS[file]}{len(rows)}"
        told = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
        if self.pick(*[False] * 11, True):
            told |= dict.fromkeys(told.keys() & {"on", "start"})
        rows.append({_COLUMNS[file]: id_, "person_id": self.person(place, who)} | told)
        return id_

    def describe(self, place: int, who: str, **row: Any) -> None:
        """Say more of somebody in an extract's record of them."""
        id_ = self.person(place, who)
        next(each for each in self.made[place]["people"] if each["person_id"] == id_).update(row)

    def tie(self, who: str, kind: str, whom: str, **row: Any) -> None:
        """One is the mother, the sibling, the partner of another."""
        place = self.somewhere()
        self.put(place, "relationships", who, relationship=kind, related_person_id=self.person(place, whom), **row)

    def contact(self, place: int, who: str, on: date, outcome: str, *, met: dict[str, str] | None = None, **row: Any) -> None:
        """A contact about somebody, with others who took part in it, by presence."""
        id_ = self.put(place, "contacts", who, on=on, outcome=outcome, **{"kind": "home_visit"} | row)
        for other, presence in (met or {}).items():
            part = {"contact_id": id_, "person_id": self.person(place, other), "presence": presence}
            self.made[place].setdefault("contact_people", []).append(part)

    def spell(self, place: int, who: str, kind: str, start: date, end: date | None = None, **row: Any) -> None:
        """A spell of service, open where it has no end."""
        self.put(place, "involvements", who, kind=kind, start=start, end=end, **row)

    def concern(self, place: int, who: str, factor: str, on: date, **row: Any) -> None:
        """A concern about somebody."""
        self.put(place, "concerns", who, factor=factor, on=on, **row)

    def tell(self) -> None:
        """Now and then, all that one extract says of them was shared with another agency, or withheld: long ago or lately."""
        place = self.somewhere()
        other = self.agency(self.elsewhere(place))
        if other == self.agency(place) or self.pick(True, False):
            return
        row = {"with_agency": other, "on": self.near(self.ago(300, 300, 40, 0)).isoformat()}
        row["decision"] = self.pick(None, "shared", "shared", "withheld")
        for kind in ("contact", "involvement", "concern"):
            for record in self.made[place].get(f"{kind}s", []):
                if record["person_id"].startswith(f"f{self.number}"):
                    told = {"record_kind": kind, "record_id": record[f"{kind}_id"]}
                    self.made[place].setdefault("shares", []).append(told | row)

    def stay(self, place: int, who: str, home: int, start: date, end: date | None = None) -> None:
        """A stay at one of the homes of this family."""
        self.put(place, "addresses", who, uprn=f"20000000{self.number}00{home}", start=start, end=end)
