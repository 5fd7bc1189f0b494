"""Limits: what a query comes to on a small schema, and what the server refuses because of it."""

from typing import Any

import httpx
import pytest
import strawberry
from graphql import get_introspection_query, parse
from strawberry import relay

from api.graphql.operation.limits import BeyondLimit, beyond
from api.graphql.operation.query_cost import TYPICAL_LIST, Measure, Measured, measure
from api.graphql.schema import SCHEMA
from api.graphql.traversal.compiler import LARGEST_LIST, _each
from api.graphql.traversal.types.kinds import FINDINGS_WEIGHT
from api.http.application import application
from graph.access.rights import ALL_RIGHTS
from graph.errors import StoreUnavailable
from graph.settings import Settings
from graph.store import ReadKind
from graph.store.time_budget import current
from tests.api.signed_in import ANALYST, signed_in


@strawberry.type
class Child:
    name: str

    @strawberry.field
    def siblings(self, first: int = 4) -> "Children":
        raise NotImplementedError

    @strawberry.field(metadata={"cost": 5})
    def concerns(self) -> list[str]:
        raise NotImplementedError


@strawberry.type
class Children:
    nodes: list[Child]
    page_info: relay.PageInfo


@strawberry.type
class Query:
    children: list[Child]

    @strawberry.field
    def page(self, first: int = 10) -> Children:
        raise NotImplementedError


SMALL = strawberry.Schema(Query)._schema


def measured(query: str, **variables: Any) -> Measure:
    return measure(SMALL, parse(query), variables)


def refusals(query: str) -> list[str]:
    return [error.message for error in beyond(SMALL, parse(query))]


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        ("{ __typename }", 1),
        ("{ children { name } }", 1 + TYPICAL_LIST),
        ("{ children { concerns } }", 1 + TYPICAL_LIST * 5),
        ("{ page { nodes { name } } }", 1 + 10 * 2),
        ("{ page(first: 3) { nodes { name } } }", 1 + 3 * 2),
        ("{ page(first: 3) { pageInfo { endCursor } nodes { name } } }", 1 + 2 + 3 * 2),
        ("query ($n: Int) { page(first: $n) { nodes { name } } }", 1 + 7 * 2),
        ("query ($m: Int = 2) { page(first: $m) { nodes { name } } }", 1 + 2 * 2),
        ("{ page(first: 3) { nodes { siblings(first: 5) { nodes { name } } } } }", 1 + 3 * (1 + 1 + 5 * 2)),
        ("{ page(first: 3) { ...f } } fragment f on Children { nodes { name } }", 1 + 3 * 2),
        ("{ page(first: -3) { nodes { name } } }", 1),
    ],
)
def test_a_query_costs_the_fields_that_its_answer_may_have(query: str, cost: int) -> None:
    assert measured(query, n=7).cost == cost


@pytest.mark.parametrize(
    ("given", "size"),
    [(3, 3), (3.0, 3), (200.0, 200), (0, 0), (-3, 0), (None, 200), (1e400, 8), (10**30, 8)],
)
def test_a_page_counts_as_large_as_it_would_be_read(given: Any, size: int) -> None:
    query = "query ($n: Int) { page(first: $n) { nodes { name } } }"
    assert measured(query, n=given).cost == 1 + size * 2
    assert Measured(SMALL, parse(query)).with_variables({"n": given}).cost == 1 + size * 2


def test_a_page_whose_variable_is_left_out_has_its_default() -> None:
    query = "query ($n: Int) { page(first: $n) { nodes { name } } }"
    assert measured(query).cost == measured("{ page { nodes { name } } }").cost == 1 + 10 * 2
    assert Measured(SMALL, parse(query)).with_variables({"n": 1.0}).cost == 1 + 1 * 2
    assert Measured(SMALL, parse(query)).with_variables({}).cost == 1 + 10 * 2


def test_numbers_that_python_does_not_read_are_the_largest_page() -> None:
    many = "9" * 5000
    assert measured(f"{{ page(first: {many}) {{ nodes {{ name }} }} }}").cost == 1 + 200 * 2
    assert measured(f"query ($n: Int = {many}) {{ page(first: $n) {{ nodes {{ name }} }} }}").cost == 1 + 200 * 2


