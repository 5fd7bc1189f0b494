"""What a matcher may join by itself, where a partnership lets it: likely pairs, each with its lead over the next best."""

import math
from collections.abc import Collection, Iterable, Mapping

from graph.identity.scored_joins import JoinCandidate
from graph.matching.bands import LIKELY, Proposal
from graph.matching.proposal_store import persons_in, stored_proposals
from graph.store import Store


async def join_candidates(store: Store, keys: Collection[str]) -> dict[str, list[JoinCandidate]]:
    """The likely pairs of which one is among these records, by the matcher that proposes them.

    Scores are probabilities, and `lead` how far one is above that of the next best: of another person for either of the two.
    """
    proposals = list((await stored_proposals(store, set(keys), ())).values())
    person = await persons_in(store, proposals, {})
    found: dict[str, list[JoinCandidate]] = {}
    for each in proposals:
        if each.band == LIKELY and not set(each.pair).isdisjoint(keys):
            score = _probability(each)
            own = JoinCandidate(*each.pair, score, score - _next_best(each, proposals, person))
            found.setdefault(f"casegraph matcher {each.model}", []).append(own)
    return found


def _next_best(proposal: Proposal, proposals: Iterable[Proposal], person: Mapping[str, str]) -> float:
    """The probability of the best pair of one of the two persons with a third, 0 where there is none."""
    two = {person[key] for key in proposal.pair}
    others = [each for each in proposals if len(two & {person[key] for key in each.pair}) == 1]
    return max(map(_probability, others), default=0.0)


def _probability(proposal: Proposal) -> float:
    """Of a score, which is the log2 of the odds."""
    return 1 / (1 + math.exp2(-proposal.score))
