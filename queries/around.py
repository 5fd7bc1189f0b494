"""Everything around a person, asked once: all patterns of a child are judged from the same facts.

A pattern's own Cypher brings what that pattern needs, of everyone. Of one child, or a few, it costs less to bring all that the
lens shows of the child and those around in one round trip, and nothing is kept out before the judges: so what one agency alone
would find, and why a pattern finds nothing, can be judged too.
"""

from collections.abc import Sequence
from pathlib import Path

from graph.cypher import text_of
from graph.pausing import with_pauses
from graph.store import Row, Store
from queries.asking import Question, lens_parameters
from queries.case import FACTS, Case
from queries.checks_of_text import columns_of
from queries.factors import household_kinds
from queries.register import own
from queries.views import Views

_TEXT = Path(__file__).parent / "cypher" / "around.cypher"


async def around(store: Store, questions: Sequence[Question], *, wide: bool = False) -> list[tuple[Question, Views]]:
    """Each question about each subject of its frame, with the case that it is judged from; all through one lens.

    A question that has nothing to judge is left out: one about children of somebody who is none, one about adults likewise.
    A pattern of somebody's own is asked by its own text, which its judge may rest on.
    One round trip for all questions about children, and one for each about adults where a subject is labelled Adult; `wide`
    brings what the latter's own parameters would keep out too.
    """
    ours = own()
    about_children = any(each.pattern.subject == "child" for each in questions)
    children = await _children(store, questions[0]) if about_children else []
    minors = {each.case.subject for each in children if each.case.subject not in each.case.adults}
    adults = any(each not in minors for each in questions[0].frame.subjects or ())
    found: list[tuple[Question, Views]] = []
    for question in questions:
        if question.pattern.id in ours or (question.pattern.subject == "adult" and adults):
            found += [(question, Views(case)) for case in await question.cases(store, wide=wide)]
        elif question.pattern.subject == "child":
            found += [(question, each) for each in children]
    return found


async def _children(store: Store, question: Question) -> list[Views]:
    text = text_of(_TEXT)
    social_care = sorted(question.frame.social_care())
    given = lens_parameters(question.lens, question.frame.subjects)
    rows = await store.read(text, no_household=household_kinds(), social_care=social_care, **given)
    in_order = sorted(rows, key=lambda row: str(row[0]))
    return [Views(_case(text, row)) async for row in with_pauses(in_order)]


def _case(text: str, row: Row) -> Case:
    """The case, in which a fact that was reached in two ways stands once, and only those took part whose contact is here."""
    case = Case.of(columns_of(text), row)
    for name in FACTS:
        setattr(case, name, list({fact.id: fact for fact in getattr(case, name)}.values()))
    here = {contact.id for contact in case.contacts}
    case.took_part = [part for part in dict.fromkeys(case.took_part) if part.contact in here]
    return case
