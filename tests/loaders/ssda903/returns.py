"""Small SSDA903 returns, written as CSV files, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.facts import Fact, FactKind, Note, Reject
from loaders.extract import Row
from loaders.ssda903 import FORMAT
from loaders.ssda903.reader import ReturnExtract
from loaders.summary import Summary

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nC1,2,03/02/2010,WBRI,H801200001001,,\n"
COLUMNS = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
EPISODES = COLUMNS + (
    "C1,01/05/2017,S,V2,N1,U6,PR1,01/02/2018,X1,CARPL,AB1 2CD,AB1 3EF,\nC1,01/02/2018,P,V2,N1,K2,PR4,,,,AB1 2CD,AB2 4GH,SC1\n"
)
FILES = {"h.csv": HEADER, "e.csv": EPISODES}


@dataclass
class Read:
    extract: ReturnExtract
    rows: list[Row]

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
    def summary(self) -> Summary:
        found = Summary(Path(), "", self.extract.source, "ssda903")
        for row in self.rows:
            found.enter(row)
        return found

    def of(self, kind: FactKind) -> list[Fact]:
        return [fact for fact in self.facts if fact.kind is kind]


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def read(folder: Path, files: Mapping[str, str | bytes]) -> Read:
    extract = FORMAT.open(written(folder / "return", files), "la-999")
    return Read(extract, [*extract.people(), *(row for bundle in extract.bundles() for row in bundle)])
