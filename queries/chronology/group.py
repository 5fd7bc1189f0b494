"""Whom a chronology is about beside those who are named: brothers and sisters, or whoever lives with them."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from graph.cypher import text_of
from graph.lens import Lens
from graph.store import Store
from graph.vocabulary import NOT_HOUSEHOLD

_TEXT = Path(__file__).parent / "cypher" / "group.cypher"


class ChronologyGroup(StrEnum):
    """Who is taken in beside those who are named; definitions: docs/model.md, "Words that the patterns use"."""

    SIBLINGS = "siblings"
    HOUSEHOLD = "household"


async def with_group(store: Store, people: Sequence[str], group: ChronologyGroup, lens: Lens, *, then: bool) -> list[str]:
    """These people and whoever belongs to them, in order of their ids behind those named: one round trip."""
    given = {"people": list(people), "no_household": sorted(NOT_HOUSEHOLD), **lens.parameters()}
    rows = await store.read(text_of(_TEXT, then=then), **given)
    found = {other for row in rows for person in people for other in _of(person, row, group)}
    return [*people, *sorted(found - set(people))]


def _of(person: str, row: Sequence[Any], group: ChronologyGroup) -> set[str]:
    siblings, parents, families, household = row
    if group is ChronologyGroup.HOUSEHOLD:
        return {other for one, other in household if one == person}
    named = {other for pair in siblings if person in pair for other in pair}
    own = {parent for parent, child in parents if child == person}
    return (named | {child for parent, child in families if parent in own}) - {person}
