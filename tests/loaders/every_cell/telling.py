"""What a reading made of each of many children who differ in one cell, so that a cell that makes no difference is seen.

Child 0 of a table has every cell; child number n lacks the nth. A cell was kept where the facts of the child without it differ;
every other cell must be counted as not kept, by name.
"""

import re

from graph.facts import Fact
from tests.loaders.reading import Read

_TOKEN = re.compile(r"Q[A-Za-z0-9_]+?x[0-9]+Q")


def token(table: str, number: int) -> str:
    """An id that no other one contains."""
    return f"Q{table}x{number}Q"


def facts_by_token(found: Read) -> dict[str, list[str]]:
    """The facts of each token, as texts in which every token is the same."""
    told: dict[str, list[str]] = {}
    for fact in found.facts:
        for name in _tokens(fact):
            told.setdefault(name, []).append(_text(fact).replace(name, "TOKEN"))
    return {name: sorted(texts) for name, texts in told.items()}


def _tokens(fact: Fact) -> set[str]:
    return set(_TOKEN.findall(" ".join((fact.id, *fact.records))))


def _text(fact: Fact) -> str:
    return str(
        (fact.kind.value, fact.id, fact.records, sorted(fact.content.items(), key=str), fact.on, fact.recorded_on, fact.end)
    )


def vanished(found: Read, table: str, cells: list[str]) -> set[str]:
    """The cells that make no difference to what became of a child."""
    told = facts_by_token(found)
    whole = told.get(token(table, 0))
    assert whole, f"{table}: nothing was made of the row that has everything: {[each.reason for each in found.rejects][:3]}"
    return {cell for number, cell in enumerate(cells, start=1) if told.get(token(table, number)) == whole}
