"""What one request gives: the arguments of every field, the cursors among them, and the lens."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from graphql import FieldNode, GraphQLField
from graphql.execution.values import VariableValues, get_argument_values

from api.graphql.operation.cursors import Cursor, check, fingerprint
from api.graphql.operation.pages import check_size
from api.graphql.traversal.types.names import snake
from graph.dates import FIRST_DAY
from graph.errors import InvalidInput
from graph.identity.identifiers import person_id_nearby
from graph.lens import Lens
from queries.traversal.read import Agencies

_ASIDE = ("first", "after", "lens", "id", "person")
"""Arguments that do not make it another list: the page, whose it is, and the lens, which is told apart by itself."""


class Slot(NamedTuple):
    """A field that takes arguments: where it stands in the document, and its name with its type."""

    field: GraphQLField
    node: FieldNode
    name: str


def arguments(slot: Slot, variables: VariableValues) -> dict[str, Any]:
    """The arguments of a field, with names as Python has them."""
    found = get_argument_values(slot.field, slot.node, variables, hide_suggestions=True)
    return {snake(name): _plain(each) for name, each in found.items()}


def _plain(value: Any) -> Any:
    """An argument with names as Python has them, and words as texts."""
    if isinstance(value, dict):
        return {snake(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, Enum) else value


@dataclass(slots=True)
class Request:
    """The arguments by slot, the first of which is the root field's, and the lens that they come to. `people` are those inside
    whom something is to be asked: by place of the selection and id, the object that they go into."""

    given: list[dict[str, Any]]
    cursors: dict[int, Cursor]
    lens: Lens
    names: list[str]
    agencies: Agencies = field(default_factory=dict)
    people: dict[int, dict[str, dict[str, Any]]] = field(default_factory=dict)
    _fingerprints: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, slots: list[Slot], variables: VariableValues) -> "Request":
        """Raises InvalidInput for a page size or a cursor that is none, or a cursor of another question."""
        given = [arguments(slot, variables) for slot in slots]
        cursors = {place: Cursor.read(each["after"]) for place, each in enumerate(given) if each.get("after") is not None}
        for each in given:
            check_size(each.get("first", 1))
        request = cls(given, cursors, _lens(given[0].get("lens"), cursors), [slot.name for slot in slots])
        for place, cursor in cursors.items():
            check(cursor, request.fingerprint_of(place))
        return request

    def fingerprint_of(self, slot: int) -> str:
        """Tells this question from others, its page aside."""
        if slot not in self._fingerprints:
            given = {name: value for name, value in self.given[slot].items() if name not in _ASIDE}
            self._fingerprints[slot] = fingerprint(self.lens_as_given(), self.names[slot], given)
        return self._fingerprints[slot]

    def cursor(self, slot: int, *place: str) -> str:
        """The cursor of a place in that list."""
        return Cursor(self.lens.as_of, self.lens.known_at, self.fingerprint_of(slot), place).text()

    def size(self, slot: int) -> int:
        """How many a page of that list has."""
        return int(self.given[slot]["first"])

    def day_behind(self, slot: int) -> date:
        """The day that a page begins behind."""
        return date.fromisoformat(self._place(slot, 2)[0])

    def id_behind(self, slot: int) -> str:
        """The id that a page begins behind."""
        return self._place(slot, 1)[-1]

    def id_nearby(self, slot: int) -> str:
        """How far to read first for a page of people."""
        return person_id_nearby(self.id_behind(slot) if slot in self.cursors else "")

    def nested_of(self, place: int, person: str) -> dict[str, Any]:
        """The object for what is selected inside a person, of the selection at that place, filled when all people are known."""
        return self.people.setdefault(place, {}).setdefault(person, {})

    def _place(self, slot: int, least: int) -> tuple[str, ...]:
        place = self.cursors[slot].place
        if len(place) < least:
            raise InvalidInput("after: expected a cursor from an earlier page, found something else")
        return place

    def lens_as_given(self, begin: Cursor | None = None) -> Lens:
        """The lens as the caller gave it: "all agencies" stays so when another one is loaded between two pages. The days that the
        caller left out are those of the cursor, where a page begins behind one."""
        given = self.given[0].get("lens") or {}
        agencies = given.get("agencies")
        as_of, known_at = self.lens.as_of, self.lens.known_at
        if begin is not None:
            as_of, known_at = given.get("as_of") or begin.as_of, given.get("known_at") or begin.known_at
        return Lens(as_of, known_at, None if agencies is None else tuple(sorted(set(agencies))))


def place_of(day: str | None, key: str) -> tuple[str, str]:
    """The place of something in a list by day: without one it stands at the first of all."""
    return day or FIRST_DAY.isoformat(), key


def _lens(given: dict[str, Any] | None, cursors: dict[int, Cursor]) -> Lens:
    """The lens asked for; a cursor's days stand in for those that the caller left out."""
    given = given or {}
    begun = next(iter(cursors.values()), None)
    as_of = given.get("as_of") or (begun.as_of if begun else None)
    known_at = given.get("known_at") or (begun.known_at if begun else None)
    agencies = given.get("agencies")
    return Lens.of(as_of, known_at, None if agencies is None else tuple(agencies))
