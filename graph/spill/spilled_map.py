"""A mapping, and a set, of texts (docs/adr/0047)."""

import pickle
import sqlite3
from collections.abc import Iterator, Mapping, MutableMapping, MutableSet
from typing import Any, TypeVar

from graph.spill.spool import no_room

V = TypeVar("V")
MOST_IN_MEMORY = 100_000
_BATCH = 10_000
_TABLE = "CREATE TABLE spilled (place INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, value BLOB)"
_PUT = "INSERT INTO spilled (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


class SpilledMap(MutableMapping[str, V]):
    """A dict with texts for keys, in the order in which they first came: beyond so many entries they are on the disk.

    Like a dict of copies: a value that was changed must be put in again. `first` is what it begins with.
    Raises RefusedFile where the disk has no room.
    """

    def __init__(self, first: Mapping[str, V] | None = None, *, most_in_memory: int = MOST_IN_MEMORY) -> None:
        self._recent: dict[str, V] = {}
        self._most = most_in_memory
        self._store: sqlite3.Connection | None = None
        self.update(first or {})

    def __getitem__(self, key: str) -> V:
        if key in self._recent:
            return self._recent[key]
        if self._store is not None:
            for (value,) in self._store.execute("SELECT value FROM spilled WHERE key = ?", (_bytes(key),)):
                found: V = pickle.loads(value)  # noqa: S301 - written below, to a file that nobody else can open
                return found
        raise KeyError(key)

    def get(self, key: str, default: Any = None) -> Any:
        """As of a dict: of most, nothing is on the disk."""
        if self._store is None:
            return self._recent.get(key, default)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        if key in self._recent:
            return True
        if self._store is None or not isinstance(key, str):
            return False
        return self._store.execute("SELECT 1 FROM spilled WHERE key = ?", (_bytes(key),)).fetchone() is not None

    def __setitem__(self, key: str, value: V) -> None:
        self._recent[key] = value
        if len(self._recent) > self._most:
            self._spill()

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        self._recent.pop(key, None)
        if self._store is not None:
            self._store.execute("DELETE FROM spilled WHERE key = ?", (_bytes(key),))

    def __len__(self) -> int:
        if self._store is None:
            return len(self._recent)
        # Something may be in memory and on the disk: only there is each counted once.
        self._spill()
        return int(self._store.execute("SELECT count(*) FROM spilled").fetchone()[0])

    def __iter__(self) -> Iterator[str]:
        if self._store is None:
            return iter(list(self._recent))
        return self._keys("place", 0)

    def in_order(self) -> Iterator[str]:
        """The keys in the order of their letters."""
        if self._store is None:
            return iter(sorted(self._recent))
        return self._keys("key", b"")

    def clear(self) -> None:
        """Take every entry out; what was on the disk is deleted with its database."""
        self._recent = {}
        self._store = None

    def _keys(self, by: str, after: Any) -> Iterator[str]:
        assert self._store is not None
        self._spill()
        # The empty text is a key as well.
        comparison = ">=" if after == b"" else ">"
        while True:
            query = f"SELECT place, key FROM spilled WHERE {by} {comparison} ? ORDER BY {by} LIMIT {_BATCH}"  # noqa: S608
            rows = self._store.execute(query, (after,)).fetchall()
            yield from (key.decode("utf-8", "surrogatepass") for _, key in rows)
            if len(rows) < _BATCH:
                return
            after, comparison = rows[-1][by == "key"], ">"

    def _spill(self) -> None:
        try:
            if self._store is None:
                # A database without a name is gone with the process, however that ends (docs/adr/0025).
                self._store = sqlite3.connect("", check_same_thread=False, isolation_level=None)
                for statement in ("PRAGMA journal_mode = OFF", "PRAGMA cache_size = -16000", _TABLE):
                    self._store.execute(statement)
                # From here on memory has only what waits to be written.
                self._most = min(self._most, _BATCH)
            self._store.execute("BEGIN")
            rows = ((_bytes(key), pickle.dumps(value, pickle.HIGHEST_PROTOCOL)) for key, value in self._recent.items())
            self._store.executemany(_PUT, rows)
            self._store.execute("COMMIT")
        except sqlite3.Error as error:
            raise no_room(error) from error
        self._recent = {}


class SpilledSet(MutableSet[str]):
    """A set of texts, in the order in which they first came: beyond so many they are on the disk."""

    def __init__(self, most_in_memory: int = MOST_IN_MEMORY) -> None:
        self._map: SpilledMap[None] = SpilledMap(most_in_memory=most_in_memory)

    def __contains__(self, key: object) -> bool:
        return key in self._map

    def __iter__(self) -> Iterator[str]:
        return iter(self._map)

    def __len__(self) -> int:
        return len(self._map)

    def add(self, value: str) -> None:
        """Put a text in, where it is not there yet. Raises RefusedFile where the disk has no room."""
        self._map[value] = None

    def discard(self, value: str) -> None:
        """Take a text out, where it is there."""
        self._map.pop(value, None)

    def in_order(self) -> Iterator[str]:
        """All of them in the order of their letters."""
        return self._map.in_order()


def _bytes(key: str) -> bytes:
    return key.encode("utf-8", "surrogatepass")
