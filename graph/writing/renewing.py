"""Records of people whose row of versions changes: all of them written anew, only the last one `latest`."""

from collections import defaultdict
from dataclasses import dataclass

from graph.facts import FactKind
from graph.store import Store
from graph.writing.items import Item, Origin, parted
from graph.writing.leads import leads
from graph.writing.plan import Rewrite
from graph.writing.rewriting import renewed
from graph.writing.texts import text


@dataclass(frozen=True, slots=True)
class Renewed:
    """A record's versions as they should be; `had`: what it was found by until now."""

    items: list[Item]
    had: dict[str, set[str]]


async def renewed_records(store: Store, rewrites: list[Rewrite], origin: Origin) -> list[Renewed]:
    """These records as they should be."""
    if not rewrites:
        return []
    old = await whole_records(store, [rewrite.id for rewrite in rewrites])
    return [_renewed(rewrite, old[rewrite.id], origin) for rewrite in rewrites]


async def whole_records(store: Store, keys: list[str]) -> dict[str, list[Item]]:
    """The stored versions of these records, with all that they say."""
    old: dict[str, list[Item]] = defaultdict(list)
    for key, properties, person in await store.read_for_writing(text("whole_records"), ids=keys):
        old[key].append(Item(FactKind.PERSON, "PersonRecord", (person,), *parted(properties)))
    return old


def _renewed(rewrite: Rewrite, old: list[Item], origin: Origin) -> Renewed:
    had: dict[str, set[str]] = defaultdict(set)
    for item in old:
        for sort, found in leads(item.says).items():
            had[sort].update(found)
    items = [renewed(rewrite, made, [*old, *rewrite.also], origin) for made in rewrite.made]
    for item in items:
        item.says["latest"] = item is items[-1]
    return Renewed(items, had)
