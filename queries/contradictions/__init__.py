"""Contradictions: what the records of one person say differently, side by side, and without a winner."""

from queries.contradictions.accounts import HomeAccount, NamedRecord, ParentTie, PersonAccounts
from queries.contradictions.contradictions import Account, Contradiction, ContradictionKind, contradictions_in
from queries.contradictions.question import Contradictions, contradictions

__all__ = [
    "Account",
    "Contradiction",
    "ContradictionKind",
    "Contradictions",
    "HomeAccount",
    "NamedRecord",
    "ParentTie",
    "PersonAccounts",
    "contradictions",
    "contradictions_in",
]
