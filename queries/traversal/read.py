"""Asking the store: one round trip, with the agencies of the lens filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from graph.cypher import assemble
from graph.errors import UnknownName
from graph.lens import Lens
from graph.store import Store
from graph.vocabulary import MOST_STAYS, NOT_HOUSEHOLD
from queries.core.cautions import note, note_sentences
from queries.identity.cautions import joined_later
from queries.traversal.cypher_texts import filled

Agencies = dict[str, list[Any]]
"""Each agency's id, name and kind, by id."""

_SEEN: "WeakKeyDictionary[Store, Agencies]" = WeakKeyDictionary()


class WholeStates:
    """Of each store, a state in which no load was unfinished: what was written last, and how often this process had written.
    Its loads need not be looked at again; every answer has to say of a load that is unfinished (docs/adr/0016)."""

    def __init__(self) -> None:
        self._states: WeakKeyDictionary[Store, tuple[int, str]] = WeakKeyDictionary()

    def of(self, store: Store) -> str:
        """What was written last in that state; empty where none is known, or this process has written since."""
        writes, written = self._states.get(store, (0, ""))
        return written if writes == store.writes else ""

    def keep(self, store: Store, unfinished: list[str] | None, written: list[str | None]) -> None:
        """Remember a state that was looked at."""
        if unfinished == [] and written and written[0] is not None:
            self._states[store] = store.writes, written[0]


_WHOLE = WholeStates()


class LaterStates:
    """Of each store, by `known_at`, whether somebody is one person today who was not yet by then, and what is to be said of
    those whom a later decision joined; of the state last looked at."""

    def __init__(self) -> None:
        self._states: WeakKeyDictionary[Store, tuple[str, dict[date, tuple[bool, list[str]]]]] = WeakKeyDictionary()

    async def look(self, store: Store, known_at: date) -> bool:
        """Whether there is, noting what is to be said; a round trip or two, where it is not known of this state; none today."""
        if known_at >= date.today():
            return False  # nothing was written down tomorrow
        _, known = self._states.get(store, ("", {}))
        if known_at not in known:
            later, written = (await store.read(assemble(filled("pages/later"), then=True), known_at=known_at))[0]
            self.of_state(store, written)
            _, known = self._states.get(store, ("", {}))
            days = await store.read(assemble(filled("pages/decided_later")), known_at=known_at) if later else ()
            known[known_at] = later, [joined_later(date.fromisoformat(day), known_at) for (day,) in days]
        later, said = known[known_at]
        note_sentences(said)
        return later

    def of_state(self, store: Store, written: list[str | None]) -> bool:
        """That the store was in this state; whether what is known is of it."""
        state = (written[0] if written else None) or ""
        same = bool(state) and self._states.get(store, ("", {}))[0] == state
        if not same:
            self._states[store] = state, {}
        return same


_LATER = LaterStates()


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The rows that were found, the lens with its agencies filled in, and all agencies."""

    rows: list[Any]
    lens: Lens
    agencies: Agencies


async def agencies_of(store: Store) -> Agencies:
    """Every agency: one round trip."""
    agencies, unfinished = (await store.read(assemble(filled("pages/agencies"))))[0]
    note(unfinished)
    return _agencies(agencies)


async def is_then(store: Store, lens: Lens) -> bool:
    """Whether a lens is of a day on which somebody of today was several people, so that texts are to be those of such a day."""
    return await _LATER.look(store, lens.known_at)


async def ask(store: Store, text: str, lens: Lens, parameters: Mapping[str, Any]) -> ReadResult:
    """Run an assembled text through a lens. Raises UnknownName for an agency that is none.

    Every answer brings the agencies that there are; where those have changed since the last one, it asks again. A text that is
    new to the store is planned first, with time of its own.
    """
    agencies = _SEEN.get(store, {})
    if not agencies or not agencies.keys() >= set(lens.agencies or ()):
        agencies = await agencies_of(store)
    # The answer brings the agencies that there are now. Where they are others than were filled in, it was of too few: once
    # more.
    for _ in range(2):
        whole = through(lens, agencies, store.rights.agencies)
        wanted = {**given(whole), **parameters, "whole": _WHOLE.of(store)}
        await store.plan(text, **wanted)
        now, unfinished, written, rows = (await store.read(text, **wanted))[0]
        agencies, before = _agencies(now), agencies
        if agencies.keys() == before.keys():
            break
    note(unfinished or ())
    _WHOLE.keep(store, unfinished, written)
    _LATER.of_state(store, written)
    _SEEN[store] = agencies
    return ReadResult(rows, whole, agencies)


def through(lens: Lens, agencies: Agencies, usable: frozenset[str] | None) -> Lens:
    """The lens with its agencies filled in: by default all whose records may be used (None: everybody's)."""
    for agency in lens.agencies or ():
        if agency not in agencies:
            raise UnknownName("agency", agency, agencies)
    return lens.of_agencies(agency for agency in agencies if usable is None or agency in usable)


def given(lens: Lens) -> dict[str, Any]:
    """What every text is given: the lens, and the words of the model that texts use."""
    return {**lens.parameters(), "no_household": sorted(NOT_HOUSEHOLD), "most_stays": MOST_STAYS}


def _agencies(rows: list[list[Any]]) -> Agencies:
    return {id_: [id_, name, kind or "other"] for id_, name, kind in sorted(rows, key=lambda row: str(row[0]))}
