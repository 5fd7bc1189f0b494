"""A store as one caller sees it: what they may not see is in no row, count, list or condition of any text."""

from typing import Any

import pytest

from graph.access.rights import Filter, Rights
from graph.errors import NotAllowed, StoreError
from graph.store import Store
from graph.store.caller_store import CallerStore

HIDDEN = Rights(
    frozenset({"hv"}),
    Filter("NOT coalesce(it.sealed, true)"),
    Filter("NOT coalesce(it.location_protected, true)"),
    Filter("coalesce(it.sensitivity, 'sealed') = 'normal'"),
)

_FAMILY = """
CREATE (ann:Person:Child {id: 'ann', sealed: false, location_protected: false}),
  (ben:Person:Child {id: 'ben', sealed: true, location_protected: false}),
  (cat:Person:Adult {id: 'cat', sealed: false, location_protected: true}),
  (dan:Person:Adult {id: 'dan'}),
  (cat)-[:PARENT_OF {agency: 'hv', id: 't1'}]->(ann), (cat)-[:PARENT_OF {agency: 'hv', id: 't2'}]->(ben),
  (cat)-[:PARTNER_OF {agency: 'police', id: 't3'}]->(ann),
  (home:Address {id: 'text:1 high street'}), (flat:Address {id: 'uprn:7'}), (spelt:Address {id: 'text:7 low road', uprns: ['7']}),
  (ann)-[:LIVED_AT {agency: 'hv', place: '7 low road'}]->(flat), (ben)-[:LIVED_AT {agency: 'hv'}]->(home),
  (cat)-[:LIVED_AT {agency: 'hv'}]->(flat), (cat)-[:LIVED_AT {agency: 'hv'}]->(home),
  (anns:PersonRecord {key: 'hv/a/1', version: 1, agency: 'hv', sensitivity: 'normal'})-[:IDENTIFIES]->(ann),
  (bens:PersonRecord {key: 'hv/a/2', version: 1, agency: 'hv', sensitivity: 'normal'})-[:IDENTIFIES]->(ben),
  (cats:PersonRecord {key: 'hv/a/3', version: 1, agency: 'hv', sensitivity: 'restricted'})-[:IDENTIFIES]->(cat),
  (anns)-[:IDENTIFIED_BY]->(:Identifier {id: 'nhs=1'}), (bens)-[:IDENTIFIED_BY]->(:Identifier {id: 'nhs=2'}),
  (anns)-[:CALLED]->(:Word {id: 'ann'}), (bens)-[:CALLED]->(:Word {id: 'ben'}),
  (home)-[:SPELT]->(:Word {id: 'high'}), (spelt)-[:SPELT]->(:Word {id: 'low'}),
  (k1:Contact {id: 'k1', version: 1, agency: 'hv', sensitivity: 'normal'})-[:ABOUT]->(ann),
  (k2:Contact {id: 'k2', version: 1, agency: 'hv', sensitivity: 'normal'})-[:ABOUT]->(ben),
  (k3:Contact {id: 'k3', version: 1, agency: 'hv', sensitivity: 'sealed'})-[:ABOUT]->(ann),
  (k2)-[:INVOLVED]->(ann), (k1)-[:INVOLVED]->(ben), (k1)-[:INVOLVED]->(cat),
  (:Proposal {id: 'p1', left: 'hv/a/1', right: 'hv/a/2'}), (:Proposal {id: 'p2', left: 'hv/a/1', right: 'hv/a/1'}),
  (:Journal {id: 'j', entries: 'what a load displaced'})
"""

