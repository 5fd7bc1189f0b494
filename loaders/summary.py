"""What a load did: the books of each table, which add up, and where the rejected rows went."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.facts import Note, Reject, Source
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
        self.read += 1
        kept = bool(row.facts) or row.within
        self.kept += kept
        self.rejected += row.reject is not None and not kept
        self.set_aside += row.reject is None and not kept

    def to_dict(self) -> dict[str, int]:
        """As JSON has it."""
        return {"read": self.read, "kept": self.kept, "rejected": self.rejected, "set_aside": self.set_aside}


@dataclass(slots=True)
class Summary:
    """What became of one extract. `facts` are those that were new or changed; `rejects` the files with the rejected rows."""

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
        """Count a row, and keep its warnings and its reject."""
        self.tables[row.table].enter(row)
        self.warnings.extend(row.warnings)
        if row.reject is not None:
            self.rejected_rows.append(row.reject)

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
            "tables": {name: books.to_dict() for name, books in sorted(self.tables.items())},
            "warnings": [{"file": each.file, "line": each.line, "text": each.text} for each in self.warnings],
            "rejects": [str(path) for path in self.rejects],
        }
