"""People whom an extract names and does not describe, as an earlier extract of the same system had them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.dates import PartialDate
from graph.facts import NAMED_ONLY, Source
from graph.identity.identifiers import record_key
from graph.store import Store
from graph.vocabulary import Precision
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import as_day

_ASKED_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Recalled:
    """That there is a record of somebody who was asked for by `local`, and when they were born."""

    local: str
    born: PartialDate | None


async def recalled(store: Store, source: Source, wanted: Mapping[str, str | None]) -> list[Recalled]:
    """Of these people, by local id or by the identifier that stands beside it, those of whom this system has a record.

    Of several records with one identifier, the one with the smallest key.
    """
    start = record_key(source.agency, source.system, "")
    by_key = {record_key(source.agency, source.system, local): local for local, identifier in wanted.items() if not identifier}
    by_identifier = {identifier: local for local, identifier in wanted.items() if identifier}
    found: dict[str, Recalled] = {}
    for way, asked in (("key", by_key), ("identifier", by_identifier)):
        for key, record, born, precision, details in await _rows(store, way, sorted(asked)):
            if record.startswith(start) and asked[key] not in found and NAMED_ONLY not in (details or ()):
                day = as_day(born)
                found[asked[key]] = Recalled(asked[key], PartialDate(day, Precision(precision)) if day else None)
    return list(found.values())


async def _rows(store: Store, way: str, keys: list[str]) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for first in range(0, len(keys), _ASKED_AT_ONCE):
        rows += await store.read_for_write(text(f"recall_by_{way}"), keys=keys[first : first + _ASKED_AT_ONCE])
    return sorted(rows, key=lambda row: row[1])
