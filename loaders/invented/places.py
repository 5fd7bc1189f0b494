"""Invented addresses: no postcode area begins with QX, and no UPRN with 9990."""

from random import Random

from loaders.invented.agencies import HOME_AREA, OTHER_AREA
from loaders.invented.notes import Place

_STREETS = (
    *("Alder", "Bakers", "Canal", "Dovecote", "Elder", "Foundry", "Gorse", "Heron", "Kiln", "Lime", "Meadow"),
    *("Nettle", "Orchard", "Plover", "Quay", "Rowan", "Saddler", "Teasel", "Union", "Viaduct", "Weir", "Yew"),
)
_WAYS = ("Avenue", "Close", "Court", "Lane", "Road", "Street", "Terrace", "Walk", "Way", "Yard")
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_FIRST_UPRN = 999_000_000_000
_LAST_UPRN = 999_999_999_999


def some_home(rng: Random, authority: str = HOME_AREA, kind: str = "home") -> Place:
    """A home somewhere in that area."""
    street = f"{rng.randint(1, 180)} {rng.choice(_STREETS)} {rng.choice(_WAYS)}"
    address = f"Flat {rng.randint(1, 9)}, {street}" if rng.random() < 0.2 else street
    district = rng.randint(1, 9) if authority == HOME_AREA else rng.randint(20, 29)
    postcode = f"QX{district} {rng.randint(1, 9)}{rng.choice(_LETTERS)}{rng.choice(_LETTERS)}"
    uprn = str(rng.randint(_FIRST_UPRN, _LAST_UPRN))
    return Place(uprn, address, postcode, authority, kind, restricted=kind == "refuge")


def elsewhere(rng: Random) -> str:
    """The area of a family's next home: mostly the same."""
    return OTHER_AREA if rng.random() < 0.08 else HOME_AREA
