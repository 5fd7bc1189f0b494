"""The case of one subject, made of facts that are here: a child's neighbourhood, and what one pattern asks of an adult.

A second reading of what the texts bring: docs/adr/0041.
"""

from collections.abc import Iterable

from queries.core.case import Case
from queries.core.facts import Contact, Tie, TookPart
from queries.engine.question import Question
from queries.previews.identity_view import FIGURES, IdentityView, makes_household

ACROSS_FAMILIES = "adult_across_families"
_FAMILY = ("PARENT_OF", "CARES_FOR", "SIBLING_OF", "RELATED_TO")
_WITH_SIBLINGS = ("referral", "notification")


def case_for(question: Question, view: IdentityView, subject: str, children: dict[str, Case]) -> Case | None:
    """What a question is judged from; None where it is not about this person. `children` keeps the cases of children made so far.

    Of patterns that rest on their own text only the one that is named here can be made: see `previewed`.
    """
    if question.pattern.id == ACROSS_FAMILIES:
        return across_families(question, view, subject) if subject in view.adults else None
    if subject not in view.children:
        return None
    if subject not in children:
        children[subject] = neighbourhood_of(view, subject)
    return children[subject]


def previewed(question: Question) -> bool:
    """Whether what a question is judged from can be made of facts that are here."""
    pattern = question.pattern
    return pattern.id == ACROSS_FAMILIES or (pattern.subject == "child" and pattern.filters_itself)


def neighbourhood_of(view: IdentityView, child: str) -> Case:
    """As `queries/engine/cypher/neighbourhood.cypher` brings it."""
    figures = view.sources(child, *FIGURES)
    mates = view.housemates(child)
    siblings = (view.tied(child, "SIBLING_OF") | _halves(view, child)) - figures
    near = {child} | figures
    family = near | siblings
    people = family | mates.keys()
    contacts = {each.id: each for each in _contacts(view, near, siblings)}
    return Case(
        child,
        records=[record for person in people for record in view.records.get(person, ())],
        ties=_unique(_ties(view, child, figures)),
        contacts=list(contacts.values()),
        took_part=[part for part in _took_part(view, child, near) if part.contact in contacts],
        involvements=[each for person in family for each in view.involvements.get(person, ())],
        concerns=[each for person in people for each in view.concerns.get(person, ())],
        stays=[*view.stays.get(child, ()), *(stay for stays in mates.values() for stay in stays)],
        adults=sorted(view.adults),
        reached=sorted(view.reached),
        known_to=view.known_to(child),
    )


def _halves(view: IdentityView, child: str) -> set[str]:
    """Whoever has a parent in common with the child."""
    parents = {tie.person for tie in view.ties.get(child, ()) if tie.type == "PARENT_OF" and tie.other == child}
    return {
        tie.other for parent in parents for tie in view.ties.get(parent, ()) if tie.type == "PARENT_OF" and tie.person == parent
    } - {child}


def _contacts(view: IdentityView, near: set[str], siblings: set[str]) -> Iterable[Contact]:
    """About the child and its parent figures; of siblings what was raised; and those in which the child or a figure took part."""
    for person in near | siblings:
        for contact in view.contacts.get(person, ()):
            if person in near or contact.kind in _WITH_SIBLINGS:
                yield contact
    for person in near:
        for part in view.parts_of.get(person, ()):
            if part.contact in view.contact:
                yield view.contact[part.contact]


def _took_part(view: IdentityView, child: str, near: set[str]) -> set[TookPart]:
    own = {contact.id for contact in view.contacts.get(child, ())}
    found = {part for person in near for part in view.parts_of.get(person, ())}
    return found | {part for contact in own for part in view.parts.get(contact, ())}


def _ties(view: IdentityView, child: str, figures: set[str]) -> Iterable[Tie]:
    for tie in view.ties.get(child, ()):
        if tie.type in _FAMILY:
            yield tie
    for figure in figures:
        for tie in view.ties.get(figure, ()):
            if tie.type == "PARENT_OF" and tie.person == figure and tie.other != child:
                yield tie


def _unique(ties: Iterable[Tie]) -> list[Tie]:
    return list({tie.id: tie for tie in ties}.values())


def across_families(question: Question, view: IdentityView, adult: str) -> Case | None:
    """As `adult_across_families.cypher` brings it; None where it does not find the adult."""
    factors, needed = question.values["factors"], question.values["only_with_concern"]
    assert isinstance(factors, tuple)
    concerns = [each for each in view.concerns.get(adult, ()) if each.factor in factors]
    children = (view.kids(adult) | view.housemates(adult).keys()) & view.children - {adult}
    if (needed and not concerns) or len(children) < 2:
        return None
    people = [adult, *sorted(children)]
    ties = [tie for tie in view.ties.get(adult, ()) if tie.type == "PARTNER_OF"]
    for kid in children:
        ties += [tie for tie in view.ties.get(kid, ()) if tie.type == "SIBLING_OF" or (tie.type in FIGURES and tie.other == kid)]
    return Case(
        adult,
        records=[record for person in people for record in view.records.get(person, ())],
        ties=_unique(ties),
        concerns=concerns,
        stays=[stay for person in people for stay in view.stays.get(person, ()) if makes_household(stay)],
    )
