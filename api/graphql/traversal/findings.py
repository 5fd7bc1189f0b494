"""Findings inside a person: asked beside the traversal, as the root field `findings` with that person as its subject.

A request that asks for them of one person costs the read of that person and the two of the findings. Of the people in a list they
would cost two for each, so there they are refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import ArgumentNode, FieldNode, GraphQLError, NameNode

from api.graphql.traversal import identifying
from api.graphql.traversal.compiling import FINDINGS
from api.graphql.traversal.selecting import Document, Selected
from graph.errors import InvalidInput

ROOTS = ("person", "child", "adult", "node")
_PERSON = "person"


@dataclass(frozen=True, slots=True)
class Inside:
    """Findings selected inside a person: the root field `root`, their own key in it, and the key under which they are asked."""

    root: str
    key: str
    alias: str

    def put(self, data: dict[str, Any], errors: list[GraphQLError]) -> list[GraphQLError]:
        """Put them where they belong; those of somebody who is nobody in the lens go, and so do their errors."""
        found = data.pop(self.alias, None)
        mine = [each for each in errors if each.path and each.path[0] == self.alias]
        others = [each for each in errors if each not in mine]
        if data.get(self.root) is None:
            return others
        if found is None:  # it is never null: its error takes the person with it
            data[self.root] = None
        else:
            data[self.root] = {**data[self.root], self.key: found}
        for each in mine:
            each.path = [self.root, self.key, *(each.path or [])[1:]]
        return others + mine


def inside(document: Document, here: Selected) -> Iterator[tuple[Inside, list[FieldNode]]]:
    """What is selected inside people by these root fields, with the root fields that it is asked by."""
    number = 0
    for root, nodes in here.items():
        if not _is_person(document, nodes[0]):
            continue
        for key, asked in document.selected([node.selection_set for node in nodes], "Child").items():
            if asked[0].name.value == FINDINGS:
                found = Inside(root, key, f"__{FINDINGS}_{number}")
                yield found, [_asked(nodes[0], each, found.alias) for each in asked]
                number += 1


def _is_person(document: Document, root: FieldNode) -> bool:
    if root.name.value != "node":
        return root.name.value in ROOTS
    given = next(each.value for each in root.arguments or () if each.name.value == "id")
    value = document.variables.coerced[given.name.value] if hasattr(given, "name") else getattr(given, "value", "")
    try:
        return identifying.kind_named(str(value)) == _PERSON
    except InvalidInput:
        return False


def _asked(root: FieldNode, node: FieldNode, alias: str) -> FieldNode:
    """The root field that asks for them: of the person that the root names, through its lens."""
    own = [_as_subject(each) for each in root.arguments or () if each.name.value in ("id", "lens")]
    return FieldNode(
        alias=NameNode(value=alias),
        name=node.name,
        arguments=(*own, *(node.arguments or ())),
        directives=(),
        selection_set=node.selection_set,
        loc=node.loc,
    )


def _as_subject(argument: ArgumentNode) -> ArgumentNode:
    return argument if argument.name.value == "lens" else ArgumentNode(name=NameNode(value="subject"), value=argument.value)
