"""Keeping on each person what rights rest on: who knows of them, and of those near them, and what is to be hidden of them.

It follows from the records, shares, ties and stays of today alone, whatever the order in which they came. Definition:
docs/adr/0058; graph.model.nodes.PERSON says what each property is. A person of whom one is missing is hidden.
"""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from graph.dates import LAST_DAY
from graph.errors import CasegraphError
from graph.store import ReadKind, Store
from graph.vocabulary import MOST_STAYS, NOT_HOUSEHOLD, Sensitivity
from graph.writing.changes.touched import Touched
from graph.writing.commits import commit
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import Statement, as_day
from graph.writing.write_lock import WriteLock, write_lock

_AT_ONCE = 1000
_Row = dict[str, Any]
_Overlay = Mapping[str, list[str]]
"""What is worked out of `known_to`, and not yet written."""


async def keep_rights(store: Store, held: WriteLock, touched: Touched) -> None:
    """Bring the properties of whoever was touched, and of those near them, up to date; of everybody where that is not known."""
    await commit(store, held, await rights_kept(store, held, touched))


async def rights_kept(store: Store, held: WriteLock, touched: Touched) -> list[Statement]:
    """The same; returns what says that it was done, for a transaction that is not to be there without it."""
    touched.due(held.rights_due)
    if touched.everybody:
        await _keep(store, held, None)
    elif ids := await _persons(store, touched):
        await _keep(store, held, ids, touched.addresses)
    elif touched.addresses:
        await _keep(store, held, [], touched.addresses)
    held.rights_due, touched.begun, touched.everybody = "", False, False
    return [(text("rights_kept"), {})]


async def keep_rights_after(store: Store, touched: Touched) -> None:
    """The same after a load that failed; where that fails too, the next load keeps everybody's."""
    if touched.begun:
        with suppress(CasegraphError):
            async with write_lock(store) as held:
                await keep_rights(store, held, touched)


async def keep_rights_of(store: Store, held: WriteLock, persons: Iterable[str]) -> None:
    """The same of these persons and those near them, which leaves to the next load what another write left undone."""
    await _keep(store, held, sorted(persons))
    if held.rights_due == "":
        await commit(store, held, [(text("rights_kept"), {})])


async def _persons(store: Store, touched: Touched) -> list[str]:
    found: set[str] = set()
    for label, ids in sorted(touched.facts.items()):
        for some in _batches(sorted(ids)):
            found.update(
                id_ for (id_,) in await store.read(text("persons_of_facts", label=label), ReadKind.BEFORE_WRITE, ids=some)
            )
    records, persons = sorted(touched.records), sorted(touched.persons | found)
    for start in range(0, max(len(records), len(persons)), _AT_ONCE):
        given = {"records": records[start : start + _AT_ONCE], "persons": persons[start : start + _AT_ONCE]}
        found.update(id_ for (id_,) in await store.read(text("touched_persons"), ReadKind.BEFORE_WRITE, **given))
    return sorted(found)


async def _keep(store: Store, held: WriteLock, ids: Sequence[str] | None, addresses: Iterable[str] = ()) -> None:
    """First who is known to whom, since others' properties rest on it; of a few, all is written together."""
    everybody = ids is None
    waiting: list[_Row] = []
    few = ids is not None and len(ids) <= _AT_ONCE
    async for some in _some(store, ids):
        rows = await _known(store, some)
        if few:
            waiting = rows
        elif rows:
            await commit(store, held, [(text("put_known_to"), {"rows": rows})])
    overlay = {row["id"]: row["known_to"] for row in waiting}
    statements: list[Statement] = [(text("put_known_to"), {"rows": waiting})] if waiting else []
    near = _Near(store, overlay, set() if everybody else set(addresses))
    async for some in _some(store, ids):
        statements = await _written(store, held, [*statements, *await near.statements(some, around=not everybody)], few)
    if not everybody:
        for some in _batches(sorted(await near.others(set(ids or ())))):
            statements = await _written(store, held, [*statements, *await near.statements(some, around=False)], few)
    if statements:
        await commit(store, held, statements)


async def _written(store: Store, held: WriteLock, statements: list[Statement], few: bool) -> list[Statement]:
    """What is left to be written."""
    if few or not statements:
        return statements
    await commit(store, held, statements)
    return []


async def _some(store: Store, ids: Sequence[str] | None) -> AsyncIterator[list[str]]:
    if ids is not None:
        for some in _batches(ids):
            yield some
        return
    last = ""
    while some := [id_ for (id_,) in await store.read(text("next_persons"), ReadKind.BEFORE_WRITE, last=last, most=_AT_ONCE)]:
        yield some
        last = some[-1]


