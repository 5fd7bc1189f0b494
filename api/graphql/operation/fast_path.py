"""The short way: an operation that was asked before, and needs nothing of graphql-core, goes straight to its plan.

Strawberry takes an operation through parsing, validation and execution, with the extensions around each, and needs about as long
for that as the store for its answer. Here the same things are looked up: the document, which was found valid; whether it keeps to
the limits with these variables; its plan, for variables of this shape. Whatever is not as it should be is left to strawberry's
way, where errors are made.
"""

from collections.abc import Mapping
from typing import Any

from graphql import ExecutionResult as GraphQLResult
from graphql import GraphQLSchema, OperationType, get_operation_ast
from graphql.execution.values import VariableValues, get_variable_values
from strawberry.types import ExecutionResult

from api.graphql.operation.errors import shape
from api.graphql.operation.limits import VALID
from api.graphql.traversal.execution import Answers, planned
from graph.access.caller import Caller


def planned_before(
    schema: GraphQLSchema, text: str | None, given: Mapping[str, Any] | None, operation_name: str | None, caller: Caller
) -> tuple[Answers, VariableValues] | None:
    """The plan of an operation, and the values of its variables; None where it has to go the long way."""
    text, given = text or "", given or {}
    valid = VALID.get(text)
    if valid is None or valid.beyond(given, caller):
        return None
    operation = get_operation_ast(valid.document, operation_name)
    if operation is None or operation.operation is not OperationType.QUERY:
        return None
    variables = get_variable_values(schema, operation.variable_definitions or (), dict(given), hide_suggestions=True)
    if isinstance(variables, list):
        return None
    try:
        answers = planned(schema, text, valid.document, operation, variables)
    except Exception:  # whatever it is, it is raised again where it is said
        return None
    return None if answers.left is not None else (answers, variables)


def shaped(result: GraphQLResult) -> ExecutionResult:
    """An answer by the short way, its errors as callers may see them."""
    for each in result.errors or ():
        shape(each)
    return ExecutionResult(data=result.data, errors=result.errors)
