"""Asking what the records of one person say differently: two round trips."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.cypher import text_of
from graph.lens import Lens
from graph.store import Store
from queries.contradictions.accounts import HomeAccount, NamedRecord, ParentTie, PersonAccounts
from queries.contradictions.contradictions import Contradiction, contradictions_in
from queries.core.facts import Tie
from queries.core.findings import lens_dict
from queries.engine.scope import read_scope

_TEXT = Path(__file__).parent / "cypher" / "contradictions.cypher"


@dataclass(slots=True)
class Contradictions:
    """The answer: `person` by id, the lens, and what is said differently, in order of kind; none where all agree."""

    person: str
    lens: Lens
    contradictions: list[Contradiction] = field(default_factory=list)
    cautions: tuple[str, ...] = ()

    def to_dicts(self) -> list[dict[str, Any]]:
        """One a contradiction, for JSON, pandas or polars."""
        return [{**each.to_dict(), "lens": lens_dict(self.lens)} for each in self.contradictions]


async def contradictions(store: Store, person: str, *, lens: Lens | None = None) -> Contradictions:
    """What the records of one person say differently, as the lens shows them.

    `person` is an id, a record key or an NHS number. Raises InvalidInput or UnknownName, naming what is wrong.
    """
    scope = await read_scope(store, person, lens)
    through = scope.lens(lens or Lens.of())
    rows = await store.read(text_of(_TEXT), person=scope.subject, **through.parameters())
    accounts = accounts_of(scope.subject, rows[0]) if rows else PersonAccounts(scope.subject)
    return Contradictions(scope.subject, through, contradictions_in(accounts, through.as_of), scope.cautions)


def accounts_of(person: str, row: Sequence[Any]) -> PersonAccounts:
    """What is said of a person, read from a row of the text."""
    records, homes, parents = row
    return PersonAccounts(
        person,
        [NamedRecord.of(person, each) for each in records],
        [HomeAccount.of(each) for each in homes],
        [ParentTie(Tie.of(tie), parent, child) for tie, parent, child in parents],
    )
