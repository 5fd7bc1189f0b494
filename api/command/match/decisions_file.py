"""Decisions from a file: CSV with the columns left, right, verdict, reason, and, where a row says them itself, by and on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from api.days import whole_day
from graph.errors import InvalidInput, RefusedFile
from graph.identity.judged import Decision, RefusedDecisions
from loaders.csv_files.file import CsvFile
from loaders.files.folder import ExtractFolder

NEEDED = ("left", "right", "verdict", "reason")
COLUMNS = (*NEEDED, "by", "on")


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision, and the line of the file that it is from."""

    line: int
    decision: Decision


def read_decisions(path: Path, by: str, today: date) -> list[DecisionRow]:
    """The decisions of a file; of a row that does not say who decided, and when, it is `by`, `today`.

    Raises RefusedFile for a file that is none, InvalidInput that names every row that cannot be read.
    """
    if not path.is_file():
        raise RefusedFile(f"{path}: expected a file of decisions, found none")
    sheet = CsvFile(ExtractFolder.of_one(path), path.name)
    sheet.examine()
    names = [name.strip().lower() for name in sheet.names]
    _check_columns(path, names)
    rows: list[DecisionRow] = []
    problems: dict[int, str] = {}
    for record in sheet.records():
        # Not strict: a row of another width is refused below, with its number of cells.
        cells = {name: cell.strip() for name, cell in zip(names, record.cells, strict=False)}
        try:
            if record.fault or len(record.cells) != len(names):
                raise InvalidInput(record.fault or f"expected {len(names)} cells, found {len(record.cells)}")
            cells["on"] = sheet.day(cells.get("on", ""))
            rows.append(DecisionRow(record.line, _decision(cells, by, today)))
        except InvalidInput as error:
            problems[record.line] = str(error)
    if problems:
        raise of_rows(path, problems)
    return rows


def by_row(path: Path, rows: Sequence[DecisionRow], error: RefusedDecisions) -> InvalidInput:
    """The same error, by lines of the file."""
    return of_rows(path, {rows[place].line: sentence for place, sentence in error.problems.items()})


def of_rows(path: Path, problems: dict[int, str]) -> InvalidInput:
    """One error for all rows that cannot stand."""
    said = "\n".join(f"line {line}: {sentence}" for line, sentence in sorted(problems.items()))
    return InvalidInput(f"{path.name}: nothing was decided, since not every row can stand\n{said}")


def _check_columns(path: Path, names: list[str]) -> None:
    for name in NEEDED:
        if name not in names:
            raise RefusedFile(f"{path.name}: expected the columns {', '.join(COLUMNS)} (by and on may be left out); no {name}")
    for name in names:
        if name not in COLUMNS:
            raise RefusedFile(f"{path.name}: expected the columns {', '.join(COLUMNS)}, found '{name[:60]}' too")


def _decision(cells: dict[str, str], by: str, today: date) -> Decision:
    on = whole_day(cells["on"]) if cells["on"] else today
    return Decision(cells["left"], cells["right"], cells["verdict"].lower(), cells["reason"], cells.get("by") or by, on)
