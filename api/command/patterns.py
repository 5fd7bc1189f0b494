"""`casegraph patterns`: the register."""

import sys
from enum import StrEnum
from typing import Annotated

import typer
from rich.text import Text

from api.catalogue import markdown, said
from api.command.common import options
from api.command.common.output import add, complain, listed, out, print_lines, say, table
from api.command.common.runner import FAILED, run
from api.command.find import complete
from graph.errors import UnknownName
from graph.lens import Lens
from graph.store import connect
from queries.core.pattern import Pattern
from queries.engine.registry import registry
from queries.explanations.consistency import inconsistencies


class Listing(StrEnum):
    """How the register is printed."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


def patterns(
    pattern: Annotated[str | None, typer.Argument(help="One pattern, in full.", autocompletion=complete)] = None,
    format_: Annotated[
        Listing, typer.Option("--format", help="A table, JSON Lines, or the whole catalogue in Markdown.")
    ] = Listing.TABLE,
    check: Annotated[
        bool, typer.Option("--check", help="Ask it in every way of what is loaded: where do two answers differ?")
    ] = False,
    as_of: options.AsOf = None,
    store: options.StoreUrl = None,
) -> None:
    """The patterns that can be asked: each one's question, parameters, section of the report and cautions.

    With [bold]--check[/bold]: whether one says the same of one person as of everyone. For those who write one.

    Examples:

        casegraph patterns
        casegraph patterns closed_after_missed
        casegraph patterns repeat_incidents --check
    """
    known = registry()
    if pattern is not None and pattern not in known:
        raise UnknownName("pattern", pattern, known)
    chosen = list(known.values()) if pattern is None else [known[pattern]]
    if check:
        _check(store, chosen, options.lens(as_of, None, None))
    elif format_ is Listing.MARKDOWN:
        sys.stdout.write(markdown(chosen))
    elif format_ is Listing.JSON:
        print_lines(to_dict(each) for each in chosen)
    elif pattern is None:
        _print_all(chosen)
    else:
        _print_one(chosen[0])


def _check(url: str | None, chosen: list[Pattern], lens: Lens) -> None:
    found = run(_inconsistencies(url, chosen, lens))
    for pattern, differing in found.items():
        for each in differing:
            complain(f"{pattern}: {each}")
    if any(found.values()):
        raise typer.Exit(FAILED)
    say(f"{listed(found)}: the same in every way that it was asked")


async def _inconsistencies(url: str | None, chosen: list[Pattern], lens: Lens) -> dict[str, list[str]]:
    async with connect(url) as store:
        return {each.id: await inconsistencies(store, each, lens=lens) for each in chosen}


def to_dict(pattern: Pattern) -> dict[str, object]:
    """A pattern as JSON has it."""
    names = ("name", "type", "default", "unit", "about", "choices")
    return {
        "id": pattern.id,
        "version": pattern.version,
        "question": pattern.question,
        "section": pattern.section,
        "parameters": [{name: getattr(each, name) for name in names} for each in pattern.every_parameter],
        "statuses": list(pattern.statuses),
        "answers": dict(pattern.answers),
        "cautions": list(pattern.cautions),
        "cypher": pattern.cypher,
    }


def _print_all(chosen: list[Pattern]) -> None:
    rows = table("pattern", "section", "question", "parameters")
    for each in chosen:
        add(
            rows,
            each.id,
            each.section,
            each.question,
            "\n".join(f"{one.name}={said(one.default)}" for one in each.every_parameter),
        )
    out().print(rows)


def _print_one(pattern: Pattern) -> None:
    console = out()
    console.print(Text.assemble((pattern.id, "bold"), f" version {pattern.version}, section {pattern.section}"))
    console.print(f"{pattern.question}\n", markup=False)
    rows = table("parameter", "default", "unit", "about")
    for each in pattern.every_parameter:
        add(rows, each.name, said(each.default), each.unit, each.about)
    console.print(rows)
    for title, meanings in (("status", dict.fromkeys(pattern.statuses, "")), ("answer", pattern.answers)):
        for name, about in meanings.items():
            console.print(Text.assemble(f"{title}: ", (name, "bold"), f" {about}"))
    for caution in pattern.cautions:
        console.print(Text.assemble(("caution: ", "yellow"), caution))
    console.print(f"\n{pattern.cypher}", markup=False, soft_wrap=True)
