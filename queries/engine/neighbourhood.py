"""Everything around a person, asked once: all patterns of a child are judged from the same facts.

A pattern's own Cypher brings what that pattern needs, of everyone. Of one child, or a few, it costs less to bring all that the
lens shows of the child and those around in one round trip, and nothing is kept out before the judges: so what one agency alone
would find, and why a pattern finds nothing, can be judged too (docs/adr/0006).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.cypher import text_of
from graph.store import Row, Store
from graph.store.event_loop import with_pauses
from graph.vocabulary import NOT_HOUSEHOLD
from queries.core.case import FACTS, Case
from queries.core.findings import NotJudged
from queries.engine.case_views import CaseViews
from queries.engine.cypher_validation import columns_of
from queries.engine.question import Question, lens_parameters
from queries.identity.parts import around_then, cases_then, subject_of

_TEXT = Path(__file__).parent / "cypher" / "neighbourhood.cypher"


@dataclass(slots=True)
class Brought:
    """Each question about each subject, with the case that it is judged from; and those of whom the facts could not be read."""

    views: list[tuple[Question, CaseViews]] = field(default_factory=list)
    failed: list[NotJudged] = field(default_factory=list)


async def neighbourhood(store: Store, questions: Sequence[Question]) -> Brought:
    """Each question about each subject of its scope; all through one lens.

    A question that has nothing to judge is left out: one about children of somebody who is none, one about adults likewise.
    A pattern whose judge rests on its own text (`Pattern.filters_itself`) is asked by that text.
    One round trip for all other questions about children, and one for each that is asked by its own text (where it is about
    adults: if a subject is labelled Adult).
    """
    brought = Brought()
    together = [each for each in questions if _is_together(each)]
    children = await _children(store, together, brought) if together else []
    # Whoever came as a child need not be asked about as an adult, but for who is both: a teenage mother.
    minors = {each.case.subject for each in children if each.case.subject not in each.case.adults}
    adults = any(each not in minors for each in questions[0].scope.subjects or ())
    for question in questions:
        if _is_together(question):
            brought.views += [(question, each) for each in children]
        elif question.pattern.subject == "child" or adults:
            cases, failed = await question.cases(store)
            brought.views += [(question, CaseViews(case)) for case in cases]
            brought.failed += failed
    return brought


def _is_together(question: Question) -> bool:
    return question.pattern.subject == "child" and question.pattern.filters_itself


async def _children(store: Store, questions: Sequence[Question], brought: Brought) -> list[CaseViews]:
    first = questions[0]
    text = text_of(_TEXT, then=first.scope.then)
    social_care = sorted(first.scope.social_care())
    given = lens_parameters(first.lens, first.scope.subjects)
    rows = await store.read(text, no_household=sorted(NOT_HOUSEHOLD), social_care=social_care, **given)
    found: list[CaseViews] = []
    async for row in with_pauses(sorted(rows, key=subject_of)):
        try:
            found += map(CaseViews, _cases(first, columns_of(text), row))
        except Exception as error:  # whatever it is: it is of one person, and its own text may hold what is on record of them
            reason = f"what is around them could not be read: {type(error).__name__}"
            brought.failed += [NotJudged(each.pattern.id, subject_of(row), reason) for each in questions]
    return found


def _cases(question: Question, columns: Sequence[str], row: Row) -> list[Case]:
    """The case of a child; through a lens of an earlier day, of each whom its records made then."""
    if not question.scope.then:
        return [_each_once(Case.of(columns, row))]
    return [around_then(_each_once(case)) for case in cases_then(columns, row, question.lens.known_at, question.scope.named)]


def _each_once(case: Case) -> Case:
    """The case, in which a fact that was reached in two ways stands once, and only those took part whose contact is here."""
    for name in FACTS:
        setattr(case, name, list({fact.id: fact for fact in getattr(case, name)}.values()))
    here = {contact.id for contact in case.contacts}
    case.took_part = [part for part in dict.fromkeys(case.took_part) if part.contact in here]
    return case
