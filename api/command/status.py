"""`casegraph status`: which store, and what it holds."""

from rich.table import Table
from rich.text import Text

from api.command.common import options
from api.command.common.output import Format, add, out, print_lines, say, table, warn
from api.command.common.runner import run
from api.command.find import lens_line
from graph.lens import Lens
from graph.store import connect
from graph.store.location import Location
from queries.loaded.status import AgencyCoverage, LoadRow, Status
from queries.loaded.status import status as ask


def status(
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    agency: options.Agencies = None,
    format_: options.OutputFormat = Format.TABLE,
    store: options.StoreUrl = None,
) -> None:
    """Which store, its engine and version, what was loaded when, and what each agency's extracts cover.

    With a lens, only what it shows is counted and listed: people and facts that are visible, the extracts of its agencies.

    Any client that speaks Bolt opens the store by what it says: URL, database and user, and for the embedded server the file
    that its password is in. That server ends soon after its last user of casegraph's; `casegraph serve` is one that stays.

    Examples:

        casegraph status
        casegraph status --store neo4j://localhost:7687
        casegraph status --agency hv
    """
    lens = options.lens(as_of, known_at, agency) if as_of or known_at or agency else None
    found = run(_status(store, lens))
    if format_ is Format.JSON:
        print_lines([found.to_dict()])
    else:
        _print(found)
    warn(found.cautions, format_)


async def _status(url: str | None, lens: Lens | None) -> Status:
    async with connect(url) as store:
        return await ask(store, lens)


def _print(found: Status) -> None:
    console = out()
    console.print(f"store   {found.location.url} ({found.engine})", markup=False)
    console.print(f"opens   {_opens(found.location)}", markup=False, soft_wrap=True)
    console.print(f"edges   {found.edges:,}")
    if found.lens is None:
        console.print(f"review  {found.review:,} possible matches wait for somebody to decide")
    console.print(_counts(found), _agencies(found.agencies), _loads(found.loads), sep="\n")
    if found.lens is not None:
        say(lens_line(found.lens))


def _opens(where: Location) -> str:
    user = "nobody signs in" if where.user is None else f"user {where.user}"
    password = "" if where.password_file is None else f", password in {where.password_file}"
    return f"database {where.database}, {user}{password}"


def _counts(found: Status) -> Table:
    rows = table("node", "count", numbers=["count"])
    for label, count in found.nodes.items():
        add(rows, label, f"{count:,}")
    return rows


def _agencies(agencies: list[AgencyCoverage]) -> Table:
    rows = table("agency", "name", "kind", "covers", "last extract", "records", "unmatched", numbers=["records", "unmatched"])
    for each in agencies:
        covers = _period(each.covers_from, each.covers_to)
        last = str(each.last_extracted_on or "none")
        add(rows, each.id, each.name or "", each.kind, covers, last, f"{each.records:,}", f"{each.unmatched:,}")
    return rows


def _loads(loads: list[LoadRow]) -> Table:
    rows = table(
        "load",
        "agency",
        "system",
        "extracted",
        "covers",
        "read",
        "kept",
        "rejected",
        "ended",
        numbers=["read", "kept", "rejected"],
    )
    for each in loads:
        counts = ("" if number is None else f"{number:,}" for number in (each.rows_read, each.facts_kept, each.rows_rejected))
        ended = str(each.finished_at) if each.finished_at else Text("unfinished", "bold red")
        covers = "in part" if each.partial else _period(each.covers_from, each.covers_to)
        add(rows, each.id[:8], each.agency, each.system, str(each.extracted_on), covers, *counts, ended)
    return rows


def _period(first: object, last: object) -> str:
    return f"{first} to {last}" if first and last else "not stated"
