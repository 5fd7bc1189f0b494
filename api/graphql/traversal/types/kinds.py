"""The types: every kind with its columns and steps, connections for its lists, and what several have in common."""

from datetime import date
from enum import StrEnum
from typing import Any

import strawberry
from strawberry import relay
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from api.graphql.operation.inputs import LensInput, ParameterInput
from api.graphql.questions.findings import Lens, MatchBand
from api.graphql.questions.findings_connection import FindingConnection
from api.graphql.questions.matches import PossibleMatchConnection
from api.graphql.questions.patterns import PatternId
from api.graphql.traversal.types.factory import NAMES, argument, enum, interface, output, type_
from api.graphql.traversal.types.filters import filter_of, make_filters
from api.graphql.traversal.types.names import FACTS, TYPES
from queries.traversal.declarations import DATE, FLAG, ID, NUMBER, TEXT, TEXTS, Column, Kind, Many, Step
from queries.traversal.fact_kinds import fact_columns
from queries.traversal.kinds import AGENCY, KINDS, PERSON

PAGE_SIZE = 20
FINDINGS_WEIGHT = 50
"""Judging somebody takes about as long as reading so many fields."""
MATCHES_WEIGHT = 20
"""Comparing the records of somebody's pairs takes about as long as reading so many fields."""
TOTAL_WEIGHT = 10
"""Counting a list takes longer than reading a page of it."""
CHILD = "Somebody whom a record has as the child that it is about, of whatever age now; perhaps an adult too."
TRUNCATED = (
    "True when people are left out of all pages and of the total: of a household, those at an address with more than 500 stays, "
    "which is a place of another kind that was not recorded as one."
)
NODE = "For `node`: names one thing among all."

_PYTHON = {DATE: "date", TEXT: "str", TEXTS: "list[str]", FLAG: "bool", NUMBER: "int", ID: "ID"}


class Order(StrEnum):
    """In which order a list is: by its day, then by id."""

    NEWEST_FIRST = "newest_first"
    OLDEST_FIRST = "oldest_first"


class PersonRole(StrEnum):
    """How records have a person; one who is both is a Child."""

    CHILD = "child"
    ADULT = "adult"


def make_types() -> list[Any]:
    """Every type, of which those that are returned are reached only through what they have in common with others."""
    NAMES.update({"date": date, "ID": strawberry.ID, "PageInfo": relay.PageInfo, "Lens": Lens, "LensInput": LensInput})
    NAMES.update({"FindingConnection": FindingConnection, "PatternId": PatternId, "ParameterInput": ParameterInput})
    NAMES.update({"PossibleMatchConnection": PossibleMatchConnection, "MatchBand": MatchBand})
    NAMES.update({"str": str, "int": int, "bool": bool, "list": list, "None": None})
    enum(Order)
    make_filters()
    interface("Node", "What can be fetched again by its id.", [output("id", "ID", NODE)])
    _common()
    for kind in KINDS.values():
        if kind is not PERSON:
            _type(kind)
    _people()
    for step_kind in ("contact", "involvement", "concern", "strength", "stay"):
        _connection(TYPES[step_kind], TYPES[step_kind], "by day, then id", [])
    _connection("Person", "Person", "by id", [], output("truncated", "bool", TRUNCATED))
    accounts = output("accounts", "list[Relationship]", "Each agency's account of how the two are tied, ended or not.")
    _connection("Relative", "Person", "by id", [accounts])
    return [NAMES[name] for name in ("Child", "Adult", *(TYPES[fact] for fact in FACTS))]


def fields_of(kind: Kind) -> list[StrawberryField]:
    """The fields of a kind: its columns, the agencies that it names, and the steps from it."""
    columns = [output(each.name, _annotation(each), each.about) for each in kind.columns if not _is_owner(each)]
    agencies = [output(each.name, "Agency" if each.required else "Agency | None", each.about) for each in kind.agencies]
    return columns + agencies + [_step(each) for each in kind.steps]


def page_arguments(kind: Kind) -> list[StrawberryArgument]:
    """What every connection takes."""
    order = [argument("order", "Order", "In which order.", Order.NEWEST_FIRST)] if kind.day else []
    return [
        argument("filter", f"{filter_of(kind)} | None", "Narrows the list.", None),
        *order,
        argument("first", "int", "How many a page has, 200 at most.", PAGE_SIZE),
        argument("after", "str | None", "The cursor that the page begins behind.", None),
    ]


