"""`casegraph who-knew`: which agency knew a fact, or what a finding rests on, since when and how."""

from typing import Annotated

import typer

from api.command.common import options
from api.command.common.output import Format, add, out, print_lines, say, table, warn
from api.command.common.runner import run
from api.command.find import lens_line
from graph.errors import InvalidInput
from graph.lens import Lens
from graph.store import connect
from queries.who_knew.knowledge import AgencyKnowledge
from queries.who_knew.question import WhoKnew, who_knew_fact, who_knew_finding


def who_knew(
    known: Annotated[str, typer.Argument(metavar="FACT or PATTERN", help="The id of a fact, or with --subject a pattern.")],
    subject: Annotated[
        str | None, typer.Option(metavar="ID", help="Whom the pattern is asked about: id, agency/system/person_id, NHS number.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="contact, involvement, concern or strength, where facts of several kinds have that id.")
    ] = None,
    param: options.Parameters = None,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    agency: options.Agencies = None,
    format_: options.OutputFormat = Format.TABLE,
    store: options.StoreUrl = None,
) -> None:
    """Which agency knew a fact, or the facts that a finding rests on: since when, how, who decided not to tell it, and
    what it did next within 30 days.

    Examples:

        casegraph who-knew hv/systmone/c31
        casegraph who-knew closed_after_missed --subject hv/systmone/p12 --as-of 2025-03-01
    """
    if subject is not None and kind is not None:
        raise InvalidInput("--kind: expected with the id of a fact, found --subject, which goes with a pattern")
    lens = options.lens(as_of, known_at, agency)
    answers = run(_asked(store, known, subject, kind, lens, options.parameters(param)))
    if format_ is Format.JSON:
        print_lines(row for each in answers for row in each.to_dicts())
    else:
        for each in answers:
            _print(each)
    if not answers:
        say("0 findings, so nothing that anybody could have known")
    for caution in dict.fromkeys(caution for each in answers for caution in each.cautions):
        warn([caution], format_)


async def _asked(
    url: str | None, known: str, subject: str | None, kind: str | None, lens: Lens, parameters: dict[str, str]
) -> list[WhoKnew]:
    async with connect(url) as store:
        if subject is None:
            return [await who_knew_fact(store, known, kind=kind, lens=lens)]
        return await who_knew_finding(store, known, subject, lens=lens, parameters=parameters)


def _print(found: WhoKnew) -> None:
    rows = table("agency", "knew", "since", "all since", "how", "kept from it", "did next")
    for each in found.agencies:
        knew = f"{each.known} of {each.facts}"
        name = found.names.get(each.agency, each.agency)
        how = "\n".join(each.how) or "never"
        add(rows, name, knew, _day(each, "since"), _day(each, "all_since"), how, "\n".join(each.withheld), _next(each))
    say(found.statement)
    out().print(rows)
    pooled = f"all of it was on record somewhere since {found.pooled_since or 'always'}"
    say(pooled if found.facts else "it rests on no record, so nobody can be said to have known it")
    say(lens_line(found.lens))


def _day(found: AgencyKnowledge, name: str) -> str:
    known = found.since if name == "since" else found.all_since
    return (found.to_dict()[name] or "always") if known else "never"


def _next(found: AgencyKnowledge) -> str:
    if found.did_next:
        return f"{found.did_next_on}: {found.did_next}"
    return "nothing on record within 30 days" if found.known else ""
