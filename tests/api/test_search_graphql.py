"""Search through GraphQL: the same hits as through Python, in words and without a number."""

from datetime import date

import httpx

from api.graphql.schema import SCHEMA
from graph.lens import Lens
from graph.store import Store
from queries.search import search
from tests.api.test_findings_graphql import LENS, answered

SEARCH = """query ($text: String!, $first: Int, $lens: LensInput) { search(text: $text, first: $first, lens: $lens) {
  hits { ... on PersonHit { id matched records { key agency dateOfBirth } } ... on AddressHit { id matched } } more } }"""


async def test_a_search_finds_the_same_through_graphql(client: httpx.AsyncClient, loaded: Store) -> None:
    python = await search(loaded, "10/01/2023", lens=Lens.of(date(2025, 6, 1)))
    answer = (await answered(client, SEARCH, text="10/01/2023", lens=LENS))["data"]["search"]
    assert [(hit["id"], tuple(hit["matched"])) for hit in answer["hits"]] == [(hit.id, hit.matched) for hit in python.hits] != []
    assert answer["hits"][0]["records"][0]["dateOfBirth"] == "2023-01-10"
    fewer = (await answered(client, SEARCH, text="10/01/2023", first=1, lens=LENS))["data"]["search"]
    assert (len(fewer["hits"]), fewer["more"]) == (1, len(python.hits) > 1)


async def test_a_search_for_nothing_is_an_error_that_says_what_was_expected(storeless: httpx.AsyncClient) -> None:
    (error,) = (await answered(storeless, SEARCH, text=" "))["errors"]
    assert error["extensions"]["code"] == "BAD_INPUT"
    assert "expected a name, a date of birth" in error["message"]


def test_no_number_says_how_well_a_hit_fits() -> None:
    for name in ("PersonHit", "AddressHit", "RecordHit", "Hits"):
        fields = SCHEMA._schema.type_map[name].fields  # type: ignore[attr-defined]
        assert not {str(each.type).strip("!") for each in fields.values()} & {"Int", "Float"}
