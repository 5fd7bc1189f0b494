"""`casegraph chronology`: what happened to some people, in order, as a table or a document."""

import getpass
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from api.chronology.cover import cover
from api.chronology.files import numbers_text, read_numbers, write_private
from api.chronology.layouts import Layout, Preset, layout
from api.chronology.sheets import comma_separated, workbook
from api.chronology.web_page import web_page
from api.chronology.word_document import word_document
from api.command.common import options
from api.command.common.output import Format, add, out, print_lines, say, table, warn
from api.command.common.runner import run
from api.command.find import lens_line
from graph.errors import InvalidInput
from graph.store import connect
from queries.chronology import GAP_DAYS, Chronology, ChronologyGroup
from queries.chronology import chronology as ask


class ChronologyFormat(StrEnum):
    """What a chronology is given as."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    DOCX = "docx"
    HTML = "html"


_BINARY = (ChronologyFormat.XLSX, ChronologyFormat.DOCX)


def chronology(
    people: Annotated[
        list[str], typer.Argument(metavar="PERSON...", help="Ids, agency/system/person_id, or NHS numbers; 10 at most.")
    ],
    group: Annotated[
        ChronologyGroup | None, typer.Option("--with", help="Also their brothers and sisters, or whoever lives with them.")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="DAY", help="The first day, as 2025-06-01.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DAY", help="The last day.")] = None,
    gap_days: Annotated[int, typer.Option(help="A stretch of more days than these without a contact is a row.")] = GAP_DAYS,
    preset: Annotated[Preset, typer.Option(help="How the columns are arranged.")] = Preset.FULL,
    numbers: Annotated[
        Path | None,
        typer.Option(help="Where the numbers of rows are kept; beside the output where left out, as FILE.numbers.json."),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file to write; standard output without it.")] = None,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    agency: options.Agencies = None,
    format_: Annotated[ChronologyFormat, typer.Option("--format", help="A table, JSON Lines, or a document.")] = (
        ChronologyFormat.TABLE
    ),
    store: options.StoreUrl = None,
) -> None:
    """What happened to a child, or to several people, in order of date: every event, spell, move, concern, strength, and
    decision to share or withhold that the lens shows, in words, with quiet stretches as rows of their own.

    Numbers of rows are kept in a file, so that a second run after a load renumbers nothing: what is new stands between,
    as 14.1, and what was taken away stays, struck through.

    Examples:

        casegraph chronology hv/systmone/p12
        casegraph chronology hv/systmone/p12 --with siblings --format docx --output family.docx
        casegraph chronology hv/systmone/p12 csc/mosaic/881 --preset tayside --from 2024-01-01 --format html -o page.html
    """
    if format_ in _BINARY and output is None:
        raise InvalidInput(f"--format {format_.value}: expected --output FILE, since it is no text")
    kept_in = numbers or (output.with_name(f"{output.name}.numbers.json") if output else None)
    known = read_numbers(kept_in) if kept_in else None
    lens = options.lens(as_of, known_at, agency)
    period = options.day("--from", start), options.day("--to", end)

    async def asked() -> Chronology:
        async with connect(store) as opened:
            given = {"group": group, "start": period[0], "end": period[1], "gap_days": gap_days}
            return await ask(opened, people, numbers=known, lens=lens, **given)  # type: ignore[arg-type]

    found = run(asked())
    arranged = layout(found, preset)
    if format_ is ChronologyFormat.TABLE and output is None:
        _print(found, arranged)
    elif format_ is ChronologyFormat.JSON and output is None:
        print_lines(found.to_dicts())
    else:
        _give(found, arranged, format_, output)
    if kept_in:
        write_private(kept_in, numbers_text(found.numbers))
    warn(found.cautions, Format.TABLE if format_ is ChronologyFormat.TABLE and output is None else Format.JSON)


def _print(found: Chronology, arranged: Layout) -> None:
    """A table; columns that are for the reviewer to fill in are left out of it."""
    kept = [place for place, column in enumerate(arranged.columns) if not column.reviewers]
    rows = table(*(arranged.columns[place].title for place in kept))
    for row in arranged.rows:
        if row.spanning is not None:
            add(rows, *("" for _ in kept[1:-1]), Text(row.spanning, "italic"), *("",) if len(kept) > 1 else ())
        else:
            add(rows, *(row.cells[place] for place in kept), style="strike" if row.taken_away else None)
        rows.add_section()
    out().print(rows)
    say(f"{sum(bool(row.number) for row in found.rows):,} rows about {', '.join(found.names)}")
    say(lens_line(found.lens))


def _give(found: Chronology, arranged: Layout, format_: ChronologyFormat, output: Path | None) -> None:
    lines = list(cover(found, getpass.getuser()))
    makers: dict[ChronologyFormat, Callable[[], str | bytes]] = {
        ChronologyFormat.DOCX: lambda: word_document(arranged, lines),
        ChronologyFormat.XLSX: lambda: workbook(arranged, lines),
        ChronologyFormat.HTML: lambda: web_page(arranged, lines),
        ChronologyFormat.CSV: lambda: comma_separated(arranged),
    }
    if format_ not in makers:
        raise InvalidInput(f"--output: expected --format csv, xlsx, docx or html, found {format_.value}")
    made = makers[format_]()
    if output is None:
        typer.echo(made, nl=False)
        return
    write_private(output, made)
    say(f"written: {output}, {sum(bool(row.number) for row in found.rows):,} rows about {', '.join(found.names)}")
    say(lens_line(found.lens))
