"""`casegraph match decide`: two records are one person, or not, or nobody can tell."""

import getpass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from api.command.common import options
from api.command.common.output import Format, say
from api.command.common.runner import run
from api.command.match.decisions_file import DecisionRow, by_row, read_decisions
from api.command.match.preview_tables import show
from graph.errors import InvalidInput
from graph.identity.decisions import decide as carry_out
from graph.identity.judged import Decision, RefusedDecisions
from graph.identity.plan import DecisionPlan
from graph.lens import Lens
from graph.store import connect
from queries.previews import DecisionPreview
from queries.previews import preview as ask_preview


def decide(
    left: Annotated[str | None, typer.Argument(metavar="A", help="A record, as agency/system/person_id.")] = None,
    right: Annotated[str | None, typer.Argument(metavar="B", help="The other record.")] = None,
    same: Annotated[bool, typer.Option("--same", help="They are one person.")] = False,
    different: Annotated[bool, typer.Option("--different", help="They are two people.")] = False,
    unsure: Annotated[bool, typer.Option("--unsure", help="You looked, and cannot tell: they wait no more.")] = False,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why, in words; kept with the decision.")] = "",
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who decided; without it, who runs the command.")] = None,
    from_file: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Many at once: a CSV with left, right, verdict, reason, by, on."),
    ] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Decide nothing: show which findings would come, go or change, and what else.")
    ] = False,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    agency: options.Agencies = None,
    format_: options.OutputFormat = Format.TABLE,
    store: options.StoreUrl = None,
) -> None:
    """Decide about two records, or about many pairs at once: then all of it is done, or nothing.

    The lens and the format are those of the preview.

    Examples:

        casegraph match decide hv/systmone/p12 csc/mosaic/881 --same --reason "the mother named both"
        casegraph match decide hv/systmone/p12 csc/mosaic/881 --same --reason "a guess" --preview
        casegraph match decide --from decisions.csv --by "Ann Price"
    """
    verdicts = [name for name, said in (("same", same), ("different", different), ("unsure", unsure)) if said]
    rows = _asked(left, right, verdicts, reason, by or getpass.getuser(), from_file)
    decisions = [each.decision for each in rows]
    try:
        if preview:
            show(run(_preview(store, decisions, options.lens(as_of, known_at, agency))), format_)
            return
        plan = run(_decide(store, decisions))
    except RefusedDecisions as error:
        raise by_row(from_file, rows, error) if from_file else error from None
    say(f"{len(rows):,} decision{'' if len(rows) == 1 else 's'} kept; `casegraph match undo A B` takes one back")
    if plan.not_matched:
        say(plan.not_matched, "yellow")


def _asked(
    left: str | None, right: str | None, verdicts: list[str], reason: str, by: str, from_file: Path | None
) -> list[DecisionRow]:
    if from_file is not None:
        if left or verdicts or reason:
            raise InvalidInput("expected either two records with a verdict and a reason, or --from, found both")
        return read_decisions(from_file, by, date.today())
    if left is None or right is None:
        raise InvalidInput("expected two records, as agency/system/person_id, or --from FILE")
    if len(verdicts) != 1:
        raise InvalidInput(f"expected one of --same, --different and --unsure, found {len(verdicts) or 'none'}")
    if not reason.strip():
        raise InvalidInput("--reason: expected why, in words, found nothing")
    return [DecisionRow(0, Decision(left, right, verdicts[0], reason, by, date.today()))]


async def _preview(url: str | None, decisions: list[Decision], lens: Lens) -> DecisionPreview:
    async with connect(url) as store:
        return await ask_preview(store, decisions, lens=lens)


async def _decide(url: str | None, decisions: list[Decision]) -> DecisionPlan:
    async with connect(url) as store:
        return await carry_out(store, decisions)
