"""The end of a load: what is new is compared with all that is there, so that somebody is asked who is one person."""

from dataclasses import dataclass, field
from datetime import date

from graph.errors import StoreError
from graph.identity.decisions import join_by_score
from graph.matching import not_matched, nothing_to_propose, try_refresh
from graph.matching.join_candidates import join_candidates
from graph.settings import Settings
from graph.store import Store
from graph.writing.commits import Commits
from graph.writing.write_lock import write_lock
from loaders.progress import Progress


@dataclass(slots=True)
class Reached:
    """Of whom something is new: records by key, and persons from whom a home or a relative was taken away."""

    keys: set[str] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)

    def add(self, commits: Commits) -> None:
        """Add whom what was written reaches."""
        self.keys |= commits.reached
        self.persons |= commits.parted


@dataclass(frozen=True, slots=True)
class MatchingOutcome:
    """What came of comparing people: how many pairs were `joined` by score alone; `failed` says why it was not worked out."""

    joined: int = 0
    failed: str | None = None


async def compare_people(store: Store, reached: Reached, progress: Progress) -> MatchingOutcome:
    """Propose matches of whom a load reached, and join whom the settings allow to be joined by score alone."""
    failed = await propose(store, reached, progress)
    if failed or Settings().join_by_score is None or not Settings().matching:
        return MatchingOutcome(failed=failed)
    try:
        return MatchingOutcome(await _join_likely(store, reached))
    except StoreError as error:
        return MatchingOutcome(failed=not_matched(error))


async def propose(store: Store, reached: Reached, progress: Progress) -> str | None:
    """Score whom a load reached against all others; says why where that failed, which takes nothing from what was loaded."""
    if not (reached.keys or reached.persons) or not Settings().matching:
        return None
    progress.start("comparing people", len(reached.keys))
    try:
        if await nothing_to_propose(store, reached.keys, reached.persons):
            return None
        async with write_lock(store) as held:
            return await try_refresh(store, held, reached.keys, reached.persons)
    except Exception as error:
        return not_matched(error)
    finally:
        progress.done()


async def _join_likely(store: Store, reached: Reached) -> int:
    """How many pairs. Definition: docs/decisions.md, "Joining by score"."""
    joined = 0
    for matcher, pairs in sorted((await join_candidates(store, reached.keys)).items()):
        joined += len((await join_by_score(store, pairs, matcher=matcher, on=date.today())).joined)
    return joined
