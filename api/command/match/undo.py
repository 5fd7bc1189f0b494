"""`casegraph match undo`: take a decision about two records back, or all of a matcher's."""

from typing import Annotated

import typer

from api.command.common import options
from api.command.common.output import Format, say
from api.command.common.runner import run
from api.command.match.preview_tables import show
from graph.errors import InvalidInput
from graph.identity.decisions import undo as take_back
from graph.identity.decisions import undo_by
from graph.identity.plan import DecisionPlan
from graph.lens import Lens
from graph.store import connect
from queries.previews import DecisionPreview, preview_undo


def undo(
    left: Annotated[str | None, typer.Argument(metavar="A", help="A record, as agency/system/person_id.")] = None,
    right: Annotated[str | None, typer.Argument(metavar="B", help="The other record.")] = None,
    by_model: Annotated[
        str | None,
        typer.Option(metavar="VERSION", help="Instead of one decision, all that the matcher of this version made by score."),
    ] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Take nothing back: show which findings would come, go or change, and what else.")
    ] = False,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    agency: options.Agencies = None,
    format_: options.OutputFormat = Format.TABLE,
    store: options.StoreUrl = None,
) -> None:
    """Take the last decision about two records back: what stood before it stands again, exactly.

    The lens and the format are those of the preview.

    Examples:

        casegraph match undo hv/systmone/p12 csc/mosaic/881
        casegraph match undo --by-model "casegraph matcher splink-5.0.0/3f2a91c07be4"
    """
    if (by_model is None) == (left is None) or (left is None) != (right is None):
        raise InvalidInput("expected two records, or --by-model")
    if by_model is not None and preview:
        raise InvalidInput("--preview: expected two records; what a matcher joined is previewed pair by pair")
    if by_model is not None:
        count, plan = run(_undo_by(store, by_model))
        say(f"{count:,} decision{'' if count == 1 else 's'} of {by_model} taken back")
        if plan.not_matched:
            say(plan.not_matched, "yellow")
    elif left is not None and right is not None and preview:
        show(run(_preview(store, left, right, options.lens(as_of, known_at, agency))), format_)
    elif left is not None and right is not None:
        plan = run(_undo(store, left, right))
        say(f"taken back: the last decision about {left} and {right}")
        if plan.not_matched:
            say(plan.not_matched, "yellow")


async def _undo(url: str | None, left: str, right: str) -> DecisionPlan:
    async with connect(url) as store:
        return await take_back(store, left, right)


async def _preview(url: str | None, left: str, right: str, lens: Lens) -> DecisionPreview:
    async with connect(url) as store:
        return await preview_undo(store, left, right, lens=lens)


async def _undo_by(url: str | None, by: str) -> tuple[int, DecisionPlan]:
    async with connect(url) as store:
        return await undo_by(store, by)
