"""What a matcher may join by itself, where a partnership lets it: likely pairs, each with its lead over the next best."""

import math
from collections.abc import Collection, Mapping

from graph.identity.scored_joins import JoinCandidate
from graph.matching.bands import LIKELY, Near, Proposal, nearest
from graph.matching.proposal_store import persons_in, stored_proposals
from graph.store import Store


async def join_candidates(store: Store, keys: Collection[str]) -> dict[str, list[JoinCandidate]]:
    """The likely pairs of which one is among these records, by the matcher that proposes them.

    Scores are probabilities, and `lead` how far one is above that of the next best: of another person for either of the two.
    """
    proposals = list((await stored_proposals(store, set(keys), ())).values())
    person = await persons_in(store, proposals, {})
    near = nearest(proposals, person)
    found: dict[str, list[JoinCandidate]] = {}
    for each in proposals:
        if each.band == LIKELY and not set(each.pair).isdisjoint(keys):
            score = _probability(each.score)
            own = JoinCandidate(*each.pair, score, score - _next_best(each, person, near))
            found.setdefault(f"casegraph matcher {each.model}", []).append(own)
    return found


def _next_best(proposal: Proposal, person: Mapping[str, str], near: Near) -> float:
    """The probability of the best pair of one of the two persons with a third, 0 where there is none."""
    two = {person[key] for key in proposal.pair}
    return max((_probability(score) for one in two for third, score in near[one].items() if third not in two), default=0.0)


def _probability(score: float) -> float:
    """Of a score, which is the log2 of the odds."""
    return 1 / (1 + math.exp2(-score))
