"""Reading what records are compared by: all of them, or those of some and whoever could be like them."""

from collections.abc import AsyncIterator, Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from graph.cypher import CypherText, text_of
from graph.dates import LAST_DAY
from graph.identity.nicknames import also_called
from graph.matching.features import HOMES, RecordFacts, RecordFeatures, Relative, features_of
from graph.store import ReadKind, Store
from graph.writing.pending_writes import as_day
from graph.writing.persons.clusters import IDENTITY_PROPERTIES

_FOLDER = Path(__file__).parent / "cypher"
_ASKED_AT_ONCE = 1000
RELATIONS = {
    "PARENT_OF": ("parent", "child"),
    "CARES_FOR": ("carer", "ward"),
    "SIBLING_OF": ("sibling", "sibling"),
    "PARTNER_OF": ("partner", "partner"),
}
"""By type, what the one whom it starts from is to the other, and the other to the one."""
_OF_HOMES = {"last": LAST_DAY, "kinds": sorted(HOMES)}
T = TypeVar("T")


def text(name: str, **blanks: CypherText) -> CypherText:
    """The Cypher text of that name of the matcher, with its blanks filled."""
    return text_of(_FOLDER / f"{name}.cypher", **blanks)


def portions(items: Iterable[T]) -> Iterator[list[T]]:
    """These items, so many at a time as one question to the store takes."""
    every: Sequence[T] = list(items)
    for start in range(0, len(every), _ASKED_AT_ONCE):
        yield list(every[start : start + _ASKED_AT_ONCE])


@dataclass(slots=True)
class RecordSet:
    """Records as they are compared, by key; `tied` are the records that some version of a tie has beside each."""

    records: dict[str, RecordFeatures]
    tied: dict[str, set[str]]


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    store: Store
    facts: RecordFacts = field(default_factory=RecordFacts)
    tied: dict[str, set[str]] = field(default_factory=dict)

    async def records(self, name: str, ids: Iterable[str]) -> None:
        async for row in _rows(self.store, text(name), ids):
            self._enter_record(*row)

    async def homes(self, name: str, ids: Iterable[str]) -> None:
        async for row in _rows(self.store, text(name), ids, **_OF_HOMES):
            self._enter_home(*row)

    async def ties(self, name: str, ids: Iterable[str]) -> None:
        async for row in _rows(self.store, text(name), ids, last=LAST_DAY):
            self._enter_tie(*row)

    async def everything(self, query: str) -> None:
        enter: dict[str, Callable[..., None]] = {"record": self._enter_record, "home": self._enter_home, "tie": self._enter_tie}
        async for kind, row in self.store.stream(query, **_OF_HOMES):
            enter[kind](*row)

    def _enter_record(self, key: str, person: str, said: list[Any], role: str | None, ethnicity: str | None) -> None:
        says: dict[str, Any] = dict(zip(IDENTITY_PROPERTIES, said, strict=True))
        says |= {"date_of_birth": as_day(says["date_of_birth"]), "role": role, "ethnicity": ethnicity}
        self.facts.says[key], self.facts.person[key] = says, person

    def _enter_home(self, key: str, place: str, postcode: str | None) -> None:
        self.facts.stays[key].append((place, "".join((postcode or "").split()).upper()))

    def _enter_tie(self, type_: str, one: str, other: str, stands: bool) -> None:
        first, second = RELATIONS[type_]
        self.tied.setdefault(one, set()).add(other)
        self.tied.setdefault(other, set()).add(one)
        # `tied` has those of ended ties, too: they are scored anew with the record (`proposal_store.refresh`).
        if stands:
            self.facts.ties[other].add(Relative(first, one))
            self.facts.ties[one].add(Relative(second, other))


async def _rows(store: Store, query: str, ids: Iterable[str], **given: Any) -> AsyncIterator[list[Any]]:
    for some in portions(sorted(set(ids))):
        for row in await store.read(query, ReadKind.BEFORE_WRITE, ids=some, **given):
            yield row


async def every_record(store: Store, *, few: bool = False) -> RecordSet:
    """All records that are not sealed; where they are `few`, by one question to the store and not three of which each is long."""
    texts = {"records": text("every_record"), "homes": text("every_home"), "ties": text("every_kin_tie")}
    reading = _Reading(store)
    for query in [text("everything", **texts)] if few else texts.values():
        await reading.everything(query)
    return RecordSet(features_of(reading.facts), reading.tied)


