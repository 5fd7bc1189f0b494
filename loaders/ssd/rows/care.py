"""Looked-after episodes: all those of one period of care are one involvement, as long as the child was looked after."""

from dataclasses import dataclass, field
from datetime import date

from graph.facts import Content, Fact
from graph.vocabulary import InvolvementKind
from loaders.codes.placements import CONTINUES, ending
from loaders.facts.builder import local_id
from loaders.ssd.cells import SsdCells
from loaders.ssd.facts import SsdFacts, days_of
from loaders.ssd.values import day, own_id, words

_CONTINUES = frozenset({CONTINUES, ""})


@dataclass(slots=True)
class CarePeriod:
    """A period of care as its episodes tell it. `episodes` are texts, one for each."""

    start: date
    line: int
    last: date
    end: date | None = None
    reason: str = ""
    episodes: list[str] = field(default_factory=list)

    def add(self, cells: SsdCells) -> None:
        """One more episode: it may begin the period, or go on longer than those before."""
        start, end = days_of(cells)
        entered = cells.leaf("clae_entered_care_date", day)
        reason = (cells.leaf("clae_cla_episode_ceased_reason", words) or "").split(" ", 1)[0].upper()
        self.start = min(self.start, start, entered or start)
        if (start, end is None, end or start) >= (self.last, self.end is None, self.end or self.last) or not self.episodes:
            self.last, self.end, self.reason = start, end, reason
        began = cells.leaf("clae_cla_episode_start_reason", words) or ""
        need = cells.leaf("clae_cla_primary_need_code", words) or ""
        since = f" entered={entered}" if entered and entered != start else ""
        self.episodes.append(f"episode={start} {began} {need} {end or ''} {reason}".strip() + since)

    @property
    def ended(self) -> bool:
        """Whether its last episode ended, and none was to follow it."""
        return self.end is not None and self.reason not in _CONTINUES


def period_of(cells: SsdCells) -> str:
    """What tells the period of care of an episode from others: its id and the child's; of an episode without one, its own."""
    period = cells.read("clae_cla_id", own_id) or f"episode {cells.own_id()}"
    return f"{period}:{cells.person}"


def care(make: SsdFacts, cells: SsdCells, key: str, period: CarePeriod) -> Fact:
    """The involvement that a period of care is."""
    end = period.end if period.ended else None
    says: Content = {"closure_reason": ending(period.reason).value, "closure_code": period.reason} if end else {}
    return make.involvement(
        cells, InvolvementKind.LOOKED_AFTER, period.start, end, sorted(period.episodes), says, local_id(cells.table.name, key)
    )
