"""The schema: printed, described throughout, and the register in it."""

import tomllib
from pathlib import Path

import httpx
from graphql import GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, build_schema, find_breaking_changes

from api.graphql.schema import sdl
from queries.engine.registry import registry

VERSION = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
FIRST_OF_THIS_VERSION = Path(__file__).parent / f"schema-{'.'.join(VERSION.split('.')[:2])}.graphql"
PRINTED = Path(__file__).parents[2] / "schema.graphql"


def test_schema_graphql_is_what_casegraph_schema_prints() -> None:
    assert PRINTED.read_text(encoding="utf-8") == sdl()


def test_every_type_field_and_argument_is_described() -> None:
    bare = []
    for name, each in build_schema(sdl()).type_map.items():
        if name.startswith("__"):
            continue
        if not each.description:
            bare.append(name)
        if isinstance(each, (GraphQLObjectType, GraphQLInterfaceType, GraphQLInputObjectType)):
            bare += [f"{name}.{field}" for field, is_ in each.fields.items() if not is_.description]
        if isinstance(each, (GraphQLObjectType, GraphQLInterfaceType)):
            arguments = ((field, argument, is_) for field, of in each.fields.items() for argument, is_ in of.args.items())
            bare += [f"{name}.{field}({argument})" for field, argument, is_ in arguments if not is_.description]
    assert bare == []


def test_nothing_that_clients_of_this_version_use_is_taken_away() -> None:
    """A change that breaks them needs another version, and its schema beside this test as `schema-<version>.graphql`."""
    before = build_schema(FIRST_OF_THIS_VERSION.read_text(encoding="utf-8"))
    assert [change.description for change in find_breaking_changes(before, build_schema(sdl()))] == []


def test_a_field_that_is_taken_away_is_noticed() -> None:
    before, after = build_schema("type Query { a: Int b: Int }"), build_schema("type Query { a: Int }")
    assert [change.description for change in find_breaking_changes(before, after)] == ["Field Query.b was removed."]


async def test_the_register_is_in_the_api(storeless: httpx.AsyncClient) -> None:
    query = "{ patterns { id question parameters { name default } statuses answers { name } cautions cypher } }"
    response = await storeless.post("/graphql", json={"query": query})
    found = {each["id"]: each for each in response.json()["data"]["patterns"]}
    assert list(found) == list(registry())
    for id_, pattern in registry().items():
        shown = found[id_]
        assert [each["name"] for each in shown["parameters"]] == [each.name for each in pattern.every_parameter]
        assert [each["name"] for each in shown["answers"]] == list(pattern.answers)
        assert (shown["question"], shown["cypher"]) == (pattern.question, pattern.cypher)


async def test_one_pattern_is_asked_for_by_its_id(storeless: httpx.AsyncClient) -> None:
    id_ = next(iter(registry()))
    query = "query ($id: PatternId!) { pattern(id: $id) { id } }"
    response = await storeless.post("/graphql", json={"query": query, "variables": {"id": id_}})
    assert response.json() == {"data": {"pattern": {"id": id_}}}
