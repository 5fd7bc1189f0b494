"""Small SSD tables, written as CSV, and what became of them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.facts import Content, Fact, FactKind, Note, Reject
from loaders.extract import Row
from loaders.ssd import FORMAT
from loaders.ssd.reader import SsdExtract
from loaders.summary import Summary

PERSON = "pers_person_id,pers_forename,pers_surname,pers_sex,pers_dob\n007,Ada,Field,F,2015-02-03 00:00:00.000\n"
REFERRAL = (
    "cine_referral_id,cine_person_id,cine_referral_date,cine_cin_primary_need_code,cine_referral_source_code,"
    "cine_referral_nfa,cine_close_date,cine_close_reason\nR1,007,2025-05-01,N1,6,N,,\n"
)
NAME = "ssd-2026-03-31"


@dataclass
class Read:
    extract: SsdExtract
    rows: list[Row]

    @property
    def facts(self) -> list[Fact]:
        return [fact for row in self.rows for fact in row.facts]

    @property
    def rejects(self) -> list[Reject]:
        return [reject for row in self.rows for reject in row.rejects]

    @property
    def notes(self) -> list[Note]:
        return [note for row in self.rows for note in row.warnings]

    @property
    def said(self) -> str:
        return " | ".join(note.text for note in self.notes)

    @property
    def summary(self) -> Summary:
        found = Summary(Path(), "", self.extract.source, "ssd")
        for row in self.rows:
            found.enter(row)
        return found

    def of(self, kind: FactKind, what: str | None = None) -> list[Fact]:
        return [fact for fact in self.facts if fact.kind is kind and what in (None, fact.content.get("kind"))]

    def one(self, kind: FactKind, what: str | None = None) -> Fact:
        (found,) = self.of(kind, what)
        return found

    def person(self, local: str = "007") -> Content:
        (found,) = [fact.content for fact in self.of(FactKind.PERSON) if fact.source == local]
        return found


def write(folder: Path, name: str = NAME, /, **tables: str | bytes) -> Path:
    path = folder / name
    path.mkdir()
    for table, content in tables.items():
        (path / f"{table}.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(folder: Path, name: str = NAME, /, **tables: str | bytes) -> Read:
    return taken(write(folder, name, **tables))


def taken(path: Path) -> Read:
    extract = FORMAT.open(path, "north")
    return Read(extract, [*extract.people(), *(row for bundle in extract.bundles() for row in bundle)])


def day(text: str) -> date:
    return date.fromisoformat(text)
