"""The options that mean the same in every command."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

import typer

from api.command.common.output import Format
from api.days import whole_day
from graph.errors import InvalidInput
from graph.lens import Lens

_LENS = "The lens"

StoreUrl = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="URL",
        help="The store: bolt:// or neo4j://. Without it CASEGRAPH_STORE, or the embedded server in your data folder.",
    ),
]
OutputFormat = Annotated[Format, typer.Option("--format", help="A table for people, or JSON Lines on standard output.")]
AsOf = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="The day asked about, as 2025-06-01; today where left out", rich_help_panel=_LENS),
]
KnownAt = Annotated[
    str | None,
    typer.Option(
        metavar="DAY",
        help="Only what had been written down by that day. The day asked about where left out.",
        rich_help_panel=_LENS,
    ),
]
Agencies = Annotated[
    list[str] | None,
    typer.Option(
        "--agency",
        metavar="ID",
        help="Only this agency's records, and what was shared with it; may be given again. All where left out.",
        rich_help_panel=_LENS,
    ),
]
Subject = Annotated[
    str, typer.Option("--subject", metavar="ID", help="The person: the canonical id, agency/system/person_id, or an NHS number.")
]
Parameters = Annotated[
    list[str] | None,
    typer.Option("--param", metavar="NAME=VALUE", help="A parameter of the pattern; lists by comma; may be given again."),
]


def lens(as_of: str | None, known_at: str | None, agencies: list[str] | None) -> Lens:
    """The lens that the three options ask for. Raises InvalidInput, naming the option, for a day that is none."""
    return Lens.of(day("--as-of", as_of), day("--known-at", known_at), tuple(agencies) if agencies else None)


def parameters(given: Iterable[str] | None) -> dict[str, str]:
    """`name=value` each, as a mapping. Raises InvalidInput for one without `=`, or given twice."""
    found: dict[str, str] = {}
    for each in given or ():
        name, separator, value = each.partition("=")
        if not separator or not name:
            raise InvalidInput(f"--param: expected name=value, as --param window_months=12, found '{each}'")
        if name in found:
            raise InvalidInput(f"--param {name}: expected once, found twice")
        found[name] = value
    return found


def day(option: str, text: str | None) -> date | None:
    """The day that an option names; None without one."""
    if text is None:
        return None
    try:
        return whole_day(text)
    except InvalidInput as error:
        raise InvalidInput(f"{option}: {error}") from None
