"""An invented extract as it would have been exported on an earlier day: loading that and then the extract is a re-export.

(Asking `casegraph generate` for two days gives two partnerships that have nothing but their ids in common.)
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TextIO, cast

Row = dict[str, str]

_WITH_THE_END = ("end", "end_recorded_on", "closure_reason")


def exported_on(day: date, extracts: list[Path], folder: Path) -> list[Path]:
    """Write each extract, without what was recorded after that day, into `folder`; returns the new folders in the same order."""
    return [_Extract(day, extract, folder / extract.name).written() for extract in extracts]


class _Extract:
    def __init__(self, day: date, before: Path, after: Path) -> None:
        self.day, self.before, self.after = day.isoformat(), before, after
        self.kept: dict[str, set[str]] = defaultdict(set)

    def written(self) -> Path:
        self.after.mkdir(parents=True)
        for path in sorted(self.before.glob("*.csv"), key=_turn):
            with _opened(path) as file, _opened(self.after / path.name, "w") as new:
                rows = csv.DictReader(file)
                writer = csv.DictWriter(new, rows.fieldnames or (), lineterminator="\n")
                writer.writeheader()
                writer.writerows(self._rows(path.stem, rows))
        return self.after

    def _rows(self, table: str, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            if table == "extract":
                yield row | {"extracted_on": self.day, "covers_to": self.day}
            elif self._was_there(table, row):
                self.kept[table].add(next(iter(row.values())))  # an id stands in the first column
                yield self._as_it_was(row)

    def _was_there(self, table: str, row: Row) -> bool:
        if max(row.get("recorded_on") or "", row.get("on") or "") > self.day:
            return False
        if table == "contact_people":
            return row["contact_id"] in self.kept["contacts"]
        if table == "shares":
            return row["record_id"] in self.kept[f"{row['record_kind']}s"]
        return table == "people" or row["person_id"] in self.kept["people"]

    def _as_it_was(self, row: Row) -> Row:
        if (row.get("end_recorded_on") or row.get("end") or "") <= self.day:
            return row
        return row | {name: "" for name in _WITH_THE_END if name in row}


def _turn(path: Path) -> tuple[bool, bool]:
    """People first, parts of records last: a row goes with the person and the record that it belongs to."""
    return path.stem != "people", path.stem in ("contact_people", "shares")


def _opened(path: Path, mode: str = "r") -> TextIO:
    return cast("TextIO", path.open(mode, encoding="utf-8", newline=""))
