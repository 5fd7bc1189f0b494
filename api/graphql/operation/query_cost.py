"""What a query comes to, measured in one walk, in time linear in the document, before validation.

A fragment is walked once and what it comes to remembered: spreads of spreads would otherwise double the work again and again.

The cost is an upper bound on the fields of the answer. A field costs 1, or what its declaration says
(`strawberry.field(metadata={"cost": 5})`); what stands under a list is counted for every item of it: as many as `first` says
for the items of a connection, and TYPICAL_LIST for a list that has no page.

A page is as large as the executor will take it to be: it takes 200.0 for 200, and the default where a variable was left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cachetools import LRUCache
from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLInt,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    Undefined,
    ValueNode,
    VariableNode,
    Visitor,
    get_named_type,
    get_nullable_type,
    is_list_type,
    visit,
)

TYPICAL_LIST = 8
LARGEST_PAGE = 200

_MOST_DIGITS = 18
_DEFINITION = "strawberry-definition"
_SIZES = {"first", "last"}
_OF_A_PAGE = {"pageInfo", "more"}
_MEASURES_OF_A_DOCUMENT = 16
_ROOT_OF_INTROSPECTION = {"__schema", "__type"}
ABOUT_NOBODY = frozenset({*_ROOT_OF_INTROSPECTION, "__typename", "patterns", "pattern", "status", "coverage", "agency"})
"""The root fields that tell nothing of any person; every other one is asked for a purpose."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a selection comes to. `cost` counts once; `each` counts for every item of the page that the selection stands on.

    `about_people` says whether it asks for anything but the schema, the register of patterns, and what is loaded.
    """

    depth: int = 0
    aliases: int = 0
    directives: int = 0
    cost: int = 0
    each: int = 0
    about_people: bool = False

    def __add__(self, other: "Measure") -> "Measure":
        """Of two selections beside each other."""
        return Measure(
            max(self.depth, other.depth),
            self.aliases + other.aliases,
            self.directives + other.directives,
            self.cost + other.cost,
            self.each + other.each,
            self.about_people or other.about_people,
        )


_NOTHING = Measure()


class Measured:
    """A document, and what it comes to for each of the page sizes that its variables say: nothing else that they say counts."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema, self._document = schema, document
        named = _NamedSizes()
        visit(document, named)
        self._named = sorted(named.variables)
        self._known: LRUCache[tuple[object, ...], Measure] = LRUCache(_MEASURES_OF_A_DOCUMENT)

    def with_variables(self, variables: Mapping[str, Any]) -> Measure:
        """As `measure` of that document with these variables."""
        sizes = tuple(_size(variables[name]) if name in variables else None for name in self._named)
        if sizes not in self._known:
            self._known[sizes] = measure(self._schema, self._document, variables)
        return self._known[sizes]


def is_root(type_: GraphQLNamedType | None, schema: GraphQLSchema) -> bool:
    """Whether a type is where operations begin."""
    return type_ is not None and type_ in (schema.query_type, schema.mutation_type, schema.subscription_type)


class _NamedSizes(Visitor):
    """Notes the variables that say how many items a page has."""

    def __init__(self) -> None:
        super().__init__()
        self.variables: set[str] = set()

    def enter_argument(self, node: ArgumentNode, *_: object) -> None:
        if node.name.value in _SIZES and isinstance(node.value, VariableNode):
            self.variables.add(node.value.name.value)


