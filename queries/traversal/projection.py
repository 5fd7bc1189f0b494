"""What is wanted, gathered into one Cypher text: a row of columns for each thing, with rows of what it is tied to inside.

Every variable of the text has a number of its own, and so has every parameter: a parameter is worked out from what a request
gives, so that one text serves every request of its shape (docs/adr/0007).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.cypher import CypherText, assemble
from queries.traversal.cypher_texts import filled
from queries.traversal.declarations import DATE, Agency, Column, Kind, Step
from queries.traversal.expressions import (
    ALWAYS,
    VALUES,
    Condition,
    Value,
    both,
    list_of,
    part_of,
    property_of,
    row_of,
    text_of_day,
)
from queries.traversal.kinds import KINDS

Given = Callable[[Any], Any]
"""The value of a parameter, from what a request gives."""


class QueryBuilder:
    """One question: its parameters, and its text once everything wanted is gathered.

    `then`: it is about an earlier day, on which somebody of today may have been several people.
    """

    def __init__(self, then: bool = False) -> None:
        self.then = then
        self.parameters: dict[str, Given] = {}
        self._variables = 0

    def parameter(self, given: Given) -> str:
        """The name of a new parameter."""
        name = f"p{len(self.parameters) + 1}"
        self.parameters[name] = given
        return name

    def variable(self) -> str:
        """The name of a new variable."""
        self._variables += 1
        return f"n{self._variables}"

    def text(self, found: CypherText) -> str:
        """The whole text, as the store is given it: the agencies there are, and what is found."""
        return assemble(filled("pages/answer", found=found), then=self.then)

    def key(self, kind: Kind, of: str) -> Value:
        """What tells a thing of a kind from others, and what its lists without a day are in order of."""
        return part_of(of) if self.then and kind.name == "person" else property_of(of, kind.key)


class Projection:
    """The columns wanted of each thing of a kind, in the order in which they were asked for."""

    def __init__(self, plan: QueryBuilder, kind: Kind, of: str) -> None:
        self.plan, self.kind, self.of = plan, kind, of
        # Functions, each called once everything is gathered: a list has its place in the row before what is wanted inside it is
        # known.
        self._cells: list[Callable[[], CypherText]] = []
        self._known: dict[str, int] = {}

    def column(self, column: Column) -> int:
        """Where this value stands in the row."""
        is_key = self.kind.key in (column.property, column.name) and column.text == "property"
        raw = self.plan.key(self.kind, self.of) if is_key else value_of(column, self.of, then=self.plan.then)
        return self._once(text_of_day(raw) if column.type == DATE and "known_records" not in column.text else raw)

    def agency(self, agency: Agency) -> int:
        """Where the id of an agency that it names stands."""
        return self._once(_value(agency.text, self.of, agency.of))

    def place(self) -> tuple[int, int | None]:
        """Where its place in its list stands: its key, and its day where its list is in order of one."""
        key = self._once(self.plan.key(self.kind, self.of))
        if not self.kind.day:
            return key, None
        return key, self._once(text_of_day(property_of(self.of, self.kind.day)))

    def beside(self, step: Step) -> tuple[int, "Projection"]:
        """What an earlier step has already reached: a list inside the row."""
        inner = Projection(self.plan, KINDS[step.to], f"{self.of}_{step.beside}")
        return self._add(lambda: list_of(inner.columns())), inner

    def page(self, page: "Page") -> int:
        """Where the rows of a step stand."""
        return self._add(page.text)

    def total(self, page: "Page") -> int:
        """Where the number of all that a step leads to stands, whatever its page."""
        return self._add(page.total)

    def left_out(self, step: Step, names: Mapping[str, str]) -> int:
        """Where it stands whether a step leaves somebody out."""
        return self._add(lambda: filled(f"steps/{step.left_out}", then=self.plan.then, **names))

    def accounts(self, step: Step, account: Kind) -> tuple[int, "Projection"]:
        """Each agency's account of the tie by which this thing was reached."""
        inner = Projection(self.plan, account, self.plan.variable())
        names = dict(step.names)
        return self._add(
            lambda: filled(
                f"pages/{step.accounts}", then=self.plan.then, to=self.of, tie=inner.of, columns=inner.columns(), **names
            )
        ), inner

    def columns(self) -> CypherText:
        """The row as a list; a thing of which nothing is wanted still has its key."""
        if not self._cells:
            self.place()
        return row_of(cell() for cell in self._cells)

    def _once(self, text: CypherText) -> int:
        if text not in self._known:
            self._known[text] = self._add(lambda: text)
        return self._known[text]

    def _add(self, cell: Callable[[], CypherText]) -> int:
        self._cells.append(cell)
        return len(self._cells) - 1


@dataclass(slots=True)
class Page:
    """Things that a step leads to: which of them, in which order, and the row wanted of each.

    Every list passes here, so that what a caller may not be shown can be kept out by a condition of its own. `nearby` is a
    condition that few fit, the first of the list among them: where they fill the page, nobody else is read.
    """

    row: Projection
    step: str
    limit: str
    names: Mapping[str, str] = field(default_factory=dict)
    condition: Condition = ALWAYS
    behind: Condition | None = None
    nearby: Condition | None = None
    order: str = "by_id"

    def text(self) -> CypherText:
        """The rows of this page."""
        condition = self.condition
        if self.behind is not None:
            condition = both(condition, self.behind)
        plan, kind = self.row.plan, self.row.kind
        blanks: dict[str, Any] = {"day": kind.day or "start", "place": plan.key(kind, self.row.of)}
        page = f"pages/{self.order}"
        if self.nearby is not None and not plan.then:  # by who somebody was then there is no index
            page += "_nearby"
            blanks |= {"nearby": self._reach(both(condition, self.nearby)), "label": kind.label, "key": kind.key}
        return filled(
            page,
            reach=self._reach(condition),
            to=self.row.of,
            limit=self.limit,
            columns=self.row.columns(),
            **blanks,
        )

    def total(self) -> CypherText:
        """How many there are on all pages together."""
        return filled("pages/total", reach=self._reach(self.condition), to=self.row.of)

    def _reach(self, condition: CypherText) -> CypherText:
        return filled(f"steps/{self.step}", then=self.row.plan.then, to=self.row.of, condition=condition, **self.names)


def value_of(column: Column, of: str, *, then: bool = False) -> CypherText:
    """A column as the store compares it: a date as a date."""
    return _value(column.text, of, column.property, then=then)


def _value(text: str, of: str, property_: str, *, then: bool = False) -> Value:
    short = VALUES.get(text)
    return short(of, property_) if short else filled(f"columns/{text}", then=then, of=of, name=property_)
