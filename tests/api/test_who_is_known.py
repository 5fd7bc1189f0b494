"""Through a lens, somebody whom only others know and somebody whom nobody knows are the same answer, at every door."""

import concurrent.futures
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from typer.testing import CliRunner

from api.command import app
from graph.store import Store
from tests.api.conftest import client_of
from tests.queries.building import child, loaded, nhs, partnership, person, tie

LENS = '{agencies: ["hv"], asOf: "2025-06-01"}'
OTHERS = {
    "number": (nhs(7), nhs(8)),
    "record": ("police/s/boy", "police/s/box"),
    "id": (person("police", "boy"), str(UUID(int=7))),
    "address": ("uprn:100000001", "uprn:100000002"),
}
"""What names somebody, or a place, that the police alone know, and what names nobody."""
OF_A_PERSON = {
    "findings": "{ findings(subject: $of, lens: $lens) { totalCount notAsked nodes { subject { id } } } }",
    "explain": "{ explain(pattern: absent_father, subject: $of, lens: $lens) { subject statements } }",
    "missingPicture": "{ missingPicture(subject: $of, lens: $lens) { subject missing { statement } } }",
    "person": "{ person(id: $of, lens: $lens) { id records { key } } }",
    "child": "{ child(id: $of, lens: $lens) { id findings { totalCount } } }",
    "adult": "{ adult(id: $of, lens: $lens) { id } }",
    "household": "{ household(person: $of, lens: $lens) { totalCount nodes { id } } }",
    "contradictions": "{ contradictions(person: $of, lens: $lens) { person contradictions { kind } } }",
    "chronology": "{ chronology(people: [$of], lens: $lens) { people names nodes { event } } }",
    "whoKnew": '{ whoKnew(pattern: "absent_father", subject: $of, lens: $lens) { subject statement } }',
    "search": "{ search(text: $of, lens: $lens) { more hits { __typename } } }",
}
OF_ANYTHING = {"node": "{ node(id: $of, lens: $lens) { id } }", "address": "{ address(id: $of, lens: $lens) { id } }"}
COMMANDS = (
    ("find", "all", "--subject"),
    ("find", "absent_father", "--subject"),
    ("explain", "absent_father", "--subject"),
    ("missing-picture", "--subject"),
    ("contradictions",),
    ("chronology",),
    ("who-knew", "absent_father", "--subject"),
    ("match", "list", "--person"),
    ("search",),
)


@pytest.fixture
async def apart(store: Store, tmp_path: Path) -> Store:
    """A store in which the police know a boy with his mother and their home, and the health visitor somebody else."""
    boy, mother = child("boy", "2018-05-01", nhs_number=nhs(7)), {"person_id": "mother", "role": "adult"}
    home = [{"person_id": "boy", "uprn": "100000001", "start": "2024-01-01"}]
    police = {"people": [boy, mother], "relationships": [tie("mother", "boy", "mother")], "addresses": home}
    await loaded(store, *partnership(tmp_path, police=police, hv={"people": [child("girl", "2019-05-01", nhs_number=nhs(9))]}))
    return store


@pytest.mark.parametrize("kind", ["number", "record", "id"])
async def test_graphql_answers_of_a_person_whom_others_know_as_of_nobody(apart: Store, kind: str) -> None:
    async with client_of(apart) as client:
        for name, selected in OF_A_PERSON.items():
            known, unknown = [await answer(client, selected, each) for each in OTHERS[kind]]
            assert known == unknown, name
        everyone = await answer(client, OF_A_PERSON["person"], OTHERS[kind][0], '{asOf: "2025-06-01"}')
        assert everyone["data"]["person"] is not None


@pytest.mark.parametrize("kind", ["id", "address"])
async def test_graphql_answers_of_an_id_that_others_know_as_of_none(apart: Store, kind: str) -> None:
    async with client_of(apart) as client:
        for name, selected in OF_ANYTHING.items():
            known, unknown = [await answer(client, selected, each) for each in OTHERS[kind]]
            assert known == unknown, name


@pytest.mark.parametrize("kind", ["number", "record", "id"])
async def test_the_command_answers_of_a_person_whom_others_know_as_of_nobody(
    apart: Store, kind: str, environment: dict[str, str]
) -> None:
    for command in COMMANDS:
        known, unknown = [said(environment, *command, each) for each in OTHERS[kind]]
        assert known == unknown, command
        assert said(environment, *command, OTHERS[kind][0], lens=()) != unknown


async def test_the_status_through_a_lens_counts_what_it_shows(apart: Store, environment: dict[str, str]) -> None:
    (whole,) = map(json.loads, run(environment, "status", "--format", "json").stdout.splitlines())
    (own,) = map(json.loads, run(environment, "status", "--agency", "hv", "--format", "json").stdout.splitlines())
    assert (whole["nodes"]["Person"], whole["nodes"]["Address"]) == (3, 1)
    assert (own["nodes"]["Person"], own["nodes"]["Child"], own["nodes"]["Address"], own["edges"]) == (1, 1, 0, 0)
    assert [each["agency"] for each in own["loads"]] == ["hv"]
    assert [(each["id"], each["records"], each["unmatched"]) for each in own["agencies"]] == [("hv", 1, 1)]
    assert own["lens"]["agencies"] == ["hv"]
    early = json.loads(run(environment, "status", "--as-of", "1990-01-01", "--format", "json").stdout)
    assert (early["nodes"]["Person"], early["loads"]) == (0, [])
    async with client_of(apart) as client:
        body = await answer(
            client, "{ status(lens: $lens) { nodes { label count } agencies { id } } coverage(lens: $lens) { id } }"
        )
    assert body["data"]["coverage"] == body["data"]["status"]["agencies"] == [{"id": "hv"}]


async def answer(client: httpx.AsyncClient, selected: str, of: str = "", lens: str = LENS) -> dict[str, Any]:
    """What a query answers, without what names whom it was about, and without the ids that every error has of its own."""
    query = selected.replace("$lens", lens).replace("$of", json.dumps(of))
    body = (await client.post("/graphql", json={"query": query})).text
    found: dict[str, Any] = json.loads(body.replace(of, "WHO") if of else body)
    for error in found.get("errors", []):
        error["extensions"].pop("id")
        error.pop("locations", None)
    return found


def said(environment: dict[str, str], *arguments: str, lens: tuple[str, ...] = ("--agency", "hv")) -> tuple[int, str, str]:
    """What a command says of somebody, without what names them."""
    done = run(environment, *arguments, *lens, "--as-of", "2025-06-01", "--format", "json")
    return done.exit_code, done.stdout.replace(arguments[-1], "WHO"), done.stderr.replace(arguments[-1], "WHO")


def run(environment: dict[str, str], *arguments: str) -> Any:
    # The command runs a loop of its own, which needs a thread beside the loop of this test.
    with concurrent.futures.ThreadPoolExecutor(1) as threads:
        return threads.submit(CliRunner().invoke, app, list(arguments), env=environment).result()
