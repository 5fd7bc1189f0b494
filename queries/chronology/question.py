"""Asking for a chronology: what happened to some people, in order, as the lens shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from graph.cypher import text_of
from graph.dates import FIRST_DAY
from graph.errors import InvalidInput
from graph.lens import Lens
from graph.store import Store
from queries.chronology.account import ChronologyFacts
from queries.chronology.events import EventWriter
from queries.chronology.gaps import gaps
from queries.chronology.group import ChronologyGroup, with_group
from queries.chronology.lives import lives
from queries.chronology.numbers import RowNumbers, numbered
from queries.chronology.people import ChronologyPeople
from queries.chronology.rows import ChronologyRow
from queries.core.coverage import AgencyPeriod
from queries.core.findings import lens_dict
from queries.engine.scope import Scope, read_scope
from queries.identity.decided_later import joined_by_decision

_FOLDER = Path(__file__).parent / "cypher"
GAP_DAYS = 90
MOST_NAMED = 10
MOST_PEOPLE = 20
MOST_ROWS = 2000


@dataclass(slots=True)
class Chronology:
    """The answer: `people` by id and `names` by which they are called, the period asked about (None: all of it), the rows in
    order, their `numbers` (to be given again for the same ones), and what data each agency of the lens has."""

    people: tuple[str, ...]
    names: tuple[str, ...]
    lens: Lens
    start: date | None
    end: date | None
    gap_days: int
    rows: list[ChronologyRow] = field(default_factory=list)
    numbers: RowNumbers = field(default_factory=RowNumbers)
    agencies: dict[str, str] = field(default_factory=dict)
    coverage: tuple[AgencyPeriod, ...] = ()
    cautions: tuple[str, ...] = ()

    def to_dicts(self) -> list[dict[str, Any]]:
        """One a row, for JSON, pandas or polars."""
        through = lens_dict(self.lens)
        return [{**each.to_dict(), "lens": through} for each in self.rows]

    def agency(self, agency: str) -> str:
        """How an agency is called."""
        return self.agencies.get(agency, agency)


async def chronology(
    store: Store,
    people: Sequence[str],
    *,
    group: ChronologyGroup | None = None,
    start: date | None = None,
    end: date | None = None,
    gap_days: int = GAP_DAYS,
    numbers: RowNumbers | None = None,
    lens: Lens | None = None,
) -> Chronology:
    """What happened to these people (and with `group` to those who belong to them), in order of date, as the lens shows it.

    `people` are ids, record keys or NHS numbers, 10 at most; 20 people at most in all, and 2,000 rows. `numbers` are those that
    rows have been given before: rows that an agency took away since then are shown with the day. Three round trips, one or two
    more for each person named, one for a group, and one for a lens of an earlier day. Raises InvalidInput or UnknownName, naming
    what is wrong.
    """
    _check(people, start, end, gap_days)
    scope, subjects, through = await _subjects(store, people, group, lens or Lens.of())
    asked = start or FIRST_DAY, min(end or through.as_of, through.as_of)
    facts, everyone = await _read(store, subjects, through, asked, past=numbers is not None, then=scope.then)
    last = asked[1]
    rows = _rows(EventWriter(subjects, everyone), facts, asked, through.as_of)
    cut, rows = len(rows) > MOST_ROWS or facts.full, rows[:MOST_ROWS]
    cut_short = _cut_short(rows) if cut else ()
    if cut and rows:
        last = min(last, rows[-1].on.stands_for or last)
    quiet = list(gaps(rows, gap_days, last, lambda days: _covering(scope, through, everyone, days)))
    found, kept = numbered(sorted([*rows, *quiet], key=lambda row: row.place), numbers or RowNumbers())
    joined = await _joined(store, scope, through, subjects, everyone)
    return Chronology(
        subjects,
        tuple(everyone.name(each) for each in subjects),
        through,
        start,
        end,
        gap_days,
        found,
        kept,
        everyone.agencies,
        scope.coverage(through).agencies,
        (*scope.cautions, *joined, *cut_short),
    )


def _check(people: Sequence[str], start: date | None, end: date | None, gap_days: int) -> None:
    if not 1 <= len(people) <= MOST_NAMED:
        raise InvalidInput(f"a chronology is about 1 to {MOST_NAMED} people that are named, found {len(people)}")
    if start and end and end < start:
        raise InvalidInput(f"a period ends no earlier than it starts, found {start} to {end}")
    if not 1 <= gap_days <= 36_500:
        raise InvalidInput(f"gap_days: expected a number of days from 1 to 36500, found {gap_days}")


async def _subjects(
    store: Store, people: Sequence[str], group: ChronologyGroup | None, lens: Lens
) -> tuple[Scope, tuple[str, ...], Lens]:
    """Whom it is about, by id and once each; the scope is that of the first, with what is to be said of every one."""
    scopes = [await read_scope(store, each, lens) for each in dict.fromkeys(people)]
    first = scopes[0]
    through = first.lens(lens)
    found = list(dict.fromkeys(each.subject for each in scopes))
    if group is not None:
        found = await with_group(store, found, group, through, then=first.then)
    if len(found) > MOST_PEOPLE:
        raise InvalidInput(f"a chronology is about {MOST_PEOPLE} people at most, found {len(found)}; name those whom you mean")
    said = tuple(dict.fromkeys(sentence for each in scopes for sentence in each.said))
    return replace(first, said=said), tuple(found), through


async def _read(
    store: Store, subjects: Sequence[str], lens: Lens, asked: tuple[date, date], *, past: bool, then: bool
) -> tuple[ChronologyFacts, ChronologyPeople]:
    given = lens.parameters()
    text = text_of(_FOLDER / "chronology.cypher", then=then)
    asking = {"people": list(subjects), "past": past, "most": MOST_ROWS + 1, "from": asked[0], "to": asked[1], **given}
    # Ahead: a Neo4j that has just been started takes as long for this plan as a question may (docs/adr/0029).
    await store.plan(text, **asking)
    rows = await store.read(text, **asking)
    facts = ChronologyFacts.read(rows, MOST_ROWS + 1)
    named = sorted(facts.people() | set(subjects))
    people = await store.read(text_of(_FOLDER / "people.cypher", then=then), people=named, **given)
    agencies = await store.read(text_of(_FOLDER / "agencies.cypher"))
    return facts, ChronologyPeople.read(people, agencies)


def _rows(writer: EventWriter, facts: ChronologyFacts, asked: tuple[date, date], as_of: date) -> list[ChronologyRow]:
    """Each row once, in order, as far as it is in the period; one that stands goes before one that was taken away."""
    found: dict[str, ChronologyRow] = {}
    for row in (*lives(writer.subjects, writer.people, as_of), *writer.rows(facts)):
        known = found.get(row.key)
        if _is_asked(row, asked) and (known is None or _stands_longer(row, known)):
            found[row.key] = row
    return sorted(found.values(), key=lambda row: row.place)


def _is_asked(row: ChronologyRow, asked: tuple[date, date]) -> bool:
    day = row.on.stands_for
    return asked[0] == FIRST_DAY if day is None else asked[0] <= day <= asked[1]


def _stands_longer(row: ChronologyRow, known: ChronologyRow) -> bool:
    return (row.taken_away or date.max) > (known.taken_away or date.max)


def _covering(scope: Scope, lens: Lens, people: ChronologyPeople, days: tuple[date, date]) -> tuple[list[str], list[str]]:
    """Which agencies of the lens have data for all of these days, by how they are called, and which have not."""
    agencies = lens.agencies or ()
    covered = [each for each in agencies if scope.periods.covered(each, days, lens.as_of)]
    return [people.agency(each) for each in covered], [people.agency(each) for each in agencies if each not in covered]


async def _joined(store: Store, scope: Scope, lens: Lens, subjects: Sequence[str], people: ChronologyPeople) -> tuple[str, ...]:
    """What is to be said of later decisions that join the records of somebody here."""
    if not scope.then:
        return ()
    keys = [each.record.id for person in subjects for each in people.records.get(person, ())]
    found = await joined_by_decision(store, lens, keys)
    return tuple(dict.fromkeys(sentence for person in subjects for sentence in found.get(person, ())))


def _cut_short(rows: Sequence[ChronologyRow]) -> tuple[str, ...]:
    until = f", to {rows[-1].on.text}" if rows else ""
    said = f"This chronology is cut short after {len(rows):,} rows{until}: there are more."
    return (f"{said} Ask for a shorter period, or from that day on.",)
