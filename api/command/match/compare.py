"""`casegraph match A B`: why two records may be one person's, and why that is no more certain, or why they are not proposed."""

from typing import Annotated

import typer
from rich.text import Text

from api.command.common import options
from api.command.common.output import Format, add, out, print_lines, say, table
from api.command.common.runner import run
from api.command.find import lens_line
from api.command.matches import STYLES, side, why
from graph.lens import Lens
from graph.store import connect
from queries.matches import PairComparison
from queries.matches import compare as ask


def compare(
    left: Annotated[str, typer.Argument(metavar="A", help="A record, as agency/system/person_id.")],
    right: Annotated[str, typer.Argument(metavar="B", help="The other record.")],
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    agency: options.Agencies = None,
    format_: options.OutputFormat = Format.TABLE,
    store: options.StoreUrl = None,
) -> None:
    """Two records side by side: what agrees, what differs, whether they are joined or proposed, and why it is no more than that.

    Where nothing is proposed it says which rule forbids it, or what is lacking. `casegraph match A B` is the same.

    Examples:

        casegraph match hv/systmone/p12 csc/mosaic/881
        casegraph match hv/systmone/p12 csc/mosaic/881 --format json
    """
    found = run(_compare(store, left, right, options.lens(as_of, known_at, agency)))
    if format_ is Format.JSON:
        print_lines([found.to_dict()])
        return
    rows = table("", "one record", "the other", "why, and why not more")
    state = Text(found.state.replace("_", " "), STYLES.get(found.state, "red"))
    add(rows, state, side(found.left), side(found.right), why(found.agrees, found.differs, found.reasons))
    out().print(rows)
    if found.decision:
        said = found.decision
        say(f"decided {said.verdict} by {said.by} on {said.on}: {said.reason}")
    say(lens_line(found.lens))


async def _compare(url: str | None, left: str, right: str, lens: Lens) -> PairComparison:
    async with connect(url) as store:
        return await ask(store, left, right, lens=lens)
