"""What the codes of a payload become here, where the lists that several formats share do not have them."""

from graph.vocabulary import AddressKind, ClosureReason

PLACES = {
    "A": AddressKind.FOSTER_HOME,
    "U": AddressKind.FOSTER_HOME,
    "K": AddressKind.CHILDRENS_HOME,
    "P1": AddressKind.HOME,
    "R2": AddressKind.HOSPITAL,
    "R5": AddressKind.PRISON,
    "S1": AddressKind.SCHOOL,
    "T": AddressKind.TEMPORARY,
}
"""Types of placement (looked-after children return), by the code or by its first letter; any other is a place of another kind.
K3, supported accommodation, is no children's home."""

CEASED = {"E2": ClosureReason.DIED, "E3": ClosureReason.MOVED, "X1": ClosureReason.TRANSFERRED}
"""Why a placement ended; any other reason is `other`, and the code is kept beside it."""

ADOPTION = {
    "initial_decision_date": "Decision that the child should be placed for adoption",
    "matched_date": "Matched with adopters",
    "placed_date": "Placed for adoption",
}
"""The dates of an adoption, and what happened on each."""


def place_of(placement: str) -> AddressKind:
    """What kind of place a type of placement is."""
    code = placement.upper()
    if code == "K3":
        return AddressKind.OTHER
    return PLACES.get(code) or PLACES.get(code[:1]) or AddressKind.OTHER
