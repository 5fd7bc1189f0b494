"""What rights rest on is kept on each person, whatever was loaded, decided, taken back and given up."""

from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from graph.dates import LAST_DAY
from graph.identity.decisions import join, undo
from graph.store import Store
from graph.vocabulary import MOST_STAYS, NOT_HOUSEHOLD
from loaders.load import load
from tests.loaders.agency_extract.extracts import CHILD, MOTHER, VISIT, Rows, write

TODAY = date(2025, 6, 1)
NAMES = ("known_to", "near_known_to", "sealed", "restricted", "location_protected")
TIES = {"PARENT_OF", "CARES_FOR", "SIBLING_OF", "PARTNER_OF", "RELATED_TO"}
FATHER = {"person_id": "f", "role": "adult", "recorded_on": "2020-06-01"}
MOTHER_OF = {"relationship_id": "r1", "person_id": "m", "related_person_id": "c", "relationship": "mother", "start": "2021-01-01"}
HOME = {"stay_id": "s1", "person_id": "c", "address": "1 High St", "postcode": "AB1", "start": "2024-01-01"}


async def kept(store: Store) -> dict[str, dict[str, Any]]:
    rows = await store.read("MATCH (p:Person) RETURN p.id, properties(p)")
    return {id_: {name: own.get(name) for name in NAMES} for id_, own in rows}


async def worked_out(store: Store) -> dict[str, dict[str, Any]]:
    """The same, plainly, from everything that there is."""
    records = await store.read("MATCH (r:PersonRecord)-[:IDENTIFIES]->(p:Person) RETURN p.id, properties(r)")
    edges = await store.read("MATCH (a)-[e]->(b) RETURN type(e), a.id, b.id, properties(e), a.until")
    today = [(t, a, b, e, until) for t, a, b, e, until in edges if str(e.get("until", LAST_DAY))[:4] == "9999"]
    told_of = {(a, b) for t, a, b, _, _ in edges if t == "ABOUT"}
    own: dict[str, set[str]] = defaultdict(set)
    for person, record in records:
        if str(record["until"])[:4] == "9999":
            own[person].add(record["agency"])
    for type_, fact, agency, _, until in today:
        if type_ == "SHARED_WITH" and str(until)[:4] == "9999":
            for person in {b for a, b in told_of if a == fact}:
                own[person].add(agency)
    near: dict[str, set[str]] = defaultdict(set)
    parents: dict[str, set[str]] = defaultdict(set)
    for type_, a, b, _, _ in today:
        if type_ in TIES:
            near[a].add(b)
            near[b].add(a)
        if type_ == "PARENT_OF":
            parents[b].add(a)
    stays = [(a, b, e) for t, a, b, e, _ in today if t == "LIVED_AT"]
    crowds = {b: sum(each[2] == b for each in edges if each[0] == "LIVED_AT") for _, b, _ in stays}
    found = {}
    for person in {person for person, _ in records}:
        around = near[person] | {each for each in list(parents) if parents[each] & parents[person]} | {person}
        homes = {b for a, b, e in stays if a == person and e.get("kind") not in {None, *NOT_HOUSEHOLD}}
        around |= {
            a for a, b, e in stays if b in homes and crowds[b] <= MOST_STAYS and e.get("kind") not in {None, *NOT_HOUSEHOLD}
        }
        mine = [record for each, record in records if each == person]
        found[person] = {
            "known_to": sorted(own[person]),
            "near_known_to": sorted(set().union(*(own[each] for each in around))),
            "sealed": any(each["sensitivity"] == "sealed" for each in mine),
            "restricted": any(each["sensitivity"] == "restricted" and str(each["until"])[:4] == "9999" for each in mine),
            "location_protected": any(
                bool(theirs.get("restricted"))
                and there == place
                and str(theirs.get("start") or "") <= str(stay.get("end") or "9")
                and str(stay.get("start") or "") <= str(theirs.get("end") or "9")
                for a, place, stay in stays
                if a == person
                for _, there, theirs in stays
            ),
        }
    return found


async def loaded(store: Store, folder: Path, **tables: Rows) -> dict[str, dict[str, Any]]:
    await store.write("MATCH (n) DETACH DELETE n")
    await load(store, [write(folder, None, **tables)])
    return await of(store)


