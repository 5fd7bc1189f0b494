"""What the looked-after children return (SSDA903) says of placements, and of why a period of care ended."""

from datetime import date

from graph.facts import Content
from graph.vocabulary import AddressKind, ClosureReason

_PLACES = {
    "A": AddressKind.HOME,
    "H": AddressKind.HOSTEL,
    "K": AddressKind.CHILDRENS_HOME,
    "P": AddressKind.OTHER,
    "R": AddressKind.CHILDRENS_HOME,
    "S": AddressKind.SCHOOL,
    "T": AddressKind.TEMPORARY,
    "U": AddressKind.FOSTER_HOME,
    "Z": AddressKind.OTHER,
}
_OF_THEIR_OWN = {
    "K3": AddressKind.HOSTEL,
    "P1": AddressKind.HOME,
    "R2": AddressKind.HOSPITAL,
    "R3": AddressKind.OTHER,
    "R5": AddressKind.PRISON,
}

CONTINUES = "X1"
"""An episode of care that ends so is followed by the next one on the same day: the child is still looked after."""

ENDINGS = {
    "E2": ClosureReason.DIED,
    "E3": ClosureReason.TRANSFERRED,
    "E7": ClosureReason.TRANSFERRED,
    "E15": ClosureReason.AGED_OUT,
    "E16": ClosureReason.MOVED,
    "E17": ClosureReason.AGED_OUT,
}


def placement(agency: str, child: str, postcode: str | None, since: date | None) -> Content:
    """Where a placement is: the postcode alone would make neighbours one household, so it is this child's own place there.

    The same in every return of an authority, so that one placement told by two is no move. Without a postcode it is told from
    the child's other placements by the day since when they are there.
    """
    own = f"a placement of child {child} of {agency}"
    return {"address": own, "postcode": postcode} if postcode else {"address": f"{own} since {since}"}


def place_kind(code: str) -> AddressKind:
    """What kind of place a placement code (U1, K2, ...) stands for; other where it is none of the return's."""
    code = code.strip().upper()
    return _OF_THEIR_OWN.get(code, _PLACES.get(code[:1], AddressKind.OTHER))


def ending(code: str) -> ClosureReason:
    """Why a period of care ended: died, to another authority, to adult services, no longer a child, abroad; other else."""
    return ENDINGS.get(code.strip().upper(), ClosureReason.OTHER)
