"""Bringing the proposals in the store up to date with its records: after a load, after a decision, after training."""

import asyncio
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from graph.errors import CasegraphError
from graph.identity.grouping import Pair
from graph.matching.bands import Proposal, ranked
from graph.matching.match_model import ASSUMED, MatchModel
from graph.matching.proposer import AskedPairs, possible_pairs, proposed_of
from graph.matching.quality import MatchQuality, dimensions, of_decisions
from graph.matching.record_reader import RecordSet, every_record, portions, records_around, text
from graph.matching.trainer import trained
from graph.store import ReadKind, Row, Store
from graph.writing import cypher_texts
from graph.writing.commits import commit
from graph.writing.pending_writes import Statement
from graph.writing.write_lock import WriteLock, write_lock

TRAIN = "casegraph match train"
_FEW = 100
"""So many changed records are looked up with their surroundings; where more have changed, every record is read."""
_SMALL = 3000
"""Of so many records in a store all are read: that is sooner done than looking for some."""


@dataclass(frozen=True, slots=True)
class _State:
    """What a store has that says how records are compared: the `model`, whether its records are few, and `any_proposal`."""

    model: MatchModel
    is_small: bool
    any_proposal: bool


def proposal_id(left: str, right: str) -> str:
    """The id of the proposal of two records (`left` < `right`): uuid5 of the pair."""
    return str(uuid5(NAMESPACE_URL, f"casegraph:match:{left} = {right}"))


async def train(store: Store, by: str) -> MatchModel:
    """Train the model on the records that there are, keep it, and score all records anew; returns it.

    `by` says who trained it. Raises StoreBusy when somebody else is writing all the time.
    """
    async with write_lock(store) as held:
        records = (await every_record(store)).records
        model = await asyncio.to_thread(trained, records)
        said = {"id": model.version, "settings": model.settings().decode(), "records": model.records}
        properties = said | {"trained_at": datetime.now(UTC).isoformat(timespec="microseconds"), "trained_by": by}
        await commit(store, held, [(text("put_model"), {"id": model.version, "properties": properties})])
        await refresh(store, held, None)
    return model


async def stored_model(store: Store) -> MatchModel:
    """The model that was trained last, or what is assumed where none was."""
    rows = await store.read(text("model"), ReadKind.BEFORE_WRITE)
    return MatchModel.of(rows[0][0]) if rows else ASSUMED


async def try_refresh(store: Store, lock: WriteLock, keys: Collection[str], persons: Collection[str] = ()) -> str | None:
    """`refresh`, whose failure takes nothing from what was done before it; None, or why it failed and what does it again."""
    try:
        await refresh(store, lock, keys, persons)
    except Exception as error:
        return not_matched(error)
    return None


def not_matched(error: Exception) -> str:
    """The sentence about records that could not be compared; of an error that is not ours its kind alone: it may name people."""
    why = str(error) if isinstance(error, CasegraphError) else type(error).__name__
    return f"who may be one person could not be worked out ({why}): {TRAIN} does it again"


async def refresh(store: Store, lock: WriteLock, keys: Collection[str] | None, persons: Collection[str] = ()) -> int:
    """Score these records (None: all of them), and those tied to them, against all others, with the stored model.

    Proposals of them are put, changed and taken away as the records are now; returns how many. `keys` are those that are new, say
    something else, or of whom it was decided who they are; all records of `persons` count among them. Raises StoreError where the
    store fails.
    """
    if keys is not None and persons:
        keys = set(keys).union(await _keys_of(store, persons))
    if keys is not None and not keys:
        return 0
    state = await _state(store)
    found = await _around(store, keys, state)
    fresh = None if keys is None else _with_tied(keys, found)
    scored = await asyncio.to_thread(possible_pairs, found.records, state.model, fresh)
    asked = await _asked(store, found) if scored else AskedPairs()
    made = await asyncio.to_thread(proposed_of, scored, found.records, asked, state.model)
    before = await stored_proposals(store, fresh, made) if state.any_proposal else {}
    # Proposals that are not scored anew are ranked anew: whether a pair is likely depends on who else is near.
    kept = [] if fresh is None else [each for each in before.values() if fresh.isdisjoint(each.pair)]
    person = await persons_in(store, kept, {key: each.person for key, each in found.records.items()})
    there = [each for each in (*kept, *made) if set(each.pair) <= person.keys()]
    return await _write(store, lock, before, {each.pair: each for each in ranked(there, person)})


async def nothing_to_propose(store: Store, keys: Collection[str], persons: Collection[str] = ()) -> bool:
    """Whether `refresh` of these would change nothing, as far as two questions to the store can tell.

    They tell it where the store has no proposal, and few records, of which none is like one of these.

    No write lock is needed for asking: whoever writes meanwhile compares what they wrote afterwards, with these records too.
    """
    state = await _state(store)
    if state.any_proposal or not state.is_small:
        return False
    found = await every_record(store, few=True)
    own = {key for key, each in found.records.items() if each.person in persons}
    return not await asyncio.to_thread(possible_pairs, found.records, state.model, _with_tied(own.union(keys), found))


