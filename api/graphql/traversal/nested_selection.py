"""What is selected inside people and asked once all of them are known, about all of them together, wherever they stand.

Reading a root field leaves an empty object for each person. Then everybody is asked about, in the round trips that it takes for
one person, and the objects are filled.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from graphql import DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode, SelectionSetNode, Undefined, execute_sync
from graphql.execution.values import VariableValues

from api.graphql.traversal.request import Request, Slot
from api.graphql.traversal.selection import Document
from graph.store import Store

People = Mapping[str, dict[str, Any]]
"""People by id, each with the object that is filled."""


@dataclass(frozen=True, slots=True)
class NestedSelection:
    """A connection as it is selected inside people: the field, and a document of what is selected of it alone."""

    slot: Slot
    schema: GraphQLSchema
    connection: str
    document: DocumentNode

    @classmethod
    def of(
        cls, schema: GraphQLSchema, document: Document, slot: Slot, sets: list[SelectionSetNode], connection: str
    ) -> "NestedSelection":
        """From what is selected of it: by several nodes of one key, it is one selection."""
        operation = OperationDefinitionNode(
            operation=document.operation.operation,
            variable_definitions=document.operation.variable_definitions,
            selection_set=SelectionSetNode(selections=tuple(each for one in sets for each in one.selections)),
        )
        whole = DocumentNode(definitions=(operation, *document.fragments.values()))
        return cls(slot, _as_query(schema, connection), connection, whole)

    def selected(self, page: Any, variables: VariableValues) -> dict[str, Any]:
        """What is selected of a page."""
        given = {name: source.value for name, source in variables.sources.items() if source.value is not Undefined}
        result = execute_sync(self.schema, self.document, page, variable_values=given)
        if result.errors:
            raise result.errors[0].original_error or result.errors[0]
        return dict(result.data or {})


class NestedRequest(ABC):
    """What one request asks of people, by one selection."""

    inside: NestedSelection

    @abstractmethod
    def question(self, request: Request) -> object:
        """Tells those apart who are not asked the same."""

    @abstractmethod
    async def answer(self, store: Store, request: Request, group: Sequence[tuple[Any, People]]) -> None:
        """Ask about everybody in a group of requests that ask the same, this one the first of them, and fill their objects."""


@cache
def _as_query(schema: GraphQLSchema, connection: str) -> GraphQLSchema:
    """The same schema, of which a page is the root: graphql-core then answers what is selected of one."""
    query: Any = schema.type_map[connection]
    return GraphQLSchema(query=query, types=tuple(schema.type_map.values()))


async def fill(store: Store, request: Request, asked: Sequence[NestedRequest], data: dict[str, Any]) -> None:
    """Fill what the reading of a root field left empty in its answer, the only one in `data`: who is asked the same is asked
    about together. An error says where the first of them stands."""
    alike: dict[object, list[tuple[NestedRequest, People]]] = {}
    for place, people in request.people.items():
        alike.setdefault(asked[place].question(request), []).append((asked[place], people))
    for group in alike.values():
        try:
            await group[0][0].answer(store, request, group)
        except Exception as error:  # whatever it is, the answer says so in its one shape
            first = next(iter(group[0][1].values()))
            node = group[0][0].inside.slot.node
            raise GraphQLError(str(error), node, path=_way_to(first, data), original_error=error) from error


def _way_to(wanted: dict[str, Any], answer: Any) -> list[str | int] | None:
    """The keys and numbers that lead to an object."""
    if answer is wanted:
        return []
    for key, each in _parts(answer):
        way = _way_to(wanted, each)
        if way is not None:
            return [key, *way]
    return None


def _parts(answer: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(answer, dict):
        yield from answer.items()
    elif isinstance(answer, list):
        yield from enumerate(answer)
