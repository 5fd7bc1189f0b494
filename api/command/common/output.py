"""What commands print: tables or JSON Lines on standard output; messages and progress on standard error."""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

import orjson
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

_WIDTH_WITHOUT_TERMINAL = 160
# What commands a terminal, or turns the order of what is read: controls (C0, C1), directions, line separators, half characters.
_UNSAFE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_UNSAFE_IN_TEXT = re.compile(f"[{_UNSAFE}]")


class Format(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    JSON = "json"


class SafeConsole(Console):
    """A console on which no text, whosever it is, says anything to the terminal: what could is spelt out, as `\\x1b`."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterator[Segment]:
        """What is printed, piece by piece; the console's own commands are left as they are."""
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else spelt_out(text), style, control)


def spelt_out(text: str) -> str:
    """A text as it can stand on a terminal."""
    return text if text.isprintable() else _UNSAFE_IN_TEXT.sub(lambda found: _escape(found[0]), text)


def _escape(character: str) -> str:
    number = ord(character)
    if 0xDC80 <= number <= 0xDCFF:  # a byte of a name that is not UTF-8
        number -= 0xDC00
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


def out() -> Console:
    """Standard output, in colour on a terminal; wide and plain elsewhere."""
    console = SafeConsole(highlight=False)
    if not console.is_terminal:
        console = SafeConsole(highlight=False, no_color=True, width=_WIDTH_WITHOUT_TERMINAL)
    return console


def messages() -> Console:
    """Where messages go: to standard error, so that an answer can be piped on."""
    return SafeConsole(stderr=True, highlight=False, soft_wrap=True)


def complain(sentence: str) -> None:
    """Say what went wrong."""
    messages().print(Text.assemble(("casegraph: ", "bold red"), spelt_out(sentence)))


def say(sentence: str, style: str = "") -> None:
    """Say something that is not part of the answer."""
    messages().print(Text(spelt_out(sentence), style=style))


def warn(cautions: Iterable[str], format_: Format) -> None:
    """Say what holds for a whole answer: below a table; beside JSON Lines on standard error."""
    for caution in cautions:
        text = Text.assemble(("caution: ", "yellow"), caution)
        (messages() if format_ is Format.JSON else out()).print(text)


def print_lines(answers: Iterable[dict[str, Any]]) -> None:
    """JSON Lines: one answer a line."""
    for answer in answers:
        # Escaped as JSON escapes, so that the text is the same: JSON Lines are read on terminals, too.
        sys.stdout.write(_UNSAFE_IN_TEXT.sub(lambda found: f"\\u{ord(found[0]):04x}", _dumped(answer)) + "\n")


def _dumped(answer: dict[str, Any]) -> str:
    try:
        return orjson.dumps(answer).decode()
    except TypeError:  # half a character, as in a name of a file that is not UTF-8
        return json.dumps(answer, ensure_ascii=True, default=str, separators=(",", ":"))


def table(*columns: str, numbers: Iterable[str] = ()) -> Table:
    """An empty table; `numbers` names the columns that are set to the right."""
    right = set(numbers)
    table = Table(header_style="bold")
    for name in columns:
        table.add_column(name, justify="right" if name in right else "left", overflow="fold")
    return table


def add(rows: Table, *cells: str | Text, style: str | None = None) -> None:
    """Add a row; what a record says is never taken for markup."""
    rows.add_row(*(cell if isinstance(cell, Text) else Text(spelt_out(cell)) for cell in cells), style=style)


def listed(names: Iterable[str]) -> str:
    """Names for people to read."""
    return ", ".join(names)
