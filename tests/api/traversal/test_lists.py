"""Lists: filters, pages that stay right while data is loaded, and cursors that belong to one list."""

from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from tests.api.traversal.conftest import CHILD, FATHER, MOTHER, SIBLING, Ask
from tests.queries.building import child, extract, loaded, nhs

CONTACTS = """query ($id: ID!, $lens: LensInput, $filter: ContactFilter, $first: Int! = 20, $after: String,
    $order: Order! = newest_first) {
  person(id: $id, lens: $lens) { contacts(filter: $filter, first: $first, after: $after, order: $order) {
    totalCount nodes { record } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }"""
NARROWED = """query ($id: ID!, $lens: LensInput, $filter: ContactFilter) {
  person(id: $id, lens: $lens) { contacts(filter: $filter) { nodes { record } } } }"""
PEOPLE = "query ($lens: LensInput, $filter: PersonFilter) { children(lens: $lens, filter: $filter) { nodes { id } } }"


async def contacts(ask: Ask, **variables: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await ask(CONTACTS, id=CHILD, **variables))["person"]["contacts"]
    return found


def records(page: dict[str, Any]) -> list[str]:
    return [node["record"].split("/")[-1] for node in page["nodes"]]


@pytest.mark.parametrize(
    ("filter_", "expected"),
    [
        ({}, ["k3", "k4", "k2", "k1"]),
        ({"kind": {"in": ["call", "home_visit"]}, "outcome": None}, ["k4", "k1"]),
        ({"not": {"kind": {"eq": "call"}}}, ["k3", "k2", "k1"]),
        ({"on": {"gt": "2024-01-10", "lt": "2024-03-10"}}, ["k2"]),
        ({"on": {"gte": "2024-03-10"}, "kind": {"eq": "appointment"}}, ["k3"]),
        ({"or": [{"kind": {"eq": "call"}}, {"on": {"lte": "2024-01-10"}}]}, ["k4", "k1"]),
        ({"and": [{"agency": {"eq": "hv"}}, {"outcome": {"eq": "was_not_brought"}}]}, ["k2"]),
        ({"not": {"engagement": {"eq": "hostile"}}}, ["k3", "k4", "k2", "k1"]),
        ({"engagement": {"known": True}}, []),
        ({"interpreterUsed": True}, []),
    ],
)
async def test_a_filter_narrows_a_list(ask: Ask, filter_: dict[str, Any], expected: list[str]) -> None:
    assert records((await ask(NARROWED, id=CHILD, filter=filter_))["person"]["contacts"]) == expected


async def test_a_filter_narrows_the_total_too(ask: Ask) -> None:
    assert (await contacts(ask, filter={"kind": {"eq": "call"}}))["totalCount"] == 1


@pytest.mark.parametrize(
    ("filter_", "expected"),
    [
        ({"concern": {"factor": {"eq": "drugs"}}}, {SIBLING}),
        ({"not": {"concern": {"factor": {"eq": "drugs"}}}}, {CHILD}),
        ({"involvement": {"kind": {"eq": "child_in_need"}, "end": {"known": True}}}, {CHILD}),
        ({"record": {"agency": {"eq": "hv"}}}, {CHILD}),
        ({"record": {"dateOfBirth": {"lt": "2013-01-01"}}, "concern": {}}, {SIBLING}),
    ],
)
async def test_people_are_narrowed_by_what_is_recorded_about_them(ask: Ask, filter_: dict[str, Any], expected: set[str]) -> None:
    assert {node["id"] for node in (await ask(PEOPLE, filter=filter_))["children"]["nodes"]} == expected


async def test_a_filter_of_nested_people(ask: Ask) -> None:
    query = """query ($id: ID!, $lens: LensInput) { person(id: $id, lens: $lens) { parents(filter: {record: {sex: {known: false},
      dateOfBirth: {lt: "1989-01-01"}}}) { nodes { id } } } }"""
    assert (await ask(query, id=CHILD))["person"]["parents"]["nodes"] == [{"id": FATHER}]


@pytest.mark.parametrize("order", ["newest_first", "oldest_first"])
async def test_pages_follow_each_other_without_a_gap(ask: Ask, order: str) -> None:
    whole = await contacts(ask, order=order)
    first = await contacts(ask, order=order, first=1)
    second = await contacts(ask, order=order, first=2, after=first["pageInfo"]["endCursor"])
    third = await contacts(ask, order=order, first=2, after=second["pageInfo"]["endCursor"])
    assert records(first) + records(second) + records(third) == records(whole)
    assert [page["pageInfo"]["hasNextPage"] for page in (first, second, third)] == [True, True, False]
    assert [page["pageInfo"]["hasPreviousPage"] for page in (first, second, third)] == [False, True, True]
    assert {page["totalCount"] for page in (first, second, third)} == {4}
    assert first["edges"][0]["cursor"] == first["pageInfo"]["startCursor"]


async def test_one_plan_answers_each_request_with_its_own_values(ask: Ask) -> None:
    query = """query ($id: ID!, $lens: LensInput, $since: Date, $brief: Boolean = false) { person(id: $id, lens: $lens) {
      contacts(filter: {on: {gte: $since}}) { nodes { record kind @skip(if: $brief) } } } }"""

    async def found(**variables: Any) -> list[dict[str, str]]:
        nodes: list[dict[str, str]] = (await ask(query, **variables))["person"]["contacts"]["nodes"]
        return nodes

    assert await found(id=CHILD, since="2024-03-10", brief=True) == [{"record": "hv/s/k3"}, {"record": "hv/s/k4"}]
    assert await found(id=CHILD, since="2024-04-01", brief=True) == []
    assert await found(id=SIBLING, since="2024-03-10", brief=True) == []
    assert await found(id=CHILD, since="2024-03-10", brief=True, lens={"asOf": "2025-01-01", "agencies": ["csc"]}) == []
    assert [each["kind"] for each in await found(id=CHILD, since="2024-03-10")] == ["appointment", "call"]
    assert len(await found(id=CHILD)) == 4


