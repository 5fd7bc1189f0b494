"""`casegraph match report`: how good the matcher is, on what people decided here, and on invented people of whom all is known."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

import typer

from api.command.common import options
from api.command.common.output import Format, add, out, print_lines, say, table
from api.command.common.runner import run
from graph.matching.bands import LIKELY, POSSIBLE
from graph.matching.proposal_store import measured_decisions
from graph.matching.quality import MatchQuality, PairTally
from graph.store import connect
from loaders.invented.population import measured_population

_COLUMNS = ("by", "group", "true pairs", "found", "likely", "wrong of likely", "wrong of possible")
_NUMBERS = _COLUMNS[2:]


def report(
    children: Annotated[
        int, typer.Option(min=0, metavar="N", help="How many invented children to measure with; 0: only what was decided here.")
    ] = 1000,
    seed: Annotated[int, typer.Option(metavar="S", help="The same seed gives the same invented people.")] = 1,
    format_: options.OutputFormat = Format.TABLE,
    store: options.StoreUrl = None,
) -> None:
    """Measure the matcher: what part of the true pairs it proposes, and what part of its proposals is wrong.

    First on the pairs that people decided here (same, or different), scored as if nobody had decided, with the model in use.
    Then on invented people, with a model trained on them: how the matcher does where all is known. By ethnicity, sex, age and
    agencies: links are missed more often for some. Nothing is changed.

    Examples:

        casegraph match report
        casegraph match report --children 0 --format json
    """
    found = {"decided here": run(_decided(store))}
    if children:
        found["invented"] = measured_population(children=children, seed=seed, until=date.today())
    if format_ is Format.JSON:
        print_lines(row for name, quality in found.items() for row in _dicts(name, quality))
        return
    for name, quality in found.items():
        _print(name, quality)


async def _decided(url: str | None) -> MatchQuality:
    async with connect(url) as store:
        await store.prepare()
        return await measured_decisions(store, date.today())


def _rows(quality: MatchQuality) -> Iterator[tuple[str, str, PairTally]]:
    yield "all", "", quality.total
    for by, groups in quality.groups.items():
        for group, tally in groups.items():
            yield by, group, tally


def _measures(tally: PairTally) -> dict[str, Any]:
    return {
        "true_pairs": tally.true,
        "found": tally.found(LIKELY, POSSIBLE),
        "found_likely": tally.found(LIKELY),
        "wrong_of_likely": tally.error(LIKELY),
        "wrong_of_possible": tally.error(POSSIBLE),
    }


def _dicts(name: str, quality: MatchQuality) -> Iterator[dict[str, Any]]:
    for by, group, tally in _rows(quality):
        uncertain = {"records_without_identifier": quality.uncertain} if by == "all" else {}
        yield {"measured_on": name, "by": by, "group": group or None, **_measures(tally), **uncertain}


def _print(name: str, quality: MatchQuality) -> None:
    rows = table(*_COLUMNS, numbers=_NUMBERS)
    before = ""
    for by, group, tally in _rows(quality):
        if by != before:
            rows.add_section()
        add(rows, by if by != before else "", group, *(_shown(each) for each in _measures(tally).values()))
        before = by
    say(f"{name}: {quality.uncertain:.1%} of the records have no valid identifier")
    out().print(rows)


def _shown(measure: float | int | None) -> str:
    return "" if measure is None else f"{measure:,}" if isinstance(measure, int) else f"{measure:.1%}"
