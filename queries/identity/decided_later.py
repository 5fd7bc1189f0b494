"""Who in an answer is one person only by what somebody decided after the day that is asked about.

Definition: docs/model.md, "Identity through the lens".
"""

from collections.abc import Collection
from pathlib import Path

from graph.cypher import text_of
from graph.lens import Lens
from graph.store import Store
from queries.identity.cautions import joined_later
from queries.identity.person_then import PersonThen

_TEXT = Path(__file__).parent / "cypher" / "decided_later.cypher"


async def joined_by_decision(store: Store, lens: Lens, keys: Collection[str]) -> dict[str, tuple[str, ...]]:
    """By the id of then of those who have these records, the sentences about the later decisions that join them: one round trip
    (none without keys). To be asked of a lens of an earlier day alone (`Scope.then`)."""
    if not keys:
        return {}
    rows = await store.read(text_of(_TEXT), keys=sorted(set(keys)))
    found = [PersonThen.of(id_, parts, decisions, lens.known_at) for id_, parts, decisions in rows]
    return {part: tuple(joined_later(day, lens.known_at) for day in days) for each in found for part, days in each.joined.items()}
