"""Which rows belong together: those about the same people are written together, since a record is made of all of them.

Decision: docs/adr/0033.
"""

from collections.abc import MutableMapping, Sequence

from graph.facts import Reject
from graph.spill import SpilledMap

REJECTED = "rejected"
"""The key of a row that is written whatever was rejected."""

_TWICE = "stands twice with different content"


def is_twice(reject: Reject) -> bool:
    """Whether a row was rejected since one before it says otherwise: whom it is about is not in doubt then."""
    return _TWICE in reject.reason


class Groups:
    """Which keys belong together, each with all that it was ever named beside.

    `everything`: what was wrong with a row is whom it is about, so that it may be about anybody once it is corrected.
    Memory: little, of however many keys.
    """

    def __init__(self) -> None:
        self._above: MutableMapping[str, str] = SpilledMap()
        self.everything = False

    def join(self, keys: Sequence[str]) -> None:
        """Say that what these keys name is about one thing."""
        for each in keys[1:]:
            self._above[self._top(each)] = self._top(keys[0])

    def has(self, keys: Sequence[str]) -> bool:
        """Whether what has these keys belongs with a row that was rejected."""
        return self.everything or any(self._top(key) == self._top(REJECTED) for key in keys)

    def _top(self, key: str) -> str:
        """The key that stands for all that belong together."""
        while (above := self._above.get(key, key)) != key:
            self._above[key] = self._above.get(above, above)
            key = above
        return key
