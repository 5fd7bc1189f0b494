"""`casegraph search`: who or where may be meant."""

from typing import Annotated

import typer

from api.command.common import options
from api.command.common.output import Format, add, listed, out, print_lines, say, table, warn
from api.command.common.runner import run
from api.command.find import lens_line
from graph.lens import Lens
from graph.store import connect
from queries.search import MOST_HITS, AddressHit, Hits, PersonHit
from queries.search import search as ask


def search(
    text: Annotated[list[str], typer.Argument(help="A name, a date of birth, an address, an identifier; or several of them.")],
    first: Annotated[int, typer.Option(min=1, max=MOST_HITS, help="How many hits at most.")] = 20,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    agency: options.Agencies = None,
    format_: options.OutputFormat = Format.TABLE,
    store: options.StoreUrl = None,
) -> None:
    """People and addresses that may be meant, the best fit first, and why each is among them.

    Names are found with slips, short forms, in another order and by other names on record; dates of birth with the usual slips.

    Examples:

        casegraph search bill thorne
        casegraph search "o'brien 12/03/2014"
        casegraph search 12 high street
    """
    found = run(_search(store, " ".join(text), first, options.lens(as_of, known_at, agency)))
    if format_ is Format.JSON:
        print_lines(found.to_dicts())
    else:
        _print(found)
    warn(found.cautions, format_)


async def _search(url: str | None, text: str, first: int, lens: Lens) -> Hits:
    async with connect(url) as store:
        return await ask(store, text, lens=lens, first=first)


def _print(found: Hits) -> None:
    if found.hits:
        rows = table("who or where", "on record", "why")
        for hit in found.hits:
            add(rows, *(_person(hit) if isinstance(hit, PersonHit) else _address(hit)))
        out().print(rows)
    say(f"{len(found.hits)} found" + (", and there are more: say more of whom you mean, or --first" if found.more else ""))
    say(lens_line(found.lens))


def _person(hit: PersonHit) -> list[str]:
    best = hit.records[0]
    name = " ".join(part for part in (best.given_names, best.family_name) if part) or "no name on record"
    born = f"born {best.date_of_birth}" if best.date_of_birth else "no date of birth"
    why = "\n".join((listed(hit.matched), *hit.cautions))
    return [f"{name}\n{born}\n{hit.id}", "\n".join(record.key for record in hit.records), why]


def _address(hit: AddressHit) -> list[str]:
    return ["\n".join((*hit.written, hit.id)), listed(hit.agencies), listed(hit.matched)]
