"""`casegraph match undo`: take a decision about two records back, or all of a matcher's."""

from typing import Annotated

import typer

from api.command.common import options
from api.command.common.output import say
from api.command.common.runner import run
from graph.errors import InvalidInput
from graph.identity.decisions import undo as take_back
from graph.identity.decisions import undo_by
from graph.store import connect


def undo(
    left: Annotated[str | None, typer.Argument(metavar="A", help="A record, as agency/system/person_id.")] = None,
    right: Annotated[str | None, typer.Argument(metavar="B", help="The other record.")] = None,
    by_model: Annotated[
        str | None,
        typer.Option(metavar="VERSION", help="Instead of one decision, all that the matcher of this version made by score."),
    ] = None,
    store: options.StoreUrl = None,
) -> None:
    """Take the last decision about two records back: what stood before it stands again, exactly.

    Examples:

        casegraph match undo hv/systmone/p12 csc/mosaic/881
        casegraph match undo --by-model "matcher 3f2a"
    """
    if (by_model is None) == (left is None) or (left is None) != (right is None):
        raise InvalidInput("expected two records, or --by-model")
    if by_model is not None:
        count = run(_undo_by(store, by_model))
        say(f"{count:,} decision{'' if count == 1 else 's'} of {by_model} taken back")
    elif left is not None and right is not None:
        run(_undo(store, left, right))
        say(f"taken back: the last decision about {left} and {right}")


async def _undo(url: str | None, left: str, right: str) -> None:
    async with connect(url) as store:
        await take_back(store, left, right)


async def _undo_by(url: str | None, by: str) -> int:
    async with connect(url) as store:
        return await undo_by(store, by)
