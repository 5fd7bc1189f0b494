"""Keeping on each person of several records how they came to be one: what an earlier lens goes by (graph.identity.history).

It follows from the versions of the records and from decisions alone, whatever the order in which they came.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from graph.dates import FIRST_DAY
from graph.identity.history import PersonHistory, RecordHistory, history_of, links_of, person_history
from graph.identity.resolution import IdentityTraits, described
from graph.store import ReadKind, Store
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import Statement, as_day
from graph.writing.persons.clusters import Resolution, expand_cluster, resolve_cluster

_ASKED_AT_ONCE = 1000
_SAID = ("nhs_number", "upn", "other_ids", "replacements")
_NONE: dict[str, Any] = {"whole_since": None, "settled_since": None, "parts": None, "decisions": None}


async def history_statements(store: Store, regrouped: Resolution) -> list[Statement]:
    """The statements that bring the histories of these people up to date, once their records are written; none where they are."""
    several = [group for group in regrouped.dated if len(group.keys) > 1]
    histories = await _record_histories(store, [key for group in several for key in group.keys])
    wanted = {group.person: _NONE for group in regrouped.dated}
    for group in several:
        links = links_of(group, histories, regrouped.decided)
        wanted[group.person] = _properties(person_history(group.keys, links))
    stored = await _stored(store, sorted(wanted))
    rows = [{"id": id_, **says} for id_, says in sorted(wanted.items()) if stored.get(id_, _NONE) != says]
    settled = max((row["settled_since"] for row in rows if row["settled_since"]), default=FIRST_DAY)
    return [(text("put_histories"), {"rows": rows}), (text("note_settled"), {"day": settled})] if rows else []


async def every_history(store: Store) -> list[Statement]:
    """The same for everybody, whatever a write that was killed left."""
    keys = [key async for (own,) in store.stream(text("records_of_several")) for key in own]
    found: list[Statement] = []
    for some in _batches(keys):
        found += await history_statements(store, resolve_cluster(await expand_cluster(store, [], {}, some)))
    return found


async def _record_histories(store: Store, keys: Sequence[str]) -> dict[str, RecordHistory]:
    versions: dict[str, list[tuple[date, date, IdentityTraits]]] = defaultdict(list)
    for some in _batches(keys):
        for key, version, recorded_on, *said in await store.read(text("record_histories"), ReadKind.BEFORE_WRITE, keys=some):
            traits = described(key, dict(zip(_SAID, said, strict=True)))
            versions[key].append((as_day(version) or FIRST_DAY, as_day(recorded_on) or FIRST_DAY, traits))
    return {key: history_of(own) for key, own in versions.items()}


async def _stored(store: Store, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for some in _batches(ids):
        for id_, parts, decisions, whole, settled in await store.read(
            text("histories_of_persons"), ReadKind.BEFORE_WRITE, ids=some
        ):
            days = {"whole_since": as_day(whole), "settled_since": as_day(settled)}
            found[id_] = {**days, "parts": parts and list(parts), "decisions": decisions and list(decisions)}
    return found


def _properties(history: PersonHistory) -> dict[str, Any]:
    return {
        "whole_since": history.whole_since,
        "settled_since": history.settled_since,
        "parts": list(history.parts),
        "decisions": list(history.decisions) or None,
    }


def _batches(items: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(items), _ASKED_AT_ONCE):
        yield list(items[start : start + _ASKED_AT_ONCE])