async def _state(store: Store) -> _State:
    ((settings, records, proposals),) = await store.read(text("state"), ReadKind.BEFORE_WRITE, most=_SMALL + 1)
    return _State(ASSUMED if settings is None else MatchModel.of(settings), records <= _SMALL, proposals > 0)


async def _around(store: Store, keys: Collection[str] | None, state: _State) -> RecordSet:
    """These records and whoever could be like them; every record where they are many, or there are few in all."""
    if keys is None or len(keys) > _FEW or state.is_small:
        return await every_record(store, few=state.is_small)
    return await records_around(store, keys)


async def keys_of_system(store: Store, system: str) -> set[str]:
    """The keys of every record of a system (`agency/system`), and of those that a proposal names and that are there no more."""
    rows = await store.read(text("keys_of_system"), ReadKind.BEFORE_WRITE, start=f"{system}/")
    named = await store.read(text("proposed_of_system"), ReadKind.BEFORE_WRITE, start=f"{system}/")
    return {key for (key,) in rows} | {key for pair in named for key in pair if key.startswith(f"{system}/")}


async def _keys_of(store: Store, persons: Collection[str]) -> set[str]:
    return {
        row[0]
        for some in portions(sorted(persons))
        for row in await store.read(text("records_of_persons"), ReadKind.BEFORE_WRITE, ids=some)
    }


async def measured_decisions(store: Store, today: date) -> MatchQuality:
    """How the model in use does on the pairs of records that people decided: same, or different."""
    found = (await every_record(store)).records
    rows = await store.read(cypher_texts.text("judgements"), ReadKind.BEFORE_WRITE)
    decided = {
        (left, right): verdict
        for left, right, verdict, _, _, method, _ in rows
        if method == "human" and verdict in ("same", "different")
    }
    return of_decisions(found, decided, await stored_model(store), dimensions(found, today))


def _with_tied(keys: Collection[str], found: RecordSet) -> set[str]:
    return set(keys).union(*(found.tied.get(key, ()) for key in keys))


async def _asked(store: Store, found: RecordSet) -> AskedPairs:
    """The pairs of persons of two of whose records there is a decision, and the pairs about which a question is open."""
    rows = await store.read(cypher_texts.text("judgements"), ReadKind.BEFORE_WRITE)
    known = [((left, right), verdict) for left, right, verdict, *_ in rows if {left, right} <= found.records.keys()]
    persons = [[found.records[key].person for key in pair] for pair, verdict in known if verdict != "open"]
    return AskedPairs(
        frozenset((min(pair), max(pair)) for pair in persons), frozenset(pair for pair, verdict in known if verdict == "open")
    )


async def stored_proposals(store: Store, fresh: Collection[str] | None, made: Iterable[Proposal]) -> dict[Pair, Proposal]:
    """The proposals in the store that touch these records or each other, through any record of the persons in them."""
    if fresh is None:
        return {each.pair: each async for row in store.stream(text("every_proposal")) for each in [_read(row)]}
    found: dict[Pair, Proposal] = {}
    asked: set[str] = set()
    ends = set(fresh).union(*(each.pair for each in made))
    while new := await _of_same_persons(store, ends - asked):
        asked |= new | ends
        rows = [
            row
            for side in ("left", "right")
            for some in portions(sorted(new))
            for row in await store.read(text(f"proposals_{side}"), ReadKind.BEFORE_WRITE, keys=some)
        ]
        read = [_read(row) for row in rows]
        found |= {each.pair: each for each in read}
        ends = {key for each in read for key in each.pair}
    return found


async def _of_same_persons(store: Store, keys: Collection[str]) -> set[str]:
    """These keys, and those of every other record of the same persons."""
    found = set(keys)
    for some in portions(sorted(keys)):
        found |= {row[0] for row in await store.read(text("persons_with_records"), ReadKind.BEFORE_WRITE, keys=some)}
    return found


def _read(row: Row) -> Proposal:
    left, right, score, features, held_back, model = row
    return Proposal(left, right, score, tuple(features or ()), tuple(held_back or ()), model)


async def persons_in(store: Store, proposals: Iterable[Proposal], known: dict[str, str]) -> dict[str, str]:
    """The person of every record in these proposals."""
    missing = {key for each in proposals for key in each.pair} - known.keys()
    for some in portions(sorted(missing)):
        known |= dict(await store.read(cypher_texts.text("persons_of_records"), ReadKind.BEFORE_WRITE, keys=some))
    return known


async def _write(store: Store, lock: WriteLock, before: dict[Pair, Proposal], after: dict[Pair, Proposal]) -> int:
    gone = [proposal_id(*pair) for pair in before if pair not in after]
    changed = [_properties(each) for pair, each in after.items() if before.get(pair) != each]
    statements: list[Statement] = [(text("delete_proposals"), {"ids": some}) for some in portions(gone)]
    statements += [(text("put_proposals"), {"rows": some}) for some in portions(changed)]
    for statement in statements:
        await commit(store, lock, [statement])
    return len(gone) + len(changed)


def _properties(proposal: Proposal) -> dict[str, Any]:
    said = asdict(proposal) | {"features": list(proposal.features), "held_back": list(proposal.held_back)}
    return {"id": proposal_id(proposal.left, proposal.right), "band": proposal.band, **said}
