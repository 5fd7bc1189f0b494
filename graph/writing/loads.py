"""The node of a load: what it says when it begins, and what it adds when it is whole."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from graph.facts import Source
from graph.writing.cypher_texts import text
from graph.writing.pending_writes import Statement


def start_properties(
    source: Source, format_: str, files: Sequence[tuple[str, str]], present: Iterable[str], by: str
) -> dict[str, Any]:
    """What is known of a load from its beginning."""
    return {
        "agency": source.agency,
        "agency_name": source.agency_name,
        "agency_kind": source.agency_kind,
        "system": source.system,
        "format": format_,
        "files": [name for name, _ in files],
        "extracted_on": source.extracted_on,
        "covers_from": source.covers_from,
        "covers_to": source.covers_to,
        "partial": source.partial,
        "authority": source.authority,
        "present": sorted(map(str, present)),
        "started_at": now(),
        "loaded_by": by,
    }


def finish_properties(
    books: Sequence[tuple[Any, ...]], rejected_ids: list[str], removed_ids: list[str], present: list[str]
) -> dict[str, Any]:
    """What a load adds when it is whole: `books` are (table, read, kept, rejected, set aside)."""
    return {
        "books": [" ".join(str(part) for part in entry) for entry in books],
        "rejected_ids": rejected_ids,
        "removed_ids": removed_ids,
        "present": present,
        "rows_read": sum(entry[1] for entry in books),
        "facts_kept": sum(entry[2] for entry in books),
        "rows_rejected": sum(entry[3] for entry in books),
        "finished_at": now(),
    }


def read_books(entries: Iterable[str]) -> list[tuple[str, int, int, int, int]]:
    """The books of a load's node, read."""
    found = []
    for entry in entries:
        name, *numbers = entry.rsplit(" ", 4)
        read, kept, rejected, aside = map(int, numbers)
        found.append((name, read, kept, rejected, aside))
    return found


def describe(source: Source) -> Statement:
    """The statement that names an agency as its extract does."""
    given = {"id": source.agency, "name": source.agency_name, "kind": source.agency_kind, "on": source.extracted_on}
    return text("describe_agency"), given


def now() -> str:
    """This moment, as a load says it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
