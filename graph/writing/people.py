"""Writing the records of people, and who they are."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from graph.dates import FIRST_DAY
from graph.facts import Fact, FactKind
from graph.identity import Described, identifiers_of
from graph.store import Store
from graph.versions import Version
from graph.writing.batch import commit
from graph.writing.items import Origin, Statement, properties
from graph.writing.leads import leads
from graph.writing.past import PastLoad, lacking
from graph.writing.plan import Plan, Rewrite
from graph.writing.regroup import Regrouped, label_statements, making_persons, reach, regroup
from graph.writing.renewing import Renewed, renewed_records
from graph.writing.rewriting import delete_versions
from graph.writing.stored import Known, stored_nodes
from graph.writing.texts import text
from graph.writing.touching import touch_statements
from graph.writing.turn import Turn

_SIZE = 2000
T = TypeVar("T")


async def write_people(
    store: Store,
    turn: Turn,
    origin: Origin,
    past: list[PastLoad],
    people: Sequence[Fact],
    wrote: Callable[[int], None] = lambda _: None,
    *,
    mend: bool = False,
) -> tuple[dict[str, str], int]:
    """Write these records; returns the person of each record key, and how many records were new or changed.

    `mend` looks at the labels of every person: a load that was killed may have left them as they were.
    """
    facts = list({fact.id: fact for fact in people}.values())
    known = await _known(store, past, facts)
    plan = Plan(origin)
    for fact in facts:
        plan.arrive(fact, known.get(fact.id, []), lacking(past, fact.kind, fact.id))
    regrouped = await _regrouped(store, plan)
    await _change(store, turn, plan, regrouped)
    rows = [_row(fact, version, origin) for fact, version in plan.create]
    await _create(store, turn, rows, regrouped, wrote)
    changed = {regrouped.person[key] for key in [row["properties"]["key"] for row in rows] + [each.id for each in plan.rewrite]}
    persons = await _everybody(store) if mend else sorted(changed - regrouped.new | set(regrouped.affected))
    for statement in await label_statements(store, persons):
        await commit(store, turn, [statement])
    return await _persons(store, facts, regrouped), len(rows) + len(plan.rewrite) + len(plan.touch)


async def rewrite_records(store: Store, turn: Turn, plan: Plan) -> None:
    """Carry out a plan for records that has nothing new in it: who they are stays."""
    await _change(store, turn, plan, await _regrouped(store, plan))


async def _change(store: Store, turn: Turn, plan: Plan, regrouped: Regrouped) -> None:
    """Say anew who the records are that are there, and write anew those whose versions change."""
    statements = [*regrouped.statements, *touch_statements(plan.touch, {})]
    if statements:
        await commit(store, turn, statements)
    for batch in _batches(plan.rewrite, _SIZE):
        renewed = await renewed_records(store, list(batch), plan.origin)
        removed = delete_versions(FactKind.PERSON, batch)
        created = _creating([row for each in renewed for row in each.rows], regrouped)
        await commit(store, turn, [removed, *created, *_emptied(renewed)])


def _emptied(renewed: list[Renewed]) -> list[Statement]:
    """The statements that take away what no record is found by any more."""
    return [
        (text(f"delete_{sort}"), {"ids": sorted({one for each in renewed for one in each.had[sort]})})
        for sort in ("identifiers", "words")
    ]


async def _known(store: Store, past: list[PastLoad], facts: Sequence[Fact]) -> Known:
    known: Known = {}
    if past:
        for batch in _batches(facts, 5000):
            known |= await stored_nodes(store, FactKind.PERSON, [fact.id for fact in batch])
    return known


async def _regrouped(store: Store, plan: Plan) -> Regrouped:
    """Identity, asked again for the records whose last version is new, or is of another extract than it was."""
    fresh = [fact for fact, _ in plan.create]
    fresh += [each.fact for each in plan.rewrite if each.fact and _is_last(each, each.fact, plan.origin)]
    since = {fact.id: plan.origin.source.extracted_on for fact in fresh}
    since |= {rewrite.id: rewrite.made[-1].sightings[0].day for rewrite in plan.rewrite}
    for touch in plan.touch:
        last, before = plan.last[touch.id], touch.stored.version
        if before.version == last.version and before.sightings[0].day != last.sightings[0].day:
            since[touch.id] = last.sightings[0].day
    return regroup(await reach(store, [described(fact) for fact in fresh], since))


def _is_last(rewrite: Rewrite, fact: Fact, origin: Origin) -> bool:
    return rewrite.made[-1].base == origin.sighting(fact).base


def described(fact: Fact) -> Described:
    """What identity rests on in a record."""
    says = fact.content
    whole = says.get("date_of_birth_precision") == "day" and says.get("date_of_birth_kind") != "expected"
    born = says.get("date_of_birth") if whole else None
    others = says.get("other_ids")
    ids = identifiers_of(_text(says.get("nhs_number")), _text(says.get("upn")), others if isinstance(others, list) else ())
    return Described(
        fact.id,
        ids,
        _text(says.get("sex")),
        born if isinstance(born, date) else None,
        says.get("sensitivity") == "sealed",
    )


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _row(fact: Fact, version: Version, origin: Origin) -> dict[str, Any]:
    own = properties(fact, version, origin) | {"latest": True}
    return {"properties": own, "leads": leads(own)}


async def _create(
    store: Store, turn: Turn, rows: list[dict[str, Any]], regrouped: Regrouped, wrote: Callable[[int], None]
) -> None:
    """Create records, and with the first of each the person, who has the labels of all of them from the start."""
    roles: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        roles[regrouped.person[row["properties"]["key"]]].add(row["properties"]["role"])
    to_make = set(regrouped.new)
    for batch in _batches(rows, _SIZE):
        here = {regrouped.person[row["properties"]["key"]] for row in batch} & to_make
        to_make -= here
        await commit(store, turn, [*making_persons({id_: roles[id_] for id_ in here}), *_creating(batch, regrouped)])
        wrote(len(batch))


def _creating(rows: Sequence[dict[str, Any]], regrouped: Regrouped) -> list[Statement]:
    """The statements that create these versions of records, with the person that each identifies."""
    made, found_by = [], []
    for row in rows:
        own = row["properties"]
        person = regrouped.person.get(own["key"]) or row["person"]
        says = regrouped.identifies.get(own["key"]) or row["identifies"]
        made.append({"person": person, "properties": own, "identifies": says})
        found_by.append({"key": own["key"], "version": own["version"], **row["leads"]})
    return [
        (text("create_records"), {"rows": made}),
        (text("create_identified"), {"rows": [row for row in found_by if row["identifiers"]]}),
        (text("create_called"), {"rows": [row for row in found_by if row["words"]]}),
    ]


async def _everybody(store: Store) -> list[str]:
    return [id_ async for (id_,) in store.stream(text("every_person"))]


async def _persons(store: Store, facts: Sequence[Fact], regrouped: Regrouped) -> dict[str, str]:
    """The person of every record of the extract: as regrouped, else as stored."""
    persons = {fact.id: regrouped.person[fact.id] for fact in facts if fact.id in regrouped.person}
    missing = [fact.id for fact in facts if fact.id not in persons]
    for batch in _batches(missing, 5000):
        for key, person in await store.read_for_writing(text("persons_of_records"), **_given(keys=list(batch))):
            persons[key] = person
    return persons


def _given(**values: Any) -> dict[str, Any]:
    return values | {"first_day": FIRST_DAY}


def _batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
