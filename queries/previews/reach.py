"""How far a change of identity reaches: about whom something else may be found when records are somebody else's.

The people asked about, those around them that their cases are made of, and no others are brought, in five steps at most.
"""

from collections.abc import Callable, Iterable

from graph.lens import Lens
from graph.store import Store
from queries.engine.scope import Scope
from queries.previews.identity_view import FIGURES, IdentityView
from queries.previews.surroundings import Surroundings


async def surroundings_of(store: Store, lens: Lens, scope: Scope, changed: set[str]) -> tuple[Surroundings, set[str]]:
    """Everything that is needed to judge anew whom a change of these people (each by today's id) may concern; and who that is."""
    facts = Surroundings()

    async def bring(people: Iterable[str]) -> IdentityView:
        await facts.read(store, lens, scope, people)
        return IdentityView(facts, lens.agencies or ())

    view = await bring(changed)
    view = await bring(_each(changed, view, _nearby))
    subjects = changed | _each(changed, view, _nearby)
    for person in view.figures(changed) | _each(changed, view, _with_them):
        subjects |= view.targets(person, *FIGURES)
    kids = changed | {kid for person in changed for kid in view.targets(person, *FIGURES) | view.tied(person, "SIBLING_OF")}
    subjects |= view.figures(kids) | _each(kids, view, lambda seen, kid: set(seen.housemates(kid)))
    view = await bring(subjects)
    subjects |= {each for parent in view.figures(kids) for each in view.tied(parent, "PARTNER_OF")}
    view = await bring(subjects | _each(subjects, view, _beside))
    await bring(_each(subjects, view, _halves) | _each(subjects, view, IdentityView.kids))
    return facts, subjects


def _each(people: Iterable[str], view: IdentityView, find: Callable[[IdentityView, str], set[str]]) -> set[str]:
    return {found for person in people for found in find(view, person)}


def _nearby(view: IdentityView, person: str) -> set[str]:
    """Whose case somebody is in as family, household, or by a contact."""
    return _beside(view, person) | _with_them(view, person)


def _beside(view: IdentityView, person: str) -> set[str]:
    return view.tied(person) | view.housemates(person).keys()


def _with_them(view: IdentityView, person: str) -> set[str]:
    """Who took part in contacts about somebody, and whom contacts were about in which they took part."""
    theirs = {part.person for contact in view.contacts.get(person, ()) for part in view.parts.get(contact.id, ())}
    about = {view.contact[part.contact].person for part in view.parts_of.get(person, ()) if part.contact in view.contact}
    return (theirs | about) - {person}


def _halves(view: IdentityView, person: str) -> set[str]:
    """The children of somebody's parents."""
    return {kid for parent in view.sources(person, *FIGURES) for kid in view.targets(parent, "PARENT_OF")}
