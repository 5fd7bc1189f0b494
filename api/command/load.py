"""`casegraph load`: files into the graph."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from api.command.common import options
from api.command.common.output import Format, add, out, print_lines, say, table
from api.command.common.progress import Bar
from api.command.common.runner import FAILED, REJECTED, run
from graph.errors import InvalidInput, UnknownName
from graph.matching import keys_of_system
from graph.store import connect
from graph.writing.undo.undo import Unfinished, give_up, unfinished_loads
from loaders.discovery import LoadOptions
from loaders.formats import formats
from loaders.load import Allowed
from loaders.load import load as load_extracts
from loaders.matches import Reached, propose
from loaders.progress import Silent
from loaders.rejects import default_folder
from loaders.summary import Books, Loaded, Summary

_WARNINGS_SHOWN = 10
_COUNTS = ("read", "kept", "rejected", "set aside")


def complete(beginning: str) -> list[str]:
    """The formats that a shell offers."""
    return [name for name in formats() if name.startswith(beginning)]


def load(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH...", help="Files, or folders of them; with --give-up, AGENCY/SYSTEM.")
    ] = None,
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
    new_ids: Annotated[
        bool, typer.Option("--new-ids", help="Load it although most of its people are here already, under other ids.")
    ] = False,
    accept_removals: Annotated[
        bool,
        typer.Option(
            "--accept-removals",
            help="Load a whole extract also where it takes away more than a tenth, and more than 20, of a kind.",
        ),
    ] = False,
    giving_up: Annotated[
        bool, typer.Option("--give-up", help="Load nothing: take back what unfinished loads of AGENCY/SYSTEM have written.")
    ] = False,
    format_: options.OutputFormat = Format.TABLE,
    store: options.StoreUrl = None,
) -> None:
    """Load extracts: finds out each one's format, and says what it read, kept, rejected and set aside.

    A folder is looked through, its folders too: what is in it may be of several formats, and what could not be placed is
    named, with the exit code 3. Loading the same files twice changes nothing. Rejected rows are written where they can be
    corrected and loaded again; the exit code is then 3. A whole extract that would take away much of what its system said before
    is not loaded, and says what would go. A load that stopped is completed by loading the same files again, or given up.

    Examples:

        casegraph load extracts/
        casegraph load cin-2024.xml --agency camden
        casegraph load --give-up hv/systmone
    """
    if giving_up:
        run(_give_up(store, [path.as_posix() for path in paths or ()], format_))  # read as a path, AGENCY/SYSTEM too
        return
    if not paths:
        raise InvalidInput("expected the path of a file or folder to load, found none")
    made = extracted_on.date() if extracted_on else None
    allowed = Allowed(new_ids=new_ids, removals=accept_removals)
    summaries = run(_load(store, paths, LoadOptions(as_format, agency, made), rejects or default_folder(), allowed))
    if format_ is Format.JSON:
        print_lines(each.to_dict() for each in [*summaries, *summaries.unplaced])
    else:
        _print(summaries)
    for summary in summaries:
        tell(summary)
    for each in summaries.unplaced:
        say(f"{each.path}: not loaded: {each.reason}", "red")
    compared = summaries.matching
    if compared.joined:
        say(f"pairs of records joined by score alone (setting CASEGRAPH_JOIN_BY_SCORE): {compared.joined:,}", "yellow")
    if compared.failed:
        say(compared.failed, "yellow")
    raise typer.Exit(exit_code(summaries))


async def _give_up(url: str | None, names: list[str], format_: Format) -> None:
    """Take back the unfinished loads of the systems that are named; of the only one, where there is one and none is named."""
    async with connect(url) as store:
        loads = await unfinished_loads(store)
        known = sorted({each.name for each in loads})
        for name in names:
            if name not in known:
                raise UnknownName("unfinished load", name, known)
        if not names and len(known) > 1:
            raise InvalidInput(f"several loads are unfinished: {_listed(loads)}; say which: casegraph load --give-up {known[0]}")
        if not loads:
            say("no load is unfinished: there is nothing to give up")
        for name in names or known:
            own = [each for each in loads if each.name == name]
            changed = await give_up(store, own[0].agency, own[0].system, waiting=say)
            not_matched = await propose(store, Reached(await keys_of_system(store, name)), Silent())
            if not_matched:
                say(not_matched, "yellow")
            said = [
                {"agency": each.agency, "system": each.system, "load": each.id, "given_up": True, "facts": changed}
                for each in own
            ]
            if format_ is Format.JSON:
                print_lines(said)
            say(f"given up: {_listed(own)}; {changed:,} facts are as they were before")


def _listed(loads: list[Unfinished]) -> str:
    return ", ".join(f"{each.name} of {each.extracted_on} (begun {each.started_at} by {each.loaded_by})" for each in loads)


async def _load(url: str | None, paths: list[Path], asked: LoadOptions, rejects: Path, allowed: Allowed) -> Loaded:
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
                new_ids=allowed.new_ids,
                accept_removals=allowed.removals,
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


def _changed(facts: int) -> str:
    return "1 fact is new or changed" if facts == 1 else f"{facts:,} facts are new or changed"


def tell(summary: Summary) -> None:
    """Say on standard error what became of one extract."""
    facts = "loaded before: nothing changed" if summary.already_loaded else _changed(summary.facts)
    say(f"{summary.source.agency_name}, {summary.path} ({summary.format}): {facts}")
    gone = {kind: count for kind, count in sorted(summary.taken_away.items()) if count}
    if gone:
        kinds = ", ".join(f"{count:,} of kind {kind}" for kind, count in gone.items())
        say(
            f"  {sum(gone.values()):,} of what was said before is taken away, since this extract says it no longer: {kinds}",
            "yellow",
        )
    for note in summary.warnings[:_WARNINGS_SHOWN]:
        say(f"  {note.where}: {note.text}", "yellow")
    if len(summary.warnings) > _WARNINGS_SHOWN:
        say(f"  and {len(summary.warnings) - _WARNINGS_SHOWN:,} more like these; --format json has them all", "yellow")
    for name, columns in sorted(summary.not_kept.items()):
        told = ", ".join(f"{column} ({count:,})" for column, count in sorted(columns.items()))
        say(f"  {name}: read and not kept: {told}", "yellow")
    if summary.rejected_rows:
        where = ", ".join(sorted({str(path.parent) for path in summary.rejects}))
        cells = len(summary.rejected_rows) + summary.rejects_left - summary.rejected
        more = f", and {cells:,} {'cell' if cells == 1 else 'cells'} of rows that were kept" if cells else ""
        say(f"  {summary.rejected:,} rejected{more}; written to {where} to be corrected and loaded again", "red")
