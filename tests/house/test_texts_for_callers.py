"""Every text of the questions can be asked for a caller, whoever that is: of each node and edge is told what it reads."""

from collections.abc import Iterator

import pytest

from graph.access.rewriting.permitted import permitted
from graph.access.rights import Filter, Rights
from graph.cypher import text_of
from graph.errors import StoreError
from queries.engine.registry import registry
from tests.house.source import ROOT

SHAPE = Rights(frozenset(), Filter("it.id <> ''"), Filter("it.id <> ''"), Filter("it.agency <> ''"))
# What is in a store as such, whoever it is about.
_OF_THE_OWNER = {"status"}
# Parts of texts, which are gone through where the whole of each is made.
_PARTS = ("fragments", "traversal", "unjoined", "patterns")


def _texts() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "queries").rglob("*.cypher")):
        if path.parent.name not in _PARTS and not {"traversal", "patterns"} & set(path.parts) and "«" not in path.read_text():
            for then in (False, True):
                yield path.stem, text_of(path, then=then)
    for pattern in registry().values():
        for everyone in (False, True):
            for then in (False, True):
                yield pattern.id, pattern.text(everyone=everyone, then=then)


@pytest.mark.parametrize(("name", "text"), [pytest.param(*each, id=f"{each[0]}-{place}") for place, each in enumerate(_texts())])
def test_a_text_of_the_questions_can_be_asked_for_a_caller(name: str, text: str) -> None:
    if name in _OF_THE_OWNER:
        with pytest.raises(StoreError, match="owner of the store"):
            permitted(text, SHAPE)
    else:
        # Where a text reads people, or what hangs on them, the condition is beside it; elsewhere there is none.
        people = any(label in text for label in (":Person", ":Child", ":Adult", ":Word"))
        assert (".id <> ''" in permitted(text, SHAPE)) == people
        assert "it.id" not in permitted(text, SHAPE)
