"""The end of a load: what is new is compared with all that is there, so that somebody is asked who is one person."""

from dataclasses import dataclass, field

from graph.errors import StoreError
from graph.matching import not_matched, try_refresh
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


async def propose(store: Store, reached: Reached, progress: Progress) -> str | None:
    """Score whom a load reached against all others; says why where that failed, which takes nothing from what was loaded."""
    if not (reached.keys or reached.persons) or not Settings().matching:
        return None
    progress.start("comparing people", len(reached.keys))
    try:
        async with write_lock(store) as held:
            return await try_refresh(store, held, reached.keys, reached.persons)
    except StoreError as error:
        return not_matched(error)
    finally:
        progress.done()
