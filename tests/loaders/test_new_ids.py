"""A system that issues new ids every night doubles nothing: facts are matched by what they say, people are refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import RefusedFile, RemovalsRefused
from graph.facts import FactKind
from graph.store import Store
from loaders.load import load
from tests.loaders.agency_extract.extracts import CHILD, MOTHER, VISIT, Rows, write
from tests.loaders.dfe_csc_api.payloads import child, episode, payload


def night(number: int, **more: Any) -> dict[str, Rows]:
    """What one night's extract says: the same as every other's, under ids of its own."""
    visit = VISIT | {"contact_id": f"k{number}", "summary": "a visit"}
    return {
        "contacts": [visit, visit | {"contact_id": f"l{number}"}],
        "contact_people": [{"contact_id": f"k{number}", "person_id": "m", "part": "parent", "presence": "present"}],
        "involvements": [{"involvement_id": f"i{number}", "person_id": "c", "kind": "assessment", "start": "2024-03-01"}],
        "concerns": [
            {"concern_id": f"n{number}", "person_id": "c", "factor": "drugs", "on": "2024-03-01", "involvement_id": f"i{number}"}
        ],
        "addresses": [
            {"stay_id": f"s{number}", "person_id": "c", "address": "1 High St", "postcode": "AB1", "start": "2024-01-01"}
        ],
        "relationships": [
            {"relationship_id": f"r{number}", "person_id": "m", "related_person_id": "c", "relationship": "mother"}
        ],
        "shares": [{"record_kind": "contact", "record_id": f"k{number}", "with_agency": "gp", "on": "2024-03-02"}],
        **more,
    }


async def counted(store: Store) -> list[list[Any]]:
    nodes = "MATCH (n) WHERE (n:Contact OR n:Involvement OR n:Concern) AND n.removed_on IS NULL RETURN n.id ORDER BY n.id"
    edges = "MATCH ()-[e:LIVED_AT|PARENT_OF|INVOLVED|SHARED_WITH]->() WHERE e.removed_on IS NULL RETURN e.id ORDER BY e.id"
    return [*await store.read(nodes), *await store.read(edges)]


async def test_facts_with_new_ids_are_kept_once_under_their_first(store: Store, tmp_path: Path) -> None:
    await load(store, [write(tmp_path / "1", **night(1))])
    before = await counted(store)
    for number, day in ((2, "2025-02-01"), (3, "2025-02-02")):
        folder = write(tmp_path / str(number), {"extracted_on": day, "covers_to": day}, **night(number))
        (summary,) = await load(store, [folder])
        assert await counted(store) == before
        said = [note.text for note in summary.warnings if "ids have changed" in note.text]
        assert len(said) == 5
        assert any("2 contacts" in text and f"(hv/s1/k{number} is hv/s1/k1)" in text for text in said)


async def test_a_fact_beside_one_that_says_the_same_is_another(store: Store, tmp_path: Path) -> None:
    await load(store, [write(tmp_path / "1", contacts=[VISIT])])
    twice = [VISIT, VISIT | {"contact_id": "k2"}]
    (summary,) = await load(store, [write(tmp_path / "2", {"extracted_on": "2025-02-01"}, contacts=twice)])
    assert await store.read("MATCH (n:Contact) RETURN n.id ORDER BY n.id") == [["hv/s1/k1"], ["hv/s1/k2"]]
    assert summary.warnings == []


async def test_an_extract_that_is_only_a_part_says_nothing_of_the_ids_it_lacks(store: Store, tmp_path: Path) -> None:
    await load(store, [write(tmp_path / "1", contacts=[VISIT])])
    part = {"extracted_on": "2025-02-01", "partial": "Y"}
    await load(store, [write(tmp_path / "2", part, contacts=[VISIT | {"contact_id": "k2"}])])
    assert await store.read("MATCH (n:Contact) RETURN count(n)") == [[2]]


async def test_a_payload_of_every_night_doubles_nothing(store: Store, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        began = {"child_and_family_assessment_id": f"F{number}", "start_date": "2025-05-02", "factors": ["3B", "1B"]}
        path = tmp_path / f"2025-06-0{number}.json"
        path.write_text(json.dumps(payload(child("C1", episode(child_and_family_assessments=[began])))))
        await load(store, [path])
        query = "MATCH (n) WHERE n:Involvement OR n:Concern RETURN labels(n)[0], count(n) ORDER BY labels(n)[0]"
        assert await store.read(query) == [["Concern", 2], ["Involvement", 2]]


def visits(prefix: str, numbers: range, **more: str) -> Rows:
    return [VISIT | more | {"contact_id": f"{prefix}{number}", "summary": f"visit {number}"} for number in numbers]


def with_parts(prefix: str, numbers: range) -> dict[str, Rows]:
    """Visits at which the mother was, and of which the practice was told: all under ids with this prefix."""
    ids = [f"{prefix}{number}" for number in numbers]
    return {
        "contacts": visits(prefix, numbers),
        "contact_people": [{"contact_id": id_, "person_id": "m", "part": "parent", "presence": "present"} for id_ in ids],
        "shares": [{"record_kind": "contact", "record_id": id_, "with_agency": "gp", "on": "2024-03-02"} for id_ in ids],
    }


async def test_facts_with_new_ids_are_not_counted_as_taken_away(store: Store, tmp_path: Path) -> None:
    await load(store, [write(tmp_path / "1", **with_parts("a", range(30)))])
    before = await counted(store)
    (summary,) = await load(store, [write(tmp_path / "2", {"extracted_on": "2025-02-01"}, **with_parts("b", range(30)))])
    assert await counted(store) == before
    assert not summary.taken_away.total()


async def test_of_facts_with_new_ids_only_those_that_are_gone_are_counted(store: Store, tmp_path: Path) -> None:
    await load(store, [write(tmp_path / "1", contacts=visits("a", range(60)))])
    folder = write(tmp_path / "2", {"extracted_on": "2025-02-01"}, contacts=visits("b", range(25)))
    with pytest.raises(RemovalsRefused, match=r"35 of 60 of kind contact \(hv/s1/a25, "):
        await load(store, [folder])
    (summary,) = await load(store, [folder], accept_removals=True)
    assert summary.taken_away == {FactKind.CONTACT: 35}


async def test_facts_with_new_ids_that_say_something_else_are_counted(store: Store, tmp_path: Path) -> None:
    await load(store, [write(tmp_path / "1", contacts=visits("a", range(30)))])
    other = visits("b", range(30), outcome="missed")
    with pytest.raises(RemovalsRefused, match="30 of 30 of kind contact"):
        await load(store, [write(tmp_path / "2", {"extracted_on": "2025-02-01"}, contacts=other)])


async def test_people_with_new_ids_are_refused_with_a_way_to_go_on(store: Store, tmp_path: Path) -> None:
    named = [CHILD | {"given_names": "Ada", "family_name": "Low"}, MOTHER | {"given_names": "Eva", "family_name": "Low"}]
    again = [each | {"person_id": f"new-{each['person_id']}"} for each in named]
    await load(store, [write(tmp_path / "1", people=named)])
    folder = write(tmp_path / "2", {"extracted_on": "2025-02-01"}, people=again)
    with pytest.raises(RefusedFile, match=r"2 of its 2 people are here already.*\(hv/s1/new-c is hv/s1/c\).*--new-ids"):
        await load(store, [folder])
    assert await store.read("MATCH (load:Load) RETURN count(load)") == [[1]]
    await load(store, [folder], new_ids=True)
    assert await store.read("MATCH (r:PersonRecord) RETURN count(r)") == [[4]]
