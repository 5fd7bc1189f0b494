"""Decisions about identity: that two records are one person, or are not, or that nobody can tell; each can be taken back.

Definition: docs/model.md, "What every fact carries": identity decisions can be undone. A decision is a `Judgement` in the
graph; persons follow from all judgements and identifiers together, so taking one back gives exactly what was there before it.
A decision about two records of whom something was decided already stands over that one, which stands again when it is taken back.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from graph.errors import InvalidInput
from graph.identity.plan import Decision, Judged, decision_plan, forget, judged_about, record_cluster, statement_of
from graph.matching import try_refresh
from graph.store import Store
from graph.writing.commits import commit
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import Statement
from graph.writing.persons.clusters import IdentityCluster, Resolution, label_statements, resolve_cluster
from graph.writing.write_lock import WriteLock, write_lock


async def decide(store: Store, decisions: Sequence[Decision]) -> None:
    """Carry these decisions out: all of them, or none.

    Raises RefusedDecisions, which says of each that cannot stand why: a record that there is none of, two decisions about the
    same two, or one person made of two records that were decided to be different. StoreBusy when somebody else is writing all
    the time.
    """
    async with write_lock(store) as held:
        plan = await decision_plan(store, decisions)
        await _carry_out(store, held, plan.statements, plan.resolution)


async def join(store: Store, left_key: str, right_key: str, *, by: str, reason: str, on: date) -> None:
    """Decide that two records are one person; `by` says who decided, `on` when. Raises as `decide`."""
    await decide(store, [Decision(left_key, right_key, "same", reason, by, on)])


async def split(store: Store, left_key: str, right_key: str, *, by: str, reason: str, on: date) -> None:
    """Decide that two records are different people; what they have in common joins nobody any more (graph.identity.grouping).

    Raises as `decide`.
    """
    await decide(store, [Decision(left_key, right_key, "different", reason, by, on)])


async def undo(store: Store, left_key: str, right_key: str) -> None:
    """Take the last decision about two records back: the one that it took the place of, identifiers, and what was decided about
    others say what they are then.

    Raises InvalidInput for a record that there is none of, and where nothing was decided about the two.
    """
    left, right = min(left_key, right_key), max(left_key, right_key)
    async with write_lock(store) as held:
        circle = await record_cluster(store, [(left, right)])
        judged = await judged_about(store, [(left, right)])
        if (left, right) not in judged:
            raise InvalidInput(f"expected a decision about {left} and {right}, found none")
        await _put_back(store, held, circle, {(left, right): judged[left, right][:-1]})


async def undo_by(store: Store, by: str) -> int:
    """Take back every decision that this matcher (its name and version as `decided_by` says them) made by score; how many.

    Raises InvalidInput where there is none, naming the matchers of whom there are some.
    """
    async with write_lock(store) as held:
        rows = await store.read_for_write(text("judgements_by"))
        found = {(each["left"], each["right"]): Judged.stack(each) for (each,) in rows}
        left = {pair: [each for each in stack if not each.is_by(by)] for pair, stack in found.items()}
        changed = {pair: stack for pair, stack in left.items() if len(stack) < len(found[pair])}
        if not changed:
            known = sorted({each.by for stack in found.values() for each in stack if each.method == "score"})
            raise InvalidInput(f"expected a matcher that joined somebody, found '{by}'; known: {', '.join(known) or 'none'}")
        circle = await record_cluster(store, changed, of_any=True)
        await _put_back(store, held, circle, changed)
        return sum(len(found[pair]) - len(stack) for pair, stack in changed.items())


async def _put_back(store: Store, held: WriteLock, circle: IdentityCluster, stacks: dict[tuple[str, str], list[Judged]]) -> None:
    """Leave these decisions about each pair, the last of which stands."""
    forget(circle, stacks)
    rows = []
    for pair, stack in stacks.items():
        if stack:
            stack[-1].enter(circle, pair)
            rows.append(statement_of(pair, stack))
    statements: list[Statement] = [(text("delete_judgements"), {"ids": _ids(pair for pair in stacks if not stacks[pair])})]
    statements.append((text("put_judgements"), {"rows": rows}))
    await _carry_out(store, held, statements, resolve_cluster(circle))


def _ids(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [" = ".join(pair) for pair in pairs]


async def _carry_out(store: Store, held: WriteLock, statements: list[Statement], regrouped: Resolution) -> None:
    await commit(store, held, [*statements, *regrouped.statements])
    # Every label is looked at, not only where somebody moved: deciding again mends what a killed decision left.
    for statement in await label_statements(store, sorted(set(regrouped.person.values()))):
        await commit(store, held, [statement])
    await try_refresh(store, held, regrouped.person.keys())
