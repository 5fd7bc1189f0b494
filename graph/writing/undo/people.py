"""Taking the records of people back that a load brought or changed, and who they are with them."""

from collections.abc import Mapping, Sequence

from graph.facts import FactKind
from graph.writing.batch import Writer
from graph.writing.changes.plan import WritePlan
from graph.writing.changes.rewrites import delete_versions
from graph.writing.changes.stored_versions import stored_nodes
from graph.writing.changes.updates import update_statements
from graph.writing.cypher_texts import text
from graph.writing.past_loads import lacking
from graph.writing.pending_writes import Statement
from graph.writing.persons.clusters import expand_cluster, resolve_cluster
from graph.writing.persons.histories import history_statements
from graph.writing.persons.record_rewrites import rewritten_records
from graph.writing.persons.records import creating, emptied
from graph.writing.undo.journal import Displaced, Journal, noted

_SIZE = 1000


async def take_back_people(
    writer: Writer,
    keys: Sequence[str],
    loads: frozenset[str],
    displaced: Mapping[str, Sequence[Displaced]],
    journal: Journal,
    load: str,
) -> int:
    """Take these records back to what they say without these loads (short ids); returns how many changed.

    `journal` has the records of which the loads, or a going back that was stopped, said something else: they are asked again who
    they are. `load` is the one under which that is written down.
    """
    reached = sorted(journal.records)
    for start in range(0, len(reached), _SIZE):
        await _regroup(writer, set(reached[start : start + _SIZE]), journal.persons)
    changed = 0
    for start in range(0, len(keys), _SIZE):
        some = list(keys[start : start + _SIZE])
        plan = await _planned(writer, some, loads, displaced)
        changed += len(plan.rewrite) + len(plan.touch)
        await _carry_out(writer, plan, some, load)
    return changed


async def _planned(
    writer: Writer, keys: list[str], loads: frozenset[str], displaced: Mapping[str, Sequence[Displaced]]
) -> WritePlan:
    plan = WritePlan(writer.origin)
    stored = await stored_nodes(writer.store, FactKind.PERSON, keys)
    for key in keys:
        again = [(each.sighting, each.item) for each in displaced.get(key, ())]
        plan.forget(FactKind.PERSON, key, stored.get(key, []), loads, again, lacking(writer.past, FactKind.PERSON, key))
    return plan


async def _carry_out(writer: Writer, plan: WritePlan, keys: list[str], load: str) -> None:
    """First the records as they should be, as the persons that they are now; then who they are without those that went."""
    cluster = await expand_cluster(writer.store, [], {}, keys)
    now = resolve_cluster(cluster)
    records, persons = set(cluster.person), set(cluster.person.values())
    await writer.commits.at_once(noted(load, [["records", *sorted(records)], ["persons", *sorted(persons)]]))
    renewed = await rewritten_records(writer.store, plan.rewrite, writer.origin)
    created = creating([item for each in renewed for item in each.items], now)
    removed = [delete_versions(FactKind.PERSON, plan.rewrite)]
    await writer.commits.at_once([*removed, *created, *emptied(renewed), *update_statements(plan.touch, {})])
    await _regroup(writer, records, persons)


async def _regroup(writer: Writer, records: set[str], persons: set[str]) -> None:
    """Say anew who these records are, of those that are still there, and take away the persons that nobody is any more."""
    if not records:
        return
    cluster = await expand_cluster(writer.store, [], {}, sorted(records))
    gone = sorted(records - set(cluster.person))
    regrouped = resolve_cluster(cluster)
    statements: list[Statement] = regrouped.statements
    await writer.commits.at_once(
        [*statements, (text("delete_doubts"), {"ids": gone}), (text("delete_persons"), {"ids": sorted(persons)})]
    )
    await writer.commits.at_once(await history_statements(writer.store, regrouped))