async def of(store: Store) -> dict[str, dict[str, Any]]:
    """By record key's last part, what is kept, which is what is worked out."""
    found = await kept(store)
    assert found == await worked_out(store)
    keys = await store.read("MATCH (r:PersonRecord)-[:IDENTIFIES]->(p:Person) RETURN DISTINCT r.key, p.id")
    return {key.split("/", 2)[-1] if key.startswith("hv/") else key: found[id_] for key, id_ in keys}


async def test_a_person_is_known_to_whose_record_it_is_and_to_who_was_told(store: Store, tmp_path: Path) -> None:
    share = {"share_id": "h1", "record_kind": "contact", "record_id": "k1", "with_agency": "police", "on": "2024-03-02"}
    found = await loaded(store, tmp_path, contacts=[VISIT], shares=[share | {"decision": "shared"}])
    assert found["c"]["known_to"] == ["hv", "police"]
    assert found["m"]["known_to"] == ["hv"]


async def test_who_is_tied_to_somebody_is_near_whom_others_know(store: Store, tmp_path: Path) -> None:
    await loaded(store, tmp_path / "a", relationships=[MOTHER_OF])
    other = {"agency_id": "csc", "system": "x"}
    await load(store, [write(tmp_path / "b", other, people=[CHILD | {"person_id": "z"}])])
    assert (await of(store))["m"]["near_known_to"] == ["hv"]
    await join(store, "csc/x/z", "hv/s1/c", by="me", reason="known", on=TODAY)
    assert (await of(store))["m"]["near_known_to"] == ["csc", "hv"]
    await undo(store, "csc/x/z", "hv/s1/c")
    assert (await of(store))["m"]["near_known_to"] == ["hv"]


async def test_children_of_one_parent_are_near_each_other_until_one_is_removed(store: Store, tmp_path: Path) -> None:
    people = [CHILD, MOTHER, CHILD | {"person_id": "d"}]
    ties = [MOTHER_OF, MOTHER_OF | {"relationship_id": "r2", "related_person_id": "d"}]
    await loaded(store, tmp_path / "a", people=people, relationships=ties)
    other = {"agency_id": "csc", "system": "x", "extracted_on": "2025-02-01"}
    await load(store, [write(tmp_path / "b", other, people=[CHILD | {"person_id": "z"}])])
    await join(store, "csc/x/z", "hv/s1/c", by="me", reason="known", on=TODAY)
    assert (await of(store))["d"]["near_known_to"] == ["csc", "hv"]
    later = {"extracted_on": "2025-03-01", "covers_to": "2025-03-01"}
    await load(store, [write(tmp_path / "c", later, people=people, relationships=ties[1:])], accept_removals=True)
    assert (await of(store))["d"]["near_known_to"] == ["hv"]


async def test_whoever_lives_where_somebody_is_hidden_is_hidden_too_while_that_lasts(store: Store, tmp_path: Path) -> None:
    stays = [HOME | {"restricted": "Y"}, HOME | {"stay_id": "s2", "person_id": "m", "end": "2023-12-01"}]
    stays[1]["start"] = "2023-01-01"
    found = await loaded(store, tmp_path / "a", addresses=stays)
    assert (found["c"]["location_protected"], found["m"]["location_protected"]) == (True, False)
    stays[1]["start"], stays[1]["end"] = "2024-02-01", ""
    found = await loaded(store, tmp_path / "b", addresses=stays)
    assert found["m"]["location_protected"]


async def test_a_sealed_and_a_restricted_record_say_so_of_the_person(store: Store, tmp_path: Path) -> None:
    people = [CHILD | {"sensitivity": "sealed"}, MOTHER | {"sensitivity": "restricted"}, FATHER]
    found = await loaded(store, tmp_path / "a", people=people)
    assert [(found[each]["sealed"], found[each]["restricted"]) for each in "cmf"] == [
        (True, False),
        (False, True),
        (False, False),
    ]
    later = {"extracted_on": "2025-03-01", "covers_to": "2025-03-01"}
    await load(store, [write(tmp_path / "b", later, people=[CHILD, MOTHER, FATHER])])
    found = await of(store)
    assert (found["c"]["sealed"], found["m"]["restricted"]) == (True, False)
