"""What a load that is not whole yet displaced or made beside its facts, written down in the transaction that did it.

Everything else that a load writes can be told from what its facts say of themselves (`load`, `seen`, `removed_on`). Entries go
when the load is whole, or was given up (docs/adr/0026).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

import orjson

from graph.facts import FactKind
from graph.store import Store
from graph.versions import Sighting
from graph.writing.changes.stored_versions import Stored
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import PendingWrite, Statement, as_day, split_properties

Entry = list[Any]
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Displaced:
    """A sighting of another load that one of the same day took the place of, and the version that it was of, as it stood."""

    kind: FactKind
    id: str
    sighting: Sighting
    item: PendingWrite


@dataclass(slots=True)
class Journal:
    """The entries of some loads, read.

    `texts` has of each address text the UPRNs that it was tied to before, None where it was not known; `uprns` are those named,
    `agencies` those that were new; `records` are those of people whose load is being taken back, `persons` who they were.
    """

    displaced: list[Displaced] = field(default_factory=list)
    texts: dict[str, frozenset[str] | None] = field(default_factory=dict)
    uprns: set[str] = field(default_factory=set)
    agencies: set[str] = field(default_factory=set)
    records: set[str] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)

    def add(self, entry: Entry) -> None:
        """Take an entry in; of several about one text, the one with the fewest UPRNs was first."""
        sort, *said = entry
        if sort == "displaced":
            self.displaced.append(_displaced(*said))
        elif sort == "text":
            place, uprns = said
            known = self.texts.get(place, frozenset(uprns or ()))
            self.texts[place] = None if uprns is None or known is None else min(known, frozenset(uprns), key=len)
        else:
            getattr(self, sort).update(said)


def noted(load: str, entries: Iterable[Entry]) -> list[Statement]:
    """The statements that write entries down for a load; none where there are none."""
    # An entry that has only its sort names nothing.
    made = [each for each in entries if len(each) > 1]
    rows = [[uuid4().hex, load, orjson.dumps(some).decode()] for some in _some(made)]
    return [(text("note_in_journal"), {"rows": rows})] if rows else []


def _some(entries: list[Entry]) -> Iterator[list[Entry]]:
    for start in range(0, len(entries), _AT_ONCE):
        yield entries[start : start + _AT_ONCE]


async def read_journal(store: Store, loads: Sequence[str]) -> Journal:
    """Every entry of these loads."""
    journal = Journal()
    async for (entries,) in store.stream(text("journal"), loads=list(loads)):
        for each in orjson.loads(entries):
            journal.add(each)
    return journal


def displaced_entries(items: Iterable[PendingWrite], displaced: Iterable[tuple[str, Stored, Sighting]]) -> Iterator[Entry]:
    """The entries of what is displaced: fact id, the version that it is of, and the sighting; `items` are the versions stored."""
    by_key = {(str(item.says.get("id") or item.says.get("key")), _first_day(item)): item for item in items}
    for id_, one, sighting in displaced:
        item = by_key[id_, one.version.version]
        yield [
            "displaced", item.kind.value, id_, _packed(sighting), item.type, item.label,
            list(item.ends), {name: _plain(value) for name, value in item.says.items() if value is not None},
        ]  # fmt: skip


def _first_day(item: PendingWrite) -> date | None:
    return as_day(item.stands[3])


def _packed(sighting: Sighting) -> list[Any]:
    return [getattr(sighting, name) for name in Sighting.__slots__]


def _displaced(
    kind: str, id_: str, packed: list[Any], type_: str, label: str, ends: list[Any], says: dict[str, Any]
) -> Displaced:
    seen_on, base, end, recorded_on, load, on, correction = packed
    sighting = Sighting(date.fromisoformat(seen_on), base, end, _day(recorded_on), load, _day(on), correction)
    found, stands = split_properties({name: _value(value) for name, value in says.items()})
    return Displaced(FactKind(kind), id_, sighting, PendingWrite(FactKind(kind), type_, tuple(ends), found, stands, label))


def _plain(value: Any) -> Any:
    """A value as JSON has it: a date, of the driver's or Python's own, as an object."""
    return {"day": as_day(value)} if hasattr(value, "year") else value


def _value(value: Any) -> Any:
    return date.fromisoformat(value["day"]) if isinstance(value, dict) else value


def _day(text_: str | None) -> date | None:
    return None if text_ is None else date.fromisoformat(text_)
