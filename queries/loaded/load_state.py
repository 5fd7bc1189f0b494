"""What is new: how far loading has come, and which findings were not there before (docs/adr/0009)."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graph.cypher import text_of
from graph.store import Store
from queries.core.findings import Finding

_TEXT = Path(__file__).parent / "cypher" / "load_state.cypher"


@dataclass(frozen=True, slots=True)
class LoadState:
    """How far loading has come: the number of whole loads, when the last became whole, and whether somebody is writing now;
    `decided` is a mark of the last decision about who is one person."""

    whole: int
    latest: str | None
    writing: bool
    decided: str | None = None


async def load_state(store: Store) -> LoadState:
    """Ask for it: one round trip, which costs next to nothing."""
    whole, latest, until, decided = (await store.read(text_of(_TEXT)))[0]
    # A writer that was killed still has the lock's node; what counts is whether it has lapsed.
    return LoadState(whole, latest, until is not None and until > time.time(), decided)


class SeenFindings:
    """Findings that are known, so that those that are not can be told.

    A finding is told apart by pattern, subject, key and status. A person's id is that of the smallest of their records' keys, and
    changes when a smaller one comes: so a subject is known by any of their records too.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._marks = {mark for each in findings for mark in _marks(each)}

    def lacks(self, finding: Finding) -> bool:
        """Whether it is none of them."""
        return self._marks.isdisjoint(_marks(finding))


def _marks(finding: Finding) -> set[tuple[str, str, str | None, str]]:
    return {(finding.pattern, finding.key, finding.status, who) for who in (finding.subject, *finding.records)}
