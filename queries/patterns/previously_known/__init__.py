"""Was this family known before, whatever the threshold? (3.7)"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from graph.dates import age_on
from queries.core.ages import is_before_life, is_older
from queries.core.case import Case
from queries.core.facts import Contact, Involvement, Tie, sortable
from queries.core.pattern import EvaluationContext, Pattern, Verdict, counted, is_subject
from queries.core.wording import listed, over, plural

Item = Contact | Involvement
_RELATIONS = ("self", "sibling", "parent_as_child")


def judge(case: Case, context: EvaluationContext) -> Iterator[Verdict]:
    """One finding a child with at least one item before the anchor."""
    if not is_subject(case, context):
        return
    opened = [each for each in case.involvements if each.person == case.subject and each.end is None]
    current = [each for each in opened if each.agency in context.social_care]
    anchor = anchor_of(case, context)
    items = known_before(case, context, anchor)
    if not items:
        return
    plan = [each for each in opened if each.kind == "child_protection_plan"]
    answers = {"currently_open": bool(current), "plan_in_place": bool(plan), "by_person": _by_person(items)}
    facts = [*(item for _, item in items), *_kin(case, items)]
    # Of the child, and of a parent as a child, a spell counts once it had ended, so its end is part of what is found; a
    # sibling's counts from its start.
    ends = [item for relation, item in items if relation != "sibling"]
    yield Verdict(_statement(items, anchor, bool(plan), context), facts, answers, known_ends=ends)


def anchor_of(case: Case, context: EvaluationContext) -> date:
    """The start of the child's latest social-care involvement that is open on `as_of`, else `as_of`.

    One without a start says nothing of what came before it, and is no anchor: docs/adr/0012-facts-without-a-date.md.
    """
    own = [each for each in case.involvements if each.person == case.subject and each.agency in context.social_care]
    return max((each.start for each in own if each.end is None and each.start), default=context.as_of)


def known_before(case: Case, context: EvaluationContext, anchor: date) -> list[tuple[str, Item]]:
    """Every item before the anchor, with the relation of whom it is about: self, sibling or parent_as_child."""
    siblings, figures = case.siblings(case.subject), case.parent_figures(case.subject)
    found: list[tuple[str, Item]] = []
    items: list[Item] = [*case.involvements, *case.contacts]
    for item in items:
        relation = _relation(case, item, siblings, figures)
        if relation and _counts(item, context) and _is_before(item, anchor, relation):
            found.append((relation, item))
    return sorted(found, key=lambda each: (_RELATIONS.index(each[0]), sortable(_date(each[1])), each[1].id))


def known_as_child(case: Case, context: EvaluationContext) -> bool:
    """Whether a parent figure has an item from when they were under 18, whatever else they are to the child."""
    figures, anchor = case.parent_figures(case.subject), anchor_of(case, context)
    items: list[Item] = [*case.involvements, *case.contacts]
    theirs = [item for item in items if item.person in figures and _was_child(case, item) and _counts(item, context)]
    return any(_is_before(item, anchor, "parent_as_child") for item in theirs)


def _kin(case: Case, items: list[tuple[str, Item]]) -> list[Tie]:
    """The relationships by which items about others are of the child's family."""
    siblings = {item.person for relation, item in items if relation == "sibling"}
    figures = {item.person for relation, item in items if relation == "parent_as_child"}
    ties = [tie for tie in case.figure_ties(case.subject) if tie.person in figures]
    return [*case.sibling_ties(case.subject, siblings), *ties]


def _relation(case: Case, item: Item, siblings: set[str], figures: set[str]) -> str | None:
    if item.person == case.subject:
        return "self"
    if item.person in siblings:
        return "sibling"
    if item.person in figures and _was_child(case, item):
        return "parent_as_child"
    return None


def _was_child(case: Case, item: Item) -> bool:
    """Whether an item is of a day on which its person was under 18 (where a spell has no start, its known end): not before there
    was anybody, and not of a parent who by these dates of birth is no older than the child."""
    born = case.birth(item.person)
    day = _date(item) or (item.end if isinstance(item, Involvement) else None)
    if born is None or day is None or is_before_life(born, day):
        return False
    parents = {tie.person for tie in case.parent_ties(case.subject, "mother", "father", "parent")}
    if item.person in parents and not is_older(born, case.birth(case.subject)):
        return False
    return age_on(born.on, day) < 18


def _counts(item: Item, context: EvaluationContext) -> bool:
    if isinstance(item, Involvement):
        return item.agency in context.social_care
    return item.kind == "referral" and (item.agency in context.social_care or item.referred_to in context.social_care)


def _is_before(item: Item, anchor: date, relation: str) -> bool:
    if isinstance(item, Contact):
        return item.on is not None and item.on < anchor
    if relation == "sibling":
        return sortable(item.start) < anchor
    return item.end is not None and item.end < anchor


def _date(item: Item) -> date | None:
    return item.on if isinstance(item, Contact) else item.start


def _by_person(items: list[tuple[str, Item]]) -> list[dict[str, Any]]:
    people: dict[tuple[str, str], list[Item]] = {}
    for relation, item in items:
        people.setdefault((relation, item.person), []).append(item)
    return [
        {"person": person, "relation": relation, "count": _records(own), **_first_and_last(own)}
        for (relation, person), own in sorted(people.items(), key=lambda each: (_RELATIONS.index(each[0][0]), each[0][1]))
    ]


def _records(items: list[Item]) -> int:
    """How many items: every involvement, and the contacts as patterns count them."""
    contacts = [item for item in items if isinstance(item, Contact)]
    return len(items) - len(contacts) + counted(contacts)


def _first_and_last(items: list[Item]) -> dict[str, date | None]:
    days = [day for item in items if (day := _date(item))]
    return {"first_on": min(days, default=None), "last_on": max(days, default=None)}


def _statement(items: list[tuple[str, Item]], anchor: date, plan: bool, context: EvaluationContext) -> str:
    relation_words = {"self": "this child", "sibling": "a brother or sister", "parent_as_child": "a parent or carer when a child"}
    whom = listed(relation_words[relation] for relation in _RELATIONS if any(relation == each for each, _ in items))
    days = [_date(item) for _, item in items]
    times = plural(_records([item for _, item in items]), "record")
    said = f"Children's social care knew this family before {anchor}: {times} about {whom}"
    in_place = "a child protection plan is" if plan else "no child protection plan is"
    return f"{said}, {over(days)}; {in_place} in place on {context.as_of}."


PATTERN = Pattern(
    id="previously_known",
    version=2,
    question="Was this family known before, whatever the threshold?",
    section="3.7",
    parameters=(),
    answers={
        "currently_open": "whether a social-care involvement about the child is open on as_of",
        "plan_in_place": "whether a child protection plan of any agency is open",
        "by_person": "for each person: person, relation (self, sibling, parent_as_child), count, first_on, last_on (both null "
        "where none of them has a date)",
    },
    cautions=(
        "Having been in care is not a concern about a parent.",
        "Records older than an agency keeps, or of another area, may not be here.",
    ),
    judge=judge,
    filters_itself=True,
    derived={"social_care": lambda context: sorted(context.social_care)},
    folder=Path(__file__).parent,
)
