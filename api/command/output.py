"""What commands print: tables or JSON Lines on standard output; messages and progress on standard error."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import orjson
from rich.console import Console
from rich.table import Table
from rich.text import Text

_WIDTH_WITHOUT_TERMINAL = 160


class Format(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    JSON = "json"


def out() -> Console:
    """Standard output, in colour on a terminal; wide and plain elsewhere."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, no_color=True, width=_WIDTH_WITHOUT_TERMINAL)
    return console


def messages() -> Console:
    """Standard error."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def complain(sentence: str) -> None:
    """Say what went wrong."""
    messages().print(Text.assemble(("casegraph: ", "bold red"), sentence))


def say(sentence: str, style: str = "") -> None:
    """Say something that is not part of the answer."""
    messages().print(Text(sentence, style=style))


def warn(cautions: Iterable[str], format_: Format) -> None:
    """Say what holds for a whole answer: below a table; beside JSON Lines on standard error."""
    for caution in cautions:
        text = Text.assemble(("caution: ", "yellow"), caution)
        (messages() if format_ is Format.JSON else out()).print(text)


def print_lines(answers: Iterable[dict[str, Any]]) -> None:
    """JSON Lines: one answer a line."""
    for answer in answers:
        sys.stdout.write(orjson.dumps(answer).decode() + "\n")


def table(*columns: str, numbers: Iterable[str] = ()) -> Table:
    """An empty table; `numbers` names the columns that are set to the right."""
    right = set(numbers)
    made = Table(header_style="bold")
    for name in columns:
        made.add_column(name, justify="right" if name in right else "left", overflow="fold")
    return made


def add(rows: Table, *cells: str | Text, style: str | None = None) -> None:
    """Add a row; what a record says is never taken for markup."""
    rows.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in cells), style=style)


def listed(names: Iterable[str]) -> str:
    """Names for people to read."""
    return ", ".join(names)
