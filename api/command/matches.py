"""`casegraph matches`: which records may be one person's and wait for somebody to decide."""

from collections import Counter
from typing import Annotated

import typer
from rich.text import Text

from api.command.common import options
from api.command.common.output import Format, add, out, print_lines, say, table
from api.command.common.runner import run
from api.command.find import lens_line
from graph.lens import Lens
from graph.store import connect
from queries.core.wording import listed
from queries.matches import MatchBand, MatchedRecord, Matches, PossibleMatch
from queries.matches import possible_matches as ask
from queries.matches.matches import BANDS
from queries.pairs.seen_records import name_of
from queries.pairs.words import birthday_of

STYLES = {"likely": "green", "possible": "yellow", "undecided": "magenta", "unsure": "dim", "joined": "bold green"}


def matches(
    band: Annotated[
        list[MatchBand] | None,
        typer.Option(help="Only those of this band; repeat it for several. Without it, all that nobody has looked at."),
    ] = None,
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
    """Records that may be one person's and are not joined: both sides, what agrees, what differs, and why it is no more.

    [bold]likely[/bold] and [bold]possible[/bold] are proposed by the matcher; [bold]undecided[/bold] have an identifier in
    common, and something speaks against it; [bold]unsure[/bold]: somebody looked, and could not tell. Whoever works with such a
    person should look at both records: what the other one holds is missing from this one's answers.

    Examples:

        casegraph matches
        casegraph matches --band likely
        casegraph matches --person hv/systmone/p12
        casegraph matches --agency csc --agency gp --format json
    """
    found = run(_matches(store, person, band or list(BANDS), options.lens(as_of, known_at, agency)))
    if format_ is Format.JSON:
        print_lines(found.to_dicts())
    else:
        _print(found)


async def _matches(url: str | None, person: str | None, bands: list[MatchBand], lens: Lens) -> Matches:
    """All of them, page by page."""
    async with connect(url) as store:
        found = await ask(store, person=person, bands=bands, lens=lens)
        while found.more and found.last:
            page = await ask(store, person=person, bands=bands, lens=lens, after=found.last)
            found.matches += page.matches
            found.more, found.last = page.more, page.last
        return found


def _print(found: Matches) -> None:
    """As a table, the likely ones first."""
    if found.matches:
        rows = table("", "one record", "the other", "why, and why not more")
        rows.show_lines = True
        order = list(MatchBand)
        for match in sorted(found.matches, key=lambda each: order.index(each.band)):
            add(rows, Text(match.band.value, STYLES[match.band.value]), side(match.left), side(match.right), _why(match))
        out().print(rows)
    count = len(found.matches)
    waits = "not joined, each waits for somebody (casegraph match decide)"
    say(f"{count} possible match{'' if count == 1 else 'es'}{_by_band(found)}: {waits}")
    say(lens_line(found.lens))


def _by_band(found: Matches) -> str:
    counts = Counter(match.band for match in found.matches)
    told = [f"{counts[band]:,} {band.value}" for band in MatchBand if counts[band]]
    return f" ({listed(told)})" if told else ""


def side(record: MatchedRecord) -> str:
    """One record: its key, and what it says of who it is of."""
    others = [f"also {' '.join(part for part in each.split('|') if part)}" for each in record.other_names]
    numbers = [("NHS number", record.nhs_number), ("UPN", record.upn), *((None, each) for each in record.other_ids)]
    said = [f"{title} {number}" if title else number for title, number in numbers if number]
    born = f"born {birthday_of(record)}" if record.date_of_birth else "no date of birth"
    sex = [f"sex {record.sex}"] if record.sex else []
    return "\n".join([record.key, name_of(record), *others, born, *sex, *said])


def _why(match: PossibleMatch) -> Text:
    return why(match.agrees, match.differs, (*match.reasons, *match.cautions))


def why(agrees: tuple[str, ...], differs: tuple[str, ...], reasons: tuple[str, ...]) -> Text:
    """What agrees, what differs, and why it is so and no more, a line each."""
    lines = [("+ ", "green", each) for each in agrees] + [("- ", "red", each) for each in differs]
    lines += [("! ", "yellow", each) for each in reasons]
    return Text("\n").join(Text.assemble((mark, style), words) for mark, style, words in lines)
