"""Things that wait in order."""

import pickle
import tempfile
from collections import deque
from collections.abc import Iterator
from typing import IO, Generic, TypeVar

from graph.errors import RefusedFile

T = TypeVar("T")


class Spool(Generic[T]):
    """Things in the order in which they were put in; `most_bytes` of them stay in memory, by the sizes that come with them."""

    def __init__(self, most_bytes: int) -> None:
        self._room = most_bytes
        self._first: deque[T] = deque()
        self._rest: IO[bytes] | None = None
        self._count = 0

    def put(self, thing: T, size: int) -> None:
        """One more, of about so many bytes; raises RefusedFile where there is no room for it on the disk."""
        self._room -= size
        self._count += 1
        if self._room >= 0:
            self._first.append(thing)
            return
        try:
            self._rest = self._rest or tempfile.TemporaryFile()  # noqa: SIM115 - as long as this is there
            pickle.dump(thing, self._rest, pickle.HIGHEST_PROTOCOL)
        except OSError as error:
            raise no_room(error) from error

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[T]:
        """All of them; they stay."""
        yield from self._first
        yield from self._on_disk()

    def taken(self) -> Iterator[T]:
        """All of them, for the only time: what was taken is let go."""
        while self._first:
            yield self._first.popleft()
        yield from self._on_disk()

    def _on_disk(self) -> Iterator[T]:
        if self._rest is None:
            return
        end, place = self._rest.seek(0, 2), 0
        while place < end:
            # Whoever reads may put in more, or read beside another, meanwhile.
            self._rest.seek(place)
            thing: T = pickle.load(self._rest)  # noqa: S301 - written above, to a file that nobody else can open
            place = self._rest.tell()
            self._rest.seek(0, 2)
            yield thing


def no_room(error: Exception) -> RefusedFile:
    """What is said where what goes to the disk has no room there."""
    said = getattr(error, "strerror", None) or error
    return RefusedFile(f"expected room for the rows of an extract in the folder for temporary files, found: {said}")
