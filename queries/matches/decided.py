"""What somebody decided of pairs of records: same, different or not sure, with who, when and why. Two round trips a page."""

from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from graph.cypher import text_of
from graph.errors import InvalidInput, UnknownName
from graph.identity.judged import VERDICTS
from graph.lens import Lens
from graph.store import Row, Store
from queries.core.findings import lens_dict
from queries.engine.scope import read_scope
from queries.matches.matches import MOST_MATCHES

_TEXT = Path(__file__).parent / "decided.cypher"


@dataclass(frozen=True, slots=True)
class MatchDecision:
    """A decision that stands; `left_person` and `right_person` are whose the records are today. `method` is human, or score."""

    left: str
    left_person: str
    right: str
    right_person: str
    verdict: str
    method: str
    score: float
    reason: str
    by: str
    on: date

    @property
    def id(self) -> str:
        """Both record keys."""
        return f"{self.left} = {self.right}"

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"id": self.id, **asdict(self), "on": self.on.isoformat()}


@dataclass(slots=True)
class MatchDecisions:
    """A page of decisions in order of their keys, and the lens; `more`: whether there are others behind it."""

    lens: Lens
    decisions: list[MatchDecision] = field(default_factory=list)
    more: bool = False

    @property
    def last(self) -> tuple[str, str] | None:
        """The place behind which others are."""
        return (self.decisions[-1].left, self.decisions[-1].right) if self.decisions else None

    def to_dicts(self) -> list[dict[str, Any]]:
        """One a decision, for JSON, pandas or polars."""
        return [{**each.to_dict(), "lens": lens_dict(self.lens)} for each in self.decisions]


async def match_decisions(
    store: Store,
    *,
    verdict: str | None = None,
    person: str | None = None,
    lens: Lens | None = None,
    first: int = MOST_MATCHES,
    after: tuple[str, str] = ("", ""),
) -> MatchDecisions:
    """The decisions that stand about two records that are both visible; of everybody, or of one person.

    `verdict` is same, different or unsure; `person` an id, a record key or an NHS number; `after` the keys of the pair that the
    page begins behind. Raises InvalidInput or UnknownName, naming what is wrong.
    """
    if not 1 <= first <= MOST_MATCHES:
        raise InvalidInput(f"first: expected a number from 1 to {MOST_MATCHES}, found {first}")
    if verdict is not None and verdict not in VERDICTS:
        raise UnknownName("verdict", verdict, VERDICTS)
    scope = await read_scope(store, person, lens)
    through = scope.lens(lens or Lens.of())
    given = {"verdict": verdict or "", "person": scope.subject if person else "", "left": after[0], "right": after[1]}
    rows = await store.read(text_of(_TEXT), most=first + 1, **given, **through.parameters())
    found = [_decision(row) for row in rows[:first]]
    return MatchDecisions(through, found, len(rows) > first)


def _decision(row: Row) -> MatchDecision:
    left, left_person, right, right_person, verdict, method, score, reason, by, on = row
    return MatchDecision(left, left_person, right, right_person, verdict, method, score, reason, by, date.fromisoformat(on))
