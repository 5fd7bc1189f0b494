"""Records of people whose row of versions changes: all of them written anew, only the last one `latest`."""

from collections import defaultdict
from dataclasses import dataclass

from graph.facts import FactKind
from graph.store import ReadKind, Store
from graph.writing.changes.plan import Rewrite
from graph.writing.changes.rewrites import renewed
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import Origin, PendingWrite, split_properties
from graph.writing.persons.lookup_keys import lookup_keys_by_sort


@dataclass(frozen=True, slots=True)
class RewrittenRecord:
    """A record's versions as they should be; `had`: what it was found by until now."""

    items: list[PendingWrite]
    had: dict[str, set[str]]


def is_sealed(item: PendingWrite) -> bool:
    """Whether a version of a record is sealed."""
    return item.says.get("sensitivity") == "sealed"


async def rewritten_records(store: Store, rewrites: list[Rewrite], origin: Origin) -> list[RewrittenRecord]:
    """These records as they should be."""
    if not rewrites:
        return []
    old = await whole_records(store, [rewrite.id for rewrite in rewrites])
    return [_renewed(rewrite, old[rewrite.id], origin) for rewrite in rewrites]


async def whole_records(store: Store, keys: list[str]) -> dict[str, list[PendingWrite]]:
    """The stored versions of these records, with all that they say."""
    old: dict[str, list[PendingWrite]] = defaultdict(list)
    for key, properties, person in await store.read(text("whole_records"), ReadKind.BEFORE_WRITE, ids=keys):
        old[key].append(PendingWrite(FactKind.PERSON, "PersonRecord", (person,), *split_properties(properties)))
    return old


def _renewed(rewrite: Rewrite, old: list[PendingWrite], origin: Origin) -> RewrittenRecord:
    had: dict[str, set[str]] = defaultdict(set)
    for item in old:
        for sort, found in lookup_keys_by_sort(item.says).items():
            had[sort].update(found)
    items = [renewed(rewrite, made, [*old, *rewrite.also], origin) for made in rewrite.made]
    for item in items:
        item.says["latest"] = item is items[-1]
        # A seal holds: a later return has no episodes of before its year, and so says nothing of an order (docs/adr/0018).
        item.says["sealed"] = True if item is items[-1] and any(map(is_sealed, items)) else None
    return RewrittenRecord(items, had)
