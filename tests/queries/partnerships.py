"""Tiny partnerships for the tests of questions: a few people, and what each agency wrote down about them.

A person is named by one word, and is the same person wherever an agency mentions that word. Everything is written as agency
extracts and comes in through the loader, as real facts do.
"""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from graph.identifiers import person_id
from graph.lens import Lens
from graph.store import Store
from loaders.load import load
from queries.finding import Finding
from queries.findings import find

AS_OF = date(2025, 6, 1)
KINDS = {"csc": "social_care", "police": "police", "school": "education", "housing": "housing", "camhs": "mental_health"}


class Agency:
    """What one agency wrote down; every method takes further cells of that file by their names, and gives back the fact's id."""

    def __init__(self, id: str, people: dict[str, dict[str, str]]) -> None:
        self.id = id
        self.rows: dict[str, list[dict[str, str]]] = defaultdict(list)
        self._people = people
        self._records: dict[str, dict[str, str]] = {}

    def knows(self, *people: str, **cells: str) -> None:
        """That it has a record of these people, where that says something else than the person's own cells."""
        for person in people:
            self._records.setdefault(person, {}).update(cells)

    def tie(self, person: str, relationship: str, related: str, **cells: str) -> str:
        """That a person is the … of another."""
        self.knows(person, related)
        return self._row(
            "relationships", "relationship_id", person_id=person, relationship=relationship, related_person_id=related, **cells
        )

    def stay(self, person: str, address: str, start: str = "", **cells: str) -> str:
        """That a person lived somewhere."""
        self.knows(person)
        return self._row("addresses", "stay_id", person_id=person, address=address, start=start, **cells)

    def contact(self, person: str, on: str, kind: str = "home_visit", outcome: str = "attended", **cells: str) -> str:
        """A contact about a person."""
        self.knows(person)
        return self._row("contacts", "contact_id", person_id=person, on=on, kind=kind, outcome=outcome, **cells)

    def involve(self, contact: str, person: str, presence: str = "", part: str = "") -> None:
        """That somebody else took part in a contact."""
        self.knows(person)
        self.rows["contact_people"].append({"contact_id": contact, "person_id": person, "presence": presence, "part": part})

    def involvement(self, person: str, kind: str, start: str, end: str = "", **cells: str) -> str:
        """A spell of service about a person."""
        self.knows(person)
        return self._row("involvements", "involvement_id", person_id=person, kind=kind, start=start, end=end, **cells)

    def concern(self, person: str, factor: str, on: str, **cells: str) -> str:
        """A concern about a person."""
        self.knows(person)
        return self._row("concerns", "concern_id", person_id=person, factor=factor, on=on, **cells)

    def share(self, kind: str, record: str, with_agency: str, on: str) -> None:
        """That a record was shared with another agency."""
        self.rows["shares"].append({"record_kind": kind, "record_id": record, "with_agency": with_agency, "on": on})

    def write(self, folder: Path, extract: dict[str, str]) -> Path:
        """Write its extract as a folder of CSV files."""
        folder.mkdir(parents=True)
        names = {"agency_id": self.id, "agency_name": self.id, "agency_kind": KINDS.get(self.id, "health"), "system": "s"}
        tables = {"extract": [names | extract], "people": [self._person(each) for each in self._records], **self.rows}
        for name, rows in tables.items():
            _write(folder / f"{name}.csv", rows)
        return folder

    def _person(self, name: str) -> dict[str, str]:
        always = {"person_id": name, "other_ids": f"word={name}", "recorded_on": "2001-01-01"}
        return always | self._people[name] | self._records[name]

    def _row(self, table: str, key: str, **cells: str) -> str:
        id = cells.pop("id", f"{table[0]}{len(self.rows[table]) + 1}")
        self.rows[table].append({key: id, **cells})
        return id


class Partnership:
    """A few people, and the agencies that know of them."""

    def __init__(self) -> None:
        self.agencies: dict[str, Agency] = {}
        self._people: dict[str, dict[str, str]] = {}

    def child(self, name: str, born: str = "", **cells: str) -> str:
        """A person whom records have as a child; born: their date of birth, on every record of them."""
        self._people[name] = {"role": "child", "date_of_birth": born, **cells}
        return name

    def adult(self, name: str, born: str = "", **cells: str) -> str:
        """A person whom records have as an adult."""
        self._people[name] = {"role": "adult", "date_of_birth": born, **cells}
        return name

    def at(self, agency: str) -> Agency:
        """What that agency wrote down."""
        return self.agencies.setdefault(agency, Agency(agency, self._people))

    async def load(self, store: Store, folder: Path, **extract: str) -> None:
        """Write every agency's extract (of `AS_OF`) and load them; a rejected row is a mistake in the test."""
        extract = {"extracted_on": AS_OF.isoformat()} | extract
        paths = [agency.write(folder / agency.id, extract) for agency in self.agencies.values()]
        rejected = [row for summary in await load(store, paths) for row in summary.rejected_rows]
        assert rejected == []

    def id_of(self, name: str) -> str:
        """The id of that person in the store."""
        return person_id(min(f"{id}/s/{name}" for id, agency in self.agencies.items() if name in agency._records))

    def names(self, ids: list[str]) -> list[str]:
        """The words for the people with these ids, sorted."""
        words = {self.id_of(name): name for name in self._people if any(name in a._records for a in self.agencies.values())}
        return sorted(words[each] for each in ids)


async def findings(store: Store, pattern: str, *agencies: str, as_of: date = AS_OF, **parameters: Any) -> list[Finding]:
    """What a pattern finds, through the records of these agencies (all, where none is named)."""
    lens = Lens.of(as_of, agencies=agencies or None)
    return (await find(store, pattern, lens=lens, parameters=parameters)).findings


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, names, restval="")
        writer.writeheader()
        writer.writerows(rows)
