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

from api.graphql.operation.cursors import Cursor, check, fingerprint
from api.graphql.operation.inputs import ParameterInput, parameters_of
from api.graphql.operation.pages import ListStart, check_size
from api.graphql.questions.findings_connection import SEEN_BY, page
from api.graphql.traversal.request import Request, Slot, arguments
from api.graphql.traversal.selection import Document
from graph.lens import Lens
from graph.store.event_loop import with_pauses
from queries.core.findings import Finding, Findings
from queries.core.pattern import Pattern, values_of
from queries.engine.cache import SortedFindings
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

    def check(self, lens: Lens, people: People) -> None:
        """Raises InvalidInput where the page begins behind a cursor of other findings than these people's."""
        for person in people if self.begin else ():
            check(self.begin, self._start(lens, person).question)

    async def put(self, lens: Lens, people: People, found: Findings) -> None:
        """Put into the object of each person what is selected of their findings."""
        theirs: dict[str, list[Finding]] = {}
        for each in found.findings:
            theirs.setdefault(each.subject, []).append(each)
        async for person, into in with_pauses(people.items()):
            unasked = [each for each in found.unasked if each.subject == person]
            failed = [each for each in found.not_judged if each.subject == person]
            own = replace(found, findings=theirs.get(person, []), unasked=unasked, not_judged=failed)
            into.update(self._selected(lens, person, SortedFindings.of(own)))

    def _start(self, lens: Lens, person: str) -> ListStart:
        """The same list, and the same cursors, as those of the root field that is asked about this person alone."""
        return ListStart(lens, self.begin, fingerprint(lens, self.pattern, person, self.parameters))

    def _selected(self, lens: Lens, person: str, found: SortedFindings) -> dict[str, Any]:
        given = {name: source.value for name, source in self.variables.sources.items() if source.value is not Undefined}
        result = execute_sync(
            self.inside.schema, self.inside.document, page(found, self._start(lens, person), self.first), variable_values=given
        )
        if result.errors:
            raise result.errors[0].original_error or result.errors[0]
        return dict(result.data or {})


@cache
def _as_query(schema: GraphQLSchema) -> GraphQLSchema:
    """The same schema, of which a page of findings is the root: graphql-core then answers what is selected of one."""
    query: Any = schema.type_map[CONNECTION]
    return GraphQLSchema(query=query, types=tuple(schema.type_map.values()))


@dataclass(frozen=True, slots=True)
class FindingsGroup:
    """People of whom the same is asked, wherever they stand: they are asked about together."""

    lens: Lens
    members: list[tuple[FindingsRequest, People]]

    def question(self) -> dict[str, Any]:
        """What to ask `find`. Raises InvalidInput where a page begins behind a cursor of other findings than these people's."""
        for asked, people in self.members:
            asked.check(self.lens, people)
        first = self.members[0][0]
        return {
            "patterns": first.chosen,
            "people": {person for _, people in self.members for person in people},
            "lens": self.lens,
            "parameters": first.parameters,
            "with_seen_by": any(asked.inside.with_seen_by for asked, _ in self.members),
        }

    async def put(self, found: Findings) -> None:
        """Put what was found into the objects that were left empty for it."""
        for asked, people in self.members:
            await asked.put(self.lens, people, found)

    def placed(self, error: Exception, data: dict[str, Any]) -> GraphQLError:
        """An error that says where the first of these people stands in the data."""
        asked, people = self.members[0]
        way = _way_to(next(iter(people.values())), data)
        return GraphQLError(str(error), asked.inside.slot.node, path=way, original_error=error)


def groups(request: Request, asked: Sequence[FindingsRequest]) -> list[FindingsGroup]:
    """The people whom the reading of a root field left without findings, by what is asked of them."""
    alike: dict[object, FindingsGroup] = {}
    for place, people in request.people.items():
        one = asked[place]
        # A page that goes on has the days of its cursor.
        lens = request.lens_as_given(one.begin)
        same = lens, one.pattern, orjson.dumps(one.parameters, option=orjson.OPT_SORT_KEYS)
        alike.setdefault(same, FindingsGroup(lens, [])).members.append((one, people))
    return list(alike.values())


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
