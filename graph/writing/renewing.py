"""Records of people whose row of versions changes: all of them written anew, only the last one `latest`."""

from collections import defaultdict
from typing import Any

from graph.dates import FIRST_DAY
from graph.facts import FactKind
from graph.identity import identifiers_of
from graph.store import Store
from graph.writing.items import Item, Origin
from graph.writing.plan import Rewrite
from graph.writing.rewriting import renewed
from graph.writing.texts import text

Rows = list[tuple[str, list[dict[str, Any]]]]


async def renewed_records(store: Store, rewrites: list[Rewrite], origin: Origin) -> Rows:
    """Per record key, the rows of its versions as they should be, with the person and identifiers that they had."""
    if not rewrites:
        return []
    keys = [rewrite.id for rewrite in rewrites]
    old: dict[str, list[Item]] = defaultdict(list)
    for key, properties, person in await store.read(text("whole_records"), ids=keys, first_day=FIRST_DAY):
        old[key].append(Item(FactKind.PERSON, "create_records", "PersonRecord", {"properties": properties, "person": person}))
    return [(rewrite.id, _rows(rewrite, old[rewrite.id], origin)) for rewrite in rewrites]


def _rows(rewrite: Rewrite, old: list[Item], origin: Origin) -> list[dict[str, Any]]:
    rows = []
    for made in rewrite.made:
        item = renewed(rewrite, made, old, origin)
        own = item.row["properties"] | {"latest": made is rewrite.made[-1]}
        ids = identifiers_of(own.get("nhs_number"), own.get("upn"), own.get("other_ids") or ())
        rows.append({"properties": own, "identifiers": sorted(ids), "person": old[0].row["person"]})
    return rows
