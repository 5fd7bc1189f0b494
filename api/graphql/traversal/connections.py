"""Connections: a page of rows, read as edges or nodes, with cursors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphql import FieldNode

from api.graphql.traversal.request import Request, place_of
from api.graphql.traversal.types.names import TYPES
from queries.traversal.declarations import Step
from queries.traversal.kinds import KINDS
from queries.traversal.projection import Page, Projection

if TYPE_CHECKING:
    from api.graphql.traversal.compiler import Compiler

Reader = Callable[[Any, Request], Any]
Fields = list[tuple[str, Reader]]


def object_of(fields: Fields) -> Reader:
    """An object of these fields, in this order."""
    return lambda cells, at: {key: read(cells, at) for key, read in fields}


@dataclass(slots=True)
class ConnectionPage:
    """A page and what is selected of it: by key of the answer, from the rows, their total and whether there are more."""

    page: Page
    slot: int
    fields: "list[tuple[str, PageReader]]"
    wants_rows: bool
    wants_more: bool
    wants_total: bool
    wants_truncated: bool

    @classmethod
    def of(cls, compiler: "Compiler", page: Page, nodes: Sequence[FieldNode], slot: int, step: Step | None) -> "ConnectionPage":
        """From the selection of a connection."""
        of = _Connection(compiler, page.row, slot, step)
        selected = compiler.document.selected([node.selection_set for node in nodes], of.type)
        names = {each[0].name.value for each in selected.values()}
        fields = [(key, of.field(each)) for key, each in selected.items()]
        wants = ("pageInfo" in names, "totalCount" in names, "truncated" in names)
        return cls(page, slot, fields, bool(names & {"edges", "nodes", "pageInfo"}), *wants)


PageReader = Callable[["ConnectionRows", Request], Any]


@dataclass(frozen=True, slots=True)
class ConnectionRows:
    """The rows of one page, the total where it was counted, whether there are more, and whether somebody is left out of all."""

    shown: list[Any]
    total: int
    more: bool
    truncated: bool


def connection(listed: ConnectionPage, rows: int | None, total: int | None, left_out: int | None = None) -> Reader:
    """How a connection is read whose rows and total stand at these places, and whether it leaves somebody out."""
    fields, slot = listed.fields, listed.slot

    def read(cells: Any, at: Request) -> dict[str, Any]:
        found, size = cells[rows] if rows is not None else [], at.size(slot)
        counted, truncated = cells[total] if total is not None else 0, left_out is not None and cells[left_out]
        page = ConnectionRows(found[:size], counted, len(found) > size, truncated)
        return {key: each(page, at) for key, each in fields}

    return read


class _Connection:
    """Compiles the fields of one connection."""

    def __init__(self, compiler: "Compiler", row: Projection, slot: int, step: Step | None) -> None:
        self._compiler, self._row, self._slot, self._step = compiler, row, slot, step
        name = "Relative" if step and step.accounts else TYPES[row.kind.name]
        self.type, self._edge = f"{name}Connection", f"{name}Edge"

    def field(self, nodes: list[FieldNode]) -> PageReader:
        """How one field of the connection is read."""
        name = nodes[0].name.value
        if name == "__typename":
            return lambda _, __: self.type
        if name == "totalCount":
            return lambda page, _: page.total
        if name == "truncated":
            return lambda page, _: page.truncated
        if name == "pageInfo":
            return self._page_info(nodes)
        if name == "lens":
            lens = self._compiler.lens(nodes)
            return lambda _, at: lens(None, at)
        read = self._compiler.thing(self._row, nodes) if name == "nodes" else self._edges(nodes)
        return lambda page, at: [read(row, at) for row in page.shown]

    def _edges(self, nodes: list[FieldNode]) -> Reader:
        selected = self._compiler.document.selected([node.selection_set for node in nodes], self._edge)
        return object_of([(key, self._of_edge(each)) for key, each in selected.items()])

    def _of_edge(self, nodes: list[FieldNode]) -> Reader:
        name = nodes[0].name.value
        if name == "__typename":
            return lambda _, __: self._edge
        if name == "cursor":
            return self._cursor()
        return self._compiler.thing(self._row, nodes) if name == "node" else self._accounts(nodes)

    def _accounts(self, nodes: list[FieldNode]) -> Reader:
        assert self._step is not None
        place, account = self._row.accounts(self._step, KINDS["relationship"])
        first, _ = account.place()
        read = self._compiler.thing(account, nodes)
        return lambda cells, at: [read(each, at) for each in sorted(cells[place], key=lambda each: str(each[first]))]

    def _cursor(self) -> Reader:
        key, day = self._row.place()
        slot = self._slot
        if day is None:
            return lambda cells, at: at.cursor(slot, cells[key])
        return lambda cells, at: at.cursor(slot, *place_of(cells[day], cells[key]))

    def _page_info(self, nodes: list[FieldNode]) -> PageReader:
        cursor, slot = self._cursor(), self._slot
        read: dict[str, PageReader] = {
            "__typename": lambda _, __: "PageInfo",
            "hasNextPage": lambda page, _: page.more,
            "hasPreviousPage": lambda _, at: slot in at.cursors,
            "startCursor": lambda page, at: cursor(page.shown[0], at) if page.shown else None,
            "endCursor": lambda page, at: cursor(page.shown[-1], at) if page.shown else None,
        }
        selected = self._compiler.document.selected([node.selection_set for node in nodes], "PageInfo")
        fields = [(key, read[each[0].name.value]) for key, each in selected.items()]
        return lambda page, at: {key: each(page, at) for key, each in fields}
