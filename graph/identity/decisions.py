"""Decisions about identity: that two records are one person, or are not, or that nobody can tell; each can be taken back.

Definition: docs/model.md, "What every fact carries": identity decisions can be undone. A decision is a `Judgement` in the
graph; persons follow from all judgements and identifiers together, so taking one back gives exactly what was there before it.
A decision about two records of whom something was decided already stands over that one, which stands again when it is taken back.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import uuid4

from graph.errors import InvalidInput
from graph.identity.judged import Decision, Judged
from graph.identity.plan import DecisionPlan, decision_plan, put_back_plan, record_cluster, undo_plan
from graph.identity.scored_joins import JoinCandidate, ScoredJoins, scored_joins
from graph.matching import try_refresh
from graph.settings import Settings
from graph.store import ReadKind, Store
from graph.writing.changes.touched import Touched
from graph.writing.commits import commit
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import Statement
from graph.writing.persons.clusters import label_statements
from graph.writing.persons.histories import history_statements
from graph.writing.persons.rights_properties import keep_rights_of
from graph.writing.write_lock import WriteLock, write_lock


async def decide(store: Store, decisions: Sequence[Decision], *, wait: float = 600) -> DecisionPlan:
    """Carry these decisions out: all of them, or none; what was done. `wait`: so many seconds for others that write.

    Raises RefusedDecisions, which says of each that cannot stand why: a record that there is none of, two decisions about the
    same two, or one person made of two records that were decided to be different. StoreBusy when somebody else is writing all
    the time.
    """
    async with write_lock(store, wait=wait) as held:
        # Planned only now that the lock is held: somebody else may have decided, or loaded, while it was waited for
        # (docs/adr/0005).
        return await _carry_out(store, held, await decision_plan(store, decisions))


async def join(store: Store, left_key: str, right_key: str, *, by: str, reason: str, on: date) -> None:
    """Decide that two records are one person; `by` says who decided, `on` when. Raises as `decide`."""
    await decide(store, [Decision(left_key, right_key, "same", reason, by, on)])


async def split(store: Store, left_key: str, right_key: str, *, by: str, reason: str, on: date) -> None:
    """Decide that two records are different people; what they have in common joins nobody any more (graph.identity.grouping).

    Raises as `decide`.
    """
    await decide(store, [Decision(left_key, right_key, "different", reason, by, on)])


async def undo(store: Store, left_key: str, right_key: str, *, wait: float = 600) -> DecisionPlan:
    """Take the last decision about two records back: the one that it took the place of, identifiers, and what was decided about
    others say what they are then.

    Raises InvalidInput for a record that there is none of, where nothing was decided about the two, and where the decision that
    would stand again contradicts those made since.
    """
    async with write_lock(store, wait=wait) as held:
        return await _carry_out(store, held, await undo_plan(store, left_key, right_key))


async def undo_by(store: Store, by: str) -> tuple[int, DecisionPlan]:
    """Take back every decision that this matcher (its name and version as `decided_by` says them) made by score; how many, and
    what was done.

    Raises InvalidInput where there is none, naming the matchers of whom there are some.
    """
    async with write_lock(store) as held:
        rows = await store.read(text("judgements_by"), ReadKind.BEFORE_WRITE)
        found = {(each["left"], each["right"]): Judged.stack(each) for (each,) in rows}
        left = {pair: [each for each in stack if not each.is_by(by)] for pair, stack in found.items()}
        changed = {pair: stack for pair, stack in left.items() if len(stack) < len(found[pair])}
        if not changed:
            known = sorted({each.by for stack in found.values() for each in stack if each.method == "score"})
            raise InvalidInput(f"expected a matcher that joined somebody, found '{by}'; known: {', '.join(known) or 'none'}")
        plan = await _carry_out(store, held, put_back_plan(await record_cluster(store, changed, of_any=True), changed))
        return sum(len(found[pair]) - len(stack) for pair, stack in changed.items()), plan


async def join_by_score(
    store: Store, pairs: Sequence[JoinCandidate], *, matcher: str, on: date, settings: Settings | None = None
) -> ScoredJoins:
    """Join those of these pairs that the settings allow to be joined by score alone: none of them by default.

    `matcher` is its name and version, with which `undo_by` takes all of it back. What contradicts, is sealed, or was decided
    about by somebody is held back, each with the reason.
    """
    settings = settings or Settings()
    if settings.join_by_score is None:
        return (await scored_joins(store, pairs, matcher, on, settings))[0]
    async with write_lock(store) as held:
        answer, plan = await scored_joins(store, pairs, matcher, on, settings)
        if plan is not None:
            await _carry_out(store, held, plan)
        return answer


async def _carry_out(store: Store, held: WriteLock, plan: DecisionPlan) -> DecisionPlan:
    noted: Statement = (text("note_decision"), {"decided": uuid4().hex})
    # No version of a record changes by a decision: what it makes of their histories is written with it.
    histories = await history_statements(store, plan.resolution)
    begin = [Touched().begin()] if held.rights_due == "" else []
    await commit(store, held, [*plan.statements, *plan.resolution.statements, *histories, noted, *begin])
    # Every label is looked at, not only where somebody moved: deciding again mends what a killed decision left.
    for statement in await label_statements(store, sorted(set(plan.resolution.person.values()))):
        await commit(store, held, [statement])
    await keep_rights_of(store, held, set(plan.resolution.person.values()))
    return replace(plan, not_matched=await try_refresh(store, held, plan.resolution.person.keys()))
