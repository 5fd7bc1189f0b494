"""`casegraph missing-picture`: what nobody alone would see of one person."""

from rich.text import Text

from api.command.common import options
from api.command.common.output import Format, add, out, print_lines, say, table, warn
from api.command.common.runner import run
from api.command.find import end_with, lens_line, print_cautions
from graph.lens import Lens
from graph.store import connect
from queries.engine.registry import pattern_of
from queries.explanations.missing_picture import Missing, MissingPicture
from queries.explanations.missing_picture import missing_picture as ask


def missing_picture(
    subject: options.Subject,
    param: options.Parameters = None,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    agency: options.Agencies = None,
    format_: options.OutputFormat = Format.TABLE,
    store: options.StoreUrl = None,
) -> None:
    """What all records together show of one person and no agency's alone, and each agency's blind spots.

    For each finding, the smallest sets of agencies whose records together show it. A blind spot is what an agency's own records
    find missing and others' records answer: the father whom the police know and the health visitor never met.

    Examples:

        casegraph missing-picture --subject hv/systmone/p12
        casegraph missing-picture --subject 9990000018 --as-of 2025-03-01 --format json
    """
    lens = options.lens(as_of, known_at, agency)
    found = run(_ask(store, subject, lens, options.parameters(param)))
    if format_ is Format.JSON:
        print_lines(found.to_dicts())
    else:
        _print(found)
    warn(found.cautions, format_)
    end_with(found.not_judged)


async def _ask(url: str | None, subject: str, lens: Lens, given: dict[str, str]) -> MissingPicture:
    async with connect(url) as store:
        return await ask(store, subject, lens=lens, parameters=given)


def _print(found: MissingPicture) -> None:
    if found.missing:
        _print_missing(found)
    if found.blind_spots:
        _print_blind_spots(found)
    for name in dict.fromkeys(each.finding.pattern for each in found.missing):
        print_cautions(pattern_of(name))
    say(f"{len(found.missing)} that nobody alone would see; {len(found.blind_spots)} answered by others' records")
    say(lens_line(found.lens))


def _print_missing(found: MissingPicture) -> None:
    rows = table("nobody alone would see", "statement", "together")
    rows.columns[0].no_wrap = True
    for each in found.missing:
        add(rows, _named(each.finding.pattern, each.finding.status), each.finding.statement, _sets(each))
    out().print(rows)


def _print_blind_spots(found: MissingPicture) -> None:
    rows = table("blind spot of", "its records alone say", "answered by")
    rows.columns[0].no_wrap = True
    for each in found.blind_spots:
        facts = "\n".join(f"{fact.kind} {fact.id}" for fact in each.answered_by)
        add(rows, Text(f"{each.agency}\n{_named(each.pattern, each.status)}"), each.finding, facts)
    out().print(rows)


def _named(pattern: str, status: str | None) -> str:
    return f"{pattern}\n{status}" if status else pattern


def _sets(each: Missing) -> str:
    if not each.smallest.sets:
        return f"{each.smallest.tried_to + 1} agencies or more"
    return "\n".join(" + ".join(agencies) for agencies in each.smallest.sets)
