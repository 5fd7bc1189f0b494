"""`casegraph find`: the findings of a pattern."""

from typing import Annotated

import typer
from rich.text import Text

from api.command.common import options
from api.command.common.output import Format, add, complain, listed, out, print_lines, say, table, warn
from api.command.common.runner import FAILED, run
from graph.errors import CasegraphError
from graph.lens import Lens
from graph.store import connect
from queries.core.findings import Finding, Findings, NotJudged
from queries.core.pattern import Pattern
from queries.engine.find import find as ask
from queries.engine.registry import pattern_of, registry

_MOST_NAMED = 10


def complete(beginning: str) -> list[str]:
    """The patterns that a shell offers."""
    try:
        known = ("all", *registry())
    except CasegraphError:  # the command itself says what is wrong; a shell that completes a word cannot
        return []
    return [name for name in known if name.startswith(beginning)]


def complete_one(beginning: str) -> list[str]:
    """The patterns that a shell offers where one is asked for."""
    return [name for name in complete(beginning) if name != "all"]


def find(
    pattern: Annotated[str, typer.Argument(help="Which pattern, or `all`.", autocompletion=complete)],
    subject: Annotated[
        str | None,
        typer.Option(metavar="ID", help="One person: the canonical id, agency/system/person_id, or an NHS number."),
    ] = None,
    param: options.Parameters = None,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    agency: options.Agencies = None,
    seen_by: Annotated[bool, typer.Option(help="Also ask which agencies alone would see it.")] = True,
    format_: options.OutputFormat = Format.TABLE,
    store: options.StoreUrl = None,
) -> None:
    """The findings of a pattern. `casegraph patterns` says which there are.

    Where no agency alone would see a finding, it says [bold]nobody alone[/bold]: only the pooled record shows it.
    Where a pattern fails about one person, everything else is given, standard error names both, and the command ends with 1.

    Examples:

        casegraph find all
        casegraph find closed_after_missed --param within_days=90
        casegraph find below_threshold --as-of 2025-03-01
        casegraph find missed_appointments --agency hv --format json
    """
    lens = options.lens(as_of, known_at, agency)
    found = run(_find(store, pattern, subject, lens, options.parameters(param), seen_by))
    if format_ is Format.JSON:
        print_lines(found.to_dicts())
    else:
        _print(found)
    warn(found.cautions, format_)
    for line in _below(found, format_):
        say(line)
    end_with(found.not_judged)


def end_with(failed: list[NotJudged]) -> None:
    """Say of whom a pattern failed, the first ten by name, and end as failed; nothing where there is nobody."""
    for each in failed[:_MOST_NAMED]:
        complain(each.statement)
    if len(failed) > _MOST_NAMED:
        complain(f"and {len(failed) - _MOST_NAMED:,} more that could not be asked about")
    if failed:
        raise typer.Exit(FAILED)


async def _find(
    url: str | None, pattern: str, subject: str | None, lens: Lens, given: dict[str, str], with_seen_by: bool
) -> Findings:
    async with connect(url) as store:
        return await ask(store, pattern, subject=subject, lens=lens, parameters=given, with_seen_by=with_seen_by)


def _print(found: Findings) -> None:
    if found.findings:
        rows = table("finding", "statement", "evidence", "seen alone by")
        rows.columns[0].no_wrap = True
        for finding in found.findings:
            add(rows, *_row(finding))
        out().print(rows)
    for name in dict.fromkeys(finding.pattern for finding in found.findings):
        print_cautions(pattern_of(name))


def print_cautions(pattern: Pattern) -> None:
    """The known false alarms of a pattern, once for all its findings."""
    for caution in pattern.cautions:
        out().print(Text.assemble(("caution: ", "yellow"), (pattern.id, "bold"), f": {caution}"))


def _row(finding: Finding) -> list[str | Text]:
    """Who and what in one cell, so that the statement has room on a narrow terminal."""
    named = [finding.pattern, finding.status or "", min(finding.records, default=finding.subject)]
    facts = f"{len(finding.evidence)} of {', '.join(finding.agencies)}" if finding.evidence else "none"
    return ["\n".join(each for each in named if each), said_of(finding), facts, _seen_by(finding)]


def said_of(finding: Finding) -> Text:
    """What a finding says, and below it the records that may be of the people in it and are not joined."""
    unjoined = [Text(f"not joined: {each.statement}", "yellow") for each in finding.unjoined or ()]
    return Text("\n").join([Text(finding.statement), *unjoined])


def _seen_by(finding: Finding) -> str | Text:
    if finding.seen_by is None:
        return "not asked"
    return listed(finding.seen_by) or Text("nobody alone", "bold red")


def _below(found: Findings, format_: Format) -> list[str]:
    """What is said of the whole answer; beside JSON Lines only what these have no place for."""
    count = len(found.findings)
    missing = sum(finding.missing_picture is True for finding in found.findings)
    counted = f"{count} finding{'' if count == 1 else 's'}" + (f", {missing} that nobody alone would see" if missing else "")
    uncovered = found.coverage.statement
    said = [f"{counted}: {uncovered}"] if uncovered else [counted] if format_ is Format.TABLE else []
    said += [f"not asked: {each}" for each in found.not_asked]
    return said + ([lens_line(found.lens)] if format_ is Format.TABLE else [])


def lens_line(lens: Lens) -> str:
    """The lens in words."""
    if lens.agencies is None:
        whose = "records of all agencies"
    else:
        whose = f"records of {listed(lens.agencies)}" if lens.agencies else "no records, for nothing is loaded yet"
    return f"lens: {whose}, as of {lens.as_of}, as known at {lens.known_at}"