async def _known(store: Store, ids: Sequence[str]) -> list[_Row]:
    """What differs from what is kept."""
    rows: list[_Row] = []
    for id_, records, told, *kept in await store.read(text("known_to"), ReadKind.BEFORE_WRITE, ids=list(ids), last_day=LAST_DAY):
        own = {agency for agency, today, *_ in records if today}
        sealed = any(flag or sensitivity == Sensitivity.SEALED for *_, flag, sensitivity in records)
        restricted = any(today and sensitivity == Sensitivity.RESTRICTED for _, today, _, sensitivity in records)
        says = [sorted(own | set(told)), sealed, restricted]
        if says != [_texts(kept[0]), *kept[1:]]:
            rows.append({"id": id_, "known_to": says[0], "sealed": sealed, "restricted": restricted})
    return rows


class _Lived(NamedTuple):
    """An address: whether it makes a household; whose stays there are; those of today; when the restricted ones were."""

    household: bool
    persons: frozenset[str]
    today: list[tuple[str, list[str]]]
    protected: list[tuple[Any, Any]]


class _Near:
    """What rests on others. `around` are persons near those asked for, `addresses` ones at which anybody may be another's."""

    def __init__(self, store: Store, known: _Overlay, addresses: set[str]) -> None:
        self._store, self._known, self._addresses = store, known, addresses
        self._around: set[str] = set()

    async def others(self, but: set[str]) -> set[str]:
        """Whoever is near those that were asked for, or at the addresses, and was not asked for."""
        for some in _batches(sorted(self._addresses)):
            for lived in (await self._lived(some)).values():
                self._around |= lived.persons
        return self._around - but

    async def statements(self, ids: Sequence[str], *, around: bool) -> list[Statement]:
        """The statement that writes what differs of these persons; who is near them is noted where that is wanted."""
        given = {"ids": list(ids), "last_day": LAST_DAY}
        rows = await self._store.read(text("near_persons"), ReadKind.BEFORE_WRITE, **given)
        lived = await self._lived(sorted({stay[0] for row in rows for stay in row[3]}))
        if around:
            self._around.update(tie[0] for row in rows for tie in (*row[1], *row[2]))
            for place in lived.values():
                self._around |= place.persons
        found: list[_Row] = []
        for id_, ties, siblings, stays, known, near, protected in rows:
            own = [stay for stay in stays if stay[1]]
            says = self._near(id_, known, [*ties, *siblings], own, lived), any(_protected(stay, lived) for stay in own)
            if says != (_texts(near), protected):
                found.append({"id": id_, "near_known_to": says[0], "location_protected": says[1]})
        return [(text("put_near"), {"rows": found})] if found else []

    def _near(
        self, id_: str, known: list[str] | None, ties: list[Any], stays: list[Any], lived: Mapping[str, _Lived]
    ) -> list[str]:
        agencies = set(self._known.get(id_, known or ()))
        for other, today, theirs in ties:
            if today:
                agencies.update(self._known.get(other, theirs or ()))
        for place in {stay[0] for stay in stays if _makes_household(stay[2])}:
            if lived[place].household:
                for other, theirs in lived[place].today:
                    agencies.update(self._known.get(other, theirs))
        return sorted(agencies)

    async def _lived(self, places: Sequence[str]) -> dict[str, _Lived]:
        found: dict[str, _Lived] = {}
        for some in _batches(places):
            given = {"ids": some, "last_day": LAST_DAY}
            for id_, stays, lived, protected in await self._store.read(text("who_lived_at"), ReadKind.BEFORE_WRITE, **given):
                today = [(person, known or []) for person, now, kind, known in lived if now and _makes_household(kind)]
                persons = frozenset(person for person, *_ in lived)
                found[id_] = _Lived(stays <= MOST_STAYS, persons, today, [tuple(each) for each in protected])
        return found


def _makes_household(kind: str | None) -> bool:
    return kind is not None and kind not in NOT_HOUSEHOLD


def _protected(stay: list[Any], lived: Mapping[str, _Lived]) -> bool:
    """Whether it is to be hidden, or one at the same address is that has a day in common with it; a day not known may be any."""
    place, _, _, start, end, restricted = stay
    return restricted or any(
        _not_after(start, other_end) and _not_after(other_start, end) for other_start, other_end in lived[place].protected
    )


def _not_after(start: Any, end: Any) -> bool:
    first, last = as_day(start), as_day(end)
    return first is None or last is None or first <= last


def _texts(kept: Any) -> list[str] | None:
    return None if kept is None else list(kept)


def _batches(items: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(items), _AT_ONCE):
        yield list(items[start : start + _AT_ONCE])
