"""Possible matches inside people: the same as those of the root field, in as many round trips for many people as for one."""

from pathlib import Path
from typing import Any

import pytest

from api.graphql.operation.context import Context
from api.graphql.schema import SCHEMA
from graph.store import Store
from tests.queries.building import child, loaded, partnership

NAMES = ("Amina", "Berta", "Chloe")
NODE = "id band agrees differs reasons left { key } right { key }"
LIST = f"""query ($first: Int!, $bands: [MatchBand!], $pairs: Int! = 50, $after: String) {{
  children(first: $first, lens: {{asOf: "2025-06-01"}}) {{ nodes {{ id
    possibleMatches(bands: $bands, first: $pairs, after: $after) {{
    nodes {{ {NODE} }} edges {{ cursor }} pageInfo {{ hasNextPage endCursor }} lens {{ asOf }} }} }} }} }}"""


def born(id_: str, name: str, year: int) -> dict[str, Any]:
    return child(id_, f"{year}-03-04", given_names=name, family_name="Kowalczyk")


@pytest.fixture
async def children(store: Store, tmp_path: Path) -> Store:
    """Three children, each under records of two agencies that nothing joins."""
    people = [born(name[0].lower(), name, 2010 + place) for place, name in enumerate(NAMES)]
    await loaded(store, *partnership(tmp_path, gp={"people": people}, school={"people": people}))
    return store


async def asked(store: Store, query: str, **variables: Any) -> dict[str, Any]:
    result = await SCHEMA.execute(query, variable_values=variables, context_value=Context(store))
    assert not result.errors, result.errors
    assert result.data is not None
    return result.data


async def test_they_are_those_of_the_root_field_in_a_list_as_of_one(children: Store) -> None:
    listed = (await asked(children, LIST, first=10))["children"]["nodes"]
    assert len(listed) == 6
    root = (
        f"""query ($person: ID) {{ possibleMatches(person: $person, lens: {{asOf: "2025-06-01"}}) {{ nodes {{ {NODE} }} }} }}"""
    )
    for each in listed:
        own = (await asked(children, root, person=each["id"]))["possibleMatches"]["nodes"]
        assert each["possibleMatches"]["nodes"] == own
        assert [match["band"] for match in own] == ["likely"]


async def test_of_many_people_they_cost_as_many_round_trips_as_of_one(children: Store) -> None:
    spent = []
    for first in (1, 6):
        await asked(children, LIST, first=first)
        before = children.round_trips
        await asked(children, LIST, first=first)
        spent.append(children.round_trips - before)
    assert spent == [4, 4]


async def test_a_band_narrows_them_and_a_cursor_goes_on_behind_its_pair_and_for_nobody_else(children: Store) -> None:
    listed = (await asked(children, LIST, first=1, bands=["possible"]))["children"]["nodes"]
    assert listed[0]["possibleMatches"]["nodes"] == []
    (first,) = (await asked(children, LIST, first=1, pairs=1))["children"]["nodes"]
    after = first["possibleMatches"]["pageInfo"]["endCursor"]
    (rest,) = (await asked(children, LIST, first=1, after=after))["children"]["nodes"]
    assert rest["possibleMatches"]["nodes"] == []
    result = await SCHEMA.execute(LIST, variable_values={"first": 2, "after": after}, context_value=Context(children))
    assert "the cursor belongs to another question" in str(result.errors)


async def test_the_root_field_narrows_by_agency_and_compares_any_two(children: Store) -> None:
    query = """query ($agencies: [String!]) { possibleMatches(agencies: $agencies, first: 2) {
      nodes { id } pageInfo { hasNextPage } } }"""
    for agencies, many in ((["gp"], 2), (None, 2)):
        assert len((await asked(children, query, agencies=agencies))["possibleMatches"]["nodes"]) == many
    refused = await SCHEMA.execute(query, variable_values={"agencies": ["nope"]}, context_value=Context(children))
    assert "nope" in str(refused.errors)
    compared = (
        """{ matchComparison(left: "school/s/b", right: "gp/s/a") { state differs reasons decision { by } left { key } } }"""
    )
    found = (await asked(children, compared))["matchComparison"]
    assert (found["state"], found["left"]["key"], found["decision"]) == ("not_proposed", "gp/s/a", None)
    assert "the forenames differ: 'Amina' and 'Berta'" in found["differs"]
