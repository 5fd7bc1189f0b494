"""From what a line says to the row that became of it: facts that are kept, a reject, or a line set aside with a reason."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.facts import Content, End, Fact, FactKind, Reject
from graph.vocabulary import AddressKind, ContactKind, Outcome, Relationship, Role
from loaders.checks.impossible_orders import flag, too_early
from loaders.extract import Row
from loaders.facts.builder import FactBuilder, ended, with_details
from loaders.facts.seen import SeenFacts
from loaders.rejects import unforeseen
from loaders.returns.lines import CellError, Line, Reader, T, postcode, shown
from loaders.returns.tally import Tally


class TooEarly(CellError):
    """An end that is before its start."""

    def __init__(self, column: str, value: str, reason: str, end: date) -> None:
        super().__init__(column, value, reason)
        self.end = end


@dataclass(slots=True)
class LineRows(FactBuilder):
    """Makes the rows of one extract. `child` is the column that has whom a line is about."""

    tally: Tally
    child: str
    _seen: SeenFacts = field(default_factory=SeenFacts)

    def by_table(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The same lines, one table after the other: no two tables have facts of one id, so those of the last are forgotten."""
        table = ""
        for line in lines:
            if line.table != table:
                self._seen.forget()
                table = line.table
            yield line

    def contact(self, child: str, local: str, on: date, kind: ContactKind, outcome: Outcome, says: Content) -> Fact:
        """A contact about a child on a day."""
        return self.event(FactKind.CONTACT, local, child, on, {"kind": kind.value, "outcome": outcome.value, **says})

    def involvement(
        self, child: str, local: str, start: date | None, says: Content, worked_out: date | None = None
    ) -> Fact:  # fmt: skip
        """An involvement with a child, whose end is another cell's to tell."""
        return self.spell(FactKind.INVOLVEMENT, local, (child,), start, None, says, worked_out=worked_out)

    def baby(self, local: str, born: date) -> Fact:
        """The record of a child who is known only as the child of one."""
        says: Content = {"role": Role.CHILD.value, "date_of_birth": born, "date_of_birth_kind": self.birth_kind(born).value}
        return self.person(local, says, worked_out=min(born, self.source.extracted_on))

    def mother(self, child: str, local: str, born: date) -> Fact:
        """That a child is the mother of that one."""
        says: Content = {"kind": Relationship.MOTHER.value}
        return self.spell(FactKind.RELATIONSHIP, local, (child, local), None, None, says, born)

    def stay(self, child: str, local: str, start: date, end: End | None, kind: AddressKind, place: Content) -> Fact:
        """A stay of a child at a place that is kept secret, as every placement is."""
        says: Content = {"kind": kind.value, "restricted": True, **place}
        return self.spell(FactKind.STAY, local, (child,), start, end, says)

    def kept(self, line: Line, *facts: Fact) -> Row:
        """The row of a line's facts; set aside where an earlier line says the same, rejected where one says otherwise."""
        known = [self._seen.first(fact, line.number) for fact in facts]
        others = [each.place for each in known if each.place != line.number and not each.same]
        if others:
            reason = f"the same {line.table} stands twice with different content, first in line {others[0]}"
            return self.refused(line, CellError(self.child, shown(line.cells.get(self.child, "")), reason), facts[0])
        if all(each.place != line.number for each in known):
            return self.aside(line, f"{line.table}: what a line above says already was kept once")
        self._look_ahead(line, facts)
        return Row(line.table, facts)

    def _look_ahead(self, line: Line, facts: Iterable[Fact]) -> None:
        made = self.source.extracted_on
        if any(day > made for fact in facts for day in (fact.on, fact.end and fact.end.day) if day):
            self.tally.count(line, f"{line.table}: a date after {made}, the day of this extract; kept")

    def refused(self, line: Line, fault: CellError, fact: Fact | None = None, table: str = "") -> Row:
        """The row of a line, or (`table` names it) of a cell of it, that was not kept."""
        beside = {self.child: shown(line.cells.get(self.child, ""))}
        kind, id_ = (fact.kind, fact.id) if fact else (None, None)
        # An episode of care is a stay as well: the rejected line speaks for both, so that neither is taken away.
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
        """The rows of a line, the first that was kept naming the cells that nobody took (`elsewhere`: in another reading):
        docs/adr/0021."""
        kept = next((row for row in rows if row.facts or row.within), None)
        if kept is not None:
            kept.unkept = line.untaken(elsewhere)
        return rows

    def end(
        self, line: Line, fact: Fact, column: str, reader: Reader[date], rows: list[Row], says: Mapping[str, Any] | None = None
    ) -> None:
        """Give a spell the end that a cell tells; one before its start is rejected by itself (to `rows`). Raises CellError."""
        try:
            fact.end = end_of(line, column, fact.on, reader, says)
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
    return with_details(f"{column}={shown(line.cells[column])}" for column in columns if column in line.cells)


def end_of(
    line: Line, column: str, start: date | None, reader: Reader[date], says: Mapping[str, Any] | None = None
) -> End | None:
    """The end of a spell that a cell tells; raises CellError where it cannot be read, TooEarly where it is before the start."""
    end = line.read(column, reader)
    if end is None:
        return None
    if start and end < start:
        raise TooEarly(column, shown(line.cells[column]), too_early(column, end, start), end)
    return ended(end, says)
