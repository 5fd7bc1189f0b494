"""People whom an extract names and does not describe, as an earlier extract of the same system had them.

For their dates of birth: whether a missed appointment is a child's depends on it (docs/adr/0023).
"""

from collections.abc import Mapping, MutableMapping
from itertools import islice
from typing import Any

from graph.dates import PartialDate
from graph.facts import NAMED_ONLY, Source
from graph.identity.identifiers import record_key
from graph.spill import SpilledMap
from graph.store import ReadKind, Store
from graph.vocabulary import Precision
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import as_day

_ASKED_AT_ONCE = 1000


async def recalled(store: Store, source: Source, wanted: Mapping[str, str | None]) -> MutableMapping[str, PartialDate | None]:
    """Of these people, by local id or by the identifier that stands beside it, those of whom this system has a record: when they
    were born, by local id.

    Of several records with one identifier, the one with the smallest key.
    """
    start = record_key(source.agency, source.system, "")
    found: SpilledMap[PartialDate | None] = SpilledMap()
    left = iter(wanted.items())
    while some := list(islice(left, _ASKED_AT_ONCE)):
        by_key = {record_key(source.agency, source.system, local): local for local, identifier in some if not identifier}
        by_identifier = {identifier: local for local, identifier in some if identifier}
        for way, asked in (("key", by_key), ("identifier", by_identifier)):
            for key, record, born, precision, details in await _rows(store, way, sorted(asked)):
                if record.startswith(start) and asked[key] not in found and NAMED_ONLY not in (details or ()):
                    day = as_day(born)
                    found[asked[key]] = PartialDate(day, Precision(precision)) if day else None
    return found


async def _rows(store: Store, way: str, keys: list[str]) -> list[list[Any]]:
    rows = await store.read(text(f"recall_by_{way}"), ReadKind.BEFORE_WRITE, keys=keys) if keys else []
    return sorted(rows, key=lambda row: row[1])
