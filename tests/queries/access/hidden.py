"""Some people, places and facts of a store that somebody may not see, and what is left where they are taken away."""

from dataclasses import dataclass

from hypothesis import strategies as st

from graph.access.rights import Filter, Rights
from graph.store import Store

_REMOVALS = (
    "MATCH (fact)-[:ABOUT]->(who:Person) WHERE who.id IN $hidden"
    " AND NOT EXISTS { MATCH (fact)-[:ABOUT]->(other:Person) WHERE NOT other.id IN $hidden } DETACH DELETE fact",
    "MATCH (record:PersonRecord)-[:IDENTIFIES]->(who:Person) WHERE who.id IN $hidden DETACH DELETE record",
    "MATCH (who:Person) WHERE who.id IN $hidden DETACH DELETE who",
    "MATCH (who:Person)-[stay:LIVED_AT]->() WHERE who.id IN $unplaced DELETE stay",
    *(f"MATCH (fact:{label}) WHERE fact.id IN $unread DETACH DELETE fact" for label in ("Contact", "Involvement", "Concern")),
    "MATCH (word:Word) WHERE NOT EXISTS { MATCH (word)<-[:CALLED|SPELT]-() } DETACH DELETE word",
)


@dataclass(frozen=True)
class Hidden:
    """Ids of people, of people whose places are, and of facts."""

    people: list[str]
    unplaced: list[str]
    facts: list[str]

    @property
    def rights(self) -> Rights:
        """Of somebody who may see everything else."""
        return Rights(
            None,
            Filter("NOT it.id IN $rights_hidden", {"rights_hidden": self.people}),
            Filter("NOT it.id IN $rights_unplaced", {"rights_unplaced": self.unplaced}),
            Filter("NOT coalesce(it.id, '') IN $rights_unread", {"rights_unread": self.facts}),
        )

    async def remove(self, store: Store) -> None:
        """Take it all away."""
        given = {"hidden": self.people, "unplaced": self.unplaced, "unread": self.facts}
        for removal in _REMOVALS:
            await store.write(removal, **{name: value for name, value in given.items() if f"${name}" in removal})


async def everybody(store: Store) -> list[str]:
    """The ids of all people."""
    return [id_ for (id_,) in await store.read("MATCH (who:Person) RETURN who.id ORDER BY who.id")]


async def hidden_in(store: Store, data: st.DataObject) -> Hidden:
    """Some of what is in a store."""
    people = await everybody(store)
    facts = [id_ for (id_,) in await store.read("MATCH (fact)-[:ABOUT]->(:Person) RETURN DISTINCT fact.id ORDER BY fact.id")]
    return data.draw(st.builds(Hidden, _some_of(people), _some_of(people), _some_of(facts)), label="hidden")


def _some_of(names: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), max_size=3, unique=True) if names else st.just([])
