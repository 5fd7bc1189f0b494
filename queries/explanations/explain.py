"""Why a pattern finds something about one person, or nothing: the facts, the values used, and how near it was.

An explanation says what was looked at and which agencies' extracts cover the days asked about: no data is never shown as "did not
happen". It counts and compares; it is no score, and no prediction.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from graph.errors import WrongPattern
from graph.lens import Lens
from graph.store import Store
from queries.core.case import Case
from queries.core.facts import Evidence
from queries.core.findings import Finding, lens_dict, plain
from queries.core.parameters import Value
from queries.core.pattern import Verdict, values_of
from queries.core.wording import listed
from queries.engine.case_views import CaseViews
from queries.engine.judge import judge
from queries.engine.neighbourhood import neighbourhood
from queries.engine.question import Question
from queries.engine.registry import pattern_of
from queries.engine.scope import read_scope
from queries.explanations.blockers import find_blockers, why_not_asked
from queries.explanations.fact_counts import AgencyData, FactCount, count_facts, data_of, fact_counts_text, window
from queries.explanations.near_misses import NearMiss, Shows, combined_near_miss, near_misses

_TOO_LITTLE = "No other value of its parameters brings it, and no fact stands in the way: what it needs is not on record."
_NO_DATA = "no data is not the same as nothing happened."


@dataclass(frozen=True, slots=True)
class Explained:
    """A finding, and for each parameter the nearest value with which it would not be found."""

    finding: Finding
    near_misses: tuple[NearMiss, ...]

    def to_dict(self) -> dict[str, Any]:
        """The finding as JSON has it, with its near misses."""
        return {**self.finding.to_dict(), "near_misses": [each.to_dict() for each in self.near_misses]}


@dataclass(slots=True)
class Explanation:
    """Why a pattern finds what it does about one subject.

    With `findings`, each has its near misses. Without, these say why: `not_asked` (why the question is not asked about this
    person, else None), `near_misses` (for each parameter alone, the nearest value with which it would be found), `together`
    (where no one parameter does: several that do), and `in_the_way` (the fewest facts without which it would be found).
    `unloaded` are sentences about agencies of which nothing is said, as they have loaded nothing. `cautions` are the pattern's
    own, after the `unfinished` ones: that a load is unfinished. `looked_at` and `agencies` say which facts there were to look at,
    and who has data for the days `days_from` to `days_to`.
    """

    pattern: str
    question: str
    subject: str
    lens: Lens
    parameters: dict[str, Value]
    days_from: date
    days_to: date
    findings: list[Explained] = field(default_factory=list)
    not_asked: str | None = None
    near_misses: list[NearMiss] = field(default_factory=list)
    together: list[NearMiss] = field(default_factory=list)
    in_the_way: tuple[Evidence, ...] = ()
    looked_at: list[FactCount] = field(default_factory=list)
    agencies: list[AgencyData] = field(default_factory=list)
    cautions: tuple[str, ...] = ()
    unloaded: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()

    @property
    def statements(self) -> list[str]:
        """In plain English, the most telling first."""
        if self.findings:
            return [said for each in self.findings for said in (each.finding.statement, *(t.statement for t in each.near_misses))]
        return [
            f"Nothing found. Looked at {fact_counts_text(self.looked_at)}.",
            *self._why_not(),
            *self._uncovered(),
            *self.unfinished,
        ]

    def _why_not(self) -> list[str]:
        said = [self.not_asked] if self.not_asked else []
        said += [each.statement for each in self.near_misses]
        if self.together:
            values = listed(each.statement.removeprefix("Would be found with ").rstrip(".") for each in self.together)
            said.append(f"No one parameter brings it: would be found with {values} together.")
        said += self.unloaded
        if self.in_the_way:
            facts = listed(f"{each.kind} {each.id}" for each in self.in_the_way)
            said.append(f"Would be found without {facts}.")
        return said or [_TOO_LITTLE]

    def _uncovered(self) -> list[str]:
        missing = [each for each in self.agencies if not each.covered]
        extents = [each.extent for each in missing if each.extent]
        reach = f" ({'; '.join(extents)})" if extents else ""
        whose = listed(each.agency for each in missing)
        days = f"{self.days_from} to {self.days_to}"
        return [f"Extracts of {whose} do not cover {days}{reach}: {_NO_DATA}"] if missing else []

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "pattern": self.pattern,
            "question": self.question,
            "subject": self.subject,
            "found": bool(self.findings),
            "statements": self.statements,
            "findings": [each.to_dict() for each in self.findings],
            "not_asked": self.not_asked,
            "near_misses": [each.to_dict() for each in self.near_misses],
            "together": [each.to_dict() for each in self.together],
            "unloaded": list(self.unloaded),
            "in_the_way": [each.to_dict() for each in self.in_the_way],
            "looked_at": [each.to_dict() for each in self.looked_at],
            "days": {"from": self.days_from.isoformat(), "to": self.days_to.isoformat()},
            "agencies": [each.to_dict() for each in self.agencies],
            "lens": lens_dict(self.lens),
            "parameters": plain(self.parameters),
            "cautions": list(self.cautions),
        }

    def to_dicts(self) -> list[dict[str, Any]]:
        """One row, for pandas or polars."""
        return [self.to_dict()]


async def explain(
    store: Store, pattern: str, subject: str, *, lens: Lens | None = None, parameters: Mapping[str, Any] | None = None
) -> Explanation:
    """Explain what a pattern finds about one person, or that it finds nothing. Two round trips; one or two more
    about an adult, or with a pattern that is asked by its own text.

    `subject` is an id, a record key or an NHS number; `parameters` as for `find`. Raises UnknownName or InvalidInput, naming what
    is wrong.
    """
    chosen = pattern_of(pattern)
    values = values_of([chosen], parameters or {})[chosen.id]
    found = await read_scope(store, subject, lens)
    question = Question(chosen, found.lens(lens or Lens.of()), values, found)
    return explanation(question, await _views(store, question), found.subject)


async def _views(store: Store, question: Question) -> CaseViews | None:
    """The case to explain; None where nothing of the person was brought. Raises WrongPattern where it cannot be read.

    With a pattern asked by its own text, what its values keep out is brought too (asked twice), so that near misses can be told;
    but only where its judge says the same of that, so that what is explained is what `find` says.
    """
    brought = await neighbourhood(store, [question])
    if brought.failed:
        raise WrongPattern(brought.failed[0].reason)
    views = next((each for _, each in brought.views), None)
    if question.pattern.subject == "child" and question.pattern.filters_itself:
        return views
    cases, _ = await question.cases(store, wide=True)
    wide = CaseViews(cases[0]) if cases else None
    return wide if wide and _said(question, wide) == _said(question, views) else views


def _said(question: Question, views: CaseViews | None) -> set[tuple[str, str | None]]:
    return {(each.key, each.status) for each in question.verdicts(views)} if views else set()


def explanation(question: Question, views: CaseViews | None, subject: str) -> Explanation:
    """Explain what the question makes of a case; None where nothing of the person was brought."""
    days = window(question, views.case if views else None)
    pattern = question.pattern
    answer = Explanation(
        pattern.id,
        pattern.question,
        subject,
        question.lens,
        dict(question.values),
        *days,
        cautions=question.scope.cautions + pattern.cautions,
    )
    answer.unfinished = question.scope.cautions
    if views is not None:
        answer.cautions = question.scope.cautions + question.of_identity(views.case) + pattern.cautions
        answer.looked_at = count_facts(question, views.case)
        answer.unloaded = tuple(
            f"This child was {each.how} {each.agency}, which has loaded nothing." for each in question.unasked(views.case)
        )
        verdicts = {(each.key, each.status): each for each in question.verdicts(views)}
        found = question.findings(views)
        answer.findings = [_explained(question, views, each, verdicts[each.key, each.status]) for each in found]
    answer.agencies = data_of(question, answer.looked_at, days)
    if not answer.findings:
        _why_not(answer, question, views.case if views else None)
    return answer


def _explained(question: Question, views: CaseViews, finding: Finding, verdict: Verdict) -> Explained:
    def shows(values: Mapping[str, Value]) -> bool:
        return any((each.key, each.status) == (verdict.key, verdict.status) for each in _judged(question, views.case, values))

    return Explained(finding, tuple(near_misses(question.pattern.every_parameter, question.values, shows)))


def _why_not(answer: Explanation, question: Question, case: Case | None) -> None:
    answer.not_asked = why_not_asked(question, case)
    if case is None:
        return
    shows = _finds(question, case)
    parameters = question.pattern.every_parameter
    answer.near_misses = list(near_misses(parameters, question.values, shows))
    if not answer.near_misses:
        answer.together = combined_near_miss(parameters, question.values, shows)
    answer.in_the_way = find_blockers(case, lambda changed: _finds(question, changed)(question.values))


def _finds(question: Question, case: Case) -> Shows:
    return lambda values: bool(_judged(question, case, values))


def _judged(question: Question, case: Case, values: Mapping[str, Value]) -> list[Verdict]:
    return judge(question.pattern, case, replace(question.context(), values=values))
