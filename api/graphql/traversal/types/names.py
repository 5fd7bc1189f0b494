"""What the kinds and values of `queries.traversal` are called in GraphQL."""

import re
from functools import lru_cache

TYPES = {
    "person": "Person",
    "record": "PersonRecord",
    "relationship": "Relationship",
    "stay": "Stay",
    "address": "Address",
    "contact": "Contact",
    "involvement": "Involvement",
    "concern": "Concern",
    "strength": "Strength",
    "participant": "Participant",
    "share": "Share",
    "agency": "Agency",
}
"""The type of each kind; a Person is a Child or an Adult."""

FACTS = ("contact", "involvement", "concern", "strength")

INTERFACES = {
    "Child": ("Person", "Node"),
    "Adult": ("Person", "Node"),
    "Agency": ("Node",),
    "Address": ("Node",),
    **{TYPES[fact]: ("Fact", "Node") for fact in FACTS},
}
"""What else each type is."""


@lru_cache(maxsize=1024)
def snake(name: str) -> str:
    """A name of GraphQL as Python has it: recorded_on for `recordedOn`."""
    return re.sub(r"(?<!^)([A-Z])", lambda letter: "_" + letter[1].lower(), name)
