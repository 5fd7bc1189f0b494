"""The bands of proposals: which pairs are likely, which possible, and which are not shown. Pure.

Whether a pair is likely depends on who else is near: where a record is nearly as close to somebody who cannot be the same person,
there is no telling which of the two it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graph.identity.grouping import Pair

LIKELY = "likely"
POSSIBLE = "possible"
# Chosen on invented partnerships whose truth is known: docs/matching.md, "How good it is".
BARS = {LIKELY: 3.0, POSSIBLE: -6.0}
"""The least score of each band: log2 of the odds."""
LEAD = 5.0
"""By how much the score of a likely pair is above that of the next person whom either record may be of."""
TOO_LITTLE = "too_little_agrees"
RIVAL = "another_is_as_near"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two records (`left` < `right`) that may be of one person.

    `features` are `comparison:level` each, `held_back` the codes of why it is no more than possible, `model` the version by
    which it was scored.
    """

    left: str
    right: str
    score: float
    features: tuple[str, ...]
    held_back: tuple[str, ...]
    model: str

    @property
    def band(self) -> str:
        """LIKELY; POSSIBLE where anything holds it back."""
        return POSSIBLE if self.held_back else LIKELY

    @property
    def pair(self) -> Pair:
        """Both record keys, the smaller first."""
        return self.left, self.right


def ranked(proposals: Iterable[Proposal], person: Mapping[str, str]) -> list[Proposal]:
    """The same proposals, held back where somebody else is as near, and no longer where nobody is.

    All that touch each other are needed at once; `person` says of whom each record in them is.
    """
    every = list(proposals)
    near = nearest(every, person)
    return [_ranked(each, person, near) for each in every]


Near = dict[str, dict[str, float]]


def nearest(proposals: Iterable[Proposal], person: Mapping[str, str]) -> Near:
    """By person, the others whom they may be, with the best score."""
    near: Near = defaultdict(dict)
    for each in proposals:
        for one, other in ((each.left, each.right), (each.right, each.left)):
            mine, theirs = person[one], person[other]
            near[mine][theirs] = max(near[mine].get(theirs, each.score), each.score)
    return near


def _ranked(proposal: Proposal, person: Mapping[str, str], near: Near) -> Proposal:
    held = tuple(each for each in proposal.held_back if each != RIVAL)
    if any(_rivals(proposal, person, near)):
        held = (*held, RIVAL)
    return proposal if held == proposal.held_back else replace(proposal, held_back=held)


def _rivals(proposal: Proposal, person: Mapping[str, str], near: Near) -> Iterator[str]:
    """Others who are nearly as close to one of the two, and are not thought to be the other."""
    left, right = person[proposal.left], person[proposal.right]
    for one, other in ((left, right), (right, left)):
        for third, score in near[one].items():
            # Who may be the other of the two as well is no rival: all three may be one person.
            if third != other and score > proposal.score - LEAD and third not in near[other]:
                yield third
