"""`casegraph match train`: the matcher learns from the partnership's own records."""

import getpass
from typing import Annotated

import typer

from api.command.common import options
from api.command.common.output import Format, print_lines, say
from api.command.common.runner import run
from graph.matching import train as train_model
from graph.matching.match_model import MatchModel
from graph.store import connect


def train(
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who trains it; without it, the user of this machine.")] = None,
    format_: options.OutputFormat = Format.TABLE,
    store: options.StoreUrl = None,
) -> None:
    """Train the matcher on the records that there are, and compare all of them anew.

    What it learns is how often names, birthdays, homes and relatives agree between two records of one person and between two
    people, and how common each name is here. It stays as it is until somebody trains again: loads use it and change nothing of
    it. Nobody is joined. It is also what repeats a comparison of people that failed as a load ended.

    Examples:

        casegraph match train
    """
    model = run(_train(store, by or getpass.getuser()))
    if format_ is Format.JSON:
        print_lines([{"model": model.version, "records": model.records, "chance": model.chance}])
    say(f"trained on {model.records:,} records: {model.version}; casegraph matches shows who may be one person")


async def _train(url: str | None, by: str) -> MatchModel:
    async with connect(url) as store:
        await store.prepare()
        return await train_model(store, by)
