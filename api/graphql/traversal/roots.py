"""The root fields: how each is declared, and where its reading begins."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graphql import FieldNode
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from api.graphql.traversal import global_ids
from api.graphql.traversal.compiler import Compiler
from api.graphql.traversal.connections import connection
from api.graphql.traversal.request import Request
from api.graphql.traversal.types.factory import NAMES, argument, output, type_
from api.graphql.traversal.types.kinds import page_arguments
from api.graphql.traversal.types.names import FACTS
from graph.cypher import CypherText
from graph.errors import InvalidInput
from queries.traversal.expressions import ALWAYS, labelled, list_of
from queries.traversal.kinds import KINDS, PERSON
from queries.traversal.projection import Page, Projection

NAMED = "The canonical id, agency/system/person_id, or an NHS number."
NOBODY = "Nobody, where no record of theirs is visible in the lens."
PLACED = "`uprn:…` or `text:…`, or a bare UPRN"
HOUSEHOLD = "Who else lived with a person on a day, as `Person.household`."
LENS = ("lens", "LensInput | None", "Whose records, as of when, as known when.", None)


@dataclass(frozen=True, slots=True)
class Begun:
    """A root field compiled: what to ask for (none: the agencies are enough), and how what is found is read."""

    found: Callable[[], CypherText] | None
    read: Callable[[list[Any], Request], Any]


Begin = Callable[[Compiler, list[FieldNode], int], Begun]


def make_roots() -> Any:
    """A class with every root field of the traversal, for the query type to be made from."""
    id_ = argument("id", "ID", NAMED)
    day = argument("on", "date | None", "The day. Left out: the day of the lens.", None)
    adult = "One person whom a record has in an adult's role; they come as a Child, where another has them as one."
    everybody = page_arguments(PERSON)
    declared: list[StrawberryField] = [
        output("person", "Person | None", f"One person. {NOBODY}", id_, _lens()),
        output("child", "Child | None", f"One child. {NOBODY}", id_, _lens()),
        output("adult", "Person | None", f"{adult} {NOBODY}", id_, _lens()),
        output("agency", "Agency | None", "One agency.", _id("Its id.")),
        output("agencies", "list[Agency]", "Every agency, by id."),
        output("address", "Address | None", "A place where somebody's stay is visible.", _id(f"{PLACED}."), _lens()),
        output("node", "Node | None", "Anything with an id, where it is visible in the lens.", _id("Its id."), _lens()),
        output("children", "PersonConnection", "Every child of whom a record is visible.", _lens(), *everybody, cost=2),
        output("household", "PersonConnection", HOUSEHOLD, argument("person", "ID", NAMED), day, _lens(), *everybody, cost=10),
    ]
    type_("Traversal", "The root fields of the traversal.", declared)
    return NAMES["Traversal"]


def begin(compiler: Compiler, nodes: list[FieldNode]) -> Begun:
    """Compile a root field."""
    slot = compiler.slot("Query", nodes[0])
    return BEGIN[nodes[0].name.value](compiler, nodes, slot)


def _id(about: str) -> StrawberryArgument:
    return argument("id", "ID", about)


def _lens() -> StrawberryArgument:
    return argument(*LENS)


def _row(compiler: Compiler, kind: str) -> Projection:
    return Projection(compiler.plan, KINDS[kind], compiler.plan.variable())


def _one(compiler: Compiler, nodes: list[FieldNode], row: Projection, page: Page) -> Begun:
    row.place()
    read = compiler.thing(row, nodes)
    return Begun(page.text, lambda rows, at: read(rows[0], at) if rows else None)


def _person_page(compiler: Compiler, slot: int, argument_: str, label: str | None = None) -> tuple[Projection, Page]:
    """The person whom an argument names: two rows at most, since a second is one too many."""
    row = _row(compiler, "person")
    name = compiler.plan.parameter(lambda at: global_ids.person_named(at.given[slot][argument_]))
    by_number = global_ids.is_nhs_number(compiler.given(slot)[argument_])
    step = "person_by_nhs_number" if by_number else "person_by_record"
    condition = labelled(row.of, label) if label else ALWAYS
    today = compiler.plan.parameter(lambda at: "" if "/" in at.given[slot][argument_] else at.given[slot][argument_])
    return row, Page(row, step, compiler.limit(2), {"name": name, "today": today}, condition)


def _person(label: str | None) -> Begin:
    def begin_person(compiler: Compiler, nodes: list[FieldNode], slot: int) -> Begun:
        row, page = _person_page(compiler, slot, "id", label)
        begun = _one(compiler, nodes, row, page)
        return Begun(page.text, lambda rows, at: begun.read(_the_only(rows), at))

    return begin_person


def _address(compiler: Compiler, nodes: list[FieldNode], slot: int) -> Begun:
    row = _row(compiler, "address")
    name = compiler.plan.parameter(lambda at: global_ids.address_named(at.given[slot]["id"]))
    return _one(compiler, nodes, row, Page(row, "address_by_id", compiler.limit(1), {"name": name}))


def _fact(kind: str) -> Begin:
    def begin_fact(compiler: Compiler, nodes: list[FieldNode], slot: int) -> Begun:
        row = _row(compiler, kind)
        name = compiler.plan.parameter(lambda at: global_ids.own_id(at.given[slot]["id"]))
        page = Page(row, "fact_by_id", compiler.limit(1), {"name": name, "label": KINDS[kind].label})
        return _one(compiler, nodes, row, page)

    return begin_fact


def _agency(compiler: Compiler, nodes: list[FieldNode], slot: int) -> Begun:
    read = compiler.agency(nodes)
    return Begun(None, lambda _, at: read(at.agencies.get(at.given[slot]["id"]), at))


def _agencies(compiler: Compiler, nodes: list[FieldNode], _: int) -> Begun:
    read = compiler.agency(nodes)
    return Begun(None, lambda _, at: [read(each, at) for each in at.agencies.values()])


def _node(compiler: Compiler, nodes: list[FieldNode], slot: int) -> Begun:
    return NODES[global_ids.kind_named(compiler.given(slot)["id"])](compiler, nodes, slot)


def _children(compiler: Compiler, nodes: list[FieldNode], slot: int) -> Begun:
    listed = compiler.listed("person", "every_child", {}, nodes, slot)
    listed.page.nearby = compiler.nearby(listed.page.row, slot)
    both = Projection(compiler.plan, PERSON, "children")
    rows = both.page(listed.page) if listed.wants_rows else None
    total = both.total(listed.page) if listed.wants_total else None
    read = connection(listed, rows, total)
    nothing = rows is None and total is None
    return Begun(None if nothing else lambda: list_of(both.columns()), read)


def _household(compiler: Compiler, nodes: list[FieldNode], slot: int) -> Begun:
    row, page = _person_page(compiler, slot, "person")
    row.place()
    step = next(each for each in PERSON.steps if each.name == "household")
    read = compiler.connection(row, step, nodes, slot)
    return Begun(page.text, lambda rows, at: read(_the_one(rows), at))


def _the_only(rows: list[Any]) -> list[Any]:
    if len(rows) > 1:
        people = ", ".join(sorted(row[0] for row in rows))
        raise InvalidInput(f"that NHS number is on records of several people; name one of them: {people}")
    return rows


def _the_one(rows: list[Any]) -> Any:
    if not rows:
        raise InvalidInput("nobody is found by that name through that lens; expected a person's id, a record or an NHS number")
    return _the_only(rows)[0]


BEGIN: dict[str, Begin] = {
    "person": _person(None),
    "child": _person("Child"),
    "adult": _person("Adult"),
    "agency": _agency,
    "agencies": _agencies,
    "address": _address,
    "node": _node,
    "children": _children,
    "household": _household,
}
NODES: dict[str, Begin] = {
    "person": _person(None),
    "address": _address,
    "agency": _agency,
    **{fact: _fact(fact) for fact in FACTS},
}
