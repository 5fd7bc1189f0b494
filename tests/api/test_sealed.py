"""After an adoption, nothing that is asked of one side tells of the other, at any door, whatever was decided before."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.identity.decisions import join
from graph.store import Store
from tests.api.conftest import client_of
from tests.api.test_who_is_known import run
from tests.queries.building import Files, adult, child, loaded, nhs, partnership, person, tie

UPN = "H801200001001"
BEFORE, AFTER, STRANGER, NOBODY = "la/s/kim", "school/s/robin", "gp/s/x", "gp/s/none"
TOLD = {
    BEFORE: (BEFORE, person("la", "kim"), "Kimberley", "Oldname", "1 Birth Lane", "la/s/mum"),
    AFTER: (AFTER, person("school", "robin"), "Robin", "Newname", "2 Adopters Way", "school/s/dad"),
}
"""What tells of each side: keys, ids, names, addresses, families."""
SIDES = [(BEFORE, AFTER), (AFTER, BEFORE)]
OF_ONE = (
    ("matches", "--person"),
    ("match", "list", "--person"),
    ("contradictions",),
    ("contradictions", "--as-of", "2026-01-15"),
    ("chronology",),
    ("who-knew", "absent_father", "--subject"),
    ("chronology", "--with", "siblings", "--format", "json", "--as-of", "2026-01-15"),
    ("find", "all", "--subject"),
    ("missing-picture", "--subject"),
    ("explain", "absent_father", "--subject"),
    ("search",),
)
OF_TWO = (
    ("match", "decide", "--same", "--reason", "a guess"),
    ("match", "decide", "--same", "--reason", "a guess", "--preview"),
    ("match", "undo"),
    ("match", "undo", "--preview"),
)
GRAPHQL = (
    "{ person(id: $of) { id name records { key } addresses { nodes { text } } parents { edges { node { id } } } } }",
    '{ person(id: $of, lens: {asOf: "2026-01-15"}) { id name records { key } addresses { nodes { text } } } }',
    '{ findings(subject: $of, lens: {asOf: "2026-01-15"}) { nodes { statement subject { records } evidence { id } } } }',
    "{ possibleMatches(person: $of) { nodes { id agrees differs reasons } } }",
    "{ possibleMatches { nodes { id agrees differs reasons } } }",
    "{ matchDecisions(person: $of) { nodes { id reason } } }",
    "{ matchDecisions { nodes { id reason } } }",
    "{ contradictions(person: $of) { contradictions { kind accounts { value record } } } }",
    "{ chronology(people: [$of], group: siblings) { people names nodes { event names evidence { id } } } }",
    "{ findings(subject: $of) { nodes { statement subject { records } evidence { id } } } }",
    "{ search(text: $of) { hits { __typename } } }",
    "{ status { nodes { label count } agencies { id } } }",
)


@pytest.fixture
async def adopted(store: Store, tmp_path: Path) -> Store:
    """A child joined by a number and by a decision, whose old record an order then sealed."""
    order = await joined(store, tmp_path)
    await loaded(store, order)
    return store


async def joined(store: Store, folder: Path) -> Path:
    """A store with a child joined by a number and by a decision; and the extract with the order."""
    born = "2016-05-04"
    kim = child("kim", born, given_names="Kimberley", family_name="Oldname", nhs_number=nhs(1), upn=UPN)
    robin = child("robin", born, given_names="Robin", family_name="Newname", nhs_number=nhs(2), upn=UPN)
    before: Files = {
        "people": [kim, adult("mum", given_names="Gwen", family_name="Oldname")],
        "relationships": [tie("mum", "kim", "mother")],
        "addresses": [{"person_id": "kim", "address": "1 Birth Lane", "start": "2016-05-04"}],
    }
    after: Files = {
        "people": [robin, adult("dad", given_names="Piers", family_name="Newname")],
        "relationships": [tie("dad", "robin", "father")],
        "addresses": [{"person_id": "robin", "address": "2 Adopters Way", "start": "2016-05-04"}],
    }
    stranger: Files = {"people": [child("x", "2011-01-01", given_names="Tom", family_name="Hale")]}
    await loaded(store, *partnership(folder / "one", la=before, school=after, gp=stranger))
    await join(store, BEFORE, AFTER, by="ann", reason="one UPN", on=date(2026, 1, 2))
    people = [kim | {"sensitivity": "sealed"}, before["people"][1]]
    order = before | {"extract": {"extracted_on": "2026-02-01"}, "people": people}
    return partnership(folder / "two", la=order)[0]


@pytest.mark.parametrize(("side", "other"), SIDES)
async def test_no_command_about_one_side_tells_of_the_other(
    adopted: Store, environment: dict[str, str], side: str, other: str
) -> None:
    for command in OF_ONE:
        for named in (side, TOLD[side][1], UPN):
            done = run(environment, *command, named, "--format", "json")
            hunted(done.stdout + done.stderr, other if named != UPN else BEFORE, command)
    for command in (("matches",), ("match", "list"), ("status",)):
        done = run(environment, *command, "--format", "json")
        assert BEFORE not in done.stdout and TOLD[BEFORE][1] not in done.stdout, command


@pytest.mark.parametrize(("side", "other"), SIDES)
async def test_graphql_about_one_side_tells_nothing_of_the_other(adopted: Store, side: str, other: str) -> None:
    async with client_of(adopted) as client:
        for query in GRAPHQL:
            for named in (side, TOLD[side][1]):
                asked = query.replace("$of", json.dumps(named))
                body = (await client.post("/graphql", json={"query": asked})).text
                assert '"BAD_QUERY"' not in body, body
                hunted(body, other, query)


@pytest.mark.parametrize("command", OF_TWO)
async def test_a_decision_about_a_sealed_record_is_answered_as_one_about_none(
    adopted: Store, environment: dict[str, str], command: tuple[str, ...]
) -> None:
    def said(left: str, right: str) -> tuple[int, str]:
        done = run(environment, *command, left, right)
        return done.exit_code, (done.stdout + done.stderr).replace(BEFORE, "KEY").replace(NOBODY, "KEY").replace("\n", " ")

    answers = {said(BEFORE, AFTER), said(AFTER, BEFORE), said(BEFORE, STRANGER), said(NOBODY, AFTER), said(STRANGER, NOBODY)}
    (only,) = answers
    assert only[0] == 2
    assert "no record that could be decided about is found by 'KEY'" in only[1]


async def test_graphql_decides_nothing_about_a_sealed_record_either(adopted: Store) -> None:
    pair = '[{left: $left, right: $right, verdict: same, reason: "a guess"}]'
    decide = f"mutation ($left: ID!, $right: ID!) {{ decideMatches(decisions: {pair}) {{ left }} }}"
    undo = "mutation ($left: ID!, $right: ID!) { undoDecision(left: $left, right: $right) { left } }"
    preview = f"query ($left: ID!, $right: ID!) {{ matchPreview(decisions: {pair}) {{ moves {{ record }} }} }}"
    async with client_of(adopted, demo=True) as client:

        async def said(query: str, left: str, right: str) -> Any:
            body = (await client.post("/graphql", json={"query": query, "variables": {"left": left, "right": right}})).json()
            (error,) = body["errors"]
            return error["message"].replace(BEFORE, "KEY").replace(NOBODY, "KEY"), error["extensions"]["code"]

        for query in (decide, undo, preview):
            answers = {
                await said(query, *pair) for pair in ((BEFORE, AFTER), (AFTER, BEFORE), (BEFORE, STRANGER), (NOBODY, AFTER))
            }
            assert len(answers) == 1, answers


async def test_before_the_order_each_side_tells_of_the_other(store: Store, tmp_path: Path, environment: dict[str, str]) -> None:
    await joined(store, tmp_path)
    for command in (("contradictions",), ("match", "list", "--person")):
        assert AFTER in run(environment, *command, BEFORE, "--format", "json").stdout


def hunted(text: str, side: str, where: Any) -> None:
    """Nothing that tells of a side is in a text."""
    assert [each for each in TOLD[side] if each.lower() in text.lower()] == [], (where, text)
