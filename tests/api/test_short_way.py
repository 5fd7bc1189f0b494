"""The short way of an operation that was asked before: nothing that is checked the first time is left out the next."""

from typing import Any

import httpx
import pytest
import strawberry

QUERY = """query Q($id: ID!, $first: Int! = 2) {
  child(id: $id) {
    parents(first: $first) { nodes { children(first: $first) { nodes { contacts(first: $first) { totalCount } } } } }
  }
}"""
WELL = {"id": "hv/systmone/p1"}


async def answer(client: httpx.AsyncClient, query: str, variables: Any, **more: Any) -> tuple[int, Any, list[tuple[str, str]]]:
    """The status, the data and the code and text of each error."""
    response = await client.post("/graphql", json={"query": query, "variables": variables, **more})
    found = response.json()
    errors = [(each["extensions"]["code"], each["message"]) for each in found.get("errors", ())]
    return response.status_code, found.get("data", "none"), errors


@pytest.mark.parametrize(
    ("variables", "more", "code"),
    [
        (WELL, {}, "STORE_UNAVAILABLE"),
        ({**WELL, "first": 200}, {}, "BEYOND_LIMIT"),
        ({**WELL, "first": 0}, {}, "BAD_INPUT"),
        ({**WELL, "first": "many"}, {}, "BAD_QUERY"),
        ({**WELL, "first": [1]}, {}, "BAD_QUERY"),
        ({}, {}, "BAD_QUERY"),
        (WELL, {"operationName": "Another"}, "BAD_QUERY"),
    ],
)
async def test_asked_again_it_is_answered_as_if_it_were_new(
    storeless: httpx.AsyncClient, variables: dict[str, Any], more: dict[str, Any], code: str
) -> None:
    new = await answer(storeless, f"{QUERY} # new: {variables}{more}", variables, **more)
    await answer(storeless, QUERY, WELL)
    assert await answer(storeless, QUERY, variables, **more) == new
    assert [each for each, _ in new[2]] == [code]


async def test_asked_again_it_does_not_go_the_long_way(storeless: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = await answer(storeless, QUERY, WELL)
    monkeypatch.delattr(strawberry.Schema, "execute")
    assert await answer(storeless, QUERY, {"id": "csc/mosaic/881"}) == first


async def test_what_is_no_query_is_never_answered_as_one(storeless: httpx.AsyncClient) -> None:
    takes_no_events = {"accept": "application/json"}
    for operation, code in [("mutation", "BAD_QUERY"), ("subscription", "BAD_INPUT")] * 2:
        asked = {"query": f"{operation} {{ agencies {{ id }} }}"}
        found = (await storeless.post("/graphql", json=asked, headers=takes_no_events)).json()
        assert "data" not in found
        assert [each["extensions"]["code"] for each in found["errors"]] == [code]


async def test_a_subscription_is_refused_by_events_each_time(storeless: httpx.AsyncClient) -> None:
    for _ in range(2):
        response = await storeless.post("/graphql", json={"query": "subscription { agencies { id } }"})
        assert response.headers["content-type"].startswith("text/event-stream")
        assert '"code":"BAD_QUERY"' in response.text
        assert '"data"' not in response.text
