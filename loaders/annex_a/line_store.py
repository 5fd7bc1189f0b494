"""The lines of a workbook, kept packed in memory once they are read: never on a disk, where a crash would leave them.

Decision: docs/adr/0010.
"""

import pickle
import zlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from loaders.returns.lines import Line

_TOGETHER = 1000
_FASTEST = 1


class LineStore:
    """Lines to be read again and again, in their order. Memory: about that of the compressed file that they come from."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._packs: list[tuple[str, str, bytes]] = []
        for (table, file), group in groupby(lines, key=lambda line: (line.table, line.file)):
            for pack in _packs(group):
                self._packs.append((table, file, pack))

    def lines(self, table: str | None = None) -> Iterator[Line]:
        """Every line, or those of one table."""
        for of, file, pack in self._packs:
            if table in (None, of):
                for number, cells, fault in pickle.loads(zlib.decompress(pack)):  # noqa: S301 - packed below, never left memory
                    yield Line(of, file, number, cells, fault)


def _packs(lines: Iterable[Line]) -> Iterator[bytes]:
    held: list[tuple[int, dict[str, Any], str]] = []
    for line in lines:
        held.append((line.number, dict(line.cells), line.fault))
        if len(held) == _TOGETHER:
            yield _pack(held)
            held.clear()
    if held:
        yield _pack(held)


def _pack(held: list[tuple[int, dict[str, Any], str]]) -> bytes:
    return zlib.compress(pickle.dumps(held, pickle.HIGHEST_PROTOCOL), _FASTEST)
