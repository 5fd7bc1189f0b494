"""Odd values for every argument of every field that the schema has, made from the schema itself.

Each case is one request in well-formed GraphQL over HTTP: a field, the way to it, and one argument that has an odd value, as a
variable of the argument's own type, as one of another type, or written into the text.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

_LONG = "x" * 50_000
MUTATION = "mutation "
"""How the text of one begins."""


def _deep(levels: int, inside: Any) -> Any:
    for _ in range(levels):
        inside = {"and": [inside], "not": inside} if levels < 8 else {"not": inside}
    return inside


ODD: dict[str, Any] = {
    "null": None,
    "true": True,
    "zero": 0,
    "minus one": -1,
    "a float for an integer": 200.0,
    "a fraction": 0.5,
    "beyond 32 bits": 2**31,
    "beyond 64 bits": 2**64,
    "a huge number": 1e308,
    "no text": "",
    "NUL": "\0",
    "a NUL inside": "hv/systmone/p1\0",
    "a quote": "' OR 1=1 //",
    "braces": "«name» $p1 {name}",
    "the replacement character": "\ufffd\u202e\u0000\U0001f600",
    "a long text": _LONG,
    "many digits": "9" * 5000,
    "a date that is none": "2025-02-30",
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "a day with a time": "2025-06-01T00:00:00Z",
    "no list": [],
    "a list of nothing": [None],
    "a list in a list": [[[["a"]]]],
    "many items": ["a"] * 20_000,
    "many numbers": list(range(20_000)),
    "no object": {},
    "an object of another sort": {"name": "x", "value": {"a": [1]}},
    "a deep object": _deep(200, {}),
    "a wide object": {f"k{n}": n for n in range(2000)},
}
"""By what is odd about them."""


@dataclass(frozen=True)
class OddRequest:
    """One request: what it tries, and its body."""

    name: str
    body: dict[str, Any]


def odd_requests(schema: GraphQLSchema) -> Iterator[OddRequest]:
    """All of them."""
    for way, field, name in _fields(schema):
        for argument_name, argument in field.args.items():
            for what, value in _values(argument):
                title = f"{name}({argument_name}): {what}"
                for how, body in _bodies(way, field, argument_name, argument, value):
                    yield OddRequest(f"{title}, {how}", body)


def _values(argument: GraphQLArgument) -> Iterator[tuple[str, Any]]:
    """Odd values, and for an object or a list of objects each of its fields with them."""
    yield from ODD.items()
    inside = get_named_type(argument.type)
    if isinstance(inside, GraphQLInputObjectType):
        several = isinstance(_nullable(argument.type), GraphQLList)
        for name, field in inside.fields.items():
            needed = {each: "x" for each, other in inside.fields.items() if isinstance(other.type, GraphQLNonNull)}
            nested = get_named_type(field.type)
            for what, value in ODD.items():
                given = {**needed, name: value}
                yield f"{name} {what}", [given] if several else given
            if isinstance(nested, GraphQLInputObjectType):
                for inner in nested.fields:
                    for what in ("null", "NUL", "many items", "beyond 64 bits", "no list", "a deep object"):
                        yield f"{name}.{inner} {what}", {**needed, name: {inner: ODD[what]}}


def _bodies(
    way: str, field: GraphQLField, name: str, argument: GraphQLArgument, value: Any
) -> Iterator[tuple[str, dict[str, Any]]]:
    own = str(argument.type)
    needed = [f"{each}: {_well(other)}" for each, other in field.args.items() if each != name and is_required_argument(other)]
    chosen = _selection(field)
    for how, type_ in (("of its type", own), ("nullable", own.rstrip("!"))):
        call = f"({', '.join([*needed, f'{name}: $odd'])}){chosen}"
        operation, _, rest = way.partition("{")
        text = f"{operation or 'query'} ($odd: {type_}) {{{rest.replace('…', call)}"
        yield how, {"query": text, "variables": {"odd": value}}
        if not own.endswith("!"):
            break
    text = _literal(value)
    if len(text) < 200_000:
        call = f"({', '.join([*needed, f'{name}: {text}'])}){chosen}"
        yield "written", {"query": way.replace("…", call)}


def _literal(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_literal(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value[:100])) + "]"
    return json.dumps(value)


def _fields(schema: GraphQLSchema) -> Iterator[tuple[str, GraphQLField, str]]:
    """Each field with arguments, with a query that leads there: `…` stands for what follows its name."""
    seen: set[str] = set()
    waiting: list[tuple[str, Any]] = [("{ … }", schema.query_type), (MUTATION + "{ … }", schema.mutation_type)]
    while waiting:
        way, type_ = waiting.pop(0)
        for name, field in type_.fields.items():
            title = f"{type_.name}.{name}"
            if title in seen:
                continue
            seen.add(title)
            here = way.replace("…", name + "…")
            if field.args:
                yield here, field, title
            inside = get_named_type(field.type)
            if isinstance(inside, GraphQLObjectType | GraphQLInterfaceType):
                needed = [f"{each}: {_well(other)}" for each, other in field.args.items() if is_required_argument(other)]
                given = f"({', '.join(needed)})" if needed else ""
                waiting.append((here.replace("…", f"{given} {{ … }}"), inside))


def _selection(field: GraphQLField) -> str:
    """A small selection of what a field gives: its leaves without arguments, those of a list's things among them."""
    inside = get_named_type(field.type)
    if is_leaf_type(inside):
        return ""
    names = ["__typename"]
    for name, each in getattr(inside, "fields", {}).items():
        if is_leaf_type(get_named_type(each.type)) and not each.args:
            names.append(name)
        if name == "nodes":
            names.append("nodes { __typename }")
    return " { " + " ".join(names) + " }"


def _well(argument: GraphQLArgument | GraphQLInputField) -> str:
    """A value that would do."""
    named = get_named_type(argument.type)
    values = getattr(named, "values", None)
    if isinstance(named, GraphQLInputObjectType):
        return "{" + ", ".join(f"{name}: {_well(each)}" for name, each in named.fields.items()) + "}"
    return next(iter(values)) if values else '"hv/systmone/p1"'


def _nullable(type_: Any) -> Any:
    return type_.of_type if isinstance(type_, GraphQLNonNull) else type_
