"""What stands twice in an extract: told by what its facts say, in the same way for every format that has no ids of rows."""

from typing import NamedTuple

from graph.facts import Fact
from graph.spill import SpilledMap
from graph.writing.pending_writes import base_digest, end_digest

_DIGEST = (1 << 64) - 1
_SINCE_BITS = 22
_PLACE = 64 + _SINCE_BITS


class FirstSeen(NamedTuple):
    """Where a fact stands first in an extract, whether this is there, and whether it says the same there."""

    place: int
    new: bool
    same: bool


class SeenFacts:
    """The facts that a reading has made: by kind and id where each stands first, since when it is on record, and what it said.

    On the disk beyond 100,000 facts (graph.spill).
    """

    def __init__(self) -> None:
        self._seen: SpilledMap[int] = SpilledMap()

    def first(self, fact: Fact, place: int) -> FirstSeen:
        """Where a fact stands first; one that stands there since an earlier day on record than before is as good as new."""
        key, said = f"{fact.kind} {fact.id}", hash((base_digest(fact), end_digest(fact))) & _DIGEST
        since = fact.recorded_on.toordinal()
        # One number for a fact: its place, since when it is on record (the 22 bits of a day's number), and 64 bits of what it
        # says.
        own = (place << _SINCE_BITS | since) << 64 | said
        known = self._seen.get(key)
        if known is None:
            self._seen[key] = own
            return FirstSeen(place, True, True)
        at, same = known >> _PLACE, known & _DIGEST == said
        older = same and since < known >> 64 & (1 << _SINCE_BITS) - 1
        if older:
            self._seen[key] = (at << _SINCE_BITS | since) << 64 | said
        return FirstSeen(at, older, same)

    def forget(self) -> None:
        """That no fact seen so far can come again."""
        self._seen.clear()
