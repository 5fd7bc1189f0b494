"""Quiet stretches: longer than so many days without any contact on record, each a row of its own.

Definition: docs/chronology.md, "Quiet stretches".
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from queries.chronology.days import UncertainDay
from queries.chronology.rows import ChronologyRow, RowKind, row_key
from queries.core.wording import listed, plural

Covering = Callable[[tuple[date, date]], tuple[list[str], list[str]]]
"""The agencies that have data for all of these days (the first and the last), and those that have not."""


def gaps(rows: Iterable[ChronologyRow], gap_days: int, last: date, covering: Covering) -> Iterator[ChronologyRow]:
    """The stretches between two contacts, and from the last contact to the last day asked about, that are longer than `gap_days`.

    A contact that its agency took away, or without a day, ends no stretch.
    """
    days = sorted({day for row in rows if (day := _contact_day(row)) is not None and day <= last})
    for before, after in pairwise([*days, last + timedelta(days=1)] if days else []):
        quiet = before + timedelta(days=1), after - timedelta(days=1)
        number = (quiet[1] - quiet[0]).days + 1
        if number > gap_days:
            yield _gap(quiet, number, *covering(quiet))


def _contact_day(row: ChronologyRow) -> date | None:
    return row.on.stands_for if row.kind is RowKind.EVENT and row.taken_away is None else None


def _gap(quiet: tuple[date, date], number: int, covered: list[str], not_covered: list[str]) -> ChronologyRow:
    first, last = quiet
    said = f"No contact on record for {plural(number, 'day')}; {_data(covered, not_covered)}."
    key = row_key("gap", first, last)
    return ChronologyRow(RowKind.GAP, key, UncertainDay(first), said, until=UncertainDay(last))


def _data(covered: list[str], not_covered: list[str]) -> str:
    have = f"{listed(covered)} {'has' if len(covered) == 1 else 'have'} data for all of them"
    lack = f"{listed(not_covered)} {'has' if len(not_covered) == 1 else 'have'} not"
    if not covered:
        return "no agency has data for all of them"
    if not not_covered and len(covered) > 1:
        return f"all {len(covered)} agencies have data for all of them"
    return f"{have}, {lack}" if not_covered else have
