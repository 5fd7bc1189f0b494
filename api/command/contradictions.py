"""`casegraph contradictions`: what the records of one person say differently."""

from collections.abc import Iterable
from typing import Annotated

import typer

from api.command.common import options
from api.command.common.output import Format, add, out, print_lines, say, table, warn
from api.command.common.runner import run
from api.command.find import lens_line
from graph.lens import Lens
from graph.store import connect
from queries.contradictions import Account, Contradiction, Contradictions
from queries.contradictions import contradictions as ask

_TITLES = {"name": "names", "two_homes": "two homes at once", "two_fathers": "two fathers", "two_mothers": "two mothers"}


def contradictions(
    person: Annotated[str, typer.Argument(help="The canonical id, agency/system/person_id, or an NHS number.")],
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    agency: options.Agencies = None,
    format_: options.OutputFormat = Format.TABLE,
    store: options.StoreUrl = None,
) -> None:
    """What records of one person say differently, side by side: whose each account is, and since when it is on record.

    Birthday, sex, names, ethnicity, date of death, two homes at once, two fathers or mothers. None of them is preferred.

    Examples:

        casegraph contradictions hv/systmone/p12
        casegraph contradictions hv/systmone/p12 --as-of 2025-03-01 --format json
    """
    found = run(_contradictions(store, person, options.lens(as_of, known_at, agency)))
    if format_ is Format.JSON:
        print_lines(found.to_dicts())
    else:
        if found.contradictions:
            print_contradictions(found.contradictions)
        count = len(found.contradictions)
        say(f"{count or 'no'} thing{'' if count == 1 else 's'} that records of this person say differently")
        say(lens_line(found.lens))
    warn(found.cautions, format_)


async def _contradictions(url: str | None, person: str, lens: Lens) -> Contradictions:
    async with connect(url) as store:
        return await ask(store, person, lens=lens)


def print_contradictions(found: Iterable[Contradiction]) -> None:
    """A table with each account in a row."""
    rows = table("said differently", "what", "by", "on record since")
    for each in found:
        title = _TITLES.get(each.kind.value, each.kind.value.replace("_", " "))
        for account in each.accounts:
            add(rows, title, _value(account), account.record, account.since.isoformat() if account.since else "not known")
            title = ""
        rows.add_section()
    out().print(rows)


def _value(account: Account) -> str:
    if account.start is None and account.end is None:
        return account.value
    return f"{account.value}\n{account.start or 'not known'} to {account.end or 'now'}"
