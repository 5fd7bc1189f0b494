"""What one request may ask: the limits, and the guard that keeps to them before anything is validated."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cachetools import LRUCache
from graphql import DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode, specified_rules, validate
from strawberry.extensions import SchemaExtension
from strawberry.types import ExecutionContext

from api.graphql.operation.query_cost import Measure, Measured, measure
from api.sign_in.headers import PURPOSE_HEADER
from graph.access.caller import OWNER, Caller, CallerRole, Purpose
from graph.errors import CasegraphError, NotAllowed
from graph.store.time_budget import current

MOST_TOKENS = 1000
MOST_ALIASES = 15
MOST_DIRECTIVES = 8
MOST_DEPTH = 12
MOST_COST = 50_000
MOST_VALUES = 1000

KEPT_DOCUMENTS = 256


class BeyondLimit(CasegraphError):
    """A query asks more than one request may."""


@dataclass(frozen=True, slots=True)
class Valid:
    """A document that was found valid, and within the limits once: the variables of another request may take it beyond."""

    document: DocumentNode
    measured: Measured

    def beyond(self, variables: Mapping[str, Any] | None, caller: Caller) -> list[GraphQLError]:
        """As `beyond` of the document, measured no more often than need be."""
        return _too_many(variables) or _judged(self.measured.with_variables(variables or {}), caller)


VALID: LRUCache[str, Valid] = LRUCache(KEPT_DOCUMENTS)
"""By text, those asked last: a document is of one schema, since a process serves one."""


def beyond(
    schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any] | None = None, caller: Caller = OWNER
) -> list[GraphQLError]:
    """An error for every limit that a document goes beyond, asked by that caller; none where it keeps to all.

    What it costs is noted in the budget of the request.
    """
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    if len(operations) > 1:
        return _errors([BeyondLimit(f"expected one operation, found {len(operations)}")])
    return _too_many(variables) or _judged(measure(schema, document, variables or {}), caller)


def _too_many(variables: Mapping[str, Any] | None) -> list[GraphQLError]:
    """An error where there are more values in the variables than the executor should be made to look at: it says of each what is
    wrong with it, which takes a second for twenty thousand."""
    waiting: list[Any] = list((variables or {}).values())
    count = len(waiting)
    while waiting and count <= MOST_VALUES:
        value = waiting.pop()
        if isinstance(value, list | dict):
            count += len(value)
            waiting += value.values() if isinstance(value, dict) else value
    if count <= MOST_VALUES:
        return []
    return _errors([BeyondLimit(f"expected {MOST_VALUES:,} values in variables at most, found more")])


def _judged(found: Measure, caller: Caller) -> list[GraphQLError]:
    # What the request weighs against others where the store is asked (docs/adr/0029).
    current().cost = found.cost
    return _errors(_over(found, caller))


def _over(found: Measure, caller: Caller) -> Iterator[CasegraphError]:
    if found.about_people and caller.purpose is None and caller.role is not CallerRole.OWNER:
        yield NotAllowed(
            f"expected a purpose with every question about people: the header {PURPOSE_HEADER} with one of {', '.join(Purpose)}"
        )
    for what, count, most in (
        ("levels of nesting", found.depth, MOST_DEPTH),
        ("aliases and repeated fields", found.aliases, MOST_ALIASES),
        ("directives", found.directives, MOST_DIRECTIVES),
        ("fields of an answer, counted as its pages may have them,", found.cost, MOST_COST),
    ):
        if count > most:
            yield BeyondLimit(f"expected {most:,} {what} at most, found {count:,}")


def _errors(found: Iterable[CasegraphError]) -> list[GraphQLError]:
    return [GraphQLError(str(each), original_error=each) for each in found]


class Guard(SchemaExtension):
    """Refuses what goes beyond the limits, and validates what does not; a document that is asked again is not validated again."""

    def on_validate(self) -> Iterator[None]:
        """Before strawberry would validate."""
        operation = self.execution_context
        assert operation.query is not None and operation.graphql_document is not None
        valid = VALID.get(operation.query)
        if valid is not None:
            operation.pre_execution_errors = valid.beyond(operation.variables, operation.context.caller)
        else:
            operation.pre_execution_errors = _errors_of_new(operation.query, operation.graphql_document, operation)
        yield


def _errors_of_new(text: str, document: DocumentNode, operation: ExecutionContext) -> list[GraphQLError]:
    schema = operation.schema._schema
    errors = beyond(schema, document, operation.variables, operation.context.caller)
    errors = errors or validate(schema, document, specified_rules)
    if not errors:
        VALID[text] = Valid(document, Measured(schema, document))
    return errors