def measure(schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> Measure:
    """What a document's operations come to. Names that the schema does not have cost 1: validation will say what is wrong."""
    total = _NOTHING
    for each in document.definitions:
        if isinstance(each, OperationDefinitionNode):
            walk = _Walk(schema, document, _values(each, variables))
            total += walk.within(each.selection_set, schema.get_root_type(each.operation))
            total += Measure(directives=len(each.directives or ()))
    return replace(total, cost=total.cost + total.each, each=0)


def _values(operation: OperationDefinitionNode, given: Mapping[str, Any]) -> dict[str, Any]:
    """The variables as given, and their defaults where they were not."""
    defaults = {
        each.variable.name.value: _literal(each.default_value)
        for each in operation.variable_definitions or ()
        if each.default_value is not None
    }
    return {**defaults, **given}


def _literal(node: ValueNode) -> object:
    """A number as written, where it is one that could be a page's size; Python itself refuses to read one of 5,000 digits."""
    return int(node.value) if isinstance(node, IntValueNode) and len(node.value) <= _MOST_DIGITS else None


def _size(value: object) -> int:
    """How many items a page has whose size was given as this, read as the executor reads it."""
    try:
        return LARGEST_PAGE if value is None else max(GraphQLInt.parse_value(value), 0)
    except GraphQLError:  # so does the executor, and says what is wrong
        return TYPICAL_LIST


class _Walk:
    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        parts = [each for each in document.definitions if isinstance(each, FragmentDefinitionNode)]
        self._schema, self._variables = schema, variables
        self._fragments = {each.name.value: each for each in parts}
        self._measured: dict[str, Measure] = {}

    def within(
        self, selections: SelectionSetNode | None, parent: GraphQLNamedType | None, seen: set[tuple[str, str]] | None = None
    ) -> Measure:
        """What a selection on a type comes to, whatever it nests. `seen` are the fields already met beside it."""
        total, seen = _NOTHING, set() if seen is None else seen
        for each in selections.selections if selections else ():
            total += self._of(each, parent, seen) + Measure(directives=len(each.directives or ()))
            if isinstance(each, FieldNode):
                field = (parent.name if parent else "", each.name.value)
                total += Measure(aliases=int(each.alias is not None or field in seen))
                seen.add(field)
        return total

    def _of(self, selection: SelectionNode, parent: GraphQLNamedType | None, seen: set[tuple[str, str]]) -> Measure:
        if isinstance(selection, FragmentSpreadNode):
            return self._of_fragment(selection.name.value)
        if isinstance(selection, FieldNode):
            return self._of_field(selection, parent)
        assert isinstance(selection, InlineFragmentNode)
        on = selection.type_condition
        return self.within(selection.selection_set, self._schema.get_type(on.name.value) if on else parent, seen)

    def _of_fragment(self, name: str) -> Measure:
        if name not in self._measured:
            self._measured[name] = _NOTHING  # so that a fragment that spreads itself ends here
            fragment = self._fragments.get(name)
            if fragment is not None:
                on = self._schema.get_type(fragment.type_condition.name.value)
                self._measured[name] = self.within(fragment.selection_set, on)
        return self._measured[name]

    def _of_field(self, node: FieldNode, parent: GraphQLNamedType | None) -> Measure:
        name = node.name.value
        declared = self._declared(parent, name)
        inner = self.within(node.selection_set, get_named_type(declared.type) if declared else None)
        introspects = name in _ROOT_OF_INTROSPECTION
        # Introspection goes deep by nature; its cost bounds it.
        depth = 1 if introspects else 1 + inner.depth
        once, each = self._cost(node, declared, parent, inner)
        about_people = is_root(parent, self._schema) and name not in ABOUT_NOBODY
        return Measure(depth, inner.aliases, inner.directives, once, each, about_people or inner.about_people)

    def _declared(self, parent: GraphQLNamedType | None, name: str) -> GraphQLField | None:
        try:
            return self._schema.get_field(parent, name) if parent is not None else None  # type: ignore[arg-type]
        except AttributeError:  # a type that has no fields
            return None

    def _cost(
        self, node: FieldNode, declared: GraphQLField | None, parent: GraphQLNamedType | None, inner: Measure
    ) -> tuple[int, int]:
        """What a field costs once, and what it costs for every item of the page that it belongs to."""
        weight = _weight(declared)
        if declared is None or not is_list_type(get_nullable_type(declared.type)):
            return weight + inner.cost + inner.each * self._page(node, declared), 0
        if _is_page(parent):
            return 0, weight + inner.cost + inner.each
        size = self._page(node, declared) if "first" in declared.args else TYPICAL_LIST
        return weight + (inner.cost + inner.each) * size, 0

    def _page(self, node: FieldNode, declared: GraphQLField | None) -> int:
        """How many items a field asks for: as a literal, by a variable, or by the argument's default."""
        sizes = [self._given_size(each.value) for each in node.arguments or () if each.name.value in _SIZES]
        default = declared.args["first"].default_value if declared and "first" in declared.args else Undefined
        known = [_size(each) for each in sizes if each is not Undefined]
        return max(known) if known else TYPICAL_LIST if default is Undefined else _size(default)

    def _given_size(self, node: ValueNode) -> object:
        if isinstance(node, VariableNode):
            return self._variables.get(node.name.value, Undefined)
        return _literal(node)


def _is_page(parent: GraphQLNamedType | None) -> bool:
    """Whether a type is a connection, or the hits of a search: what it lists is one page."""
    return not _OF_A_PAGE.isdisjoint(getattr(parent, "fields", ()))


def _weight(declared: GraphQLField | None) -> int:
    definition = declared.extensions.get(_DEFINITION) if declared else None
    found: int = getattr(definition, "metadata", {}).get("cost", 1)
    return found
