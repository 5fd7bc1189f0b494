"""The commands `casegraph match …`: who is one person. Each command is one module of this folder, and one line of the table."""

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup

from api.command.match import compare, decide, decisions_list, report, train, undo

COMMANDS: dict[str, Callable[..., None]] = {
    "compare": compare.compare,
    "decide": decide.decide,
    "undo": undo.undo,
    "list": decisions_list.decided,
    "train": train.train,
    "report": report.report,
}


class _WithoutCommand(TyperGroup):
    """`match A B` is `match compare A B`: record keys, which no command is named like."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Puts the command in front of records."""
        records = bool(args) and "/" in args[0] and args[0] not in self.commands
        return super().parse_args(ctx, ["compare", *args] if records else args)


app = typer.Typer(
    name="match",
    cls=_WithoutCommand,
    help="Compare two records (`match A B`), decide who is one person, and take it back. `casegraph matches` shows whom "
    "there is to decide about.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
for _name, _command in COMMANDS.items():
    app.command(_name)(_command)
