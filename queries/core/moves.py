"""Moves: the sequence of arrivals that several agencies' accounts of one child's stays make together.

Definition: docs/model.md, "Words that the patterns use" (moves).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from queries.core.facts import Stay

_SAME_ARRIVAL_DAYS = 60


@dataclass(frozen=True, slots=True)
class Move:
    """An arrival at another address than the one before: the day, and every agency's account of it."""

    on: date
    address: str
    accounts: tuple[Stay, ...]


def moves(stays: Iterable[Stay], child: str) -> list[Move]:
    """The moves of a child, in order.

    Arrivals are the stays of kinds other than hospital, in order of start, then address. One is dropped, as another
    account of the same arrival, when one already kept, at the same address, by another agency, starts 0 to 60 days before
    it. A stay without a start began before all others. The first arrival of all is no move.
    """
    own = [stay for stay in stays if stay.person == child and stay.kind != "hospital"]
    own.sort(key=lambda stay: (stay.start or date.min, stay.address, stay.agency, stay.id))
    kept: list[tuple[Stay, list[Stay]]] = []
    for stay in own:
        same = next((accounts for first, accounts in kept if _is_account_of(stay, first)), None)
        if same is None:
            kept.append((stay, [stay]))
        else:
            same.append(stay)
    found: list[Move] = []
    for (before, _), (arrival, accounts) in pairwise(kept):
        if arrival.address != before.address and arrival.start is not None:
            found.append(Move(arrival.start, arrival.address, tuple(accounts)))
    return found


def _is_account_of(stay: Stay, kept: Stay) -> bool:
    if stay.address != kept.address or stay.agency == kept.agency:
        return False
    days = ((stay.start or date.min) - (kept.start or date.min)).days
    return 0 <= days <= _SAME_ARRIVAL_DAYS
