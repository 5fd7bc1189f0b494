"""Possible matches inside people: asked of all of them together (`api.graphql.traversal.nested_selection`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLSchema, SelectionSetNode
from graphql.execution.values import VariableValues

from api.graphql.operation.cursors import Cursor, check, fingerprint
from api.graphql.operation.pages import ListStart, check_size, pair_of
from api.graphql.questions.matches import page
from api.graphql.traversal.nested_selection import NestedRequest, NestedSelection, People
from api.graphql.traversal.request import Request, Slot, arguments
from api.graphql.traversal.selection import Document
from graph.lens import Lens
from graph.store import Store
from queries.matches import MatchBand, PossibleMatch
from queries.matches.matches import BANDS, of_people, page_behind
from queries.traversal.read import is_then, through


@dataclass(frozen=True, slots=True)
class NestedMatches:
    """Possible matches as they are selected inside people."""

    inside: NestedSelection

    @classmethod
    def of(cls, schema: GraphQLSchema, document: Document, slot: Slot, sets: list[SelectionSetNode]) -> "NestedMatches":
        """From what is selected of them."""
        return cls(NestedSelection.of(schema, document, slot, sets, "PossibleMatchConnection"))

    def asked(self, variables: VariableValues) -> "MatchesRequest":
        """What one request asks. Raises InvalidInput for a page size or a cursor that is none."""
        given = arguments(self.inside.slot, variables)
        check_size(given["first"])
        bands = BANDS if given["bands"] is None else tuple(sorted({MatchBand(each) for each in given["bands"]}))
        begin = None if given["after"] is None else Cursor.read(given["after"])
        return MatchesRequest(self.inside, variables, bands, given["first"], begin)


@dataclass(frozen=True, slots=True)
class MatchesRequest(NestedRequest):
    """The possible matches that one request asks of people."""

    inside: NestedSelection
    variables: VariableValues
    bands: tuple[MatchBand, ...]
    first: int
    begin: Cursor | None

    def question(self, request: Request) -> object:
        """Tells those apart who are not asked the same."""
        return "possibleMatches", request.lens_as_given(self.begin), self.bands

    async def answer(self, store: Store, request: Request, group: Sequence[tuple[Any, People]]) -> None:
        """One asking for all of them."""
        lens = request.lens_as_given(self.begin)
        for asked, people in group:
            for person in people if asked.begin else ():
                check(asked.begin, asked.start(lens, person).question)
        seen = through(lens, request.agencies, store.rights.agencies)
        everybody = {person for _, people in group for person in people}
        found = await of_people(store, seen, everybody, self.bands, then=await is_then(store, lens))
        for asked, people in group:
            asked.put(lens, seen, people, found)

    def start(self, lens: Lens, person: str) -> ListStart:
        """One person's matches of these bands, and where the page of them begins."""
        return ListStart(lens, self.begin, fingerprint(lens, "possibleMatches of", person, *self.bands))

    def put(self, lens: Lens, seen: Lens, people: People, found: Mapping[str, Sequence[PossibleMatch]]) -> None:
        """Put into the object of each person what is selected of their matches."""
        for person, into in people.items():
            start = self.start(lens, person)
            own = page_behind(seen, found[person], self.first, pair_of(start))
            into.update(self.inside.selected(page(own, start), self.variables))
