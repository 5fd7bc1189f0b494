"""The smallest sets of agencies whose records together show a finding that none shows alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import comb

from queries.core.pattern import Verdict
from queries.engine.case_views import CaseViews
from queries.engine.question import Question

LARGEST = 4
"""How many agencies a set may have that is tried (docs/adr/0006)."""

MOST_TRIED = 1000
"""How many sets are tried for one finding: with 12 agencies about a case, every one of up to four."""


@dataclass(frozen=True, slots=True)
class SmallestSets:
    """Every set of agencies, no larger than `tried_to`, whose records together give the same finding (subject, key and status),
    while those of no part of it do. `among` are the agencies with anything about the case; with more than `tried_to` of them,
    larger sets are not tried, and `complete` is false."""

    sets: tuple[tuple[str, ...], ...]
    among: tuple[str, ...]
    tried_to: int

    @property
    def complete(self) -> bool:
        """Whether every set there is was tried."""
        return self.tried_to >= len(self.among)

    def statement(self) -> str:
        """Which agencies together show it, and how far that was tried, in plain English."""
        beyond = "" if self.complete else f" Sets of more than {self.tried_to} agencies were not tried."
        if not self.sets:
            return f"No {self.tried_to} agencies' records together show it: it takes {self.tried_to + 1} or more."
        sets_text = "; or ".join(" and ".join(each) for each in self.sets)
        return f"No agency's records alone show it. The fewest that do, together: {sets_text}.{beyond}"


def smallest_sets(question: Question, views: CaseViews, verdict: Verdict) -> SmallestSets:
    """Judge the same facts again through the lens of each set of agencies, the smallest first.

    With more agencies a finding of absence can go again, so a set is tried even where a larger one shows nothing; one that holds
    a set already found is not, since it is none of the smallest.
    """
    among = question.known(views.case)
    tried_to = _tried_to(len(among))
    found: list[frozenset[str]] = []
    for agencies in _by_size(among, tried_to):
        whole = frozenset(agencies)
        if not any(smaller <= whole for smaller in found) and _shows(question, views, agencies, verdict):
            found.append(whole)
    return SmallestSets(tuple(tuple(sorted(each)) for each in found), tuple(among), tried_to)


def _shows(question: Question, views: CaseViews, agencies: tuple[str, ...], verdict: Verdict) -> bool:
    wanted = (verdict.key, verdict.status)
    return any((each.key, each.status) == wanted for each in question.verdicts(views, *agencies))


def _tried_to(agencies: int) -> int:
    """The largest size up to which all sets can be tried."""
    size = min(agencies, LARGEST)
    while size > 2 and sum(comb(agencies, each) for each in range(1, size + 1)) > MOST_TRIED:
        size -= 1
    return size


def _by_size(agencies: list[str], largest: int) -> Iterator[tuple[str, ...]]:
    for size in range(1, largest + 1):
        yield from combinations(agencies, size)
