"""XML for a parser that builds trees: one that builds nothing hears it first, and what would fill the memory is refused.

Decision: docs/adr/0025.
"""

from typing import IO
from xml.parsers import expat

from graph.errors import RefusedFile
from loaders.files.limits import limits, too_many_rows

_CHUNK = 32 * 1024
_MOST_PARENTS = 100_000


class GuardedMarkup:
    """A file of XML, read by a parser; whoever takes elements out of the tree says so by `passed`, after each.

    Its `read` raises RefusedFile, naming the line, for a DOCTYPE, for an element with more attributes than a table may have
    columns, and where more stands between one element taken out and the next than a row may have characters. What is not well
    formed is left to the parser, which says it better; only so much of it is handed on.
    """

    def __init__(self, name: str, stream: IO[bytes]) -> None:
        self._name, self._stream, self._limits = name, stream, limits()
        self._parser = expat.ParserCreate()
        self._parser.ordered_attributes = True
        self._parser.StartElementHandler, self._parser.StartDoctypeDeclHandler = self._start, self._doctype
        self._fed = self._taken = self._elements = self._parents = 0
        self._parent: object = None
        self._broken: expat.ExpatError | None = None

    def read(self, size: int = _CHUNK) -> bytes:
        """The next piece; empty at the end."""
        chunk = self._stream.read(min(size, _CHUNK) if size > 0 else _CHUNK)
        if self._broken is not None:
            return self._beyond(chunk)
        try:
            self._parser.Parse(chunk, not chunk)
        except (expat.ExpatError, ValueError, LookupError) as error:
            self._broken = error if isinstance(error, expat.ExpatError) else expat.ExpatError(str(error))
        self._fed += len(chunk)
        if self._fed - self._taken > self._limits.row + _CHUNK:
            raise self._refusal(f"expected elements of at most {self._limits.row:,} characters, found a longer one")
        return chunk

    def passed(self, parent: object) -> None:
        """That an element was taken out of the tree, from in there."""
        self._taken, self._elements = self._fed, self._elements + 1
        self._parents += parent is not self._parent
        self._parent = parent
        if self._elements > self._limits.rows:
            raise too_many_rows(self._name, self._limits.rows)
        if self._parents > _MOST_PARENTS:
            raise self._refusal(f"expected elements beside each other, found them in more than {_MOST_PARENTS:,} others")

    def _beyond(self, chunk: bytes) -> bytes:
        """One piece more, in which the other parser finds what is wrong; what it does not mind is not read on, unguarded."""
        if chunk and self._fed - self._parser.CurrentByteIndex > 2 * _CHUNK:
            raise self._refusal(f"expected well-formed XML, found: {self._broken}")
        self._fed += len(chunk)
        return chunk

    def _start(self, name: str, attributes: list[str]) -> None:
        if len(attributes) > 2 * self._limits.columns:
            most = self._limits.columns
            raise self._refusal(f"expected at most {most:,} attributes in {name[:40]}, found {len(attributes) // 2:,}")

    def _doctype(self, *_: object) -> None:
        raise self._refusal("expected no DOCTYPE, found one; no entity is ever read")

    def _refusal(self, what: str) -> RefusedFile:
        return RefusedFile(f"{self._name}, line {self._parser.CurrentLineNumber}: {what}")
