"""The columns that follow from the model: what a record says is shown as it is declared there."""

from collections.abc import Collection, Mapping

from graph.model import Edge, Node
from queries.traversal.declarations import Column


def columns_of(
    declared: Node | Edge, own: Mapping[str, Column] | None = None, without: Collection[str] = ()
) -> tuple[Column, ...]:
    """The columns of a node's or an edge's shown properties, in their order.

    `own` has, by property, those that are read in a way of their own (an end, as far as it was known); `without` leaves out.
    """
    own = own or {}
    return tuple(
        own.get(each.name) or Column(each.name, each.about, each.type, words=each.words, filtered=each.filtered)
        for each in declared.properties
        if each.shown and each.name not in without
    )
