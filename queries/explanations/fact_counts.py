"""What a question looked at: which facts of whom it had, and for which days there is data at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from queries.core.case import Case, Fact, FactId
from queries.core.wording import listed, plural
from queries.engine.cypher_validation import columns_of
from queries.engine.question import Question
from queries.identity.parts import people_of

_WORDS = {"person": ("record of a person", "records of people")}


@dataclass(frozen=True, slots=True)
class FactCount:
    """Facts of one kind by one agency, of the kinds that the pattern looks at: how many about the subject, and about others
    (family and household); their first and last day, None where none is dated."""

    agency: str
    kind: str
    about_subject: int
    about_others: int
    first_on: date | None
    last_on: date | None

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        days = {"first_on": self.first_on and self.first_on.isoformat(), "last_on": self.last_on and self.last_on.isoformat()}
        counts = {"about_subject": self.about_subject, "about_others": self.about_others}
        return {"agency": self.agency, "kind": self.kind, **counts, **days}


@dataclass(frozen=True, slots=True)
class AgencyData:
    """One agency of the lens: how many facts that the pattern looks at it has here, and whether its extracts cover the days
    (but for the last, by which extracts may lag). `extent` says how far they reach where they do not, in plain English."""

    agency: str
    facts: int
    covered: bool
    extent: str = ""

    @property
    def statement(self) -> str:
        """In plain English: no data is never shown as "did not happen"."""
        has = plural(self.facts, "fact") if self.facts else "nothing on record here"
        if self.covered:
            return f"{self.agency}: {has}; its extracts cover these days."
        reach = f" ({self.extent})" if self.extent else ""
        return f"{self.agency}: {has}; its extracts do not cover these days{reach}, so what it did then is not known."

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"agency": self.agency, "facts": self.facts, "covered": self.covered, "statement": self.statement}


def count_facts(question: Question, case: Case) -> list[FactCount]:
    """By agency and kind, the facts of a case of the kinds that the pattern's Cypher brings."""
    by_kind: dict[tuple[str, str], list[tuple[FactId, Fact]]] = {}
    for name, fact in _of_interest(question, case):
        by_kind.setdefault((fact.agency, fact.evidence().kind), []).append((name, fact))
    return [_looked(case, agency, kind, found) for (agency, kind), found in sorted(by_kind.items())]


def kind_text(kind: str, number: int) -> str:
    """In plain English: `1 stay`, `2 records of people`."""
    return plural(number, *_WORDS.get(kind, (kind,)))


def fact_counts_text(looked: list[FactCount]) -> str:
    """In plain English: `4 stays and 2 records by gp and police`."""
    kinds: dict[str, int] = {}
    for each in looked:
        kinds[each.kind] = kinds.get(each.kind, 0) + each.about_subject + each.about_others
    counts_text = listed(kind_text(kind, kinds[kind]) for kind in sorted(kinds))
    return f"{counts_text}, by {listed(sorted({each.agency for each in looked}))}" if looked else "nothing: there is none"


def _of_interest(question: Question, case: Case) -> Iterator[tuple[FactId, Fact]]:
    columns = columns_of(question.pattern.cypher)
    return ((name, fact) for name, fact in case.facts() if name[0] in columns)


def _looked(case: Case, agency: str, kind: str, found: list[tuple[FactId, Fact]]) -> FactCount:
    own = sum(case.subject in people_of(fact) for _, fact in found)
    days = [day for _, fact in found if (day := fact.evidence().on or fact.evidence().start)]
    return FactCount(agency, kind, own, len(found) - own, min(days, default=None), max(days, default=None))


def window(question: Question, case: Case | None) -> tuple[date, date]:
    """The days that the pattern asks about: its window, else the days since the subject was born, else the day asked about."""
    context = question.context()
    born = case.birth(case.subject) if case else None
    # A window begins after the day that `since` gives: that day itself is not in it.
    if "window_months" in context.values:
        return context.since("window_months") + timedelta(days=1), context.as_of
    if "days" in context.values:
        return context.as_of - timedelta(days=context.number("days")), context.as_of
    return (min(born.on, context.as_of) if born else context.as_of), context.as_of


def data_of(question: Question, looked: list[FactCount], days: tuple[date, date]) -> list[AgencyData]:
    """Every agency of the lens: what it has here, and whether its extracts cover every one of these days."""
    facts = dict.fromkeys(question.agencies, 0)
    for each in looked:
        if each.agency in facts:
            facts[each.agency] += each.about_subject + each.about_others
    return [_data(question, agency, number, days) for agency, number in sorted(facts.items())]


def _data(question: Question, agency: str, facts: int, days: tuple[date, date]) -> AgencyData:
    periods = question.scope.periods
    return AgencyData(agency, facts, periods.covered(agency, days, question.lens.as_of), periods.extent(agency, days))