async def test_pages_asked_by_floats_are_refused_as_those_by_integers(storeless: httpx.AsyncClient) -> None:
    query = """query ($n: Int!) {
      children(first: $n) { nodes { siblings(first: $n) { nodes { contacts(first: $n) { nodes { summary } } } } } } }"""
    for number in (200, 200.0, 200.0):
        (error,) = (await storeless.post("/graphql", json={"query": query, "variables": {"n": number}})).json()["errors"]
        assert error["extensions"]["code"] == "BEYOND_LIMIT"


@pytest.mark.parametrize(
    "given", [["a"] * 1001, {"or": [{}] * 1001}, {f"k{n}": n for n in range(1001)}, [[["a"] * 500] * 2] * 2], ids=len
)
async def test_variables_of_very_many_values_are_refused_unread(storeless: httpx.AsyncClient, given: Any) -> None:
    for query in ("query ($x: PersonFilter) { children(filter: $x) { totalCount } }",) * 2:
        await storeless.post("/graphql", json={"query": query})
        (error,) = (await storeless.post("/graphql", json={"query": query, "variables": {"x": given}})).json()["errors"]
        assert error["message"] == "expected 1,000 values in variables at most, found more"


async def test_what_a_request_costs_is_what_its_reads_weigh() -> None:
    costs = []

    class Noting:
        rights = ALL_RIGHTS

        async def read(self, text: str, kind: ReadKind = ReadKind.QUESTION, /, **parameters: Any) -> list[list[Any]]:
            costs.append(current().cost)
            raise StoreUnavailable("it is away")

    query = "query ($n: Int!) { children(first: $n) { nodes { id name } } }"
    app = application(Noting(), signed_in())  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        for number in (3, 200.0, 3):
            await client.post("/graphql", json={"query": query, "variables": {"n": number}})
    assert costs == [2 + 3 * 3, 2 + 200 * 3, 2 + 3 * 3]


async def test_no_error_repeats_at_length_what_was_given(storeless: httpx.AsyncClient) -> None:
    body = {"query": "query ($x: [ParameterInput!]) { findings(parameters: $x) { totalCount } }"}
    given = [{"name": "x" * 50_000, "value": 1}]
    answer = await storeless.post("/graphql", json={**body, "variables": {"x": given}})
    assert len(answer.content) < 2000


async def test_an_answer_of_too_many_bytes_is_an_error_that_says_how_many() -> None:
    app = application(object(), signed_in(), settings=Settings(answer_bytes=1000))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        for accepted in ("application/json", "application/graphql-response+json", "text/event-stream"):
            headers = {"accept": accepted}
            response = await client.post("/graphql", json={"query": "{ patterns { id question } }"}, headers=headers)
            assert response.status_code == 200
            assert "expected an answer of 1,000 bytes at most, found" in response.text
            assert "BEYOND_LIMIT" in response.text
            assert len(response.content) < 500


def test_a_list_without_pages_is_never_cut_short_without_a_word() -> None:
    read = _each(0, lambda cell, _: cell, "records")
    all_of_them = list(range(LARGEST_LIST))
    assert read([all_of_them], None) == all_of_them  # type: ignore[arg-type]
    with pytest.raises(BeyondLimit, match="records: expected 1,000 at most in a list without pages, found more"):
        read([[*all_of_them, 1]], None)  # type: ignore[arg-type]


def test_findings_of_people_in_lists_cost_as_many_fields_as_judging_takes_time() -> None:
    few, many = (f"{{ children(first: {first}) {{ nodes {{ findings {{ totalCount }} }} }} }}" for first in (1, 200))
    cost = [measure(SCHEMA._schema, parse(query), {}).cost for query in (few, many)]
    assert cost[1] - cost[0] == 199 * (len(["node", "totalCount"]) + FINDINGS_WEIGHT)
    nested = "{ children(first: 200) { nodes { siblings(first: 9) { nodes { findings { totalCount } } } } } }"
    assert any("fields of an answer" in each.message for each in beyond(SCHEMA._schema, parse(nested)))


