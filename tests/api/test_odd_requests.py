"""Odd values for every argument of the schema: each is answered, soon and shortly, and nothing of it is a fault of ours.

`tests.benchmarks.odd_requests` sends all of them.
"""

import httpx

from api.graphql.schema import SCHEMA
from graph.store import Store
from tests.api.conftest import client_of
from tests.api.odd_requests import MUTATION, OddRequest, odd_requests

EVERY = 499
"""Of fifty thousand; a prime, so that each odd value meets many fields."""


async def test_no_odd_value_of_an_argument_is_a_fault_of_ours(client: httpx.AsyncClient) -> None:
    assert await faults_of(client, list(odd_requests(SCHEMA._schema))[::EVERY]) == []


async def test_nor_is_one_of_a_mutation_by_who_is_signed_in(loaded: Store) -> None:
    async with client_of(loaded, demo=True) as signed_in:
        mutations = [each for each in odd_requests(SCHEMA._schema) if each.body["query"].startswith(MUTATION)]
        assert await faults_of(signed_in, mutations[::7]) == []


async def faults_of(client: httpx.AsyncClient, requests: list[OddRequest]) -> list[tuple[str, int, set[str]]]:
    faults = []
    for request in requests:
        response = await client.post("/graphql", json=request.body)
        codes = {each["extensions"]["code"] for each in response.json().get("errors", ())}
        if response.status_code != 200 or codes & {"INTERNAL", "STORE_FAILED", "STORE_UNAVAILABLE"}:
            faults.append((request.name, response.status_code, codes))
        if len(response.content) > 100_000:
            faults.append((request.name, len(response.content), codes))
    return faults


def test_every_argument_of_the_schema_is_tried() -> None:
    tried = {each.name.split(":")[0] for each in odd_requests(SCHEMA._schema)}
    types = [each for each in SCHEMA._schema.type_map.values() if hasattr(each, "fields") and not each.name.startswith("__")]
    arguments = {
        f"{type_.name}.{name}({argument})"
        for type_ in types
        for name, field in type_.fields.items()
        for argument in getattr(field, "args", {})
        if type_.name not in ("Subscription", "Adult")
    }
    assert arguments <= tried
