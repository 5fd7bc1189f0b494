"""Findings inside people: asked of all of them together (`api.graphql.traversal.nested_selection`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson
from graphql import GraphQLSchema, SelectionSetNode
from graphql.execution.values import VariableValues

from api.graphql.operation.cursors import Cursor, check, fingerprint
from api.graphql.operation.inputs import ParameterInput, parameters_of
from api.graphql.operation.pages import ListStart, check_size
from api.graphql.questions.findings_connection import SEEN_BY, page
from api.graphql.traversal.nested_selection import NestedRequest, NestedSelection, People
from api.graphql.traversal.request import Request, Slot, arguments
from api.graphql.traversal.selection import Document
from graph.lens import Lens
from graph.store import Store
from graph.store.event_loop import with_pauses
from queries.core.findings import Finding, Findings
from queries.core.pattern import Pattern, values_of
from queries.engine.cache import SortedFindings
from queries.engine.find import find
from queries.engine.registry import chosen_patterns


@dataclass(frozen=True, slots=True)
class NestedFindings:
    """Findings as they are selected inside people."""

    inside: NestedSelection
    with_seen_by: bool

    @classmethod
    def of(cls, schema: GraphQLSchema, document: Document, slot: Slot, sets: list[SelectionSetNode]) -> "NestedFindings":
        """From what is selected of them."""
        inside = NestedSelection.of(schema, document, slot, sets, "FindingConnection")
        return cls(inside, not SEEN_BY.isdisjoint(document.names(sets)))

    def asked(self, variables: VariableValues) -> "FindingsRequest":
        """What one request asks. Raises InvalidInput or UnknownName for what the patterns do not take."""
        given = arguments(self.inside.slot, variables)
        check_size(given["first"])
        pattern, chosen = given["pattern"], chosen_patterns(given["pattern"])
        parameters = parameters_of([ParameterInput(**each) for each in given["parameters"] or ()])
        values_of(chosen, parameters)
        begin = None if given["after"] is None else Cursor.read(given["after"])
        return FindingsRequest(self.inside, self.with_seen_by, variables, pattern, chosen, parameters, given["first"], begin)


@dataclass(frozen=True, slots=True)
class FindingsRequest(NestedRequest):
    """The findings that one request asks of people."""

    inside: NestedSelection
    with_seen_by: bool
    variables: VariableValues
    pattern: str | None
    chosen: list[Pattern]
    parameters: Mapping[str, str | list[str]]
    first: int
    begin: Cursor | None

    def lens(self, request: Request) -> Lens:
        """The lens of the request; a page that goes on has the days of its cursor."""
        return request.lens_as_given(self.begin)

    def question(self, request: Request) -> object:
        """Tells those apart who are not asked the same."""
        return "findings", self.lens(request), self.pattern, orjson.dumps(self.parameters, option=orjson.OPT_SORT_KEYS)

    def check(self, lens: Lens, people: People) -> None:
        """Raises InvalidInput where the page begins behind a cursor of other findings than these people's."""
        for person in people if self.begin else ():
            check(self.begin, self._start(lens, person).question)

    async def answer(self, store: Store, request: Request, group: Sequence[tuple[Any, People]]) -> None:
        """One asking for all of them."""
        lens = self.lens(request)
        for asked, people in group:
            asked.check(lens, people)
        found = await find(
            store,
            self.chosen,
            people={person for _, people in group for person in people},
            lens=lens,
            parameters=self.parameters,
            with_seen_by=any(asked.with_seen_by for asked, _ in group),
        )
        for asked, people in group:
            await asked.put(lens, people, found)

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
        return self.inside.selected(page(found, self._start(lens, person), self.first), self.variables)
