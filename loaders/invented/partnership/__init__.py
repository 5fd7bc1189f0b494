"""Inventing partnerships of any size: the same children, seed and day give the same files, byte for byte."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from random import Random

from graph.errors import InvalidInput
from loaders.invented.extracts import Extracts
from loaders.invented.identifiers import nhs_numbers
from loaders.invented.partnership.accounts import Telling, TrueRecord
from loaders.invented.partnership.household import USUAL, Household, Rates, invent
from loaders.invented.partnership.police import tell_police
from loaders.invented.partnership.social_care import tell_social_care
from loaders.invented.partnership.support import tell_support
from loaders.invented.partnership.universal import tell_universal

_FIRST_NHS = 10_000


def write_partnership(
    folder: Path,
    *,
    children: int,
    seed: int,
    until: date,
    progress: Callable[[int], None] | None = None,
    rates: Rates = USUAL,
    truth: Callable[[Iterable[TrueRecord]], None] | None = None,
) -> list[Path]:
    """Write the extracts of an invented partnership with that many children; returns its folders, one an agency.

    Each family has a random stream of its own. `until` is the day of the extracts: nothing is later. `progress` is
    called with the number of children written so far, after every family, `truth` with whose its records are. About
    about 250,000 children the range of test NHS numbers is used up, and the people after that have none.
    Raises InvalidInput when `children` is below 1 or `folder` is a file.
    """
    if children < 1:
        raise InvalidInput(f"children: expected 1 or more, found {children}")
    nhs = nhs_numbers(_FIRST_NHS)
    written, serial = 0, 0
    with Extracts(folder, until) as extracts:
        while written < children:
            rng, names = Random(f"{seed}/{serial}"), Random(f"{seed}/{serial}/names")  # noqa: S311 (invented data)
            family = invent(rng, until, children - written, nhs, serial, names, rates)
            telling = _tell(family, extracts, serial, names)
            if truth:
                truth(telling.known_truth())
            serial += 1
            written += len(family.children)
            if progress:
                progress(written)
        return extracts.folders


def _tell(family: Household, extracts: Extracts, serial: int, names: Random) -> Telling:
    telling = Telling(family, extracts, serial, names)
    tell_universal(telling)
    tell_social_care(telling)
    tell_police(telling)
    tell_support(telling)
    telling.notes.close()
    return telling
