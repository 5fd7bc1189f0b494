"""The generated parts of docs/agency-extract.md."""

import csv
import inspect
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from graph import vocabulary
from loaders.agency_extract.columns import COLUMNS
from loaders.invented import write_example
from tests.house.model_pages import table

_ROWS = 2


def files() -> str:
    return "\n\n".join(f"### {file}\n\n{_columns(file)}" for file in COLUMNS)


def _columns(file: str) -> str:
    rows = ([f"`{each.name}`{'*' if each.required else ''}", each.about] for each in COLUMNS[file])
    return table(("column", "what it says"), rows)


def examples() -> str:
    with TemporaryDirectory() as folder:
        write_example(Path(folder) / "example", date(2026, 11, 1))
        return "\n\n".join(f"`{file}`:\n\n```csv\n{_first_rows(Path(folder) / 'example', file)}```" for file in COLUMNS)


def _first_rows(folder: Path, file: str) -> str:
    """The header and the fullest rows of a file, of the agency whose rows say most."""
    rows = [row for path in sorted(folder.glob(f"*/{file}")) for row in csv.reader(path.open(encoding="utf-8"))]
    header, *others = rows
    fullest = sorted((row for row in others if row != header), key=lambda row: (-sum(map(bool, row)), row))[:_ROWS]
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *fullest])
    return text.getvalue()


def vocabularies() -> str:
    rows = (
        [each.__name__, inspect.getdoc(each) or "", ", ".join(f"`{word.value}`" for word in each)]
        for _, each in inspect.getmembers(vocabulary, inspect.isclass)
        if issubclass(each, StrEnum) and each is not StrEnum
    )
    return table(("list", "what it is", "words"), rows)


PARTS: dict[str, Callable[[], str]] = {"files": files, "examples": examples, "vocabularies": vocabularies}
