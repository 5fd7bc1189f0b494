"""What the graph keeps of a load: its id, its books, and what later loads of the system go by."""

from datetime import date
from hashlib import sha256
from typing import Any

from graph.writing.loads import finish_properties
from graph.writing.past_loads import PastLoad
from loaders.extract import Extract
from loaders.summary import Summary


def system_of(extract: Extract) -> str:
    """Whose extract it is, as a load that is given up is named."""
    return f"{extract.source.agency}/{extract.source.system}"


def load_id(extract: Extract) -> str:
    """SHA-256 of agency, system, `extracted_on`, and every file's name and hash in order."""
    source = extract.source
    parts = [source.agency, source.system, source.extracted_on.isoformat()]
    parts += [part for file in extract.files for part in file]
    return sha256("\n".join(parts).encode()).hexdigest()


def ended(summary: Summary) -> dict[str, Any]:
    """What the load's node adds when the load is whole."""
    return finish_properties(
        [(name, *books.to_dict().values()) for name, books in sorted(summary.tables.items())],
        sorted({f"{kind} {id_}" for each in summary.rejected_rows for kind, id_ in ((each.kind, each.id), *each.others) if id_}),
        sorted(f"{kind} {id_}" for kind, id_ in summary.removed),
    )


def as_past(extract: Extract, summary: Summary) -> PastLoad:
    """This load as one of those before: what it lacks, rejects and names as deleted."""
    source, said = extract.source, ended(summary)
    covers: tuple[date, date] | None = None
    if source.whole and source.covers_from and source.covers_to:
        covers = (source.covers_from, source.covers_to)
    present = frozenset(map(str, extract.present))
    rejected, removed = frozenset(said["rejected_ids"]), frozenset(said["removed_ids"])
    return PastLoad(summary.load_id, source.extracted_on, covers, present, rejected, True, removed)
