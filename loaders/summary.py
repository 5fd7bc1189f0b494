"""What a load did: the books of each table, which add up, and where the rejected rows went."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.facts import FactKind, Note, Reject, Source
from loaders.checks.plausibility import Plausibility
from loaders.discovery import Unplaced
from loaders.extract import Row


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
        """As JSON has it."""
        return {"read": self.read, "kept": self.kept, "rejected": self.rejected, "set_aside": self.set_aside}


@dataclass(slots=True)
class Summary:
    """What became of one extract. `facts` are those that were new or changed; `rejects` the files with the rejected rows.

    `not_kept` counts, by table and column, the cells of kept rows that nothing was made of.
    `removed` are records that the extract says were deleted; `taken_away` counts by kind what it no longer has, and these.
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
    removed: set[tuple[FactKind, str]] = field(default_factory=set)
    not_kept: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    taken_away: Counter[FactKind] = field(default_factory=Counter)
    plausibility: Plausibility = field(default_factory=Plausibility, repr=False)

    @property
    def total(self) -> Books:
        """All tables together."""
        every = self.tables.values()
        return Books(*(sum(getattr(each, name) for each in every) for name in ("read", "kept", "rejected", "set_aside")))

    @property
    def rejected(self) -> int:
        """How many rows were rejected."""
        return self.total.rejected

    def enter(self, row: Row) -> None:
        """Count a row, and keep its warnings and its rejects."""
        self.tables[row.table].enter(row)
        self.warnings.extend(row.warnings)
        self.warnings.extend(self.plausibility.warnings(row))
        self.removed.update(row.removed)
        self.rejected_rows.extend(row.rejects)
        if row.unkept:
            self.not_kept[row.table].update(row.unkept)

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
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

    `not_matched` says why it was not worked out who may be one person, where that failed.
    """

    def __init__(self, unplaced: list[Unplaced]) -> None:
        super().__init__()
        self.unplaced = unplaced
        self.not_matched: str | None = None

    @property
    def total(self) -> Books:
        """The books of all extracts together."""
        every = [each.total for each in self]
        return Books(*(sum(getattr(each, name) for each in every) for name in ("read", "kept", "rejected", "set_aside")))
