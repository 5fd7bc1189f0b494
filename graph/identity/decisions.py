"""Decisions of people about identity: that two records are one person, or are not; each can be taken back.

Definition: docs/model.md, "What every fact carries": identity decisions can be undone. A decision is a `Judgement` in the
graph; persons follow from all judgements and identifiers together, so taking one back gives exactly what was there before it.
"""

import difflib
from datetime import date
from typing import Any, NoReturn

from graph.errors import InvalidInput, UnknownName
from graph.identity.grouping import Judgement
from graph.store import Store
from graph.writing.commits import commit
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import Statement
from graph.writing.persons.clusters import (
    IdentityCluster,
    Resolution,
    expand_cluster,
    judgement_id,
    label_statements,
    resolve_cluster,
)
from graph.writing.persons.histories import history_statements
from graph.writing.write_lock import WriteLock, write_lock

_KEYS_COMPARED = 5000


async def join(store: Store, left_key: str, right_key: str, *, by: str, reason: str, on: date) -> None:
    """Decide that two records are one person; `by` says who decided, `on` when.

    Raises UnknownName for a record key that is none (offering the nearest), InvalidInput where it would make one person of two
    records that were decided to be different, StoreBusy when somebody else is writing all the time.
    """
    await _decide(store, left_key, right_key, "same", {"decided_by": by, "reason": reason, "decided_on": on})


async def split(store: Store, left_key: str, right_key: str, *, by: str, reason: str, on: date) -> None:
    """Decide that two records are different people; what they have in common joins nobody any more (graph.identity.grouping).

    Raises as `join`; InvalidInput where decisions of people still make one person of them.
    """
    await _decide(store, left_key, right_key, "different", {"decided_by": by, "reason": reason, "decided_on": on})


async def undo(store: Store, left_key: str, right_key: str) -> None:
    """Take a decision about two records back; identifiers, and the decisions about others, say what they are then.

    Raises UnknownName for a record key that is none, InvalidInput where nothing was decided about the two.
    """
    left, right = _in_order(left_key, right_key)
    async with write_lock(store) as held:
        circle = await _circle(store, left, right)
        if (left, right) not in circle.decided:
            raise InvalidInput(f"expected a decision about {left} and {right}, found none")
        _forget(circle, left, right)
        taken_back: Statement = (text("delete_judgements"), {"ids": [judgement_id(left, right)]})
        await _carry_out(store, held, [taken_back], resolve_cluster(circle))


async def _decide(store: Store, left_key: str, right_key: str, verdict: str, says: dict[str, Any]) -> None:
    left, right = _in_order(left_key, right_key)
    async with write_lock(store) as held:
        circle = await _circle(store, left, right)
        _forget(circle, left, right)
        circle.judgements.append(Judgement(left, right, verdict))
        circle.decided[left, right] = says["decided_by"], says["decided_on"]
        regrouped = resolve_cluster(circle)
        _refuse_contradictions(circle, regrouped)
        own = {"id": judgement_id(left, right), "left": left, "right": right, "verdict": verdict, "method": "human", **says}
        decided: Statement = (text("put_judgements"), {"rows": [{"id": own["id"], "properties": own}]})
        await _carry_out(store, held, [decided], regrouped)


def _in_order(left_key: str, right_key: str) -> tuple[str, str]:
    if left_key == right_key:
        raise InvalidInput(f"expected two records, found {left_key} twice")
    return min(left_key, right_key), max(left_key, right_key)


async def _circle(store: Store, left: str, right: str) -> IdentityCluster:
    circle = await expand_cluster(store, [], {}, (left, right))
    for key in (left, right):
        if key not in circle.person:
            await _unknown(store, key)
    return circle


async def _unknown(store: Store, key: str) -> NoReturn:
    """Raise UnknownName, offering the nearest keys; where there are none, the systems whose records there are."""
    keys = [row[0] for row in await store.read_for_write(text("record_keys"), start=key.rpartition("/")[0], limit=_KEYS_COMPARED)]
    near = difflib.get_close_matches(key, keys, n=3, cutoff=0.5)
    systems = [f"{agency}/{system}/…" for agency, system in await store.read_for_write(text("record_systems"))]
    raise UnknownName("person record", key, near or systems)


def _forget(circle: IdentityCluster, left: str, right: str) -> None:
    """Leave out what is on record of this pair, decided or still open."""
    circle.judgements = [each for each in circle.judgements if (each.left, each.right) != (left, right)]
    circle.decided.pop((left, right), None)
    circle.doubted.discard((left, right))


def _refuse_contradictions(circle: IdentityCluster, regrouped: Resolution) -> None:
    for each in circle.judgements:
        inside = {each.left, each.right} <= regrouped.person.keys()
        if each.verdict == "different" and inside and regrouped.person[each.left] == regrouped.person[each.right]:
            raise InvalidInput(
                f"expected decisions that go together, found {each.left} and {each.right} decided to be different, and joined"
                " through others: take one of those decisions back first"
            )


async def _carry_out(store: Store, held: WriteLock, statements: list[Statement], regrouped: Resolution) -> None:
    # No version of a record changes by a decision: what it makes of their histories is written with it.
    await commit(store, held, [*statements, *regrouped.statements, *await history_statements(store, regrouped)])
    # Every label is looked at, not only where somebody moved: deciding again mends what a killed decision left.
    for statement in await label_statements(store, sorted(set(regrouped.person.values()))):
        await commit(store, held, [statement])
