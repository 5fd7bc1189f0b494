"""The commands `casegraph match …`: who is one person. Each command is one module of this folder, and one line of the table."""

from collections.abc import Callable

import typer

from api.command.match import decide, decisions_list, report, train, undo

COMMANDS: dict[str, Callable[..., None]] = {
    "decide": decide.decide,
    "undo": undo.undo,
    "list": decisions_list.decided,
    "train": train.train,
    "report": report.report,
}

app = typer.Typer(
    name="match",
    help="Decide who is one person, and take it back. `casegraph matches` shows whom there is to decide about.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
for _name, _command in COMMANDS.items():
    app.command(_name)(_command)
