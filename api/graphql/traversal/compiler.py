"""From a selection to a plan: what is wanted of the store, and how its rows become the answer.

A reader is a function made once for a plan, from a row and a request to what stands in the answer. Rows are lists, and a reader
knows its place in them.
"""

from collections.abc import Sequence
from typing import Any

from graphql import FieldNode, GraphQLSchema

from api.graphql.operation.limits import BeyondLimit
from api.graphql.traversal.connections import ConnectionPage, Reader, connection, object_of
from api.graphql.traversal.nested_findings import NestedFindings
from api.graphql.traversal.nested_matches import NestedMatches
from api.graphql.traversal.request import Request, Slot, arguments
from api.graphql.traversal.selection import Document
from api.graphql.traversal.types.names import TYPES, snake
from queries.traversal.conditions import Conditions
from queries.traversal.declarations import Column, Many, Step
from queries.traversal.expressions import Condition, behind, behind_by_day, up_to
from queries.traversal.kinds import AGENCY, KINDS, PERSON
from queries.traversal.projection import Page, Projection, QueryBuilder

LARGEST_LIST = 1000
"""What a list without pages may have: far more than there should be of anything that has no pages."""

_NESTED: dict[str, type[NestedFindings] | type[NestedMatches]] = {"findings": NestedFindings, "possible_matches": NestedMatches}
_IS_CHILD = Column("is_child", "", text="is_child")


class Compiler:
    """Compiles the selection of one root field, `then` as for an earlier day; `slots` are the fields with arguments that it has
    met, the root's first; `nested` what is selected inside people and asked when all of them are known."""

    def __init__(self, schema: GraphQLSchema, document: Document, *, then: bool = False) -> None:
        self.schema, self.document = schema, document
        self.plan = QueryBuilder(then)
        self.slots: list[Slot] = []
        self.nested: list[NestedFindings | NestedMatches] = []
        self._made: dict[tuple[object, ...], Reader] = {}

    def slot(self, type_: str, node: FieldNode) -> int:
        """Where the arguments of this field will be found in a request."""
        self.slots.append(self._slot(type_, node))
        return len(self.slots) - 1

    def _slot(self, type_: str, node: FieldNode) -> Slot:
        field = self.schema.type_map[type_].fields[node.name.value]  # type: ignore[attr-defined]
        return Slot(field, node, f"{type_}.{node.name.value}")

    def given(self, slot: int) -> dict[str, Any]:
        """The arguments as they are in the request that is compiled for: only their shape may be used."""
        return arguments(self.slots[slot], self.document.variables)

    def limit(self, most: int) -> str:
        """The parameter of a list that is not paged."""
        return self.plan.parameter(lambda _: most)

    # --- things ---

    def thing(self, row: Projection, nodes: Sequence[FieldNode]) -> Reader:
        """How a row of this kind is read; a person as a Child or an Adult."""
        if row.kind is not PERSON:
            return object_of(self._fields(row, nodes, TYPES[row.kind.name]))
        child, adult = (self._fields(row, nodes, type_) for type_ in ("Child", "Adult"))
        # The same reader is made for the same nodes (`_field`), so these are equal where both types are read alike.
        if child == adult:
            return object_of(child)
        place, as_child, as_adult = row.column(_IS_CHILD), object_of(child), object_of(adult)
        return lambda cells, at: as_child(cells, at) if cells[place] else as_adult(cells, at)

    def _fields(self, row: Projection, nodes: Sequence[FieldNode], type_: str) -> list[tuple[str, Reader]]:
        selected = self.document.selected([node.selection_set for node in nodes], type_)
        return [(key, self._field(row, key, each, type_)) for key, each in selected.items()]

    def _field(self, row: Projection, key: str, nodes: list[FieldNode], type_: str) -> Reader:
        """The same nodes of the same row are read once, whichever type they are selected of."""
        if nodes[0].name.value == "__typename":
            return lambda _, __: type_
        made = (row, key, *map(id, nodes))
        if made not in self._made:
            self._made[made] = self._value(row, nodes, type_)
        return self._made[made]

    def _value(self, row: Projection, nodes: list[FieldNode], type_: str) -> Reader:
        name = snake(nodes[0].name.value)
        if name == "lens":
            return self.lens(nodes)
        if name in _NESTED:
            return self._nested(_NESTED[name], row, nodes, type_)
        for agency in row.kind.agencies:
            if agency.name == name:
                return self._agency(row.agency(agency), nodes)
        for column in row.kind.columns:
            if column.name == name:
                return _column(row.column(column), column)
        step = next(each for each in row.kind.steps if each.name == name)
        return self._step(row, step, nodes, type_)

    def _nested(
        self, kind: type[NestedFindings] | type[NestedMatches], row: Projection, nodes: list[FieldNode], type_: str
    ) -> Reader:
        """They are asked when this plan has been read."""
        sets = [node.selection_set for node in nodes if node.selection_set]
        place, (key, _) = len(self.nested), row.place()
        self.nested.append(kind.of(self.schema, self.document, self._slot(type_, nodes[0]), sets))
        return lambda cells, at: at.nested_of(place, cells[key])

    def _agency(self, place: int, nodes: list[FieldNode]) -> Reader:
        known = self.agency(nodes)
        return lambda cells, at: known(at.agencies.get(cells[place]), at)

    def agency(self, nodes: Sequence[FieldNode]) -> Reader:
        """How an agency is read, from [id, name, kind]; none where there is none."""
        read = object_of(self._fields(_AgencyRow(self.plan), nodes, "Agency"))
        return lambda known, at: None if known is None else read(known, at)

    def lens(self, nodes: Sequence[FieldNode]) -> Reader:
        """How the lens is read."""
        selected = self.document.selected([node.selection_set for node in nodes], "Lens")
        return object_of([(key, _of_lens(each[0].name.value)) for key, each in selected.items()])

    # --- steps ---

    def _step(self, row: Projection, step: Step, nodes: list[FieldNode], type_: str) -> Reader:
        if step.beside:
            place, beside = row.beside(step)
            return _at(place, self.thing(beside, nodes))
        if step.many is Many.PAGE:
            return self.connection(row, step, nodes, self.slot(type_, nodes[0]))
        inner = Projection(self.plan, KINDS[step.to], self.plan.variable())
        few = step.many is Many.FEW
        names = {"from": row.of, **step.names}
        read = self.thing(inner, nodes)
        place = row.page(Page(inner, step.text, self.limit(LARGEST_LIST + 1 if few else 1), names))
        return _each(place, read, nodes[0].name.value) if few else _first(place, read)

    def connection(self, row: Projection, step: Step, nodes: Sequence[FieldNode], slot: int) -> Reader:
        """How the connection that a step leads to is read."""
        names = {"from": row.of, **step.names}
        names |= {day: self._day(slot, day) for day in step.days}
        listed = self.listed(step.to, step.text, names, nodes, slot, step)
        rows = row.page(listed.page) if listed.wants_rows else None
        total = row.total(listed.page) if listed.wants_total else None
        left_out = row.left_out(step, names) if step.left_out and listed.wants_truncated else None
        return connection(listed, rows, total, left_out)

    def listed(
        self, kind: str, text: str, names: dict[str, str], nodes: Sequence[FieldNode], slot: int, step: Step | None = None
    ) -> ConnectionPage:
        """A page of a list, and what is selected of it."""
        row = Projection(self.plan, KINDS[kind], self.plan.variable())
        given = self.given(slot)
        order = given.get("order") or "by_id"
        page = Page(row, text, "", names, self.filter(row, given.get("filter"), slot), order=order)
        if given["after"] is not None:
            page.behind = self._behind(row, order, slot)
        listed = ConnectionPage.of(self, page, nodes, slot, step)
        # One more than a page shows says whether there is another page.
        extra = 1 if listed.wants_more else 0
        page.limit = self.plan.parameter(lambda at: at.size(slot) + extra)
        return listed

    def _day(self, slot: int, name: str) -> str:
        return self.plan.parameter(lambda at: at.given[slot][name] or at.lens.as_of)

    def filter(self, row: Projection, given: dict[str, Any] | None, slot: int) -> Condition:
        """The condition that a filter is; its values are looked up in each request."""
        conditions = Conditions(self.plan, lambda path: lambda at: _look_up(at.given[slot]["filter"], path))
        return conditions.of(row.kind, row.of, given or {})

    def nearby(self, row: Projection, slot: int) -> Condition:
        """The condition that few of a list of people fit, those first on the page among them."""
        return up_to(self.plan.key(row.kind, row.of), self.plan.parameter(lambda at: at.id_nearby(slot)))

    def _behind(self, row: Projection, order: str, slot: int) -> Condition:
        id_ = self.plan.parameter(lambda at: at.id_behind(slot))
        if not row.kind.day:
            return behind(self.plan.key(row.kind, row.of), id_)
        on = self.plan.parameter(lambda at: at.day_behind(slot))
        return behind_by_day(row.of, row.kind.day, on, id_, newest_first=order == "newest_first")


