"""Deciding over GraphQL: previewed by whoever may ask, done and taken back by who is signed in, and seen at once."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from graph.access.caller import Caller, CallerRole, Purpose
from graph.store import Store
from tests.api.conftest import client_of
from tests.api.signed_in import ANALYST
from tests.graph.canonical import dump
from tests.queries.building import loaded, person
from tests.queries.previews.test_preview import family

PREVIEW = """query ($decisions: [MatchDecisionInput!]!, $lens: LensInput) { matchPreview(decisions: $decisions, lens: $lens) {
  moves { record person personAfter named } notPreviewed notJudged { statement } lens { asOf }
  findings { what pattern people peopleAfter before { status statement subject { id records } evidence { id } } after { key } }
  contradictions { person kind accounts { value agency record fact since } } } }"""
DECIDE = """mutation ($decisions: [MatchDecisionInput!]!) { decideMatches(decisions: $decisions) {
  left right leftPerson rightPerson } }"""
UNDO = "mutation ($left: ID!, $right: ID!) { undoDecision(left: $left, right: $right) { leftPerson rightPerson } }"
FATHERS = '{ findings(pattern: absent_father, lens: {asOf: "2025-06-01"}) { totalCount nodes { subject { id } } } }'
CONTRADICTIONS = (
    '{ contradictions(person: "hv/s/c", lens: {asOf: "2025-06-01"}) { contradictions { kind accounts { value since } } } }'
)
SAME = {"left": "police/s/c", "right": "hv/s/c", "verdict": "same", "reason": "the mother named both"}
MANAGER = Caller("m1", "Mo Hale", CallerRole.MANAGER, purpose=Purpose.DATA_QUALITY)
PAIR = {"left": "hv/s/c", "right": "police/s/c"}


@pytest.fixture
async def apart(store: Store, tmp_path: Path) -> Store:
    """A store with a child whom two agencies know, not joined."""
    await loaded(store, *family(tmp_path))
    return store


async def asked(client: httpx.AsyncClient, query: str, **variables: Any) -> dict[str, Any]:
    body: dict[str, Any] = (await client.post("/graphql", json={"query": query, "variables": variables})).json()
    assert "data" in body, body
    return body


async def test_a_preview_shows_what_would_change_and_writes_nothing(apart: Store) -> None:
    before, writes = await dump(apart), apart.writes
    async with client_of(apart, caller=ANALYST) as client:
        body = await asked(client, PREVIEW, decisions=[SAME], lens={"asOf": "2025-06-01"})
    said = body["data"]["matchPreview"]
    assert said["moves"] == [
        {"record": "police/s/c", "person": person("police", "c"), "personAfter": person("hv", "c"), "named": True}
    ]
    fathers = [each for each in said["findings"] if each["pattern"] == "absent_father"]
    assert [(each["what"], each["people"], each["peopleAfter"]) for each in fathers] == [("goes", [person("hv", "c")], [])]
    assert fathers[0]["before"][0]["status"] == "not_recorded"
    assert [each["kind"] for each in said["contradictions"]] == ["date_of_birth"]
    assert (await dump(apart), apart.writes) == (before, writes)


async def test_a_decision_is_seen_at_once_by_answers_that_are_remembered_and_taken_back_exactly(apart: Store) -> None:
    before = await dump(apart)
    async with client_of(apart, demo=True) as client:
        first = [(await asked(client, FATHERS))["data"]["findings"]["totalCount"] for _ in range(2)]
        done = await asked(client, DECIDE, decisions=[SAME])
        assert done["data"]["decideMatches"] == [PAIR | {"leftPerson": person("hv", "c"), "rightPerson": person("hv", "c")}]
        then = (await asked(client, FATHERS))["data"]["findings"]["totalCount"]
        (said,) = (await asked(client, CONTRADICTIONS))["data"]["contradictions"]["contradictions"]
        back = await asked(client, UNDO, **PAIR)
        again = (await asked(client, FATHERS))["data"]["findings"]["totalCount"]
    assert (first, then, again) == ([1, 1], 0, 1)
    assert said == {
        "kind": "date_of_birth",
        "accounts": [{"value": "2020-05-05", "since": "2000-01-01"}, {"value": "2020-05-06", "since": "2000-01-01"}],
    }
    assert back["data"]["undoDecision"]["rightPerson"] == person("police", "c")
    assert await dump(apart) == before


async def test_who_decided_is_who_is_signed_in(apart: Store) -> None:
    async with client_of(apart, caller=MANAGER) as client:
        await asked(client, DECIDE, decisions=[SAME])
    query = "MATCH (j:Judgement) RETURN j.decided_by, j.reason, j.verdict, j.method"
    assert await apart.read(query) == [["Mo Hale (m1)", "the mother named both", "same", "human"]]


@pytest.mark.parametrize(("query", "given"), [(DECIDE, {"decisions": [SAME]}), (UNDO, PAIR)])
async def test_nobody_decides_whose_role_is_another(apart: Store, query: str, given: dict[str, Any]) -> None:
    before = await dump(apart)
    async with client_of(apart, caller=ANALYST) as client:
        body = await asked(client, query, **given)
    (error,) = body["errors"]
    assert (body["data"], error["extensions"]["code"]) == (None, "NOT_ALLOWED")
    assert error["message"] == "who is one person is decided by practitioners and managers, not by the role analyst"
    assert await dump(apart) == before


@pytest.mark.parametrize(
    ("decisions", "said"),
    [
        ([SAME | {"left": "police/s/nobody"}], "no record that could be decided about is found by 'police/s/nobody'"),
        ([SAME | {"reason": " "}], "reason: expected why, in words, found nothing"),
        ([SAME, SAME], "decision 2: expected one decision about hv/s/c and police/s/c, found another: decision 1"),
        ([], "decisions: expected 1 to 100, found 0"),
    ],
)
async def test_what_cannot_stand_is_an_error_with_a_code_and_nothing_is_done(
    apart: Store, decisions: list[dict[str, str]], said: str
) -> None:
    before = await dump(apart)
    async with client_of(apart, demo=True) as client:
        for query in (DECIDE, PREVIEW):
            body = await asked(client, query, decisions=decisions)
            assert body["errors"][0]["message"].startswith(said)
            assert body["errors"][0]["extensions"]["code"] == "BAD_INPUT"
        taken = await asked(client, UNDO, **PAIR)
    assert taken["errors"][0]["message"] == "expected a decision about hv/s/c and police/s/c, found none"
    assert await dump(apart) == before


async def test_only_json_decides(apart: Store) -> None:
    async with client_of(apart, demo=True) as client:
        form = await client.post("/graphql", content=b"query=mutation", headers={"content-type": "text/plain"})
        fetched = await client.get("/graphql", params={"query": "mutation { undoDecision }"})
    assert (form.status_code, fetched.status_code) == (415, 405)


async def test_a_preview_costs_what_much_work_costs_and_takes_a_bounded_number_of_round_trips(apart: Store) -> None:
    async with client_of(apart) as client:
        before = apart.round_trips
        await asked(client, PREVIEW, decisions=[SAME])
        assert apart.round_trips - before <= 15
        many = " ".join(f"p{number}: matchPreview(decisions: $decisions) {{ notPreviewed }}" for number in range(6))
        query = f"query ($decisions: [MatchDecisionInput!]!) {{ {many} }}"
        found = (await client.post("/graphql", json={"query": query, "variables": {"decisions": [SAME]}})).json()
    assert [each["extensions"]["code"] for each in found["errors"]] == ["BEYOND_LIMIT"]
