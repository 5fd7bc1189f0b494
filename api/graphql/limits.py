"""What one request may ask, checked in time linear in the document.

A fragment is walked once and its count remembered: spreads of spreads would otherwise double the work again and again.
"""

from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
    SelectionSetNode,
    ValidationRule,
)

MOST_TOKENS = 1000
MOST_ALIASES = 15


class Limits(ValidationRule):
    """One operation a request, with no more than so many aliases, those in fragments counted at every spread."""

    def enter_document(self, document: DocumentNode, *_: Any) -> None:
        """Count once, at the top."""
        operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
        if len(operations) > 1:
            self.report_error(GraphQLError(f"expected one operation, found {len(operations)}", operations[1:]))
        counter = _Aliases(document)
        aliases = sum(counter.within(each.selection_set) for each in operations)
        if aliases > MOST_ALIASES:
            self.report_error(GraphQLError(f"expected {MOST_ALIASES} aliases at most, found {aliases}"))


class _Aliases:
    def __init__(self, document: DocumentNode) -> None:
        parts = [each for each in document.definitions if isinstance(each, FragmentDefinitionNode)]
        self._fragments = {each.name.value: each for each in parts}
        self._counted: dict[str, int] = {}

    def within(self, selections: SelectionSetNode | None) -> int:
        """Aliases in a selection, whatever it nests."""
        return sum(self._of(each) for each in selections.selections) if selections else 0

    def _of(self, selection: Any) -> int:
        if isinstance(selection, FragmentSpreadNode):
            return self._of_fragment(selection.name.value)
        aliased = isinstance(selection, FieldNode) and selection.alias is not None
        return aliased + self.within(selection.selection_set)

    def _of_fragment(self, name: str) -> int:
        if name not in self._counted:
            self._counted[name] = 0  # so that a fragment that spreads itself ends here
            fragment = self._fragments.get(name)
            self._counted[name] = self.within(fragment.selection_set) if fragment else 0
        return self._counted[name]
