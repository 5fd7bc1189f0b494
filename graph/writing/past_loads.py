"""The loads of one agency's system that are whole: which extracts should have had a fact, and had it not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.facts import FactKind
from graph.store import ReadKind, Store
from graph.versions import Lacking
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import as_day


@dataclass(frozen=True, slots=True)
class PastLoad:
    """One extract: the day, the period that it covers (None of a partial one), and what it had.

    `given_up`: somebody began to take back what it wrote.
    """

    id: str
    extracted_on: date
    covers: tuple[date, date] | None
    present: frozenset[str]
    rejected: frozenset[str]
    finished: bool
    removed: frozenset[str] = frozenset()
    given_up: bool = False

    def lacks(self, kind: FactKind, id_: str, on: date | None) -> bool:
        """Whether this extract, not having the fact, says that it was removed.

        One that names the fact as deleted says so whatever it covers. A rejected row speaks for its fact; that of a part, which
        may not say which part it was, for all of its record's.
        """
        if self.finished and f"{kind} {id_}" in self.removed:
            return True
        if not self.finished or self.covers is None or on is None or not self._had_the_file(kind, id_):
            return False
        if not self.covers[0] <= on <= self.covers[1]:
            return False
        return self.rejected.isdisjoint((f"{kind} {id_}", f"{kind} {record_of(id_)}")) if self.rejected else True

    def _had_the_file(self, kind: FactKind, id_: str) -> bool:
        return kind.value in self.present or f"{kind.value} {table_of(id_)}" in self.present


def table_of(id_: str) -> str:
    """Of a fact whose own id begins with the name of its table and a colon, that name."""
    return id_.split("/", 2)[-1].partition(":")[0]


def record_of(id_: str) -> str:
    """The id of the record that a part belongs to; of any other fact, its own."""
    return "/".join(id_.split("/", 3)[:3])


def lacking(past: Sequence[PastLoad], kind: FactKind, id_: str) -> Lacking:
    """The days of the extracts that would say that a fact was removed, had they not the fact."""
    return lambda on: [load.extracted_on for load in past if load.lacks(kind, id_, on)]


async def past_loads(store: Store, agency: str, system: str) -> list[PastLoad]:
    """Every load of this agency's system, finished or not."""
    rows = await store.read(text("past_loads"), ReadKind.BEFORE_WRITE, agency=agency, system=system)
    return [_past(*row) for row in rows]


def _past(
    id_: str,
    extracted_on: object,
    covers_from: object,
    covers_to: object,
    partial: bool,
    present: list[str] | None,
    rejected: list[str] | None,
    finished_at: str | None,
    removed: list[str] | None,
    giving_up_since: str | None,
) -> PastLoad:
    start, end, day = as_day(covers_from), as_day(covers_to), as_day(extracted_on)
    assert day is not None
    covers = (start, end) if start and end and not partial else None
    named = frozenset(present or ()), frozenset(rejected or ())
    return PastLoad(id_, day, covers, *named, finished_at is not None, frozenset(removed or ()), giving_up_since is not None)
