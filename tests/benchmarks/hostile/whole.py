"""Whether a store holds whole facts of finished loads alone."""

from graph.store import Store

_FACTS = "MATCH (k) WHERE (k:Contact OR k:Involvement OR k:Concern OR k:Strength)"
_QUESTIONS = {
    "loads that are not finished": "MATCH (load:Load) WHERE load.finished_at IS NULL RETURN count(load)",
    "facts without their person": f"{_FACTS} AND NOT EXISTS {{ (k)-[:ABOUT]->(:Person) }} RETURN count(k)",
    "facts without their agency": f"{_FACTS} AND NOT EXISTS {{ (k)-[:BY]->(:Agency) }} RETURN count(k)",
    "records of nobody, or of two": (
        "MATCH (r:PersonRecord) WITH r, COUNT { (r)-[:IDENTIFIES]->(:Person) } AS persons WHERE persons <> 1 RETURN count(r)"
    ),
    "persons without a record": "MATCH (p:Person) WHERE NOT EXISTS { (p)<-[:IDENTIFIES]-(:PersonRecord) } RETURN count(p)",
    "facts of no load": f"{_FACTS} AND NOT EXISTS {{ MATCH (load:Load) WHERE load.id = k.load }} RETURN count(k)",
}


async def what_is_not_whole(store: Store) -> dict[str, int]:
    """How many of each sort there are; empty where all is whole."""
    counted = {name: int((await store.read(text))[0][0]) for name, text in _QUESTIONS.items()}
    return {name: count for name, count in counted.items() if count}