async def test_people_are_paged_too(ask: Ask) -> None:
    query = """query ($id: ID!, $lens: LensInput, $after: String) { person(id: $id, lens: $lens) {
      parents(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }"""
    first = (await ask(query, id=CHILD))["person"]["parents"]
    second = (await ask(query, id=CHILD, after=first["pageInfo"]["endCursor"]))["person"]["parents"]
    assert [each["id"] for each in first["nodes"] + second["nodes"]] == sorted([MOTHER, FATHER])
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)


@pytest.mark.parametrize(
    "changed",
    [
        {"lens": {"asOf": "2024-12-31"}},
        {"lens": {"asOf": "2025-01-01", "agencies": ["hv"]}},
        {"filter": {"kind": {"eq": "call"}}},
        {"order": "oldest_first"},
    ],
)
async def test_a_cursor_of_another_list_is_refused(ask: Ask, refused: Ask, changed: dict[str, Any]) -> None:
    cursor = (await contacts(ask, first=1))["pageInfo"]["endCursor"]
    given = {"id": CHILD, "lens": {"asOf": "2025-01-01"}, "after": cursor} | changed
    code, message = await refused(CONTACTS, **given)
    assert (code, message.split(";")[0]) == ("BAD_INPUT", "after: the cursor belongs to another question")


async def test_a_list_begun_on_a_day_goes_on_as_of_that_day(ask: Ask) -> None:
    query = """query ($id: ID!, $lens: LensInput, $after: String) { person(id: $id, lens: $lens) { lens { asOf }
      contacts(first: 1, after: $after) { pageInfo { endCursor } } } }"""
    cursor = (await ask(query, id=CHILD))["person"]["contacts"]["pageInfo"]["endCursor"]
    assert (await ask(query, {"agencies": None}, id=CHILD, after=cursor))["person"]["lens"] == {"asOf": "2025-01-01"}


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"first": 0}, "first: expected a number from 1 to 200, found 0"),
        ({"first": 201}, "first: expected a number from 1 to 200, found 201"),
        ({"after": "?"}, "after: expected a cursor from an earlier page, found something else"),
        ({"filter": {"or": []}}, "or: expected at least one filter, found none"),
        ({"filter": {"and": [{"kind": {"eq": "call"}}] * 30}}, "filter: expected 50 names and comparisons at most, found more"),
    ],
)
async def test_what_cannot_be_asked_is_refused(refused: Ask, variables: dict[str, Any], expected: str) -> None:
    assert await refused(CONTACTS, id=CHILD, **variables) == ("BAD_INPUT", expected)


async def test_a_page_of_pages_of_pages_is_refused_before_anything_is_read(refused: Ask, family: Store) -> None:
    query = (
        "{ children(first: 200) { nodes { contacts(first: 200) { nodes { person { concerns(first: 3) { totalCount } } } } } } }"
    )
    before = family.round_trips
    code, message = await refused(query)
    assert code == "BEYOND_LIMIT"
    assert message.startswith("expected 50,000 fields of an answer")
    assert family.round_trips == before


async def test_an_unknown_filter_is_an_error_that_names_it(refused: Ask) -> None:
    code, message = await refused('{ person(id: "csc/s/c") { contacts(filter: {colour: {eq: "red"}}) { totalCount } } }')
    assert code == "BAD_QUERY"
    assert "colour" in message


async def test_pages_stay_right_while_data_is_loaded(ask: Ask, family: Store, tmp_path: Path) -> None:
    lens = {"asOf": "2025-06-01"}
    first = await contacts(ask, lens=lens, first=2)
    days = {"newer": "2025-05-01", "same-day": "2024-03-10", "between": "2024-01-20", "older": "2024-01-01"}
    files = {
        "extract": {"system": "t"},
        "people": [child("h", "2015-03-01", nhs_number=nhs(1))],
        "contacts": [{"contact_id": id_, "person_id": "h", "on": on, "recorded_on": on} for id_, on in days.items()],
    }
    await loaded(family, extract(tmp_path / "hv", "hv", files))
    second = await contacts(ask, lens=lens, after=first["pageInfo"]["endCursor"])
    assert records(first) == ["k3", "k4"]
    assert records(second) == ["same-day", "k2", "between", "k1", "older"]


async def test_pages_of_all_children_follow_each_other_where_they_stand_close_and_where_they_do_not(
    ask: Ask, family: Store, tmp_path: Path
) -> None:
    files = {"extract": {"system": "t"}, "people": [child(str(number), "2015-03-01") for number in range(130)]}
    await loaded(family, extract(tmp_path / "school", "school", files))
    query = """query ($lens: LensInput, $first: Int!, $after: String) { children(lens: $lens, first: $first, after: $after) {
      nodes { id } pageInfo { hasNextPage endCursor } } }"""
    whole = [node["id"] for node in (await ask(query, first=200))["children"]["nodes"]]
    assert whole == sorted(whole)
    assert len(whole) == 132
    for first in (1, 3):
        walked: list[str] = []
        after, more = None, True
        while more:
            page = (await ask(query, first=first, after=after))["children"]
            walked += [node["id"] for node in page["nodes"]]
            after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        assert walked == whole
