"""What an operation selects: fields by the key of their answer, with fragments, @include and @skip seen through."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLIncludeDirective,
    GraphQLSkipDirective,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)
from graphql.execution.values import VariableValues, get_directive_values

from api.graphql.traversal.types.names import INTERFACES

Selected = dict[str, list[FieldNode]]


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was found valid, and the values of its variables."""

    fragments: dict[str, FragmentDefinitionNode]
    operation: OperationDefinitionNode
    variables: VariableValues

    def selected(self, sets: Sequence[SelectionSetNode | None], type_: str) -> Selected:
        """The fields selected of a thing of this type, those of one key together."""
        found: Selected = {}
        seen: set[str] = set()
        for each in sets:
            for node in self._fields(each, type_, seen):
                found.setdefault((node.alias or node.name).value, []).append(node)
        return found

    def names(self, sets: Sequence[SelectionSetNode]) -> set[str]:
        """The names of all fields selected, at any depth."""
        found: set[str] = set()
        seen: set[str] = set()
        left = list(sets)
        while left:
            for node in left.pop().selections:
                if isinstance(node, FieldNode):
                    found.add(node.name.value)
                if isinstance(node, FragmentSpreadNode) and node.name.value not in seen:
                    seen.add(node.name.value)
                    left.append(self.fragments[node.name.value].selection_set)
                elif isinstance(node, FieldNode | InlineFragmentNode) and node.selection_set:
                    left.append(node.selection_set)
        return found

    def _fields(self, of: SelectionSetNode | None, type_: str, seen: set[str]) -> Iterator[FieldNode]:
        for node in of.selections if of else ():
            if self._wanted(node):
                yield from self._seen_through(node, type_, seen)

    def _seen_through(self, node: SelectionNode, type_: str, seen: set[str]) -> Iterator[FieldNode]:
        if isinstance(node, FieldNode):
            yield node
        elif isinstance(node, InlineFragmentNode):
            if node.type_condition is None or _is(type_, node.type_condition.name.value):
                yield from self._fields(node.selection_set, type_, seen)
        elif isinstance(node, FragmentSpreadNode) and node.name.value not in seen:
            seen.add(node.name.value)
            fragment = self.fragments[node.name.value]
            if _is(type_, fragment.type_condition.name.value):
                yield from self._fields(fragment.selection_set, type_, seen)

    def _wanted(self, node: SelectionNode) -> bool:
        if not node.directives:
            return True
        skip = get_directive_values(GraphQLSkipDirective, node, self.variables)
        include = get_directive_values(GraphQLIncludeDirective, node, self.variables)
        return not (skip and skip["if"]) and (include is None or bool(include["if"]))


def document_of(document: DocumentNode, operation: OperationDefinitionNode, variables: VariableValues) -> Document:
    """The parts of a document by name."""
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    return Document(fragments, operation, variables)


def _is(type_: str, condition: str) -> bool:
    return type_ == condition or condition in INTERFACES.get(type_, ())
