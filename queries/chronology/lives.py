"""Births and deaths: a row for each day that is said, with everybody who says it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from queries.chronology.days import UncertainDay
from queries.chronology.people import ChronologyPeople, DescribedPerson
from queries.chronology.rows import ChronologyRow, RowKind, row_key

_BORN = {"estimated": "Is born (an estimated day).", "expected": "Is expected to be born."}


def lives(subjects: Sequence[str], people: ChronologyPeople, as_of: date) -> Iterator[ChronologyRow]:
    """When each of these was born and died, in every account; a birth that has not come yet only as one that is expected."""
    for person in subjects:
        yield from _births(person, people, as_of)
        yield from _deaths(person, people)


def _births(person: str, people: ChronologyPeople, as_of: date) -> Iterator[ChronologyRow]:
    said: dict[tuple[UncertainDay, str], list[DescribedPerson]] = defaultdict(list)
    for each in people.records.get(person, ()):
        own = each.record
        kind = own.born_kind or "actual"
        if own.born is not None and (own.born <= as_of or kind == "expected"):
            said[UncertainDay(own.born, own.born_precision or "day", kind == "estimated"), kind].append(each)
    for (on, kind), accounts in said.items():
        yield _row(RowKind.BIRTH, person, people, on, _BORN.get(kind, "Is born."), accounts)


def _deaths(person: str, people: ChronologyPeople) -> Iterator[ChronologyRow]:
    said: dict[UncertainDay, list[DescribedPerson]] = defaultdict(list)
    for each in people.records.get(person, ()):
        if each.record.died is not None:
            said[UncertainDay.of(each.record.died, each.died_precision)].append(each)
    for on, accounts in said.items():
        yield _row(RowKind.DEATH, person, people, on, "Dies.", accounts)


def _row(
    kind: RowKind, person: str, people: ChronologyPeople, on: UncertainDay, event: str, accounts: Sequence[DescribedPerson]
) -> ChronologyRow:
    # Named by their smallest record too: two of a family may be born on one day.
    key = row_key(kind.value, min(each.record.id for each in people.records[person]), event, on.text)
    agencies = tuple(sorted({each.record.agency for each in accounts}))
    known = [each.record.recorded_on for each in accounts]
    since = None if None in known else min(day for day in known if day is not None)
    evidence = tuple(each.record.evidence() for each in accounts)
    age = "" if kind is RowKind.BIRTH else people.age((person,), on)
    return ChronologyRow(
        kind, key, on, event, None, (person,), (people.name(person),), age, agencies, recorded_on=since, evidence=evidence
    )
