"""What decisions about identity would do, found without doing it: who each record they reach would be, and what would be written.

`graph.identity.decisions` carries it out; a preview looks at it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from graph.errors import InvalidInput
from graph.identity.grouping import Judgement, Pair
from graph.identity.judged import (
    MOST_DECISIONS,
    Decision,
    Judged,
    RefusedDecisions,
    forget,
    is_text,
    judged_about,
    malformed,
    not_found,
    statement_of,
)
from graph.store import ReadKind, Store
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import Statement
from graph.writing.persons.clusters import IdentityCluster, Resolution, expand_cluster, judgement_id, resolve_cluster


@dataclass(frozen=True, slots=True)
class DecisionPlan:
    """What decisions would do: who the records they reach are now (`before`) and would be, and the statements that keep them.

    `cluster` is what is known of those records, with the decisions in it; `resolution` what follows. `not_matched`, once it is
    carried out: why it could not be worked out anew who else may be one person, where that failed.
    """

    cluster: IdentityCluster
    before: dict[str, str]
    resolution: Resolution
    statements: list[Statement]
    not_matched: str | None = None

    @property
    def moves(self) -> dict[str, tuple[str, str]]:
        """By key, each record whose person would be another: who it is now, and who it would be."""
        after = self.resolution.person
        return {key: (now, after[key]) for key, now in sorted(self.before.items()) if after[key] != now}


async def decision_plan(store: Store, decisions: Sequence[Decision], agencies: Collection[str] | None = None) -> DecisionPlan:
    """What these decisions would do. Raises RefusedDecisions, saying of each that cannot stand why; with `agencies` without a key
    of a record of others.
    """
    if not 1 <= len(decisions) <= MOST_DECISIONS:
        raise InvalidInput(f"expected 1 to {MOST_DECISIONS:,} decisions, found {len(decisions):,}")
    pairs = [each.pair for each in decisions]
    # In this order: of a sealed record nothing else may be found out, not even by another error (docs/adr/0042).
    _refuse(await _unknown(store, pairs) | malformed(decisions), decisions)
    cluster = await expand_cluster(store, [], {}, sorted({key for pair in pairs for key in pair}))
    judged = await judged_about(store, pairs)
    stacks = {each.pair: [*judged.get(each.pair, ()), Judged.of(each)] for each in decisions}
    plan = plan_of(cluster, stacks)
    _refuse(_contradicting(plan, decisions, agencies), decisions)
    return plan


async def undo_plan(store: Store, left: str, right: str, agencies: Collection[str] | None = None) -> DecisionPlan:
    """What taking the last decision about two records back would do.

    Raises InvalidInput for a record of which nothing can be decided, where nothing was decided about the two, and where the
    decision that would stand again contradicts those made since.
    """
    pair = min(left, right), max(left, right)
    cluster = await record_cluster(store, [pair])
    judged = await judged_about(store, [pair])
    if pair not in judged:
        raise InvalidInput(f"expected a decision about {pair[0]} and {pair[1]}, found none")
    return put_back_plan(cluster, {pair: judged[pair][:-1]}, agencies)


def put_back_plan(
    cluster: IdentityCluster, stacks: Mapping[Pair, Sequence[Judged]], agencies: Collection[str] | None = None
) -> DecisionPlan:
    """What leaving these decisions about each pair would do. Raises InvalidInput where those that are left contradict others."""
    plan = plan_of(cluster, stacks)
    for sentence in _contradicting(plan, [], agencies).values():
        raise InvalidInput(sentence)
    return plan


def plan_of(cluster: IdentityCluster, stacks: Mapping[Pair, Sequence[Judged]]) -> DecisionPlan:
    """What follows in a cluster when these are the decisions about each pair, of which the last one stands."""
    forget(cluster, stacks)
    for pair, stack in stacks.items():
        if stack:
            stack[-1].enter(cluster, pair)
    rows = [statement_of(pair, stack) for pair, stack in stacks.items() if stack]
    gone = [judgement_id(*pair) for pair, stack in stacks.items() if not stack]
    statements: list[Statement] = [(text("put_judgements"), {"rows": rows})] if rows else []
    statements += [(text("delete_judgements"), {"ids": gone})] if gone else []
    return DecisionPlan(cluster, dict(cluster.person), resolve_cluster(cluster), statements)


async def record_cluster(store: Store, pairs: Iterable[Pair], *, of_any: bool = False) -> IdentityCluster:
    """What identity rests on around these records. Raises InvalidInput for a record of which nothing can be decided.

    `of_any`: such a record is left out of it instead.
    """
    named = list(pairs)
    problems = {} if of_any else await _unknown(store, named)
    for sentence in problems.values():
        raise InvalidInput(sentence)
    return await expand_cluster(store, [], {}, sorted({key for pair in named for key in pair}))


def _refuse(problems: Mapping[int, str], decisions: Sequence[Decision]) -> None:
    if problems:
        raise RefusedDecisions(problems, len(decisions))


async def open_records(store: Store, keys: Iterable[str]) -> set[str]:
    """Those of these records that there are, and that are not sealed. (What is no text at all names none, and cannot be sent.)"""
    named = sorted(key for key in keys if is_text(key))
    return {row[0] for row in await store.read(text("open_records"), ReadKind.BEFORE_WRITE, keys=named)}


async def _unknown(store: Store, pairs: Sequence[Pair]) -> dict[int, str]:
    """By the place of a pair, the sentence about a record in it of which nothing can be decided.

    Looked up before anything around the records is read: of a sealed one nothing else is to be found out.
    """
    known = await open_records(store, {key for pair in pairs for key in pair})
    return {place: not_found(gone[0]) for place, pair in enumerate(pairs) if (gone := [key for key in pair if key not in known])}


def _contradicting(plan: DecisionPlan, decisions: Sequence[Decision], agencies: Collection[str] | None) -> dict[int, str]:
    """By place, the sentence of a decision that makes one person of two records that were decided to be different."""
    person, problems = plan.resolution.person, {}
    for each in plan.cluster.judgements:
        inside = {each.left, each.right} <= person.keys() and person[each.left] == person[each.right]
        if each.verdict == "different" and inside:
            place = _latest(decisions, (each.left, each.right), person)
            problems[place] = (
                f"expected decisions that go together, found {_shown(each, agencies)} decided to be different, and joined"
                " through others: take one of those decisions back first"
            )
    return problems


def _shown(judgement: Judgement, agencies: Collection[str] | None) -> str:
    """Both records by their keys, where they are all of these agencies."""
    pair = judgement.left, judgement.right
    hidden = agencies is not None and not {unquote(key.partition("/")[0]) for key in pair} <= set(agencies)
    return "two records" if hidden else " and ".join(pair)


def _latest(decisions: Sequence[Decision], pair: Pair, person: Mapping[str, str]) -> int:
    """The place of the decision that is to blame: the one about the pair itself, else the last in that person."""
    own = [place for place, each in enumerate(decisions) if each.pair == pair]
    inside = [place for place, each in enumerate(decisions) if person.get(each.left) == person[pair[0]]]
    return (own or inside or [len(decisions) - 1])[-1]
