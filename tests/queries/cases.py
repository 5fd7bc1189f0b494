"""Cases made by hand, for what is judged without a store: a child `c` of ten, and facts about it."""

from datetime import date
from typing import Any

from graph.lens import Lens
from queries.core.case import Case
from queries.core.facts import Contact, Involvement, Record, Stay, Tie, TookPart
from queries.core.pattern import values_of
from queries.engine.case_views import CaseViews
from queries.engine.question import Question
from queries.engine.registry import registry
from queries.engine.scope import Scope

AS_OF = date(2025, 6, 1)
AGENCIES = ("csc", "gp", "hv", "police", "school")
KINDS = {"csc": "social_care", "gp": "health", "hv": "health", "police": "police", "school": "education"}


def day(text: str) -> date:
    return date.fromisoformat(text)


def record(agency: str, person: str = "c", born: str | None = "2015-05-05", **more: Any) -> Record:
    """An agency's record of a person."""
    dated = day(born) if born else None
    found = Record(person, f"{agency}/s/{person}", agency, [], AS_OF, dated, "day", "actual", None, None, None, None)
    return found._replace(**more)


def contact(agency: str, number: int, on: str, **more: Any) -> Contact:
    """A contact about the child, attended unless said otherwise."""
    plain = Contact(
        "c", f"{agency}/s/k{number}", agency, [], day(on), day(on), "appointment", "attended", *[None] * 2, "s", *[None] * 3
    )
    return plain._replace(**more)


def parent(agency: str, person: str, kind: str) -> Tie:
    """An agency's record that this is the child's mother or father."""
    return Tie(person, "c", "PARENT_OF", f"{agency}/s/r-{person}", agency, kind, None, AS_OF, None, None, None)


def spell(agency: str, start: str, kind: str = "child_in_need", **more: Any) -> Involvement:
    """A service about the child that is open."""
    begun = day(start)
    return Involvement("c", f"{agency}/s/i-{start}", agency, [], begun, begun, None, None, kind, None, None)._replace(**more)


def stay(agency: str, start: str, address: str) -> Stay:
    """An agency's record that the child came to live at an address."""
    return Stay("c", address, f"{agency}/s/{start}", agency, day(start), day(start), None, None, "home", None)


def met(contact_: Contact, person: str) -> TookPart:
    """That a person was seen in a contact."""
    return TookPart(contact_.id, person, "parent", "seen")


def case(**facts: Any) -> CaseViews:
    """A case of the child; without records of it, every agency that there is has one."""
    return CaseViews(Case("c", **{"records": [record(agency) for agency in AGENCIES], **facts}))


def question(pattern: str, **parameters: Any) -> Question:
    """A pattern asked of these agencies' records; the extracts of csc cover all days."""
    chosen = registry()[pattern]
    frame = Scope(dict(KINDS), {"csc": [(date(2000, 1, 1), AS_OF)]}, (), ("c",))
    return Question(chosen, frame.lens(Lens.of(AS_OF)), values_of([chosen], parameters)[pattern], frame)
