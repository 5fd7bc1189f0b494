"""From a person to the family, the facts and the places around, each step through the lens."""

from typing import Any

import pytest

from graph.store import Store
from queries.traversal import read
from tests.api.traversal.conftest import CHILD, FATHER, LATE, LODGER, MOTHER, SIBLING, Ask
from tests.queries.building import nhs

HINDSIGHT = {"asOf": "2024-05-15", "knownAt": "2024-05-15"}

DEEP = """query ($id: ID!, $lens: LensInput) { person(id: $id, lens: $lens) {
  parents { nodes { id children { nodes { id concerns { nodes { factor agency { id name kind } } } } } } } } }"""

WIDE = """query ($id: ID!, $lens: LensInput) { person(id: $id, lens: $lens) {
  __typename id roles name dateOfBirth age unborn died lens { agencies asOf knownAt }
  records { key givenNames familyName agency { id } }
  parents { totalCount edges { accounts { kind end contactRestricted agency { id } } node { id } } }
  siblings { nodes { id } edges { accounts { record } } }
  household { nodes { id } }
  addresses { nodes { kind start end address { id uprn stays { totalCount } } person { id } } }
  contacts { nodes { id record on outcome agency { id } sharedWith { agency { id } on } withheldFrom { reason } } }
  concerns { totalCount } strengths { totalCount } carers { totalCount } partners { nodes { id } } relatives { nodes { id } }
  involvements { nodes { kind start end endRecordedOn closureReason } } } }"""


def names(connection: dict[str, Any], field: str = "id") -> list[Any]:
    return [node[field] for node in connection["nodes"]]


async def of_child(ask: Ask, selection: str, lens: dict[str, Any] = LATE) -> Any:
    query = f"query ($id: ID!, $lens: LensInput) {{ person(id: $id, lens: $lens) {{ {selection} }} }}"
    return (await ask(query, lens, id=CHILD))["person"]


async def test_from_a_child_over_its_parents_to_their_other_childrens_concerns(ask: Ask) -> None:
    found = (await ask(DEEP, id=CHILD))["person"]
    mother = next(each for each in found["parents"]["nodes"] if each["id"] == MOTHER)
    sibling = next(each for each in mother["children"]["nodes"] if each["id"] == SIBLING)
    assert [(each["factor"], each["agency"]["name"]) for each in sibling["concerns"]["nodes"]] == [
        ("drugs", "CSC"),
        ("neglect", "CSC"),
    ]


async def test_everything_around_a_child_at_once(ask: Ask) -> None:
    found = (await ask(WIDE, id=CHILD))["person"]
    assert (found["__typename"], found["roles"], found["name"], found["age"]) == ("Child", ["child"], "Ada Moss", 9)
    assert [record["familyName"] for record in found["records"]] == ["Moss", "Mosse"]
    assert found["lens"] == {"agencies": ["csc", "hv", "police"], "asOf": "2025-01-01", "knownAt": "2025-01-01"}
    by_parent = {edge["node"]["id"]: edge["accounts"] for edge in found["parents"]["edges"]}
    assert set(by_parent) == {MOTHER, FATHER}
    assert by_parent[FATHER] == [{"kind": "father", "end": "2023-01-01", "contactRestricted": True, "agency": {"id": "csc"}}]
    assert found["siblings"] == {"nodes": [{"id": SIBLING}], "edges": [{"accounts": []}]}
    assert [(stay["start"], stay["address"]["id"], stay["person"]["id"]) for stay in found["addresses"]["nodes"]] == [
        ("2020-01-01", "uprn:100", CHILD)
    ]


@pytest.mark.parametrize("query", [DEEP, WIDE], ids=["deep", "wide"])
async def test_however_much_is_asked_it_takes_one_round_trip(ask: Ask, family: Store, query: str) -> None:
    await ask(query, id=CHILD)
    before = family.round_trips
    await ask(query, id=CHILD)
    assert family.round_trips == before + 1


async def test_many_children_with_all_of_theirs_take_one_round_trip(ask: Ask, family: Store) -> None:
    query = """query ($lens: LensInput) { children(lens: $lens, first: 50) { totalCount nodes { id parents { nodes { id name } }
      contacts(first: 3) { nodes { on kind } } } } }"""
    await ask(query)
    before = family.round_trips
    found = (await ask(query))["children"]
    assert family.round_trips == before + 1
    assert (found["totalCount"], sorted(names(found))) == (2, sorted([CHILD, SIBLING]))


# --- the lens ---


async def test_a_contact_is_newest_first_and_one_written_down_later_is_not_yet_there(ask: Ask) -> None:
    found = await of_child(ask, "contacts { nodes { record } }", HINDSIGHT)
    assert names(found["contacts"], "record") == ["hv/s/k3", "hv/s/k4", "hv/s/k1"]
    found = await of_child(ask, "contacts(order: oldest_first) { nodes { record } }")
    assert names(found["contacts"], "record") == ["hv/s/k1", "hv/s/k2", "hv/s/k3", "hv/s/k4"]


async def test_another_agency_sees_what_was_shared_and_not_what_was_withheld(ask: Ask) -> None:
    shared = "contacts { totalCount nodes { record sharedWith { agency { id } on } withheldFrom { reason } } }"
    found = await of_child(ask, shared, LATE | {"agencies": ["csc"]})
    told = {"agency": {"id": "csc"}, "on": "2024-03-01"}
    assert found["contacts"] == {"totalCount": 1, "nodes": [{"record": "hv/s/k1", "sharedWith": [told], "withheldFrom": []}]}


