"""Blind spots: what an agency would miss by its own records, and others' records answer.

A finding of absence (of verdicts: those with silent days) that an agency's own lens makes and the pooled lens does not; with the
facts that answer it, and whose they are: the father whom the police know and the health visitor never met.
How they are found without a question to the store: docs/adr/0006.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from queries.core.case import FACTS, Case, FactId
from queries.core.facts import Evidence
from queries.core.pattern import Verdict
from queries.core.wording import listed
from queries.engine.case_views import CaseViews
from queries.engine.judge import judge
from queries.engine.question import Question
from queries.explanations.minimal_subset import minimal_subset


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """What `agency` alone would find missing. `finding` is what it would say, in words, from its own `evidence`; `answered_by`
    are the facts, not seen by the agency, without which the pooled lens would say the same; `agencies` whose they are."""

    agency: str
    pattern: str
    subject: str
    key: str
    status: str | None
    finding: str
    evidence: tuple[Evidence, ...]
    answered_by: tuple[Evidence, ...]

    @property
    def agencies(self) -> tuple[str, ...]:
        """Whose facts answer it."""
        return tuple(sorted({each.agency for each in self.answered_by}))

    @property
    def statement(self) -> str:
        """What the agency alone would say, and whose records answer it, in plain English."""
        kinds = listed(sorted({each.kind for each in self.answered_by}))
        return f"By the records of {self.agency} alone: {self.finding} Answered by records of {listed(self.agencies)} ({kinds})."

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "agency": self.agency,
            "pattern": self.pattern,
            "subject": self.subject,
            "key": self.key,
            "status": self.status,
            "statement": self.statement,
            "finding": self.finding,
            "agencies": list(self.agencies),
            "evidence": [each.to_dict() for each in self.evidence],
            "answered_by": [each.to_dict() for each in self.answered_by],
        }


def blind_spots(question: Question, views: CaseViews) -> Iterator[BlindSpot]:
    """Each agency's, in order of agency and key."""
    pooled = {(each.key, each.status) for each in question.verdicts(views)}
    for agency in question.known(views.case):
        alone = sorted(question.verdicts(views, agency), key=lambda verdict: verdict.key)
        for verdict in alone:
            if verdict.silent is not None and (verdict.key, verdict.status) not in pooled:
                yield _blind_spot(question, views, agency, verdict)


def _blind_spot(question: Question, views: CaseViews, agency: str, verdict: Verdict) -> BlindSpot:
    answers = answering_facts(question, views, agency, verdict)
    evidence = tuple(fact.evidence() for name, fact in views.case.facts() if name in answers)
    return BlindSpot(
        agency,
        question.pattern.id,
        views.case.subject,
        verdict.key,
        verdict.status,
        verdict.statement,
        verdict.evidence(),
        tuple(sorted(evidence, key=lambda each: (each.kind, each.id))),
    )


def answering_facts(question: Question, views: CaseViews, agency: str, verdict: Verdict) -> set[FactId]:
    """The fewest facts that the agency does not see and without which the pooled lens says the same as the agency's own."""
    own = {name for name, _ in views.of(agency).facts()}
    others = sorted((name for name, _ in views.case.facts() if name not in own), key=_how_telling)

    def same_without(gone: list[FactId]) -> bool:
        return _still_found(question, views.case.without(set(gone)), verdict)

    return set(minimal_subset(others, same_without))


def _still_found(question: Question, case: Case, verdict: Verdict) -> bool:
    said = judge(question.pattern, case, question.context())
    return any((each.key, each.status) == (verdict.key, verdict.status) for each in said)


def _how_telling(name: FactId) -> tuple[int, str]:
    """What comes later is rather given as the answer: what somebody did before how somebody is described."""
    return FACTS.index(name[0]), name[1]
