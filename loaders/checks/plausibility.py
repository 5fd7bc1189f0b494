"""What cannot be as an extract says it: facts of days long before somebody's birth, and parents no older than their child.

Both are kept, since the record says so; the load warns of them, and what counts ages leaves them out (`queries.core.ages`).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from graph.facts import Fact, FactKind, Note
from graph.spill import SpilledMap, SpilledSet
from loaders.extract import Row

UNBORN = timedelta(days=300)
"""How long before a birth a record of an unborn child may begin: a pregnancy, and some days by which a date may be wrong."""
_DATED = frozenset({FactKind.CONTACT, FactKind.INVOLVEMENT, FactKind.CONCERN, FactKind.STRENGTH})
_PARENTS = frozenset({"mother", "father", "parent"})


class Plausibility:
    """Of one extract, row by row: people first, as every extract gives them."""

    def __init__(self) -> None:
        self._born: SpilledMap[date] = SpilledMap()
        self._told = SpilledSet()

    def warnings(self, row: Row) -> Iterator[Note]:
        """What is to be warned of in a row: of one person, the first fact before their birth only."""
        for fact in row.facts:
            if fact.kind is FactKind.PERSON:
                self._note_birth(fact)
                continue
            said = self._of_tie(fact) if fact.kind is FactKind.RELATIONSHIP else self._of_day(fact)
            if said:
                yield Note(row.table, 0, said)

    def _note_birth(self, fact: Fact) -> None:
        born = fact.content.get("date_of_birth")
        if isinstance(born, date):
            self._born[fact.id] = born

    def _of_day(self, fact: Fact) -> str | None:
        if fact.kind not in _DATED or fact.on is None or not fact.records:
            return None
        whom = fact.records[0]
        born = self._born.get(whom)
        if born is None or whom in self._told or fact.on >= born - UNBORN:
            return None
        self._told.add(whom)
        return (
            f"{fact.kind} {fact.id} is of {fact.on}, long before {whom} was born on {born}: kept, and no age is counted by it"
            " (others about the same person are not named)"
        )

    def _of_tie(self, fact: Fact) -> str | None:
        if fact.content.get("kind") not in _PARENTS or len(fact.records) < 2:
            return None
        parent, child = (self._born.get(record) for record in fact.records[:2])
        if parent is None or child is None or parent < child:
            return None
        kind, (whose, of) = fact.content["kind"], fact.records[:2]
        return (
            f"relationship {fact.id}: {whose}, born on {parent}, is the {kind} of {of}, born on {child}:"
            " kept, and nothing is counted by the age of such a parent"
        )
