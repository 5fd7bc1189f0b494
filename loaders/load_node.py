"""What the graph keeps of a load: its id, its books, and what later loads of the system go by."""

from datetime import date
from hashlib import sha256
from typing import Any

from graph.facts import FactKind
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


def ended(extract: Extract, summary: Summary) -> dict[str, Any]:
    """What the load's node adds when the load is whole."""
    return finish_properties(
        [(name, *books.to_dict().values()) for name, books in sorted(summary.tables.items())],
        summary.rejected_ids.said(),
        sorted(f"{kind} {id_}" for kind, id_ in summary.removed),
        present_of(extract, summary),
    )


def present_of(extract: Extract, summary: Summary) -> list[str]:
    """Of what kinds (and tables) an extract can say that something was removed, given what of it was rejected."""
    many = summary.rejected_ids.many
    return sorted(str(each) for each in extract.present if FactKind(each.partition(" ")[0]) not in many)


def as_past(extract: Extract, summary: Summary) -> PastLoad:
    """This load as one of those before: what it lacks, rejects and names as deleted."""
    source, said = extract.source, ended(extract, summary)
    covers: tuple[date, date] | None = None
    if source.whole and source.covers_from and source.covers_to:
        covers = (source.covers_from, source.covers_to)
    present = frozenset(said["present"])
    rejected, removed = frozenset(said["rejected_ids"]), frozenset(said["removed_ids"])
    return PastLoad(summary.load_id, source.extracted_on, covers, present, rejected, True, removed)
