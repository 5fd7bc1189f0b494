"""`casegraph match list`: what was decided about who is one person."""

from typing import Annotated

import typer

from api.command.common import options
from api.command.common.output import Format, add, out, print_lines, say, table
from api.command.common.runner import run
from api.command.find import lens_line
from graph.lens import Lens
from graph.store import connect
from queries.matches import MatchDecision, MatchDecisions
from queries.matches import match_decisions as ask


def decided(
    verdict: Annotated[str | None, typer.Option(metavar="VERDICT", help="Only same, different, or unsure.")] = None,
    person: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Only those of one person: the canonical id, agency/system/person_id, or an NHS number."),
    ] = None,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    agency: options.Agencies = None,
    format_: options.OutputFormat = Format.TABLE,
    store: options.StoreUrl = None,
) -> None:
    """The decisions that stand about two records: who decided, when, and why.

    Examples:

        casegraph match list --verdict unsure
        casegraph match list --person hv/systmone/p12 --format json
    """
    found = run(_decided(store, verdict, person, options.lens(as_of, known_at, agency)))
    if format_ is Format.JSON:
        print_lines(found.to_dicts())
        return
    if found.decisions:
        rows = table("one record", "the other", "decided", "by", "on", "why")
        for each in found.decisions:
            add(rows, each.left, each.right, _verdict(each), each.by, each.on.isoformat(), each.reason)
        out().print(rows)
    count = len(found.decisions)
    say(f"{count} decision{'' if count == 1 else 's'}")
    say(lens_line(found.lens))


async def _decided(url: str | None, verdict: str | None, person: str | None, lens: Lens) -> MatchDecisions:
    """All of them, page by page."""
    async with connect(url) as store:
        found = await ask(store, verdict=verdict, person=person, lens=lens)
        while found.more and found.last:
            page = await ask(store, verdict=verdict, person=person, lens=lens, after=found.last)
            found.decisions += page.decisions
            found.more = page.more
        return found


def _verdict(each: MatchDecision) -> str:
    return each.verdict if each.method == "human" else f"{each.verdict} (by score, {each.score:g})"