async def records_around(store: Store, keys: Collection[str]) -> RecordSet:
    """The records of these keys, those tied to them, and all others that have a block in common with one of those."""
    own = await _whole(store, {person for _, person in await _persons(store, keys)})
    tied = set(keys).union(*(own.tied.get(key, ()) for key in keys))
    persons = {each.person for each in own.records.values()} | {person for _, person in await _persons(store, tied)}
    around = await _whole(store, persons)
    near = await _near(store, [each for key, each in around.records.items() if key in tied], around.records)
    return await _whole(store, persons | near)


async def _persons(store: Store, keys: Collection[str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for some in portions(sorted(keys)):
        found += [
            (key, person) for key, person in await store.read(text("persons_with_records"), ReadKind.BEFORE_WRITE, keys=some)
        ]
    return found


async def _whole(store: Store, persons: Collection[str]) -> RecordSet:
    """Every record of these persons, with what is said of its homes and relatives."""
    reading = _Reading(store)
    await reading.records("records_of_persons", persons)
    whole = set(reading.facts.says)
    await reading.homes("homes_of_persons", persons)
    await reading.ties("kin_ties_of_persons", persons)
    relatives = {tie.key for key in whole for tie in reading.facts.ties.get(key, ())}
    await reading.records("records_of_keys", relatives - whole)
    found = features_of(reading.facts)
    return RecordSet({key: each for key, each in found.items() if key in whole}, reading.tied)


async def _near(store: Store, fresh: list[RecordFeatures], known: Mapping[str, RecordFeatures]) -> set[str]:
    """The persons who could have a block in common with these: found by birthdays, names, homes and relatives."""
    relatives = [known[tie.key] for each in fresh for tie in each.relatives if tie.key in known]
    if missing := {tie.key for each in fresh for tie in each.relatives} - known.keys():
        reading = _Reading(store)
        await reading.records("records_of_keys", missing)
        relatives += features_of(reading.facts).values()
    near = await _alike(store, fresh)
    kin = await _alike(store, relatives) | {each.person for each in relatives}
    ties = _Reading(store)
    await ties.ties("kin_ties_of_persons", kin)
    near |= {person for _, person in await _persons(store, ties.tied.keys())}
    places = sorted({place for each in fresh for place in each.homes})
    for some in portions(places):
        near |= {row[1] for row in await store.read(text("lived_there"), ReadKind.BEFORE_WRITE, places=some, last=LAST_DAY)}
    return near


async def _alike(store: Store, records: Iterable[RecordFeatures]) -> set[str]:
    """The persons of whom a record has the birthday of one of these, or a name that could be taken for it."""
    every = list(records)
    days = sorted({date(int(each.born[:4]), int(each.born[4:6]), int(each.born[6:])) for each in every if each.born})
    rows = [{"place": place, "words": sorted(_words(each))} for place, each in enumerate(every) if each.first and each.surnames]
    nearly = [row for each in every if each.first for row in _near_rows(each)]
    found = [row for some in portions(days) for row in await store.read(text("born_on"), ReadKind.BEFORE_WRITE, days=some)]
    for part in portions(rows):
        found += await store.read(text("called_alike"), ReadKind.BEFORE_WRITE, rows=part)
    for part in portions(nearly):
        found += await store.read(text("called_nearly"), ReadKind.BEFORE_WRITE, rows=part)
    return {person for _, person in found}


def _near_rows(each: RecordFeatures) -> Iterator[dict[str, Any]]:
    """By one of given and family name, and the letter that the other begins with: what sounds the same does too."""
    yield {"words": list(each.surnames), "letter": (each.first or "")[:1]}
    for letter in sorted({word[:1] for word in each.surnames}):
        yield {"words": sorted(_words(each) - set(each.surnames)), "letter": letter}


def _words(each: RecordFeatures) -> set[str]:
    """The words by which others with a name like this one are found: every form of the first name, and the family names."""
    heads = {each.first or "", *each.first_forms}
    return heads.union(*map(also_called, heads), each.surnames)
