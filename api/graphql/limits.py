"""What one request may ask: the limits, and the guard that keeps to them before anything is validated."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from graphql import DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode, specified_rules, validate
from strawberry.extensions import SchemaExtension

from api.graphql.measure import measure
from graph.errors import CasegraphError

MOST_TOKENS = 1000
MOST_ALIASES = 15
MOST_DIRECTIVES = 8
MOST_DEPTH = 12
MOST_COST = 50_000


class BeyondLimit(CasegraphError):
    """A query asks more than one request may."""


def beyond(schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any] | None = None) -> list[GraphQLError]:
    """An error for every limit that a document goes beyond; none where it keeps to all."""
    return [GraphQLError(str(each), original_error=each) for each in _beyond(schema, document, variables or {})]


def _beyond(schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> Iterator[BeyondLimit]:
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    if len(operations) > 1:
        yield BeyondLimit(f"expected one operation, found {len(operations)}")
        return
    found = measure(schema, document, variables)
    for what, count, most in (
        ("levels of nesting", found.depth, MOST_DEPTH),
        ("aliases and repeated fields", found.aliases, MOST_ALIASES),
        ("directives", found.directives, MOST_DIRECTIVES),
        ("fields of an answer, counted as its pages may have them,", found.cost, MOST_COST),
    ):
        if count > most:
            yield BeyondLimit(f"expected {most:,} {what} at most, found {count:,}")


class Guard(SchemaExtension):
    """Refuses what goes beyond the limits, and validates what does not; a document that is asked again is not validated again."""

    def on_validate(self) -> Iterator[None]:
        """Before strawberry would validate."""
        asked = self.execution_context
        schema: GraphQLSchema = asked.schema._schema
        assert asked.graphql_document is not None
        asked.pre_execution_errors = beyond(schema, asked.graphql_document, asked.variables) or list(
            _validated(schema, asked.graphql_document)
        )
        yield


@lru_cache(maxsize=256)
def _validated(schema: GraphQLSchema, document: DocumentNode) -> tuple[GraphQLError, ...]:
    return tuple(validate(schema, document, specified_rules))
