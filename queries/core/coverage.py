"""Which days the extracts that are loaded cover: no data is never shown as "did not happen".

Extracts lag: the last days before the day asked about (setting CASEGRAPH_EXTRACT_LAG_DAYS) need not be covered by them.
Decision: docs/adr/0015.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from graph.settings import Settings
from queries.core.wording import listed

Days = tuple[date, date]
"""The first and the last of them."""


def extract_lag_days() -> int:
    """By how many days extracts may lag."""
    return _lag_days(os.environ.get("CASEGRAPH_EXTRACT_LAG_DAYS"))


@cache
def _lag_days(_: str | None) -> int:
    # Every question asks for it, and reading all settings takes longer than the store's answer.
    return Settings().extract_lag_days


@dataclass(frozen=True, slots=True)
class Periods:
    """The periods of finished whole extracts, by agency; `lag` is how many days extracts may lag."""

    by_agency: Mapping[str, list[Days]]
    lag: int = 0

    def covered(self, agency: str, days: Days, as_of: date) -> bool:
        """Whether an agency's extracts together cover every one of these days, but for the last few before `as_of`.

        The first of the days is never left out: an agency without any data covers nothing.
        """
        wanted, last = days
        last = max(wanted, min(last, as_of - timedelta(days=self.lag)))
        for start, end in sorted(self.by_agency.get(agency, [])):
            if start <= wanted <= end:
                if end >= last:
                    return True
                wanted = end + timedelta(days=1)
        return False

    def reach(self, agency: str, on: date) -> bool:
        """Whether an extract covers a day, or ends no more days before it than extracts may lag."""
        return any(start <= on <= end + timedelta(days=self.lag) for start, end in self.by_agency.get(agency, []))

    def extent(self, agency: str, days: Days) -> str:
        """How far the data of an agency reach that does not cover these days, in plain English; empty where none says so."""
        whole = self.whole(agency)
        if whole is None:
            return ""
        first, last = whole
        return f"{agency}'s records here reach " + (f"to {last}" if first <= days[0] else f"from {first} to {last}")

    def whole(self, agency: str) -> Days | None:
        """The first and the last day that an agency's extracts cover; None where none says its days."""
        periods = self.by_agency.get(agency)
        return (min(start for start, _ in periods), max(end for _, end in periods)) if periods else None


@dataclass(frozen=True, slots=True)
class AgencyPeriod:
    """One agency of a lens: the first and last day that its extracts cover (None where none says so), and whether they reach the
    day asked about, but for the days by which extracts may lag."""

    agency: str
    covers_from: date | None
    covers_to: date | None
    covered: bool

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        first, last = (day and day.isoformat() for day in (self.covers_from, self.covers_to))
        return {"agency": self.agency, "covers_from": first, "covers_to": last, "covered": self.covered}


@dataclass(frozen=True, slots=True)
class QuestionCoverage:
    """What data there is for a question: of which days each agency of its lens has loaded extracts. `everyone` is false where
    the lens leaves agencies out; `loaded` whether anything at all is loaded of those in it."""

    as_of: date
    agencies: tuple[AgencyPeriod, ...]
    everyone: bool
    loaded: bool

    @property
    def statement(self) -> str | None:
        """Said where no agency's extracts cover the day asked about, so that finding nothing says nothing; else None."""
        if any(each.covered for each in self.agencies):
            return None
        whose = "" if self.everyone else f" of {listed(each.agency for each in self.agencies)}"
        if not self.loaded:
            return f"nothing is loaded{whose}"
        first = min((each.covers_from for each in self.agencies if each.covers_from), default=None)
        last = max((each.covers_to for each in self.agencies if each.covers_to), default=None)
        extent = f"its extracts are of {first} to {last}" if first else "no extract says which days it covers"
        return f"nothing that is loaded{whose} covers {self.as_of}: {extent}"


NO_COVERAGE = QuestionCoverage(date.min, (), True, False)
"""Of a question that was not asked of any store."""


def question_coverage(
    periods: Periods, agencies: Iterable[str], as_of: date, *, everyone: bool, loaded: Iterable[str]
) -> QuestionCoverage:
    """What there is for a question about a day, through the records of these agencies."""
    own = tuple(agencies)
    found = []
    for agency in own:
        first, last = periods.whole(agency) or (None, None)
        found.append(AgencyPeriod(agency, first, last, periods.reach(agency, as_of)))
    return QuestionCoverage(as_of, tuple(found), everyone, not set(own).isdisjoint(loaded))
