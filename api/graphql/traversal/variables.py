"""The shape of a request's variables: all that a plan may depend on of them, and nothing of what they say (docs/adr/0007)."""

from collections.abc import Mapping
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLID,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    OperationDefinitionNode,
    type_from_ast,
)

from api.graphql.traversal.global_ids import shape_of


def shape(schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> tuple[Any, ...]:
    """Which variables are given, what filters name, words and flags as they are, and which kind of thing an id names."""
    types = {each.variable.name.value: type_from_ast(schema, each.type) for each in operation.variable_definitions or ()}
    return tuple((name, _shape(types[name], value)) for name, value in sorted(variables.items()))


def _shape(type_: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(type_, GraphQLNonNull):
        return _shape(type_.of_type, value)
    if isinstance(type_, GraphQLList):
        return _of_list(type_.of_type, value)
    if isinstance(type_, GraphQLInputObjectType):
        return tuple((name, _shape(type_.fields[name].type, each)) for name, each in sorted(value.items()))
    if isinstance(type_, GraphQLEnumType) or isinstance(value, bool):
        return value
    return shape_of(value) if type_ == GraphQLID else True


def _of_list(of: Any, value: Any) -> Any:
    """A list of filters by each of them; a list of values is one parameter, whatever is in it."""
    inner = of.of_type if isinstance(of, GraphQLNonNull) else of
    filters = isinstance(inner, GraphQLInputObjectType) and isinstance(value, list)
    return tuple(_shape(inner, each) for each in value) if filters else True
