"""From what a line says to the row that became of it: facts that are kept, a reject, or a line set aside with a reason."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.dates import PartialDate
from graph.facts import Content, End, Fact, FactKind, Reject, Source
from graph.identity.identifiers import record_key
from graph.vocabulary import AddressKind, BirthDateKind, ContactKind, Outcome, Precision, Relationship, Role
from loaders.checks.impossible_orders import flag, too_early
from loaders.extract import Row
from loaders.rejects import unforeseen
from loaders.returns.lines import CellError, Line, Reader, T, postcode, shown
from loaders.returns.tally import Tally

_DAY = Precision.DAY.value
_HASH = (1 << 64) - 1


def local_id(table: str, *parts: object) -> str:
    """What tells one record from another in every export: its table, and the parts of its key, joined by colons."""
    return ":".join([table, *(str(part).replace("%", "%25").replace(":", "%3A") for part in parts)])


class TooEarly(CellError):
    """An end that is before its start."""

    def __init__(self, column: str, value: str, reason: str, end: date) -> None:
        super().__init__(column, value, reason)
        self.end = end


@dataclass(slots=True)
class ReturnFactBuilder:
    """Makes the rows of one extract; two numbers for each fact made say whether it stands twice.

    `child` is the column that has whom a line is about.
    """

    source: Source
    tally: Tally
    child: str
    _seen: dict[int, int] = field(default_factory=dict)

    def by_table(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The same lines, one table after the other: no two tables have facts of one id, so those of the last are forgotten."""
        table = ""
        for line in lines:
            if line.table != table:
                self._seen.clear()
                table = line.table
            yield line

    def key(self, local: str) -> str:
        """The record key, or fact id."""
        return record_key(self.source.agency, self.source.system, local)

    def contact(self, child: str, local: str, on: date, kind: ContactKind, outcome: Outcome, says: Content) -> Fact:
        """A contact about a child on a day."""
        return self.event(FactKind.CONTACT, child, local, on, {"kind": kind.value, "outcome": outcome.value, **says})

    def event(self, kind: FactKind, child: str, local: str, on: date, says: Content) -> Fact:
        """A fact about a child on a day."""
        own: Content = {"sensitivity": "normal", "on_precision": _DAY, **says}
        return Fact(kind, self.key(local), local, (self.key(child),), own, on, on)

    def spell(
        self, child: str, local: str, start: date | None, end: End | None, says: Content, recorded: date | None = None
    ) -> Fact:
        """An involvement with a child, on record from its start, else from `recorded`."""
        own: Content = {"sensitivity": "normal", **({"start_precision": _DAY} if start else {}), **says}
        known = start or recorded or self.source.extracted_on
        records = (self.key(child),)
        return Fact(FactKind.INVOLVEMENT, self.key(local), local, records, own, start, known, start is None, end)

    def baby(self, local: str, born: date) -> Fact:
        """The record of a child who is known only as the child of one."""
        key = self.key(local)
        kind = BirthDateKind.EXPECTED if born > self.source.extracted_on else BirthDateKind.ACTUAL
        says: Content = {"role": Role.CHILD.value, "sensitivity": "normal"}
        says |= {"date_of_birth": born, "date_of_birth_precision": _DAY, "date_of_birth_kind": kind.value}
        recorded = min(born, self.source.extracted_on)
        return Fact(FactKind.PERSON, key, local, (key,), says, recorded, recorded, recorded_on_defaulted=True)

    def mother(self, child: str, local: str, born: date) -> Fact:
        """That a child is the mother of that one."""
        key = self.key(local)
        return Fact(FactKind.RELATIONSHIP, key, local, (self.key(child), key), {"kind": Relationship.MOTHER.value}, None, born)

    def stay(self, child: str, local: str, start: date, end: End | None, kind: AddressKind, place: Content) -> Fact:
        """A stay of a child at a place that is kept secret, as every placement is."""
        own: Content = {"kind": kind.value, "restricted": True, "start_precision": _DAY, **place}
        return Fact(FactKind.STAY, self.key(local), local, (self.key(child),), own, start, start, end=end)

    def kept(self, line: Line, *facts: Fact) -> Row:
        """The row of a line's facts; set aside where an earlier line says the same, rejected where one says otherwise."""
        known = [self._stands(fact, line.number) for fact in facts]
        others = [at for at, same in known if at != line.number and not same]
        if others:
            reason = f"the same {line.table} stands twice with different content, first in line {others[0]}"
            return self.refused(line, CellError(self.child, shown(line.cells.get(self.child, "")), reason), facts[0])
        if all(at != line.number for at, _ in known):
            return self.aside(line, f"{line.table}: what a line above says already was kept once")
        self._look_ahead(line, facts)
        return Row(line.table, facts)

    def _stands(self, fact: Fact, line: int) -> tuple[int, bool]:
        said = hash((str(fact.content), fact.on, fact.end)) & _HASH
        first = self._seen.setdefault(hash((fact.kind, fact.id)), line << 64 | said)
        return first >> 64, first & _HASH == said

    def _look_ahead(self, line: Line, facts: Iterable[Fact]) -> None:
        made = self.source.extracted_on
        if any(day > made for fact in facts for day in (fact.on, fact.end and fact.end.day) if day):
            self.tally.count(line, f"{line.table}: a date after {made}, the day of this extract; kept")

    def refused(self, line: Line, fault: CellError, fact: Fact | None = None, table: str = "") -> Row:
        """The row of a line, or (`table` names it) of a cell of it, that was not kept."""
        beside = {self.child: shown(line.cells.get(self.child, ""))}
        kind, id_ = (fact.kind, fact.id) if fact else (None, None)
        stay = ((FactKind.STAY, fact.id),) if fact and fact.kind is FactKind.INVOLVEMENT else ()
        reject = Reject(line.file, line.number, fault.column, fault.value, fault.reason, beside, kind, id_, stay)
        return Row(table or line.table, reject=reject)

    def aside(self, line: Line, reason: str) -> Row:
        """The row of a line that is not for this graph; the reason is counted."""
        self.tally.count(line, reason)
        return Row(line.table)

    def cell(self, line: Line, column: str, reader: Reader[T], rows: list[Row]) -> T | None:
        """What a cell says whose fault rejects only itself: the reject goes to `rows`, the line is kept without it."""
        try:
            return line.read(column, reader)
        except CellError as fault:
            rows.append(self.refused(line, fault, table=f"{line.table} {column}"))
            return None

    def listed(self, line: Line, column: str, known: Mapping[str, T]) -> T | None:
        """What a code means; one that is not in the list is counted, and stays in the details as it was given."""
        given = line.cells.get(column)
        found = None if given is None else known.get(str(given).upper())
        if given is not None and found is None:
            self.tally.count(line, f"{line.table}: {column} '{shown(given)}' is not in the list of codes; kept as given")
        return found

    def guarded(self, line: Line, make: Callable[[Line], list[Row]]) -> list[Row]:
        """The rows that `make` makes of a line; a line on which it fails is rejected, so that nothing stops in the middle."""
        try:
            return make(line)
        except Exception as error:  # what a reader throws is a rejected row: others are written already
            return [self.refused(line, CellError("", "", unforeseen(error)))]

    def unkept(self, line: Line, rows: list[Row], elsewhere: Collection[str] = ()) -> list[Row]:
        """The rows of a line, the first that was kept naming the cells that nobody took (`elsewhere`: in another reading)."""
        kept = next((row for row in rows if row.facts or row.within), None)
        if kept is not None:
            kept.unkept = line.untaken(elsewhere)
        return rows

    def end(
        self, line: Line, fact: Fact, column: str, reader: Reader[date], rows: list[Row], says: Mapping[str, Any] | None = None
    ) -> None:
        """Give a spell the end that a cell tells; one before its start is rejected by itself (to `rows`). Raises Fault."""
        try:
            fact.end = ended(line, column, fact.on, reader, says)
        except TooEarly as fault:
            rows.append(self.refused(line, fault, table=f"{line.table} {column}"))
            flag(fact.content, column, fault.end)

    def postcode(self, line: Line, column: str) -> str | None:
        """A postcode; what cannot be one is counted, and belongs in the details as it was given."""
        try:
            return line.read(column, postcode)
        except CellError as fault:
            self.tally.count(line, f"{line.table}: {column}: {fault.reason}; kept as given")
            return None


def details(line: Line, *columns: str) -> Content:
    """What else a line says, as texts `column=value`, left as it is."""
    found = [f"{column}={shown(line.cells[column])}" for column in columns if column in line.cells]
    return {"details": found} if found else {}


def ended(line: Line, column: str, start: date | None, reader: Reader[date], says: Mapping[str, Any] | None = None) -> End | None:
    """The end of a spell that a cell tells; raises Fault where it cannot be read, TooEarly where it is before the start."""
    end = line.read(column, reader)
    if end is None:
        return None
    if start and end < start:
        raise TooEarly(column, shown(line.cells[column]), too_early(column, end, start), end)
    return End(end, end, (("end_precision", _DAY), *(says or {}).items()))


def ended_about(end: PartialDate, recorded: date, says: Mapping[str, Any]) -> End:
    """An end that is known to the month or year."""
    return End(end.day, max(end.day, recorded), (("end_precision", end.precision.value), *says.items()))
