"""Deciding who is one person, and taking it back, gives back exactly what was there."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import InvalidInput
from graph.identity.decisions import join, split, undo
from graph.store import Store
from loaders.load import load
from queries.matches import possible_matches
from tests.graph.canonical import dump
from tests.loaders.agency_extract.extracts import NHS, VISIT, Rows, write

TODAY = date(2025, 6, 1)
A, B, C = "hv/s1/a", "hv/s1/b", "hv/s1/c"
SMALL = settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
PERSON = st.fixed_dictionaries(
    {
        "role": st.sampled_from(["child", "adult"]),
        "sex": st.sampled_from(["F", "M", ""]),
        "nhs_number": st.sampled_from([NHS, ""]),
        "other_ids": st.sampled_from(["x=1", "x=2", ""]),
    }
)
FACTS: dict[str, Rows] = {
    "contacts": [VISIT | {"contact_id": f"k{each}", "person_id": each} for each in "abc"],
    "contact_people": [{"contact_id": "ka", "person_id": "b", "part": "parent", "presence": "present"}],
    "addresses": [{"stay_id": "s1", "person_id": "b", "address": "1 High St", "postcode": "AB1", "start": "2024-01-01"}],
    "relationships": [
        {"relationship_id": "r1", "person_id": "a", "related_person_id": "b", "relationship": "sibling"},
        {"relationship_id": "r2", "person_id": "c", "related_person_id": "a", "relationship": "mother"},
    ],
}


def people(*own: dict[str, str]) -> Rows:
    return [
        {"person_id": name, "role": "adult", "recorded_on": "2024-01-01"} | each for name, each in zip("abc", own, strict=True)
    ]


async def loaded(store: Store, folder: Path, rows: Rows) -> list[str]:
    await store.write("MATCH (n) DETACH DELETE n")
    await load(store, [write(folder, people=rows, **FACTS)])
    return await dump(store)


async def persons(store: Store) -> list[list[str]]:
    query = "MATCH (r:PersonRecord)-[:IDENTIFIES]->(p:Person) WHERE r.latest RETURN p.id, r.key ORDER BY r.key"
    found: dict[str, list[str]] = {}
    for person, key in await store.read(query):
        found.setdefault(person, []).append(key[-1])
    return list(found.values())


@SMALL
@given(rows=st.tuples(PERSON, PERSON, PERSON).map(lambda own: people(*own)), pair=st.sampled_from([(A, B), (C, A), (B, C)]))
async def test_a_join_or_a_split_taken_back_gives_back_the_same_graph(
    store: Store, tmp_path: Path, rows: Rows, pair: tuple[str, str]
) -> None:
    before = await loaded(store, tmp_path, rows)
    for decide in (join, split):
        await decide(store, *pair, by="ann", reason="seen together", on=TODAY)
        await undo(store, *pair)
        assert await dump(store) == before


async def test_a_join_makes_one_person_with_the_labels_of_both_and_their_facts(store: Store, tmp_path: Path) -> None:
    await loaded(store, tmp_path, people({"role": "child"}, {}, {}))
    await join(store, C, A, by="ann", reason="the mother says so", on=TODAY)
    assert await persons(store) == [["a", "c"], ["b"]]
    query = "MATCH (k:Contact)-[:ABOUT]->(p:Child:Adult) RETURN k.id ORDER BY k.id"
    assert await store.read(query) == [["hv/s1/ka"], ["hv/s1/kc"]]
    says = "MATCH (:PersonRecord {key: $key})-[i:IDENTIFIES]->() RETURN i.decided_by, i.method, toString(i.decided_on)"
    assert await store.read(says, key=C) == [["ann", "human", "2025-06-01"]]


async def test_each_fact_remembers_the_record_that_it_came_with(store: Store, tmp_path: Path) -> None:
    await loaded(store, tmp_path, people({}, {}, {}))
    await join(store, A, C, by="ann", reason="seen", on=TODAY)
    query = "MATCH (k:Contact)-[a:ABOUT]->(:Person) RETURN k.id, a.record ORDER BY k.id"
    assert await store.read(query) == [["hv/s1/ka", A], ["hv/s1/kb", B], ["hv/s1/kc", C]]


async def test_a_split_undoes_what_an_identifier_joined(store: Store, tmp_path: Path) -> None:
    await loaded(store, tmp_path, people({"nhs_number": NHS}, {"nhs_number": NHS}, {}))
    assert await persons(store) == [["a", "b"], ["c"]]
    await split(store, A, B, by="ann", reason="twins, one number", on=TODAY)
    assert await persons(store) == [["a"], ["b"], ["c"]]


async def test_what_identifiers_say_and_records_contradict_waits_with_both_sides_shown(store: Store, tmp_path: Path) -> None:
    await loaded(store, tmp_path, people({"nhs_number": NHS, "sex": "F"}, {"nhs_number": NHS, "sex": "M"}, {}))
    (match,) = (await possible_matches(store)).matches
    assert (match.left.key, match.right.key, match.reasons) == (A, B, ("one record says F, the other M",))
    assert match.agrees[0] == f"both have the NHS number {NHS}"
    assert (match.left.sex, match.right.sex) == ("F", "M")
    await split(store, B, A, by="ann", reason="a twin's number", on=TODAY)
    assert (await possible_matches(store)).matches == []
    await undo(store, A, B)
    assert (await possible_matches(store)).matches == [match]


async def test_a_decision_outlives_the_next_extract(store: Store, tmp_path: Path) -> None:
    rows = people({}, {}, {})
    await loaded(store, tmp_path / "one", rows)
    await join(store, A, C, by="ann", reason="seen", on=TODAY)
    changed = [each | {"family_name": "Bloggs"} for each in rows]
    await load(store, [write(tmp_path / "two", {"extracted_on": "2025-02-28"}, people=changed, **FACTS)])
    assert await persons(store) == [["a", "c"], ["b"]]


async def test_decisions_that_do_not_go_together_are_refused_and_change_nothing(store: Store, tmp_path: Path) -> None:
    await loaded(store, tmp_path, people({}, {}, {}))
    await join(store, A, B, by="ann", reason="seen", on=TODAY)
    await join(store, B, C, by="ann", reason="seen", on=TODAY)
    before = await dump(store)
    with pytest.raises(InvalidInput, match="hv/s1/a and hv/s1/c decided to be different, and joined through others"):
        await split(store, A, C, by="ben", reason="seen", on=TODAY)
    assert await dump(store) == before


async def test_a_key_that_is_none_is_refused_and_no_other_person_s_offered(store: Store, tmp_path: Path) -> None:
    await loaded(store, tmp_path, people({}, {}, {}))
    said = "^no record that could be decided about is found by '{}'; expected the key of one, as agency/system/person_id$"
    with pytest.raises(InvalidInput, match=said.format("hv/s1/aa")):
        await join(store, "hv/s1/aa", B, by="ann", reason="seen", on=TODAY)
    with pytest.raises(InvalidInput, match=said.format("nobody")):
        await undo(store, A, "nobody")


async def test_a_decision_needs_two_records_and_taking_back_needs_a_decision(store: Store, tmp_path: Path) -> None:
    await loaded(store, tmp_path, people({}, {}, {}))
    with pytest.raises(InvalidInput, match="expected two records, found hv/s1/a twice"):
        await join(store, A, A, by="ann", reason="seen", on=TODAY)
    with pytest.raises(InvalidInput, match="expected a decision about hv/s1/a and hv/s1/b, found none"):
        await undo(store, B, A)