def test_depth_is_counted_through_fragments() -> None:
    assert measured("{ children { ...f } } fragment f on Child { siblings { nodes { name } } }").depth == 4


def test_what_the_schema_does_not_know_is_left_to_validation() -> None:
    assert refusals("{ nobody { nothing } ...none ... on Nothing { no } }") == []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("{ page(first: 200) { nodes { siblings(first: 200) { nodes { name } } } } }", "fields of an answer"),
        (
            "{ page { nodes {" + " siblings { nodes {" * 6 + " name " + "} }" * 6 + "} } }",
            "12 levels of nesting at most",
        ),
        ("{ __typename " + "@skip(if: false) " * 9 + "}", "8 directives at most, found 9"),
        ("{" + "a: __typename " * 16 + "}", "15 aliases"),
        ("{" + "__typename " * 17 + "}", "15 aliases and repeated fields at most, found 16"),
        ("{" + "... { __typename } " * 17 + "}", "15 aliases and repeated fields at most, found 16"),
    ],
)
def test_each_limit_is_said_with_what_was_found(query: str, said: str) -> None:
    assert any(said in each for each in refusals(query))


def test_the_work_grows_with_the_document_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    visits = 0
    add = Measure.__add__

    def counted(one: Measure, other: Measure) -> Measure:
        nonlocal visits
        visits += 1
        return add(one, other)

    monkeypatch.setattr(Measure, "__add__", counted)
    spreads = " ".join(f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(100))
    assert measured(f"{{ ...f0 }} {spreads} fragment f100 on Query {{ __typename }}").cost == 2**100
    assert visits < 1000


def test_tools_may_ask_for_the_whole_schema() -> None:
    whole = get_introspection_query(specified_by_url=True, directive_is_repeatable=True, input_value_deprecation=True)
    assert beyond(SCHEMA._schema, parse(whole), caller=ANALYST) == []


async def test_the_page_has_the_schema_without_asking_for_it(storeless: httpx.AsyncClient) -> None:
    types = {each["name"] for each in (await storeless.get("/explorer/schema.json")).json()["__schema"]["types"]}
    assert {"Query", "Child", "Lens"} <= types


@pytest.mark.parametrize(
    "query",
    [
        "{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }",
        "{" + " ".join(f"a{n}: __typename" for n in range(101)) + "}",
        "{" + "__typename\n" * 500 + "}",
        "{ __schema { ...a } } fragment a on __Schema { __typename ...b } fragment b on __Schema { ...a }",
        "{ __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }",
        "{ __schema { directive } }",
        "qwerty cop { abc }",
    ],
    ids=[
        *("deep introspection", "aliases", "repeated fields", "circular fragments"),
        *("directives", "suggestions", "nonsense"),
    ],
)
async def test_what_scanners_try_gets_one_error_and_no_data(storeless: httpx.AsyncClient, query: str) -> None:
    found = (await storeless.post("/graphql", json={"query": query})).json()
    assert set(found) == {"errors"}
    assert len(found["errors"]) < 3
    assert "mean" not in str(found) and "exception" not in str(found)


async def test_scanners_find_no_second_door(storeless: httpx.AsyncClient) -> None:
    asked = {"query": "{ __typename }"}
    assert "data" not in (await storeless.post("/graphql", json=[asked] * 10)).json()
    assert "data" not in (await storeless.post("/graphql", params=asked)).json()
    assert "data" not in (await storeless.post("/graphql", data=asked)).json()
    assert "data" not in (await storeless.get("/graphql", params={"query": "mutation { __typename }"})).json()
    assert (await storeless.post("/graphql", json=asked)).json() == {"data": {"__typename": "Query"}}
    for path in ("/graphiql", "/playground", "/console"):
        assert (await storeless.get(path)).status_code == 404
    assert "GraphiQL" not in (await storeless.get("/graphql", headers={"accept": "text/html"})).text
