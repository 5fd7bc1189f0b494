"""Joining by score alone, where a partnership lets a matcher do it: above its bar, with a lead, and never against a rule.

Definition: docs/decisions.md, "Joining by score". Each join is a decision of the matcher, signed with its name and version, and
taken back like any other, or all of a version together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from graph.errors import InvalidInput
from graph.identity.grouping import Pair
from graph.identity.judged import LONGEST_NAME, Decision, Judged, judged_about
from graph.identity.plan import DecisionPlan, open_records, plan_of
from graph.identity.resolution import contradictions
from graph.settings import Settings
from graph.store import Store
from graph.writing.persons.clusters import IdentityCluster, expand_cluster

OFF = "joining by score is off (setting CASEGRAPH_JOIN_BY_SCORE)"
DECIDED = "somebody has decided about them"
NOT_OPEN = "a record is sealed, or not there"
ONE_ALREADY = "they are one person already"
GROUP = "it would make one person of records that contradict each other"


@dataclass(frozen=True, slots=True)
class JoinCandidate:
    """What a matcher gives two records; `lead` is how far that is ahead of the next best candidate of either."""

    left: str
    right: str
    score: float
    lead: float

    @property
    def pair(self) -> Pair:
        """Both record keys, the smaller first."""
        return min(self.left, self.right), max(self.left, self.right)


@dataclass(slots=True)
class ScoredJoins:
    """What came of pairs: those that are joined by this, and, of each other, why not."""

    joined: list[Pair] = field(default_factory=list)
    held_back: dict[Pair, str] = field(default_factory=dict)


async def scored_joins(
    store: Store, pairs: Sequence[JoinCandidate], matcher: str, on: date, settings: Settings
) -> tuple[ScoredJoins, DecisionPlan | None]:
    """What joining these pairs by score would do; the plan is None where it joins nobody. `matcher`: its name and version.

    Raises InvalidInput for a matcher without a name, or with one that is too long.
    """
    if not 1 <= len(matcher.strip()) <= LONGEST_NAME:
        raise InvalidInput(f"matcher: expected its name and version, of at most {LONGEST_NAME} characters")
    answer = ScoredJoins(held_back=dict(_below(pairs, settings)))
    wanted = {each.pair: each for each in pairs if each.pair not in answer.held_back}
    if not wanted:
        return answer, None
    known = await open_records(store, {key for pair in wanted for key in pair})
    cluster = await expand_cluster(store, [], {}, sorted(known))
    decided = (await judged_about(store, wanted)).keys()
    _hold_back(answer, wanted, dict(_refused(wanted, cluster, decided, known)))
    before = dict(cluster.person)
    decisions = {pair: Decision(*pair, "same", _reason(each), matcher, on, "score", each.score) for pair, each in wanted.items()}
    stacks = {pair: [Judged.of(each)] for pair, each in decisions.items()}
    plan = plan_of(cluster, stacks)
    # Pairs that are right one by one may together make one person of records that contradict each other: then none of them is
    # joined.
    bad = _contradicting_groups(plan, before)
    if bad:
        _hold_back(answer, wanted, {pair: GROUP for pair in wanted if plan.resolution.person[pair[0]] in bad})
        # The cluster has these decisions in it by now; an empty stack takes each out of it again.
        for pair in stacks.keys() - wanted.keys():
            stacks[pair] = []
        plan = plan_of(cluster, stacks)
    answer.joined = sorted(wanted)
    return answer, plan if wanted else None


def _below(pairs: Iterable[JoinCandidate], settings: Settings) -> Iterator[tuple[Pair, str]]:
    bar, lead = settings.join_by_score, settings.join_lead
    for each in pairs:
        if bar is None:
            yield each.pair, OFF
        elif each.score < bar:
            yield each.pair, f"its score of {each.score:.3f} is below {bar:g}"
        elif each.lead < lead:
            yield each.pair, f"its lead of {each.lead:.3f} over the next best is below {lead:g}"


def _refused(
    wanted: Mapping[Pair, JoinCandidate], cluster: IdentityCluster, decided: Iterable[Pair], known: set[str]
) -> Iterator[tuple[Pair, str]]:
    judged = set(decided)
    for pair in wanted:
        if not known.issuperset(pair):
            yield pair, NOT_OPEN
        elif pair in judged:
            yield pair, DECIDED
        elif cluster.person[pair[0]] == cluster.person[pair[1]]:
            yield pair, ONE_ALREADY
        elif reasons := contradictions(cluster.described[pair[0]], cluster.described[pair[1]]):
            yield pair, reasons[0]


def _hold_back(answer: ScoredJoins, wanted: dict[Pair, JoinCandidate], refused: Mapping[Pair, str]) -> None:
    answer.held_back |= refused
    for pair in refused:
        del wanted[pair]


def _contradicting_groups(plan: DecisionPlan, before: Mapping[str, str]) -> set[str]:
    """The persons made of several, two of whose records, apart before, contradict each other or were decided to be different."""
    members: dict[str, list[str]] = defaultdict(list)
    for key, person in plan.resolution.person.items():
        members[person].append(key)
    several = [keys for keys in members.values() if len({before[key] for key in keys}) > 1]
    apart = {(each.left, each.right) for each in plan.cluster.judgements if each.verdict == "different"}
    described = plan.cluster.described
    return {
        plan.resolution.person[one]
        for keys in several
        for one, other in combinations(sorted(keys), 2)
        if before[one] != before[other] and ((one, other) in apart or contradictions(described[one], described[other]))
    }


def _reason(each: JoinCandidate) -> str:
    return f"score {each.score:.4f}, ahead of the next best by {each.lead:.4f}"
