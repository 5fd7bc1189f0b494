"""The cover of a chronology: whom it is about, through which lens, from which sources, what was left out, who made it when."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from graph.dates import LONDON
from queries.chronology import Chronology

TITLE = "Integrated chronology"
ABOUT = (
    "What agencies' records say, in order of date. It is no assessment: what is not in it is not on record here, which does not "
    "mean that it did not happen."
)
REVIEWERS = "Columns marked (reviewer's) are for the reviewer to fill in. Nothing in them comes from a record, or goes into one."
_LEFT_OUT = (
    "relationships without any day; facts with no day on record, where a period was asked for; addresses of refuges, and "
    "addresses that a record keeps secret; whatever the lens does not show."
)


class CoverLine(NamedTuple):
    """One line of the cover."""

    label: str
    text: str


def cover(found: Chronology, maker: str, made: datetime | None = None) -> Iterator[CoverLine]:
    """The lines of the cover, in order; `maker` is who made the document."""
    lens = found.lens
    yield CoverLine("About", ", ".join(found.names))
    yield CoverLine("Period", f"{found.start or 'the first day on record'} to {found.end or lens.as_of}")
    yield CoverLine("Lens", f"as of {lens.as_of}, with what had been written down by {lens.known_at}")
    yield CoverLine("Sources", ", ".join(found.agency(each) for each in lens.agencies or ()) or "none")
    for each in found.coverage:
        days = f"{each.covers_from} to {each.covers_to}" if each.covers_from else "no extract says which days it covers"
        yield CoverLine("Coverage", f"{found.agency(each.agency)}: {days}")
    yield CoverLine("Rows", f"{sum(bool(row.number) for row in found.rows):,}; quiet stretches from {found.gap_days + 1} days on")
    yield CoverLine("Notes", "which record each row is from: its agency's own id, and when it was written down")
    yield CoverLine("Left out", _LEFT_OUT)
    for caution in found.cautions:
        yield CoverLine("Caution", caution)
    moment = (made or datetime.now(LONDON)).strftime("%Y-%m-%d %H:%M")
    yield CoverLine("Made", f"by {maker}, on {moment}, with casegraph")
