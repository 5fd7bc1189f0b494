"""Small CIN census returns, written as text, and what became of them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.facts import Fact, FactKind, Note, Reject
from loaders.cin_census import FORMAT
from loaders.cin_census.reader import CensusExtract
from loaders.extract import Row

IDENTIFIERS = "<LAchildID>C1</LAchildID><PersonBirthDate>2015-02-03</PersonBirthDate><Sex>F</Sex>"
REFERRAL = "<CINreferralDate>2025-05-01</CINreferralDate><ReferralSource>6</ReferralSource><ReferralNFA>0</ReferralNFA>"


def header(year: int = 2026, made: str = "", lea: str = "<LEA>999</LEA>") -> str:
    made = made or f"{year}-05-20T09:00:00Z"
    return (
        f"<Header><CollectionDetails><Collection>CIN</Collection><Year>{year}</Year>"
        f"<ReferenceDate>{year}-03-31</ReferenceDate></CollectionDetails>"
        f"<Source>{lea}<DateTime>{made}</DateTime></Source></Header>"
    )


def child(*episodes: str, identifiers: str = IDENTIFIERS, characteristics: str = "") -> str:
    inside = "".join(f"<CINdetails>{episode}</CINdetails>" for episode in episodes)
    return f"<Child><ChildIdentifiers>{identifiers}</ChildIdentifiers>{characteristics}{inside}</Child>"


def message(*children: str, head: str = "") -> str:
    return f"<Message>{head or header()}<Children>\n{''.join(children)}\n</Children></Message>"


@dataclass
class Read:
    extract: CensusExtract
    people: list[Row]
    others: list[Row]

    @property
    def rows(self) -> list[Row]:
        return self.people + self.others

    @property
    def facts(self) -> list[Fact]:
        return [fact for row in self.rows for fact in row.facts]

    @property
    def rejects(self) -> list[Reject]:
        return [row.reject for row in self.rows if row.reject]

    @property
    def notes(self) -> list[Note]:
        return [note for row in self.rows for note in row.warnings]

    @property
    def person(self) -> Fact:
        return self.of(FactKind.PERSON)[0]

    def of(self, kind: FactKind, what: str | None = None) -> list[Fact]:
        return [fact for fact in self.facts if fact.kind is kind and what in (None, fact.content.get("kind"))]

    def involvement(self, kind: str) -> Fact:
        (found,) = self.of(FactKind.INVOLVEMENT, kind)
        return found

    def contact(self, kind: str) -> Fact:
        (found,) = self.of(FactKind.CONTACT, kind)
        return found


def read(folder: Path, text: str, agency: str | None = None, name: str = "cin.xml") -> Read:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    extract = FORMAT.open(path, agency)
    return Read(extract, list(extract.people()), [row for bundle in extract.bundles() for row in bundle])


def day(text: str) -> date:
    return date.fromisoformat(text)