def connection_of(step: Step) -> str:
    """The type of the connection that a step leads to."""
    return "RelativeConnection" if step.accounts else f"{TYPES[step.to]}Connection"


def _common() -> None:
    shared = {column.name for column in fact_columns("")}
    fact = KINDS["contact"]
    fields = [each for each in fields_of(fact) if each.python_name in shared - {"agency"}]
    fields += [each for each in fields_of(fact) if each.python_name in ("agency", "person", "shared_with", "withheld_from")]
    next(each for each in fields if each.python_name == "id").description = NODE
    about = "What one agency recorded about somebody: a contact, an involvement, a concern, a strength."
    interface("Fact", about, fields, ("Node",))


def _type(kind: Kind) -> None:
    bases = ("Fact",) if kind.name in FACTS else ("Node",) if kind.name in ("agency", "address") else ()
    type_(TYPES[kind.name], kind.about, fields_of(kind), bases)


def _people() -> None:
    lens = output("lens", "Lens", "The lens through which they are seen.")
    enum(PersonRole)
    interface("Person", PERSON.about, [*fields_of(PERSON), _findings(), _matches(), lens], ("Node",))
    type_("Child", CHILD, [], ("Person",))
    # One id has one type, or a client's cache would hold a teenage mother twice: she is a Child (docs/adr/0007).
    type_("Adult", "Somebody whom records have in an adult's role only.", [], ("Person",))


def _findings() -> StrawberryField:
    about = "What a pattern finds about them, or all patterns: asked of everybody in the answer at once."
    return output(
        "findings",
        "FindingConnection",
        about,
        argument("pattern", "PatternId | None", "Which pattern. Left out: all of them.", None),
        argument("parameters", "list[ParameterInput] | None", "Values other than the defaults.", None),
        argument("first", "int", "How many findings a page has, 200 at most.", 50),
        argument("after", "str | None", "The cursor that the page begins behind.", None),
        cost=FINDINGS_WEIGHT,
    )


def _matches() -> StrawberryField:
    return output(
        "possible_matches",
        "PossibleMatchConnection",
        "Records that may be theirs and are not joined, and why: asked of everybody in the answer at once.",
        argument("bands", "list[MatchBand] | None", "Only those of these bands. Left out: all but `unsure`.", None),
        argument("first", "int", "How many pairs a page has, 200 at most.", 50),
        argument("after", "str | None", "The cursor that the page begins behind.", None),
        cost=MATCHES_WEIGHT,
    )


def _connection(name: str, of: str, order: str, more: list[StrawberryField], *own: StrawberryField) -> None:
    node = output("node", of, "What stands there.")
    cursor = output("cursor", "str", "For `after`: the list goes on behind this.")
    type_(f"{name}Edge", "One place in a list.", [node, cursor, *more])
    counted = "How many there are on all pages together; counted only where asked for."
    fields = [
        output("edges", f"list[{name}Edge]", "What is on this page, with cursors."),
        output("nodes", f"list[{of}]", "What is on this page, without."),
        output("page_info", "PageInfo", "Whether there is more, and where it begins."),
        output("total_count", "int", counted, cost=TOTAL_WEIGHT),
        output("lens", "Lens", "The lens that was used."),
        *own,
    ]
    type_(f"{name}Connection", f"A page of a list, {order}.", fields)


def _annotation(column: Column) -> str:
    python = enum(column.words) if column.words else _PYTHON[column.type]
    if column.name == "roles":
        python = "list[PersonRole]"
    return python if column.required else f"{python} | None"


def _is_owner(column: Column) -> bool:
    return column.name == AGENCY.name


def _step(step: Step) -> StrawberryField:
    if step.many is Many.PAGE:
        days = [argument(name, "date | None", about, None) for name, about in step.days.items()]
        return output(step.name, connection_of(step), step.about, *days, *page_arguments(KINDS[step.to]), cost=step.weight)
    target = TYPES[step.to]
    return output(step.name, f"list[{target}]" if step.many is Many.FEW else target, step.about, cost=step.weight)