async def test_an_end_shows_from_the_day_it_was_written_down(ask: Ask) -> None:
    fields = "involvements { nodes { end closureReason endRecordedOn } }"
    early = await of_child(ask, fields, {"asOf": "2024-04-30"})
    assert early["involvements"]["nodes"] == [{"end": None, "closureReason": None, "endRecordedOn": None}]
    late = await of_child(ask, fields)
    assert late["involvements"]["nodes"] == [{"end": "2024-04-01", "closureReason": "moved", "endRecordedOn": "2024-05-01"}]


async def test_parents_through_the_lens_of_an_agency_that_recorded_none(ask: Ask) -> None:
    found = await of_child(ask, "name parents { totalCount } records { key }", LATE | {"agencies": ["hv"]})
    assert found == {"name": "Ada Mosse", "parents": {"totalCount": 0}, "records": [{"key": "hv/s/h"}]}


async def test_somebody_of_whom_no_record_is_visible_is_not_there(ask: Ask) -> None:
    query = "query ($id: ID!, $lens: LensInput) { person(id: $id, lens: $lens) { id } node(id: $id, lens: $lens) { id } }"
    assert await ask(query, LATE | {"agencies": ["police"]}, id=CHILD) == {"person": None, "node": None}


async def test_the_household_of_a_day(ask: Ask) -> None:
    query = """query ($id: ID!, $lens: LensInput) { person(id: $id, lens: $lens) {
      first: household(on: "2023-06-01") { nodes { id } } both: household(on: "2024-03-01") { nodes { id } }
      now: household { totalCount nodes { id } } } }"""
    found = (await ask(query, id=CHILD))["person"]
    assert (names(found["first"]), names(found["now"])) == ([MOTHER], [LODGER])
    assert set(names(found["both"])) == {MOTHER, LODGER}
    root = "query ($id: ID!, $lens: LensInput) { household(person: $id, lens: $lens) { nodes { id } } }"
    assert (await ask(root, id=CHILD))["household"] == {"nodes": [{"id": LODGER}]}


async def test_an_address_of_very_many_makes_no_household_and_that_is_said(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    query = """query ($id: ID!, $lens: LensInput) {
      household(person: $id, on: "2024-03-01", lens: $lens) { nodes { id } totalCount truncated }
      person(id: $id, lens: $lens) { household(on: "2019-03-01") { truncated } } children { truncated } }"""
    whole = await ask(query, id=CHILD)
    assert (whole["household"]["totalCount"], whole["household"]["truncated"]) == (2, False)
    monkeypatch.setattr(read, "MOST_STAYS", 4)
    assert await ask(query, id=CHILD) == whole
    monkeypatch.setattr(read, "MOST_STAYS", 3)
    beyond = await ask(query, id=CHILD)
    assert beyond["household"] == {"nodes": [], "totalCount": 0, "truncated": True}
    assert beyond["person"] == {"household": {"truncated": False}}
    assert beyond["children"] == {"truncated": False}


# --- ways in ---


@pytest.mark.parametrize(
    "name", [CHILD, "csc/s/c", "hv/s/h", nhs(1)], ids=["id", "smallest record", "another record", "NHS number"]
)
async def test_a_person_is_named_in_any_of_their_ways(ask: Ask, name: str) -> None:
    query = "query ($id: ID!, $lens: LensInput) { child(id: $id, lens: $lens) { id } adult(id: $id, lens: $lens) { id } }"
    assert await ask(query, id=name) == {"child": {"id": CHILD}, "adult": None}


async def test_an_nhs_number_on_a_record_outside_the_lens_finds_nobody(ask: Ask) -> None:
    query = "query ($id: ID!, $lens: LensInput) { person(id: $id, lens: $lens) { id } }"
    assert await ask(query, LATE | {"agencies": ["police"]}, id=nhs(1)) == {"person": None}


@pytest.mark.parametrize(
    ("id_", "type_"),
    [(CHILD, "Child"), (MOTHER, "Adult"), ("contact:hv/s/k1", "Contact"), ("uprn:100", "Address"), ("csc", "Agency")],
)
async def test_anything_with_an_id_is_fetched_again_by_it(ask: Ask, id_: str, type_: str) -> None:
    query = "query ($id: ID!, $lens: LensInput) { node(id: $id, lens: $lens) { __typename id ... on Fact { agency { id } } } }"
    found = (await ask(query, id=id_))["node"]
    assert (found["__typename"], found["id"]) == (type_, id_)
    assert found.get("agency") == ({"id": "hv"} if type_ == "Contact" else None)


async def test_a_withheld_fact_is_not_fetched_by_its_id(ask: Ask) -> None:
    query = 'query ($lens: LensInput) { node(id: "contact:hv/s/k3", lens: $lens) { id } }'
    assert await ask(query, LATE | {"agencies": ["csc"]}) == {"node": None}


async def test_other_root_fields_of_the_same_operation_are_answered_too(ask: Ask) -> None:
    query = """query ($id: ID!, $lens: LensInput) { pattern(id: absent_father) { id } me: person(id: $id, lens: $lens) { ...Who }
      agencies { id } again: person(id: $id, lens: $lens) { ...Who @include(if: false) id } __typename }
      fragment Who on Person { name }"""
    found = await ask(query, id=CHILD)
    assert list(found) == ["pattern", "me", "agencies", "again", "__typename"]
    assert (found["me"], found["again"], found["__typename"]) == ({"name": "Ada Moss"}, {"id": CHILD}, "Query")


async def test_an_agency_that_is_none_is_an_error_that_names_it(refused: Ask) -> None:
    query = '{ person(id: "csc/s/c", lens: {agencies: ["police2"]}) { id } }'
    assert await refused(query) == ("UNKNOWN_NAME", "unknown agency 'police2'; did you mean police?")