class _AgencyRow(Projection):
    """An agency comes with every answer, as a row that is always the same."""

    def __init__(self, plan: QueryBuilder) -> None:
        super().__init__(plan, AGENCY, "")

    def column(self, column: Column) -> int:
        """The place of this value in the row of an agency, which is [id, name, kind]."""
        return AGENCY.columns.index(column)


def _column(place: int, column: Column) -> Reader:
    read = column.read
    if read is None:
        return lambda cells, _: cells[place]
    return lambda cells, at: read(cells[place], at.lens)


def _at(place: int, read: Reader) -> Reader:
    return lambda cells, at: read(cells[place], at)


def _each(place: int, read: Reader, name: str) -> Reader:
    def read_all(cells: Any, at: Request) -> list[Any]:
        if len(cells[place]) > LARGEST_LIST:  # to leave some out without a word would be an answer that is not true
            raise BeyondLimit(f"{name}: expected {LARGEST_LIST:,} at most in a list without pages, found more")
        return [read(each, at) for each in cells[place]]

    return read_all


def _first(place: int, read: Reader) -> Reader:
    return lambda cells, at: read(cells[place][0], at) if cells[place] else None


def _of_lens(name: str) -> Reader:
    if name == "__typename":
        return lambda _, __: "Lens"
    if name == "agencies":
        return lambda _, at: list(at.lens.agencies or ())
    return lambda _, at: getattr(at.lens, snake(name)).isoformat()


def _look_up(value: Any, path: Sequence[str | int]) -> Any:
    for each in path:
        value = value[each]
    return value
