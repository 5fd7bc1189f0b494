"""Who was one person on an earlier day: a row about somebody of today, as the cases of those whom their records made then.

Definition: docs/model.md, "Identity through the lens". The texts bring, with every fact, whose its record was by then (fragments
named `…_then`); what is around somebody of today holds all that was around each of these (docs/adr/0045).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from queries.core.case import Case
from queries.identity.person_then import PersonThen

_THEN = ("subject", "adults", "known_to")
"""The columns in which a text of an earlier day says more."""


def cases_then(columns: Sequence[str], row: Sequence[Any], known_at: date, asked: Collection[str]) -> list[Case]:
    """The cases of those who somebody was on a day, from a row of a text of an earlier day; with `asked`, only of those who had
    a record of one of these uuids.

    Whom it is about, who is an adult and who knows something stand in it with what their nodes keep.
    """
    cells = dict(zip(columns, row, strict=True))
    id_, parts, decisions, is_child = cells["subject"]
    subject = PersonThen.of(id_, parts, decisions, known_at)
    others = [(PersonThen.of(each[0], each[1], each[2], known_at), each[3]) for each in cells.get("adults", ())]
    adults = sorted({part for person, is_adult in others if is_adult for part in person.ids})
    joined = {part: days for person in (subject, *(each for each, _ in others)) for part, days in person.joined.items()}
    whole = Case.of(columns, [[] if name in _THEN else cell for name, cell in cells.items()])
    named = {subject.named(uuid) for uuid in asked}
    wanted = [part for part in subject.ids if part in named] if asked else subject.ids
    found = []
    for part in wanted:
        known_to = sorted({agency for agency, whom in cells.get("known_to", ()) if whom == part})
        rest = set() if is_child else set(subject.ids) - {part}
        found.append(_without(replace(whole, subject=part, adults=adults, known_to=known_to, joined=joined), rest))
    return found


def _without(case: Case, people: set[str]) -> Case:
    """The case without the records and stays of these people: who is no child is none of another's household either."""
    if not people:
        return case
    records = [record for record in case.records if record.person not in people]
    return replace(case, records=records, stays=[stay for stay in case.stays if stay.person not in people])


def around_then(case: Case) -> Case:
    """Of a case of a child, what is around the child itself, as `neighbourhood.cypher` has it for a person of today."""
    child, family_ties = case.subject, [tie for tie in case.ties if tie.person != tie.other]
    figures = {tie.person for tie in family_ties if tie.type in ("PARENT_OF", "CARES_FOR") and tie.other == child}
    parents = {tie.person for tie in family_ties if tie.type == "PARENT_OF" and tie.other == child}
    siblings = {tie.other for tie in family_ties if tie.type == "PARENT_OF" and tie.person in parents} - {child}
    siblings |= {_other(tie.person, tie.other, child) for tie in family_ties if tie.type == "SIBLING_OF"} - {""}
    near, shared = {child} | figures, case.shared_stays(child)
    family = near | siblings
    people = family | {stay.person for _, stay in shared}
    with_near = {part.contact for part in case.took_part if part.person in near}
    contacts = [
        each
        for each in case.contacts
        if each.person in near or each.id in with_near or (each.person in family and each.kind in ("referral", "notification"))
    ]
    own = {each.id for each in contacts if each.person == child}
    homes = {stay.id for _, stay in shared}
    return replace(
        case,
        records=_of(case.records, people),
        ties=[
            tie for tie in case.ties if child in (tie.person, tie.other) or (tie.type == "PARENT_OF" and tie.person in figures)
        ],
        contacts=contacts,
        took_part=[part for part in case.took_part if part.person in near or part.contact in own],
        involvements=_of(case.involvements, family),
        concerns=_of(case.concerns, people),
        stays=[stay for stay in case.stays if stay.person == child or stay.id in homes],
    )


def subject_of(row: Sequence[Any]) -> str:
    """The id of whom a row is about: of today, where its text is of an earlier day."""
    return str(row[0][0] if isinstance(row[0], list) else row[0])


def people_of(fact: Any) -> set[str]:
    """Whom a fact is about: of a relationship, both."""
    return {fact.person, getattr(fact, "other", fact.person)}


def _other(one: str, other: str, child: str) -> str:
    return other if one == child else one if other == child else ""


def _of(facts: Iterable[Any], people: Collection[str]) -> list[Any]:
    return [fact for fact in facts if fact.person in people]
