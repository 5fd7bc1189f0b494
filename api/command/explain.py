"""`casegraph explain`: why a pattern finds something about one person, or nothing."""

from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from api.command.common import options
from api.command.common.output import Format, add, out, print_lines, say, table, warn
from api.command.common.runner import run
from api.command.find import complete_one, lens_line, print_cautions
from graph.lens import Lens
from graph.store import connect
from queries.core.facts import Evidence
from queries.engine.registry import pattern_of
from queries.explanations.explain import Explained, Explanation
from queries.explanations.explain import explain as ask
from queries.explanations.fact_counts import kind_text


def explain(
    pattern: Annotated[str, typer.Argument(help="Which pattern.", autocompletion=complete_one)],
    subject: options.Subject,
    param: options.Parameters = None,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    agency: options.Agencies = None,
    format_: options.OutputFormat = Format.TABLE,
    store: options.StoreUrl = None,
) -> None:
    """Why a pattern finds something about one person, or nothing.

    For a finding: its facts, the values used, and with which it would not be found. For none: what was looked at, with which
    values it would be found or what stands in the way, and who has data for those days. No data is not the same as nothing
    happened.

    Examples:

        casegraph explain frequent_moves --subject csc/mosaic/881
        casegraph explain absent_father --subject hv/systmone/p12 --agency hv
    """
    lens = options.lens(as_of, known_at, agency)
    found = run(_ask(store, pattern, subject, lens, options.parameters(param)))
    if format_ is Format.JSON:
        print_lines(found.to_dicts())
    else:
        _print(found)
    warn(found.unfinished, format_)


async def _ask(url: str | None, pattern: str, subject: str, lens: Lens, given: dict[str, str]) -> Explanation:
    async with connect(url) as store:
        return await ask(store, pattern, subject, lens=lens, parameters=given)


def _print(found: Explanation) -> None:
    console = out()
    console.print(Text.assemble((found.pattern, "bold"), f": {found.question}"))
    for each in found.findings:
        _print_finding(console, each)
    if not found.findings:
        for said in found.statements:
            if said not in found.unfinished:
                console.print(Text(said))
    _print_facts(console, "in the way", found.in_the_way)
    _print_data(console, found)
    if found.findings:
        print_cautions(pattern_of(found.pattern))
    values = ", ".join(f"{name}={value}" for name, value in found.to_dict()["parameters"].items())
    say(f"parameters: {values}")
    say(lens_line(found.lens))


def _print_finding(console: Console, explained: Explained) -> None:
    console.print(Text(explained.finding.statement))
    for near in explained.near_misses:
        console.print(Text(near.statement))
    _print_facts(console, "rests on", explained.finding.evidence)


def _print_facts(console: Console, title: str, facts: tuple[Evidence, ...]) -> None:
    if not facts:
        return
    rows = table(title, "kind", "agency", "on", "recorded")
    for fact in facts:
        add(rows, fact.id, fact.kind, fact.agency, _days(fact), str(fact.recorded_on or ""))
    console.print(rows)


def _days(fact: Evidence) -> str:
    return str(fact.on) if fact.on else f"{fact.start or ''} to {fact.end or ''}" if fact.start or fact.end else ""


def _print_data(console: Console, found: Explanation) -> None:
    rows = table("agency", "looked at", f"data for {found.days_from} to {found.days_to}")
    for each in found.agencies:
        kinds = [one for one in found.looked_at if one.agency == each.agency]
        counts_text = ", ".join(kind_text(one.kind, one.about_subject + one.about_others) for one in kinds)
        add(
            rows,
            each.agency,
            counts_text or "nothing",
            "yes" if each.covered else Text("not all of it" + (f": {each.extent}" if each.extent else ""), "yellow"),
        )
    console.print(rows)
