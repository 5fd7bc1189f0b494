"""What became of a small file, read without a store."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from graph.facts import Fact, FactKind, Reject
from graph.model import EDGES, NODES, check_fact
from loaders.extract import Extract, FileFormat, Row
from loaders.summary import Summary

_NOT_PROPERTIES = {"with_agency", "decision"}


@dataclass
class Read:
    extract: Extract
    rows: list[Row]

    @property
    def facts(self) -> list[Fact]:
        return [fact for row in self.rows for fact in row.facts]

    @property
    def rejects(self) -> list[Reject]:
        return [reject for row in self.rows for reject in row.rejects]

    @property
    def notes(self) -> list[str]:
        return [note.text for row in self.rows for note in row.warnings]

    @property
    def removed(self) -> set[tuple[str, str]]:
        return {(kind.value, id_) for row in self.rows for kind, id_ in row.removed}

    @property
    def summary(self) -> Summary:
        made = Summary(Path(), "", self.extract.source, self.extract.format)
        for row in self.rows:
            made.enter(row)
        return made

    def of(self, kind: FactKind, what: str | None = None) -> list[Fact]:
        return [fact for fact in self.facts if fact.kind is kind and what in (None, fact.content.get("kind"))]

    def one(self, kind: FactKind, what: str | None = None) -> Fact:
        (found,) = self.of(kind, what)
        return found

    def undeclared(self) -> set[str]:
        """Properties that facts have and the model does not declare."""
        declared = {node.kind: {each.name for each in node.properties} for node in NODES}
        for edge in EDGES:
            declared[edge.kind] = declared.get(edge.kind, set()) | {each.name for each in edge.properties}
        found = set()
        for fact in self.facts:
            names = set(fact.content) | ({name for name, _ in fact.end.says} if fact.end else set())
            found |= {f"{fact.kind}.{name}" for name in names - declared[fact.kind] - _NOT_PROPERTIES}
        return found


def read_path(format_: FileFormat, path: Path, agency: str | None = None, on: date | None = None) -> Read:
    opener: Callable[..., Extract] = format_.open if on is None else lambda *given: format_.open_as_of(*given, on)  # type: ignore[attr-defined]
    extract = opener(path, agency)
    read = Read(extract, [*extract.people(), *(row for bundle in extract.bundles() for row in bundle)])
    for fact in read.facts:
        check_fact(fact)
    return read


def read_json(format_: FileFormat, folder: Path, value: Any, agency: str | None = None, name: str = "given") -> Read:
    path = folder / name
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return read_path(format_, path, agency)
