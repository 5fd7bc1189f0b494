"""`casegraph load`: files into the graph."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from api.command import options
from api.command.output import Format, add, out, print_lines, say, table
from api.command.progress import Bar
from api.command.running import FAILED, REJECTED, run
from graph.store import connect
from loaders.formats import formats
from loaders.load import load as load_extracts
from loaders.placing import Asked
from loaders.rejects import default_folder
from loaders.summary import Books, Loaded, Summary

_WARNINGS_SHOWN = 10
_COUNTS = ("read", "kept", "rejected", "set aside")


def complete(beginning: str) -> list[str]:
    """The formats that a shell offers."""
    return [name for name in formats() if name.startswith(beginning)]


def load(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, or folders of them.")],
    as_format: Annotated[
        str | None,
        typer.Option("--as", metavar="FORMAT", help="The format, where it is not to be found out.", autocompletion=complete),
    ] = None,
    agency: Annotated[
        str | None, typer.Option(metavar="ID", help="Whose returns these are, for a format that does not say.")
    ] = None,
    extracted_on: Annotated[
        datetime | None,
        typer.Option(metavar="D", formats=["%Y-%m-%d"], help="When files were made that do not say so themselves."),
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Where rejected rows are written, in a folder for each extract; without it, rejects in CASEGRAPH_HOME.",
        ),
    ] = None,
    format_: options.OutputFormat = Format.TABLE,
    store: options.StoreUrl = None,
) -> None:
    """Load extracts: finds out each one's format, and says what it read, kept, rejected and set aside.

    A folder is looked through, its folders too: what is in it may be of several formats, and what could not be placed is
    named, with the exit code 3. Loading the same files twice changes nothing. Rejected rows are written where they can be
    corrected and loaded again; the exit code is then 3.

    Examples:

        casegraph load extracts/
        casegraph load cin-2024.xml --agency camden
    """
    made = extracted_on.date() if extracted_on else None
    summaries = run(_load(store, paths, Asked(as_format, agency, made), rejects or default_folder()))
    if format_ is Format.JSON:
        print_lines(each.to_dict() for each in [*summaries, *summaries.unplaced])
    else:
        _print(summaries)
    for summary in summaries:
        _say(summary)
    for each in summaries.unplaced:
        say(f"{each.path}: not loaded: {each.reason}", "red")
    raise typer.Exit(exit_code(summaries))


async def _load(url: str | None, paths: list[Path], asked: Asked, rejects: Path) -> Loaded:
    async with connect(url) as store:
        with Bar() as bar:
            return await load_extracts(
                store,
                paths,
                as_format=asked.format,
                agency=asked.agency,
                extracted_on=asked.extracted_on,
                rejects=rejects,
                progress=bar,
            )


def exit_code(summaries: Loaded) -> int:
    """0 when nothing was rejected and all was placed, else 3; 1 when rows were rejected and nothing at all was kept.

    A row may be kept without a cell that was rejected: that is 3 too.
    """
    total = summaries.total
    if total.rejected and not total.kept:
        return FAILED
    rejected = total.rejected or any(each.rejected_rows for each in summaries)
    return REJECTED if rejected or summaries.unplaced else 0


def _print(summaries: Loaded) -> None:
    rows = table("extract", "table", *_COUNTS, numbers=_COUNTS)
    for summary in summaries:
        first = _about(summary)
        for name, books in sorted(summary.tables.items()):
            add(rows, first, name, *_numbers(books))
            first = ""
        add(rows, first, "in all", *_numbers(summary.total), style="bold")
        rows.add_section()
    if len(summaries) > 1:
        add(rows, f"{len(summaries)} extracts", "in all", *_numbers(summaries.total), style="bold")
    out().print(rows)


def _about(summary: Summary) -> str:
    source = summary.source
    return f"{source.agency}/{source.system} {source.extracted_on}"


def _numbers(books: Books) -> list[str]:
    return [f"{number:,}" for number in (books.read, books.kept, books.rejected, books.set_aside)]


def _say(summary: Summary) -> None:
    facts = "loaded before: nothing changed" if summary.already_loaded else f"{summary.facts:,} facts are new or changed"
    say(f"{summary.source.agency_name}, {summary.path} ({summary.format}): {facts}")
    for note in summary.warnings[:_WARNINGS_SHOWN]:
        say(f"  {note.file}, line {note.line}: {note.text}", "yellow")
    if len(summary.warnings) > _WARNINGS_SHOWN:
        say(f"  and {len(summary.warnings) - _WARNINGS_SHOWN:,} more like these; --format json has them all", "yellow")
    if summary.rejected_rows:
        where = ", ".join(sorted({str(path.parent) for path in summary.rejects}))
        cells = len(summary.rejected_rows) - summary.rejected
        more = f", and {cells:,} cells of rows that were kept" if cells else ""
        say(f"  {summary.rejected:,} rejected{more}; written to {where} to be corrected and loaded again", "red")
