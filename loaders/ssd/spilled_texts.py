"""Texts that rows of other tables add to a record, kept by whose they are until that is made: on disk, so that memory is flat."""

import sqlite3
from collections.abc import Iterable

from graph.spill.spool import no_room

_BATCH = 10_000
_Told = tuple[str, str, str]


class Told:
    """Texts by owner (`p:` and a person's id, `r:` and a referral's) and by what they say."""

    def __init__(self) -> None:
        self._store = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        self._store.execute("PRAGMA journal_mode = OFF")
        self._store.execute("CREATE TABLE told (owner, name, text, PRIMARY KEY (owner, name, text)) WITHOUT ROWID")
        self._waiting: list[_Told] = []

    def add(self, owner: str, said: Iterable[tuple[str, str]]) -> None:
        """Keep these names and texts."""
        self._waiting += [(owner, name, text) for name, text in said]
        if len(self._waiting) >= _BATCH:
            self._write()

    def of(self, owner: str) -> dict[str, list[str]]:
        """Everything told of an owner, by name, each text once and in order."""
        if self._waiting:
            self._write()
        found: dict[str, list[str]] = {}
        for name, text in self._store.execute("SELECT name, text FROM told WHERE owner = ? ORDER BY name, text", (owner,)):
            found.setdefault(name, []).append(text)
        return found

    def _write(self) -> None:
        try:
            self._store.execute("BEGIN")
            self._store.executemany("INSERT OR IGNORE INTO told VALUES (?, ?, ?)", self._waiting)
            self._store.execute("COMMIT")
        except sqlite3.Error as error:  # docs/adr/0047
            raise no_room(error) from error
        self._waiting = []
