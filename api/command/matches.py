"""`casegraph matches`: which records may be one person's and wait for somebody to decide."""

from typing import Annotated

import typer

from api.command.common import options
from api.command.common.output import Format, add, out, print_lines, say, table
from api.command.common.runner import run
from api.command.find import lens_line
from graph.lens import Lens
from graph.store import connect
from queries.matches import MatchedRecord, Matches, PossibleMatch
from queries.matches import possible_matches as ask


def matches(
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
    """Records that have an identifier in common and were not joined, since something speaks against it: both sides, and why.

    Whoever works with such a person should look at both records: what the other one holds is missing from this one's answers.

    Examples:

        casegraph matches
        casegraph matches --person hv/systmone/p12
        casegraph matches --agency csc --agency gp --format json
    """
    found = run(_matches(store, person, options.lens(as_of, known_at, agency)))
    if format_ is Format.JSON:
        print_lines(found.to_dicts())
    else:
        _print(found)


async def _matches(url: str | None, person: str | None, lens: Lens) -> Matches:
    """All of them, page by page."""
    async with connect(url) as store:
        found = await ask(store, person=person, lens=lens)
        while found.more and found.last:
            page = await ask(store, person=person, lens=lens, after=found.last)
            found.matches += page.matches
            found.more, found.last = page.more, page.last
        return found


def _print(found: Matches) -> None:
    if found.matches:
        rows = table("one record", "the other", "why it waits")
        rows.show_lines = True
        for match in found.matches:
            add(rows, _side(match.left), _side(match.right), _why(match))
        out().print(rows)
    count = len(found.matches)
    say(f"{count} possible match{'' if count == 1 else 'es'}: not joined, each waits for somebody (casegraph match decide)")
    say(lens_line(found.lens))


def _side(record: MatchedRecord) -> str:
    name = " ".join(part for part in (record.given_names, record.family_name) if part) or "no name on record"
    others = [f"also {' '.join(part for part in each.split('|') if part)}" for each in record.other_names]
    numbers = [("NHS number", record.nhs_number), ("UPN", record.upn), *((None, each) for each in record.other_ids)]
    said = [f"{title} {number}" if title else number for title, number in numbers if number]
    return "\n".join([record.key, name, *others, _born(record), *([f"sex {record.sex}"] if record.sex else []), *said])


def _born(record: MatchedRecord) -> str:
    if record.date_of_birth is None:
        return "no date of birth"
    precision = {"month": 7, "year": 4}.get(record.date_of_birth_precision or "", 10)
    kind = f" ({record.date_of_birth_kind})" if record.date_of_birth_kind not in (None, "actual") else ""
    return f"born {record.date_of_birth.isoformat()[:precision]}{kind}"


def _why(match: PossibleMatch) -> str:
    return "\n".join([*match.shared, *(f"but {reason}" for reason in match.reasons)])
