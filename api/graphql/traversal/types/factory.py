"""Making strawberry's types and fields from declarations: names and descriptions, nothing resolved.

The fields have no resolvers: `api.graphql.traversal.execution` reads what an operation selects in one go and hands it over whole.
"""

import types
from enum import StrEnum
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from graph.errors import CasegraphError

NAMES: dict[str, Any] = {}
"""Every type that was made, by its name in GraphQL: annotations are read among these, so that types may name each other."""


def enum(words: type[StrEnum], name: str | None = None) -> str:
    """The name of the enum of a closed list of words, made when it is first asked for."""
    name = name or words.__name__
    if name not in NAMES:
        about = words.__doc__ or ""
        known = hasattr(words, "__strawberry_definition__")
        NAMES[name] = words if known else strawberry.enum(words, name=name, description=about)
    return name


def argument(name: str, annotation: str, about: str, default: Any = strawberry.UNSET) -> StrawberryArgument:
    """An argument of a field."""
    return StrawberryArgument(name, None, _annotation(annotation), description=about, default=default)


def output(name: str, annotation: str, about: str, *arguments: StrawberryArgument, cost: int = 1) -> StrawberryField:
    """A field of a type; `cost` is what the limits count for it."""
    field = StrawberryField(name, type_annotation=_annotation(annotation), description=about, metadata={"cost": cost})
    field.arguments = list(arguments)
    return field


def taken(name: str, annotation: str, about: str) -> StrawberryField:
    """A field of an input, which may be left out."""
    python = f"{name}_" if name in ("in", "and", "or", "not") else name
    graphql = name if python != name else None
    return StrawberryField(python, graphql, _annotation(f"{annotation} | None"), description=about, default=strawberry.UNSET)


def type_(name: str, about: str, fields: list[StrawberryField], bases: tuple[str, ...] = ()) -> None:
    """A type, or with `bases` one that is also these."""
    _make(name, fields, bases, lambda cls: strawberry.type(cls, name=name, description=about))


def interface(name: str, about: str, fields: list[StrawberryField], bases: tuple[str, ...] = ()) -> None:
    """What several types have in common."""
    _make(name, fields, bases, lambda cls: strawberry.interface(cls, name=name, description=about))


def input_(name: str, about: str, fields: list[StrawberryField]) -> None:
    """What a caller gives."""
    _make(name, fields, (), lambda cls: strawberry.input(cls, name=name, description=about))


def _make(name: str, fields: list[StrawberryField], bases: tuple[str, ...], decorated: Any) -> None:
    if name in NAMES:
        raise CasegraphError(f"two types are called {name}")
    body: dict[str, Any] = {field.python_name: field for field in fields}
    kept = {name: field.type_annotation for name, field in body.items()}
    annotations = {name: each.annotation for name, each in kept.items()}
    parents = tuple(NAMES[base] for base in bases)
    body |= {"__annotations__": annotations, "__module__": __name__}
    cls = types.new_class(name, parents, {}, lambda namespace: namespace.update(body))
    NAMES[name] = decorated(cls)
    for field in NAMES[name].__strawberry_definition__.fields:
        # What is named but not made yet was taken for unknown.
        field.type_annotation = kept.get(field.python_name, field.type_annotation)


def _annotation(annotation: str) -> StrawberryAnnotation:
    return StrawberryAnnotation(annotation, namespace=NAMES)
