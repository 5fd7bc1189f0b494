"""Who may be one person: records that no identifier joins, compared, scored and proposed for somebody to decide.

Definition: docs/matching.md. Rules come first (`rules`), then scores (`scorer`, by a model that `trainer` trains with Splink),
then bands (`bands`); `proposal_store` brings the proposals in the store up to date.
"""

from graph.matching.bands import LIKELY, POSSIBLE, Proposal
from graph.matching.proposal_store import (
    keys_of_system,
    not_matched,
    nothing_to_propose,
    refresh,
    stored_model,
    train,
    try_refresh,
)

__all__ = [
    "LIKELY",
    "POSSIBLE",
    "Proposal",
    "keys_of_system",
    "not_matched",
    "nothing_to_propose",
    "refresh",
    "stored_model",
    "train",
    "try_refresh",
]
