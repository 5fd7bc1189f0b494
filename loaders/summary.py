"""What a load did: the books of each table, which add up, and where the rejected rows went."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.facts import FactKind, Note, Reject, Source
from loaders.checks.plausibility import Plausibility
from loaders.discovery import Unplaced
from loaders.extract import Row
from loaders.files.limits import limits
from loaders.matches import MatchingOutcome
from loaders.rows.rejected_ids import RejectedIds, RemovedIds

# Whoever has more has one thing to put right, not so many (docs/adr/0047).
_MOST_WARNINGS = 10_000
_MOST_BYTES = 64_000_000
"""Of the cells of rejected rows that are kept to be written."""


@dataclass(slots=True)
class Books:
    """Of one table: rows read = kept + rejected + set aside."""

    read: int = 0
    kept: int = 0
    rejected: int = 0
    set_aside: int = 0

    def enter(self, row: Row) -> None:
        """Count a row by what became of it."""
        kept = bool(row.facts or row.removed) or row.within
        self.read += 1
        self.kept += kept
        self.rejected += row.reject is not None and not kept
        self.set_aside += row.reject is None and not kept

    def to_dict(self) -> dict[str, int]:
        """The four counts by name."""
        return {"read": self.read, "kept": self.kept, "rejected": self.rejected, "set_aside": self.set_aside}


@dataclass(slots=True)
class Summary:
    """What became of one extract. `facts` are those that were new or changed; `rejects` the files with the rejected rows.

    `not_kept` counts, by table and column, the cells of kept rows that nothing was made of.
    `removed` are records that the extract says were deleted; `taken_away` counts by kind what it no longer has, and these.
    Of rejected rows and cells, and of warnings, the first are kept; `rejects_left` and `warnings_left` count the others.
    """

    path: Path
    load_id: str
    source: Source
    format: str
    already_loaded: bool = False
    tables: dict[str, Books] = field(default_factory=lambda: defaultdict(Books))
    facts: int = 0
    warnings: list[Note] = field(default_factory=list)
    rejects: list[Path] = field(default_factory=list)
    rejected_rows: list[Reject] = field(default_factory=list)
    rejects_left: int = 0
    warnings_left: int = 0
    rejected_ids: RejectedIds = field(default_factory=RejectedIds, repr=False)
    removed: RemovedIds = field(default_factory=RemovedIds)
    not_kept: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    taken_away: Counter[FactKind] = field(default_factory=Counter)
    plausibility: Plausibility = field(default_factory=Plausibility, repr=False)
    _room: int = field(default=_MOST_BYTES, repr=False)

    @property
    def total(self) -> Books:
        """The books of all tables, added up."""
        every = self.tables.values()
        return Books(*(sum(getattr(each, name) for each in every) for name in ("read", "kept", "rejected", "set_aside")))

    @property
    def rejected(self) -> int:
        """How many rows were rejected."""
        return self.total.rejected

    def enter(self, row: Row) -> None:
        """Count a row, and keep its warnings and its rejects. Raises RefusedFile where it has more deleted ones than may be."""
        self.tables[row.table].enter(row)
        if row.warnings:
            self.warn(row.warnings)
        self.warn(self.plausibility.warnings(row))
        if row.removed:
            self.removed.enter(row.removed)
        for each in row.rejects:
            self._keep(each)
        if row.unkept:
            self.not_kept[row.table].update(row.unkept)

    def warn(self, notes: Iterable[Note]) -> None:
        """Keep warnings, or count them where there are very many."""
        for each in notes:
            if len(self.warnings) < _MOST_WARNINGS:
                self.warnings.append(each)
            else:
                self.warnings_left += 1

    def _keep(self, reject: Reject) -> None:
        for kind, id_ in ((reject.kind, reject.id), *reject.others):
            self.rejected_ids.add(kind, id_)
        if len(self.rejected_rows) < limits().rejects and self._room > 0:
            self.rejected_rows.append(reject)
            self._room -= len(reject.value) + sum(map(len, reject.row.values()))
        else:
            self.rejects_left += 1

    def left_out(self) -> Iterator[Note]:
        """What is to be said of what was only counted, and of nothing."""
        if not self.total.read:
            # Of headings alone the load would otherwise end well, and say nothing.
            yield Note(self.path.name, 0, "there is not one row in it: nothing of it was loaded")
        if self.rejects_left:
            kept = len(self.rejected_rows)
            said = f"only the first {kept:,} of {kept + self.rejects_left:,} rejected rows and cells are written"
            yield Note(self.path.name, 0, f"{said}: put right what they have in common, and load the files again")
        for kind in sorted(self.rejected_ids.many):
            said = f"so many rows of kind {kind} were rejected that not each is remembered"
            yield Note(self.path.name, 0, f"{said}: what this extract no longer has of that kind is not taken away")
        if self.warnings_left:
            yield Note(self.path.name, 0, f"{self.warnings_left:,} more warnings like these are not listed")

    def to_dict(self) -> dict[str, Any]:
        """What `load --format json` says of an extract."""
        return {
            "path": str(self.path),
            "load": self.load_id,
            "agency": self.source.agency,
            "system": self.source.system,
            "extracted_on": self.source.extracted_on.isoformat(),
            "format": self.format,
            "already_loaded": self.already_loaded,
            **self.total.to_dict(),
            "facts": self.facts,
            "taken_away": {kind.value: count for kind, count in sorted(self.taken_away.items()) if count},
            "tables": {name: books.to_dict() for name, books in sorted(self.tables.items())},
            "not_kept": {name: dict(sorted(cells.items())) for name, cells in sorted(self.not_kept.items())},
            "warnings": [{"file": each.file, "line": each.line, "text": each.text} for each in self.warnings],
            "rejects": [str(path) for path in self.rejects],
        }


class Loaded(list[Summary]):
    """What became of each extract, in order; `unplaced` are the files that nobody could place.

    `matching` is what came of comparing those whom they reach with all others.
    """

    def __init__(self, unplaced: list[Unplaced]) -> None:
        super().__init__()
        self.unplaced = unplaced
        self.matching = MatchingOutcome()

    @property
    def total(self) -> Books:
        """The books of all extracts together."""
        every = [each.total for each in self]
        return Books(*(sum(getattr(each, name) for each in every) for name in ("read", "kept", "rejected", "set_aside")))
