"""Who is in a chronology, as the records that the lens shows describe them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, Self

from graph.dates import months_after
from queries.chronology.days import UncertainDay
from queries.core.case import Birth, birth
from queries.core.facts import Record

UNNAMED = "somebody without a name on record"


class DescribedPerson(NamedTuple):
    """One record of a person, with the name that it gives them and how sure it is of their death."""

    record: Record
    name: str
    died_precision: str | None
    role: str

    @classmethod
    def of(cls, row: Sequence[Any]) -> Self:
        """Read from [person, described_record, given names, family name, precision of the death, role]."""
        person, described, given, family, precision, role = row
        name = " ".join(part for part in (given, family) if part)
        return cls(Record.of([person, described]), name, precision, role)


@dataclass(slots=True)
class ChronologyPeople:
    """Everybody whom the rows name, by id; `agencies` are how agencies are called."""

    records: dict[str, list[DescribedPerson]] = field(default_factory=dict)
    agencies: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, rows: Iterable[Sequence[Any]], agencies: Iterable[Sequence[Any]]) -> Self:
        """From the rows of `people.cypher` and of `agencies.cypher`."""
        found: dict[str, dict[str, DescribedPerson]] = defaultdict(dict)
        for row in rows:
            each = DescribedPerson.of(row)
            found[each.record.person][each.record.id] = each
        own = {person: [each[key] for key in sorted(each)] for person, each in found.items()}
        return cls(own, {id_: name or id_ for id_, name in agencies})

    def name(self, person: str) -> str:
        """How the first record that gives a name calls them."""
        return next((each.name for each in self.records.get(person, ()) if each.name), UNNAMED)

    def agency(self, agency: str) -> str:
        """How an agency is called."""
        return self.agencies.get(agency, agency)

    def birth(self, person: str) -> Birth | None:
        """The date of birth that age is counted from."""
        return birth(each.record for each in self.records.get(person, ()))

    def age(self, people: Sequence[str], on: UncertainDay) -> str:
        """How old the children among these were; of several each with their name."""
        day = on.stands_for
        aged = {person: age_in_words(self.birth(person), day) for person in people} if day else {}
        said = {person: words for person, words in aged.items() if words}
        if len(people) == 1:
            return next(iter(said.values()), "")
        return "; ".join(f"{self.name(person)}: {words}" for person, words in said.items())


def age_in_words(born: Birth | None, on: date) -> str:
    """The age of a child in whole years and months, in weeks in the first three months; empty from 18 on, or where not known."""
    if born is None:
        return ""
    if on < born.on:
        return "not yet born"
    if months_after(born.on, 3) > on:
        return _counted((on - born.on).days // 7, "week")
    months = (on.year - born.on.year) * 12 + on.month - born.on.month - (on.day < born.on.day)
    if months >= 18 * 12:
        return ""
    return " ".join(_counted(number, unit) for number, unit in ((months // 12, "year"), (months % 12, "month")) if number)


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
