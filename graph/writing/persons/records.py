"""Writing the records of people, and who they are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from graph.facts import Fact, FactKind
from graph.identity.resolution import described
from graph.spill import SpilledMap
from graph.store import ReadKind, Store
from graph.versions import Version
from graph.writing.changes.plan import Rewrite, Update, WritePlan
from graph.writing.changes.rewrites import delete_versions
from graph.writing.changes.stored_versions import Known, stored_nodes
from graph.writing.changes.updates import update_statements
from graph.writing.commits import Commits
from graph.writing.creation import create_statements
from graph.writing.cypher_texts import text
from graph.writing.past_loads import PastLoad, lacking
from graph.writing.pending_writes import Origin, PendingWrite, Statement, pending_write, size_of, version_of
from graph.writing.persons.clusters import Resolution, expand_cluster, label_statements, making_persons, resolve_cluster
from graph.writing.persons.histories import every_history, history_statements
from graph.writing.persons.lookup_keys import lookup_keys_by_sort
from graph.writing.persons.record_rewrites import RewrittenRecord, is_sealed, rewritten_records, whole_records
from graph.writing.undo.journal import displaced_entries, noted

_SIZE = 2000
_MOST_BYTES = 4_000_000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class WrittenPeople:
    """The person of each record key; how many records were new or changed; and whether facts of before hang on others now."""

    persons: Mapping[str, str]
    changed: int
    moved: bool


async def write_people(
    store: Store,
    commits: Commits,
    origin: Origin,
    past: list[PastLoad],
    people: Iterable[Sequence[Fact]],
    *,
    mend: bool = False,
) -> WrittenPeople:
    """Write these records, so many at a time.

    `mend` looks at the labels and the history of every person: a load that was killed may have left them as they were.
    """
    persons: MutableMapping[str, str] = {}
    changed, moved = 0, False
    for number, some in enumerate(people):
        # Nearly every extract is one part; only more of them are worth going to the disk (docs/adr/0047).
        if number == 1:
            persons = SpilledMap(persons)
        facts = list({fact.id: fact for fact in some}.values())
        # The parts of an extract come one after the other as loads do: from the second on, somebody may be here already.
        known = await _known(store, facts) if past or number else {}
        made, regrouped = await _write_some(store, commits, origin, past, facts, known, first_load=not past and not number)
        changed, moved = changed + made, moved or regrouped.moved
        # Who came before may be somebody else now, since they are one with those who came after.
        persons.update({key: person for key, person in regrouped.person.items() if number and key in persons})
        persons.update(await _persons(store, facts, regrouped))
    if mend:
        await _label(store, commits, await everybody(store))
        await commits.at_once(await every_history(store))
    return WrittenPeople(persons, changed, moved)


async def _write_some(
    store: Store, commits: Commits, origin: Origin, past: list[PastLoad], facts: Sequence[Fact], known: Known, *, first_load: bool
) -> tuple[int, Resolution]:
    plan = WritePlan(origin)
    for fact in facts:
        plan.arrive(fact, known.get(fact.id, []), lacking(past, fact.kind, fact.id))
    regrouped = await _regrouped(store, plan, first_load=first_load)
    commits.reached.update(regrouped.person)
    commits.touched.records.update(regrouped.person)
    commits.touched.note(plan)
    displaced = await _displaced(store, plan)
    await _change(store, commits, plan, regrouped, [*displaced, *_reached(plan, regrouped)])
    await _create(commits, plan, regrouped)
    changed = {regrouped.person[key] for key in [fact.id for fact, _ in plan.create] + [each.id for each in plan.rewrite]}
    await _label(store, commits, sorted(changed - regrouped.new | set(regrouped.affected)))
    await commits.at_once(await history_statements(store, regrouped))
    return len(plan.create) + len(plan.rewrite) + len(plan.touch), regrouped


async def _label(store: Store, commits: Commits, persons: list[str]) -> None:
    for statement in await label_statements(store, persons):
        await commits.at_once([statement])


async def rewrite_records(store: Store, commits: Commits, plan: WritePlan) -> None:
    """Carry out a plan for records that has nothing new in it: who they are stays."""
    regrouped = await _regrouped(store, plan)
    commits.reached.update(regrouped.person)
    commits.touched.records.update(regrouped.person)
    commits.touched.note(plan)
    await _change(store, commits, plan, regrouped)
    await commits.at_once(await history_statements(store, regrouped))


async def _displaced(store: Store, plan: WritePlan) -> list[Statement]:
    """The statements that write down what this plan takes the place of, as it stands now."""
    found = [(id_, stored, sighting) for _, id_, stored, sighting in plan.displaced]
    items = await whole_records(store, sorted({id_ for id_, *_ in found})) if found else {}
    return noted(plan.origin.load, displaced_entries(chain.from_iterable(items.values()), found))


def _reached(plan: WritePlan, regrouped: Resolution) -> list[Statement]:
    """The statements that write down the records of which identity says something else before the new ones are there."""
    if not regrouped.statements:
        return []
    doubted = [
        row["properties"] for query, given in regrouped.statements if query == text("put_judgements") for row in given["rows"]
    ]
    keys = regrouped.person.keys() - {fact.id for fact, _ in plan.create} | {
        each[side] for each in doubted for side in ("left", "right")
    }
    return noted(plan.origin.load, [["records", *some] for some in _batches(sorted(keys), _SIZE)])


async def _change(
    store: Store, commits: Commits, plan: WritePlan, regrouped: Resolution, first: Sequence[Statement] = ()
) -> None:
    """Say anew who the records are that are there, and write anew those whose versions change."""
    await commits.at_once([*first, *regrouped.statements, *update_statements(plan.touch, {})])
    for batch in _batches(plan.rewrite, _SIZE):
        renewed = await rewritten_records(store, list(batch), plan.origin)
        removed = delete_versions(FactKind.PERSON, batch)
        created = creating([item for each in renewed for item in each.items], regrouped)
        await commits.at_once([removed, *created, *emptied(renewed)])


def emptied(renewed: list[RewrittenRecord]) -> list[Statement]:
    """The statements that take away what no record is found by any more."""
    return [
        (text(f"delete_{sort}"), {"ids": sorted({one for each in renewed for one in each.had[sort]})})
        for sort in ("identifiers", "words")
    ]


async def _known(store: Store, facts: Sequence[Fact]) -> Known:
    known: Known = {}
    for batch in _batches(facts, 5000):
        known.update(await stored_nodes(store, FactKind.PERSON, [fact.id for fact in batch]))
    return known


async def _regrouped(store: Store, plan: WritePlan, *, first_load: bool = False) -> Resolution:
    """Identity, asked again for the records whose last version is new, or is of another extract than it was."""
    fresh = [fact for fact, _ in plan.create]
    fresh += [each.fact for each in plan.rewrite if each.fact and _is_last(each, each.fact, plan.origin)]
    since = {fact.id: plan.origin.source.extracted_on for fact in fresh}
    since |= {rewrite.id: rewrite.made[-1].sightings[0].day for rewrite in plan.rewrite}
    for touch in plan.touch:
        last, before = plan.last[touch.id], touch.stored.version
        if before.version == last.version and before.sightings[0].day != last.sightings[0].day:
            since[touch.id] = last.sightings[0].day
    # When somebody was written down may be known of an earlier day now: who they are stays, since when they are one may not.
    earlier = [each.id for each in plan.touch if _is_earlier(each)]
    unstored = frozenset(fact.id for fact, _ in plan.create)
    sealed = await _sealed(store, plan)
    start = [described(fact.id, fact.content, sealed=sealed.get(fact.id)) for fact in fresh]
    found = await expand_cluster(store, start, since, earlier, unstored=unstored, first_load=first_load, sealed=sealed)
    return resolve_cluster(found)


async def _sealed(store: Store, plan: WritePlan) -> dict[str, bool]:
    """Of each record whose versions change, whether any of those that it has from now on is sealed: a seal holds."""
    found: dict[str, set[str]] = defaultdict(set)
    for batch in _batches([each.id for each in plan.rewrite], _SIZE):
        for key, digest in await store.read(text("sealed_versions"), ReadKind.BEFORE_WRITE, keys=list(batch)):
            found[key].add(digest)
    for each in plan.rewrite:
        if each.fact and each.fact.content.get("sensitivity") == "sealed":
            found[each.id].add(plan.origin.sighting(each.fact).base)
    return {each.id: any(made.base in found[each.id] for made in each.made) for each in plan.rewrite}


def _is_earlier(update: Update) -> bool:
    return "recorded_on" in update.changes and update.changes["recorded_on"] != update.stored.version.recorded_on


def _is_last(rewrite: Rewrite, fact: Fact, origin: Origin) -> bool:
    return rewrite.made[-1].base == origin.sighting(fact).base


async def _create(commits: Commits, plan: WritePlan, regrouped: Resolution) -> None:
    """Create records, and with the first of each the person, who has the labels of all of them from the start."""
    roles: dict[str, set[str]] = defaultdict(set)
    for fact, _ in plan.create:
        roles[regrouped.person[fact.id]].add(str(fact.content["role"]))
    to_make = set(regrouped.new)
    for batch in _bounded(plan.create):
        here = {regrouped.person[fact.id] for fact, _ in batch} & to_make
        to_make -= here
        items = [pending_write(fact, version, plan.origin, {}, {}) for fact, version in batch]
        for item in items:
            item.says |= {"latest": True, "sealed": True if is_sealed(item) else None}
        statements = [*making_persons({id_: roles[id_] for id_ in here}), *creating(items, regrouped)]
        await commits.hand_over(statements, len(batch))
    await commits.written()


def creating(items: Sequence[PendingWrite], regrouped: Resolution) -> list[Statement]:
    """The statements that create these versions of records, with the person that each identifies and what each is found by."""
    words: set[str] = set()
    identified: list[list[Any]] = []
    sealed = {item.says["key"] for item in items if item.says["sealed"]}
    for item in items:
        key, found_by = item.says["key"], lookup_keys_by_sort(item.says)
        identifies = [regrouped.identifies[key][name] for name in ("decided_by", "method", "score", "decided_on")]
        item.ends = (regrouped.person[key], found_by["words"], *identifies)
        words.update(found_by["words"])
        # By a number of before an adoption nobody finds who came of it: not by an earlier version of the record either.
        identified += [[key, version_of(item), each] for each in found_by["identifiers"] if key not in sealed]
    made = [(text("make_words"), {"ids": sorted(words)}), *create_statements(items)]
    return [*made, (text("create_identified"), {"rows": identified}), *_hiding(items)]


def _hiding(items: Sequence[PendingWrite]) -> list[Statement]:
    """The statements that seal and restrict persons with their records: a load that stops half way hides no less."""
    sealed = {item.ends[0] for item in items if item.says["sealed"]}
    restricted = {item.ends[0] for item in items if item.says.get("sensitivity") == "restricted"}
    named = (("seal_persons", sealed), ("restrict_persons", restricted))
    return [(text(name), {"ids": sorted(ids)}) for name, ids in named if ids]


async def everybody(store: Store) -> list[str]:
    """The id of every person."""
    return [id_ async for (id_,) in store.stream(text("every_person"))]


async def _persons(store: Store, facts: Sequence[Fact], regrouped: Resolution) -> dict[str, str]:
    """The person of every record of the extract: as regrouped, else as stored."""
    persons = {fact.id: regrouped.person[fact.id] for fact in facts if fact.id in regrouped.person}
    missing = [fact.id for fact in facts if fact.id not in persons]
    for batch in _batches(missing, 5000):
        for key, person in await store.read(text("persons_of_records"), ReadKind.BEFORE_WRITE, keys=list(batch)):
            persons[key] = person
    return persons


def _bounded(made: Sequence[tuple[Fact, Version]]) -> Iterator[list[tuple[Fact, Version]]]:
    """In batches of so many records, or of so many bytes."""
    batch: list[tuple[Fact, Version]] = []
    size = 0
    for each in made:
        batch.append(each)
        size += size_of(each[0])
        if len(batch) >= _SIZE or size >= _MOST_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