_ANSWERS: dict[str, Any] = {
    "MATCH (who:Person) RETURN who.id": ["ann", "cat"],
    "MATCH (who:Child) RETURN who.id": ["ann"],
    "MATCH (who:Person {id: 'ben'}) RETURN who.id": [],
    "MATCH (:Adult)-[:PARENT_OF]->(kid) RETURN kid.id": ["ann"],
    "MATCH (kid:Child)<--(who:Adult) RETURN who.id": StoreError,
    "MATCH (who:Person {id: 'cat'}) RETURN COUNT { (who)-[:PARENT_OF]->() }": [1],
    "MATCH (who:Person {id: 'cat'}) RETURN size([(who)-[:PARENT_OF]->(kid) | kid.id])": [1],
    "MATCH (who:Person) WHERE EXISTS { (who)-[:PARENT_OF]->({id: 'ben'}) } RETURN who.id": [],
    "MATCH (who:Person {id: 'cat'}) CALL (who) { MATCH (who)-[:PARENT_OF]->(kid) RETURN kid.id AS kid } RETURN kid": ["ann"],
    "MATCH (who:Adult) WITH collect(who) AS all UNWIND all AS who MATCH (who)-[:PARENT_OF]->(kid) RETURN kid.id": ["ann"],
    "MATCH (kid:Child) WITH kid.id AS id MATCH (kid:Person) WHERE kid.id <> id RETURN kid.id": ["cat"],
    "MATCH (who:Adult {id: 'cat'})-[tie:PARENT_OF|CARES_FOR*0..1]->(kid:Person) RETURN kid.id": ["ann", "cat"],
    "MATCH (who:Adult)-[tie:PARTNER_OF]-(:Person) RETURN tie.id": [],
    "MATCH (who:Adult)-[*1..2]->(kid:Person) RETURN kid.id": StoreError,
    "MATCH way = (who:Adult)-[:PARENT_OF]->(kid:Person) RETURN length(way)": [1],
    "MATCH (who:Adult), way = shortestPath((who)-[:PARENT_OF*]-(:Child)) RETURN length(way)": StoreError,
    "MATCH (anything) RETURN anything": StoreError,
    "CALL () { MATCH (any:Agency) RETURN count(any) AS some } MATCH (any) WHERE any:Person RETURN any.id": StoreError,
    "MATCH ANY SHORTEST (who:Person)-[:PARENT_OF]->(kid:Person) RETURN kid.id": StoreError,
    "RETURN COUNT { (:Person) }": [2],
    "RETURN COUNT { (:Agency), (:Person) }": [0],
    "RETURN EXISTS { MATCH (who:Person {id: 'ben'}) }": [False],
    "MATCH (a:Adult), way = (b:Child) RETURN b.id": ["ann"],
    "MATCH (who:Person)-[:LIVED_AT]->(place:Address) RETURN place.id": ["uprn:7"],
    "MATCH (place:Address) RETURN place.id": ["text:7 low road", "uprn:7"],
    "MATCH (place:Address {id: 'uprn:7'}) RETURN COUNT { (place)<-[:LIVED_AT]-() }": [1],
    "MATCH (who:Person)-[tie:LIVED_AT|PARENT_OF]->() RETURN type(tie)": ["LIVED_AT", "PARENT_OF"],
    "MATCH (r:PersonRecord) RETURN r.key": ["hv/a/1"],
    "MATCH (n:Identifier) RETURN n.id": ["nhs=1"],
    "MATCH (:Identifier {id: 'nhs=2'})<-[:IDENTIFIED_BY]-(r) RETURN r.key": [],
    "MATCH (word:Word) RETURN word.id": ["ann", "low"],
    "MATCH (k:Contact) RETURN k.id": ["k1"],
    "MATCH (k:Contact {id: 'k2'}) RETURN k.id": [],
    "MATCH (who:Person)<-[:INVOLVED]-(k) RETURN k.id": ["k1"],
    "MATCH (who:Person)<-[:ABOUT|INVOLVED]-(k) RETURN DISTINCT k.id": ["k1"],
    "MATCH (k:Contact)-[:INVOLVED]->(who WHERE who.id <> 'x' OR true) RETURN who.id": ["cat"],
    "MATCH (p:Proposal) RETURN p.id": ["p2"],
    "MATCH (j:Journal) RETURN j.id": [],
    "MATCH (who:Adult), (kid:Child) RETURN who.id + kid.id": ["catann"],
    "MATCH (who:Adult) RETURN who.id AS id UNION MATCH (who:Child) RETURN who.id AS id": ["ann", "cat"],
}


@pytest.fixture
async def family(store: Store) -> Store:
    await store.write("MATCH (n) DETACH DELETE n")
    await store.write(_FAMILY)
    return store


async def test_no_text_brings_what_a_caller_may_not_see(family: Store) -> None:
    caller = CallerStore(family, HIDDEN)
    for text, expected in _ANSWERS.items():
        if expected is StoreError:
            with pytest.raises(StoreError):
                await caller.read(text)
        else:
            assert sorted(value for (value,) in await caller.read(text)) == expected, text


async def test_with_every_right_a_text_is_asked_as_it_stands(family: Store) -> None:
    assert len(await CallerStore(family, Rights()).read("MATCH (who:Person) RETURN who.id")) == 4


async def test_streams_and_complaints_are_of_what_a_caller_may_see(family: Store) -> None:
    caller = CallerStore(family, HIDDEN)
    assert [row async for row in caller.stream("MATCH (who:Child) RETURN who.id")] == [["ann"]]
    assert await caller.query_error("MATCH (who:Child) RETURN who.id") is None


async def test_a_lens_is_no_wider_than_the_rights_and_says_whose_records_are_too_many(family: Store) -> None:
    caller = CallerStore(family, HIDDEN)
    text = "UNWIND $agencies AS agency RETURN agency"
    assert await caller.read(text, agencies=["hv"]) == [["hv"]]
    with pytest.raises(NotAllowed, match=r"may be used \(hv\), found police"):
        await caller.read(text, agencies=["hv", "police"])
    assert await caller.read("UNWIND $agencies AS agency RETURN [$every_agency, agency]", every_agency=True, agencies=[]) == [
        [[False, "hv"]]
    ]


async def test_nothing_is_written_through_it(family: Store) -> None:
    with pytest.raises(NotAllowed):
        await CallerStore(family, HIDDEN).write("CREATE (:Person {id: 'new'})")


def test_rights_that_differ_in_their_values_alone_have_the_same_texts() -> None:
    one, other = (Rights(frozenset({agency}), Filter("it.id = $rights_id", {"rights_id": agency})) for agency in ("hv", "gp"))
    assert one.shape == other.shape
    assert one.key != other.key
