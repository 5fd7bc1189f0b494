"""What waits for somebody to decide is seen with both sides, through the lens, by command and GraphQL as by Python."""

import concurrent.futures
import json
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from api.command import app
from api.http.application import application
from graph.errors import InvalidInput
from graph.lens import Lens
from graph.settings import Settings
from graph.store import Store
from queries.matches import Matches, possible_matches
from tests.api.signed_in import signed_in
from tests.queries.building import child, loaded, nhs, partnership, person

DAY = date(2025, 6, 1)
TWINS = [
    child("p", "2016-05-04", given_names="Asha", family_name="Mellor", nhs_number=nhs(1)),
    child("q", "2016-05-04", given_names="Leena", family_name="Mellor", nhs_number=nhs(1)),
]
ASHA = child("a", "2016-05-04", given_names="Asha", family_name="Mellor", nhs_number=nhs(1))
OTHER = child("x", "2016-05-04", given_names="Tom", family_name="Hale", other_ids="x=1", sex="M")
LATER = child("y", "2016-05-04", given_names="Tom", family_name="Hale", other_ids="x=1", sex="F", recorded_on="2025-05-01")
PAIRS = [("hv/s/a", "police/s/p"), ("hv/s/a", "police/s/q"), ("hv/s/x", "police/s/y"), ("police/s/p", "police/s/q")]
QUERY = """query ($person: ID, $lens: LensInput, $first: Int!, $after: String) {
  possibleMatches(person: $person, lens: $lens, first: $first, after: $after) {
    edges { cursor node { id band agrees differs reasons left { person key agency givenNames dateOfBirth nhsNumber otherIds }
      right { key sex otherNames } } }
    nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } lens { agencies asOf } } }"""


@pytest.fixture
async def partners(store: Store, tmp_path: Path) -> Store:
    await loaded(store, *partnership(tmp_path, hv={"people": [ASHA, OTHER]}, police={"people": [*TWINS, LATER]}))
    return store


def keys(found: Matches) -> list[tuple[str, str]]:
    return [(match.left.key, match.right.key) for match in found.matches]


async def test_each_pair_stands_there_with_both_sides_and_why(partners: Store) -> None:
    found = await possible_matches(partners)
    assert keys(found) == PAIRS
    twins = found.matches[-1]
    assert (twins.left.given_names, twins.right.given_names, twins.left.date_of_birth) == ("Asha", "Leena", date(2016, 5, 4))
    assert twins.agrees[0] == f"both have the NHS number {nhs(1)}"
    assert "the forenames differ: 'Asha' and 'Leena'" in twins.differs
    assert twins.reasons == ("they are two records of one system, with different given names",)
    assert (twins.left.agency, twins.left.person) == ("police", person("police", "p"))
    assert found.matches[2].agrees[0] == "both have the x 1"


async def test_one_person_s_alone_and_a_page_behind_a_pair(partners: Store) -> None:
    assert keys(await possible_matches(partners, person="police/s/q")) == [PAIRS[1], PAIRS[3]]
    before = partners.round_trips
    page = await possible_matches(partners, first=2)
    assert partners.round_trips == before + 5
    assert (keys(page), page.more) == (PAIRS[:2], True)
    assert page.last is not None
    rest = await possible_matches(partners, after=page.last)
    assert (keys(rest), rest.more) == (PAIRS[2:], False)
    with pytest.raises(InvalidInput, match="first: expected a number from 1 to 200, found 0"):
        await possible_matches(partners, first=0)


async def test_a_pair_is_seen_only_where_both_records_are(partners: Store) -> None:
    assert keys(await possible_matches(partners, lens=Lens.of(DAY, None, ("police",)))) == PAIRS[3:]
    before = await possible_matches(partners, lens=Lens.of(date(2025, 4, 1)))
    assert PAIRS[2] not in keys(before)


async def test_a_page_is_filled_from_behind_pairs_that_the_lens_does_not_show(partners: Store) -> None:
    page = await possible_matches(partners, lens=Lens.of(DAY, None, ("police",)), first=1)
    assert (keys(page), page.more) == (PAIRS[3:], False)
    of = await possible_matches(partners, agencies=["hv"], first=2, after=PAIRS[0])
    assert (keys(of), of.more) == (PAIRS[1:3], False)


async def test_the_command_and_graphql_say_what_python_says(partners: Store, engine_settings: Settings) -> None:
    python = (await possible_matches(partners, lens=Lens.of(DAY))).to_dicts()
    environment = {
        "CASEGRAPH_STORE": str(engine_settings.store),
        "CASEGRAPH_USER": engine_settings.user,
        "CASEGRAPH_PASSWORD": engine_settings.password.get_secret_value(),
        "CASEGRAPH_DATABASE": engine_settings.database,
    }

    def said(*arguments: str) -> Any:
        with concurrent.futures.ThreadPoolExecutor(1) as threads:
            call = threads.submit(CliRunner().invoke, app, ["matches", "--as-of", "2025-06-01", *arguments], env=environment)
            done = call.result()
        assert done.exit_code == 0, done.stderr
        return done.stdout

    assert [json.loads(line) for line in said("--format", "json").splitlines()] == python
    shown = said("--person", "police/s/q")
    assert "Leena Mellor" in shown and "hv/s/x" not in shown
    transport = httpx.ASGITransport(application(partners, signed_in(), settings=Settings(request_timeout=300)))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        given: dict[str, Any] = {"first": 3, "lens": {"asOf": "2025-06-01"}}
        first = (await client.post("/graphql", json={"query": QUERY, "variables": given})).json()["data"]["possibleMatches"]
        given |= {"after": first["pageInfo"]["endCursor"]}
        rest = (await client.post("/graphql", json={"query": QUERY, "variables": given})).json()["data"]["possibleMatches"]
    assert [edge["node"]["id"] for edge in [*first["edges"], *rest["edges"]]] == [each["id"] for each in python]
    assert (first["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasPreviousPage"]) == (True, True)
    assert first["edges"][0]["node"]["left"]["givenNames"] == "Asha"
