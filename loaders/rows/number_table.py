"""A mapping of numbers to numbers in a third of the memory of a dict (docs/adr/0054)."""

from array import array
from collections.abc import Mapping

_MASK = (1 << 64) - 1
_FIRST_PLACES = 1 << 10


class NumberTable:
    """What a dict of numbers of 64 bits is, in 24 to 48 bytes an entry: the numbers of a dict are objects, these are not.

    Keys are to be spread evenly over their last bits, as `hash` spreads those of texts; 0 and 1 are taken for one key. `first` is
    what it begins with.
    """

    def __init__(self, first: Mapping[int, int] | None = None) -> None:
        self._count = 0
        self._empty(_FIRST_PLACES)
        for key, value in (first or {}).items():
            self[key] = value

    def get(self, key: int, default: int) -> int:
        """The value of a key, else the default."""
        key = key & _MASK or 1
        place = self._place(key)
        return self._values[place] if self._keys[place] else default

    def __setitem__(self, key: int, value: int) -> None:
        key = key & _MASK or 1
        place = self._place(key)
        if not self._keys[place]:
            self._count += 1
            self._keys[place] = key
        self._values[place] = value
        # From two thirds on, the walk to a free place becomes long.
        if 3 * self._count > 2 * len(self._keys):
            self._grow()

    def __len__(self) -> int:
        return self._count

    def _place(self, key: int) -> int:
        """Where a key stands, else where it may: the first place from its own on that is its, or free."""
        keys, last = self._keys, self._last
        place = key & last
        while (found := keys[place]) and found != key:
            place = (place + 1) & last
        return place

    def _grow(self) -> None:
        keys, values = self._keys, self._values
        self._empty(2 * len(keys))
        for key, value in zip(keys, values, strict=True):
            if key:
                place = self._place(key)
                self._keys[place], self._values[place] = key, value

    def _empty(self, places: int) -> None:
        self._last = places - 1
        self._keys, self._values = array("Q", bytes(8 * places)), array("Q", bytes(8 * places))
