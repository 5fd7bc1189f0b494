"""`casegraph generate`: the extracts of an invented partnership."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api.command.common import options
from api.command.common.output import say
from api.command.common.progress import Bar
from graph.errors import InvalidInput
from loaders.invented import write_example, write_partnership


def generate(
    path: Annotated[Path, typer.Argument(help="The folder to write to: one folder in it for each agency.")],
    children: Annotated[int, typer.Option(min=1, metavar="N", help="How many children.")] = 100,
    seed: Annotated[int, typer.Option(metavar="S", help="The same seed, children and day give the same files.")] = 1,
    until: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day of the extracts; nothing is later. Today where left out.")
    ] = None,
    example: Annotated[bool, typer.Option("--example", help="Instead: the small example that serve --demo shows.")] = False,
) -> None:
    """Write the extracts of an invented partnership: nobody in them is real. The folder must be empty, or not there.

    Examples:

        casegraph generate invented/ --children 1000 --seed 7
        casegraph load invented/
    """
    day = options.day("--until", until) or date.today()
    try:
        written = write_example(path, day) if example else _partnership(path, children, seed, day)
    except OSError as error:
        raise InvalidInput(f"{path}: the extracts cannot be written: {error.strerror or error}") from error
    say(f"wrote {len(written)} extracts of invented people to {path}")


def _partnership(path: Path, children: int, seed: int, until: date) -> list[Path]:
    with Bar() as bar:
        bar.start("children", children)
        return write_partnership(path, children=children, seed=seed, until=until, progress=bar.reach)
