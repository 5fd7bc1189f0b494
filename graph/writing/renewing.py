"""Records of people whose row of versions changes: all of them written anew, only the last one `latest`."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from graph.dates import FIRST_DAY
from graph.facts import FactKind
from graph.store import Store
from graph.writing.items import Item, Origin
from graph.writing.leads import leads
from graph.writing.plan import Rewrite
from graph.writing.rewriting import renewed
from graph.writing.texts import text


@dataclass(frozen=True, slots=True)
class Renewed:
    """The rows of a record's versions as they should be, with the person that they had; `had`: what it was found by until now."""

    rows: list[dict[str, Any]]
    had: dict[str, set[str]]


async def renewed_records(store: Store, rewrites: list[Rewrite], origin: Origin) -> list[Renewed]:
    """These records as they should be."""
    if not rewrites:
        return []
    keys = [rewrite.id for rewrite in rewrites]
    old: dict[str, list[Item]] = defaultdict(list)
    for key, properties, person in await store.read_for_writing(text("whole_records"), ids=keys, first_day=FIRST_DAY):
        old[key].append(Item(FactKind.PERSON, "create_records", "PersonRecord", {"properties": properties, "person": person}))
    return [_renewed(rewrite, old[rewrite.id], origin) for rewrite in rewrites]


def _renewed(rewrite: Rewrite, old: list[Item], origin: Origin) -> Renewed:
    had: dict[str, set[str]] = defaultdict(set)
    for item in old:
        for sort, found in leads(item.row["properties"]).items():
            had[sort].update(found)
    return Renewed(_rows(rewrite, old, origin), had)


def _rows(rewrite: Rewrite, old: list[Item], origin: Origin) -> list[dict[str, Any]]:
    rows = []
    for made in rewrite.made:
        item = renewed(rewrite, made, old, origin)
        own = item.row["properties"] | {"latest": made is rewrite.made[-1]}
        rows.append({"properties": own, "leads": leads(own), "person": old[0].row["person"]})
    return rows
