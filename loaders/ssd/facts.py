"""From what a row says to the facts that it is."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from graph.facts import Content, End, Fact, FactKind, Value
from graph.vocabulary import ConcernStatus, ContactKind, Factor, InvolvementKind, Outcome, Presence, Whose
from loaders.checks.impossible_orders import flag, too_early
from loaders.codes.children import YES_NO
from loaders.facts.builder import FactBuilder, ended, local_id, with_details
from loaders.ssd.cells import SsdCellError, SsdCells
from loaders.ssd.values import day, words, yes


class SsdFacts(FactBuilder):
    """Makes the facts of one extract. A fact's own id begins with its table: `ssd_contacts:1234`."""

    def local(self, cells: SsdCells, *parts: str) -> str:
        """A fact's own id: the table, the row's id, and what else tells it from others of the row."""
        return local_id(cells.table.name, cells.own_id(), *parts)

    def row_event(self, cells: SsdCells, kind: FactKind, on: date | None, content: Content, *parts: str) -> Fact:
        """A fact of a day, about the row's person; without a day it is on record since the extract."""
        self._late(cells, on)
        return self.event(kind, self.local(cells, *parts), cells.person, on, content)

    def contact(
        self, cells: SsdCells, kind: ContactKind, outcome: Outcome, on: date, summary: str = "", presence: Presence | None = None,
        details: Iterable[str] = (), **more: Value,
    ) -> Fact:  # fmt: skip
        """A contact with the row's person."""
        content: Content = {"kind": kind.value, "outcome": outcome.value}
        content |= {"summary": summary} if summary else {}
        content |= {"presence": presence.value} if presence else {}
        content |= with_details(details, cells.take_given())
        return self.row_event(cells, FactKind.CONTACT, on, content | {name: value for name, value in more.items() if value})

    def concern(
        self, cells: SsdCells, factor: Factor, whose: Whose, on: date, *parts: str, summary: str = "",
        status: ConcernStatus = ConcernStatus.REPORTED, **more: Value,
    ) -> Fact:  # fmt: skip
        """A concern about the row's person."""
        content: Content = {"factor": factor.value, "whose": whose.value, "status": status.value, **more}
        content |= {"summary": summary} if summary else {}
        if given := cells.take_given():
            said = content.get("details")
            content["details"] = [*(said if isinstance(said, list) else ()), *given]
        return self.row_event(cells, FactKind.CONCERN, on, content, *parts)

    def involvement(
        self, cells: SsdCells, kind: InvolvementKind, start: date | None, end: date | None, details: Iterable[str] = (),
        says: Mapping[str, Value] | None = None, local: str = "", **more: Value,
    ) -> Fact:  # fmt: skip
        """An involvement with the row's person; `says` is what is known only with its end (it stands by itself without one)."""
        content: Content = {"kind": kind.value, **with_details(details, cells.take_given())}
        content |= {name: value for name, value in more.items() if value is not None}
        content |= dict(says or {}) if end is None else {}
        self._late(cells, start, end)
        over = ended(end, says) if end else None
        return self.row_spell(cells, FactKind.INVOLVEMENT, start, over, content, local)

    def row_spell(
        self, cells: SsdCells, kind: FactKind, start: date | None, end: End | None, content: Content, local: str = ""
    ) -> Fact:  # fmt: skip
        """A spell of the row's person, which says so where an end stood before its start."""
        for name, early in cells.early.items():
            flag(content, name, early)
        return self.spell(kind, local or self.local(cells), (cells.person,), start, end, content)

    def _late(self, cells: SsdCells, *days: date | None) -> None:
        made = self.source.extracted_on
        cells.notes += [f"{each} is after the day of the extract ({made}); it was kept" for each in days if each and each > made]


def detail(cells: SsdCells, column: str, name: str = "", reader: Callable[[str], object] = words) -> list[str]:
    """What a cell says as one text `name=value`, none where it is blank; the spelling of dates and of yes and no is one.

    A text that is neither yes nor no goes to the cells that are kept as given.
    """
    found = cells.listed(column, YES_NO) if reader is yes else cells.leaf(column, reader)
    if found is None:
        return []
    return [f"{name or column}={str(found).lower() if isinstance(found, bool) else found}"]


def details(cells: SsdCells, *columns: str, reader: Callable[[str], object] = words) -> list[str]:
    """What these cells say, each as `column=value`."""
    return [text for column in columns for text in detail(cells, column, reader=reader)]


def days_of(cells: SsdCells) -> tuple[date, date | None]:
    """The start and the end of the row's spell; raises SsdCellError. An end before its start is rejected by itself."""
    start = day_needed(cells)
    return start, end_after(cells, cells.table.end, start) if cells.table.end else None


def end_after(cells: SsdCells, column: str, start: date | None) -> date | None:
    """The end of a spell with this start; one before it is rejected by itself, and the row kept. Raises SsdCellError."""
    end = cells.read(column, day)
    if end is None or start is None or end >= start:
        return end
    cells.faults.append(SsdCellError(column, cells.said(column), too_early(column, end, start)))
    cells.early[column] = end
    return None


def day_needed(cells: SsdCells) -> date:
    """The row's own day; raises SsdCellError."""
    found = cells.own_day()
    if found is None:
        raise SsdCellError(cells.table.on[0], cells.said(cells.table.on[0]), f"expected {cells.table.on[0]}, found none")
    return found
