"""The command `casegraph`. Each command is one module of this folder, a group a folder, and one line of the table below."""

from collections.abc import Callable

import typer

from api.command import (
    contradictions,
    explain,
    find,
    generate,
    load,
    match,
    matches,
    missing_picture,
    patterns,
    schema,
    search,
    status,
)
from api.command.common.runner import Commands
from api.command.reviewer import chronology, who_knew
from api.command.server import serve, token

COMMANDS: dict[str, Callable[..., None] | typer.Typer] = {
    "serve": serve.serve,
    "load": load.load,
    "find": find.find,
    "missing-picture": missing_picture.missing_picture,
    "explain": explain.explain,
    "search": search.search,
    "chronology": chronology.chronology,
    "contradictions": contradictions.contradictions,
    "who-knew": who_knew.who_knew,
    "matches": matches.matches,
    "match": match.app,
    "patterns": patterns.patterns,
    "status": status.status,
    "generate": generate.generate,
    "schema": schema.schema,
    "token": token.token,
}

_ABOUT = """One graph of what every agency knows about a child, and the questions that show what is hidden.

To look at it with invented people: [bold]casegraph serve --demo[/bold]

A finding is a prompt to look at the records. It is never a score, never a prediction.
"""

app = typer.Typer(
    name="casegraph", help=_ABOUT, cls=Commands, no_args_is_help=True, rich_markup_mode="rich", pretty_exceptions_enable=False
)
for _name, _command in COMMANDS.items():
    if isinstance(_command, typer.Typer):
        app.add_typer(_command, name=_name)
    else:
        app.command(_name)(_command)


def main() -> None:
    """Run the command with this process's arguments, and end the process with its exit code."""
    app(prog_name="casegraph")
