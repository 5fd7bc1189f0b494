"""Findings inside people: asked once the people are known, about all of them together, wherever they stand.

Reading a root field leaves an empty object for the findings of each person. Then everybody is asked about, in the round trips
that it takes for one person, and the objects are filled.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import orjson
from graphql import DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode, SelectionSetNode, Undefined, execute_sync
from graphql.execution.values import VariableValues

from api.graphql.operation.cursors import Cursor, check
from api.graphql.operation.inputs import ParameterInput, parameters_of
from api.graphql.questions.findings_connection import SEEN_BY, check_size, fingerprint_of, page
from api.graphql.traversal.request import Request, Slot, arguments
from api.graphql.traversal.selection import Document
from graph.lens import Lens
from graph.store import Store
from graph.store.event_loop import with_pauses
from queries.core.findings import Finding, Findings
from queries.core.pattern import Pattern
from queries.engine.cache import SortedFindings
from queries.engine.find import find, values_of
from queries.engine.registry import chosen_patterns

CONNECTION = "FindingConnection"

People = Mapping[str, dict[str, Any]]
"""People by id, each with the object that their findings go into."""


@dataclass(frozen=True, slots=True)
class NestedFindings:
    """Findings as they are selected inside people: the field, and a document of what is selected of them alone."""

    slot: Slot
    schema: GraphQLSchema
    document: DocumentNode
    with_seen_by: bool

    @classmethod
    def of(cls, schema: GraphQLSchema, document: Document, slot: Slot, sets: list[SelectionSetNode]) -> "NestedFindings":
        """From what is selected of them: by several nodes of one key, it is one selection."""
        operation = OperationDefinitionNode(
            operation=document.operation.operation,
            variable_definitions=document.operation.variable_definitions,
            selection_set=SelectionSetNode(selections=tuple(each for one in sets for each in one.selections)),
        )
        whole = DocumentNode(definitions=(operation, *document.fragments.values()))
        return cls(slot, _as_query(schema), whole, not SEEN_BY.isdisjoint(document.names(sets)))

    def asked(self, variables: VariableValues) -> "FindingsRequest":
        """What one request asks. Raises InvalidInput or UnknownName for what the patterns do not take."""
        given = arguments(self.slot, variables)
        check_size(given["first"])
        pattern, chosen = given["pattern"], chosen_patterns(given["pattern"])
        parameters = parameters_of([ParameterInput(**each) for each in given["parameters"] or ()])
        values_of(chosen, parameters)
        begin = None if given["after"] is None else Cursor.read(given["after"])
        return FindingsRequest(self, variables, pattern, chosen, parameters, given["first"], begin)


@dataclass(frozen=True, slots=True)
class FindingsRequest:
    """The findings that one request asks of people."""

    inside: NestedFindings
    variables: VariableValues
    pattern: str | None
    chosen: list[Pattern]
    parameters: Mapping[str, str | list[str]]
    first: int
    begin: Cursor | None

    def lens(self, request: Request) -> Lens:
        """The lens of the request; a page that goes on has the days of its cursor."""
        return request.lens_as_asked(self.begin)

    def question(self, request: Request) -> object:
        """Tells those apart who are not asked the same."""
        return self.lens(request), self.pattern, orjson.dumps(self.parameters, option=orjson.OPT_SORT_KEYS)

    def check(self, request: Request, people: People) -> None:
        """Raises InvalidInput where the page begins behind a cursor of other findings than these people's."""
        for person in people if self.begin else ():
            check(self.begin, fingerprint_of(self.lens(request), self.pattern, person, self.parameters))

    async def put(self, request: Request, people: People, found: Findings) -> None:
        """Put into the object of each person what is selected of their findings."""
        lens = self.lens(request)
        theirs: dict[str, list[Finding]] = {}
        for each in found.findings:
            theirs.setdefault(each.subject, []).append(each)
        async for person, into in with_pauses(people.items()):
            unasked = [each for each in found.unasked if each.subject == person]
            failed = [each for each in found.not_judged if each.subject == person]
            own = replace(found, findings=theirs.get(person, []), unasked=unasked, not_judged=failed)
            into.update(self._selected(lens, person, SortedFindings.of(own)))

    def _selected(self, lens: Lens, person: str, found: SortedFindings) -> dict[str, Any]:
        at = Cursor(lens.as_of, lens.known_at, fingerprint_of(lens, self.pattern, person, self.parameters), ("", "", ""))
        given = {name: source.value for name, source in self.variables.sources.items() if source.value is not Undefined}
        result = execute_sync(
            self.inside.schema, self.inside.document, page(found, at, self.first, self.begin), variable_values=given
        )
        if result.errors:
            raise result.errors[0].original_error or result.errors[0]
        return dict(result.data or {})


@cache
def _as_query(schema: GraphQLSchema) -> GraphQLSchema:
    """The same schema, of which a page of findings is the root: graphql-core then answers what is selected of one."""
    query: Any = schema.type_map[CONNECTION]
    return GraphQLSchema(query=query, types=tuple(schema.type_map.values()))


async def fill(store: Store, request: Request, asked: Sequence[FindingsRequest], data: dict[str, Any]) -> None:
    """Fill what the reading of a root field left empty in its answer, the only one in `data`: who is asked the same is asked
    about together. An error says where the first of them stands."""
    alike: dict[object, list[tuple[FindingsRequest, People]]] = {}
    for place, people in request.people.items():
        alike.setdefault(asked[place].question(request), []).append((asked[place], people))
    for group in alike.values():
        try:
            await _fill_alike(store, request, group)
        except Exception as error:  # whatever it is, the answer says so in its one shape
            first = next(iter(group[0][1].values()))
            node = group[0][0].inside.slot.node
            raise GraphQLError(str(error), node, path=_way_to(first, data), original_error=error) from error


async def _fill_alike(store: Store, request: Request, group: Sequence[tuple[FindingsRequest, People]]) -> None:
    for asked, people in group:
        asked.check(request, people)
    first = group[0][0]
    found = await find(
        store,
        first.chosen,
        people={person for _, people in group for person in people},
        lens=first.lens(request),
        parameters=first.parameters,
        with_seen_by=any(asked.inside.with_seen_by for asked, _ in group),
    )
    for asked, people in group:
        await asked.put(request, people, found)


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
