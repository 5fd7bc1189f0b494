"""Findings inside people, wherever they stand in an answer: those of the root field, through the same lens."""

from api.graphql.operation.context import Context
from api.graphql.schema import SCHEMA
from graph.store import Store
from tests.api.traversal.conftest import CHILD, LATE, LODGER, MOTHER, SIBLING, Ask

PAGE = """query ($id: ID!, $lens: LensInput) { child(id: $id, lens: $lens) { name findings { totalCount ...Found } } }
fragment Found on FindingConnection { nodes { pattern key status statement seenBy lens { asOf agencies } } }"""
ROOT = """query ($id: ID!, $lens: LensInput) { findings(subject: $id, lens: $lens) { totalCount
  nodes { pattern key status statement seenBy lens { asOf agencies } } } }"""


async def test_a_childs_page_has_the_findings_of_the_root_field(ask: Ask) -> None:
    for lens in ({"asOf": "2025-01-01"}, {"asOf": "2024-06-01", "agencies": ["csc"]}):
        page = await ask(PAGE, lens=lens, id="csc/s/c")
        assert page["child"]["findings"] == (await ask(ROOT, lens=lens, id="csc/s/c"))["findings"]
        assert page["child"]["findings"]["totalCount"] > 0


async def test_it_costs_the_read_of_the_person_two_of_the_findings_and_one_of_who_is_not_joined(ask: Ask, family: Store) -> None:
    await ask(PAGE, id=CHILD)
    before = family.round_trips
    await ask(PAGE, id=CHILD)
    assert family.round_trips == before + 4


async def test_several_are_asked_of_one_person_each_under_its_own_key(ask: Ask) -> None:
    query = """query ($id: ID!, $lens: LensInput) { node(id: $id, lens: $lens) { id ... on Person {
      gone: findings(pattern: missed_appointments, parameters: [{name: "min_missed", value: 1}]) { nodes { pattern } }
      none: findings(pattern: below_threshold) { nodes { pattern } } name } } }"""
    node = (await ask(query, id=CHILD))["node"]
    assert list(node) == ["id", "gone", "none", "name"]
    assert [node["gone"]["nodes"], node["none"]["nodes"]] == [[{"pattern": "missed_appointments"}], []]


async def test_what_is_selected_of_them_follows_variables_and_their_defaults(ask: Ask) -> None:
    query = """query ($id: ID!, $lens: LensInput, $key: Boolean! = false, $size: Int = 1,
        $of: PatternId = heritage_not_understood) {
      child(id: $id, lens: $lens) { findings(first: $size, pattern: $of) { nodes { pattern key @include(if: $key) } } } }"""
    for given, keys in (({}, {"pattern"}), ({"key": True}, {"pattern", "key"}), ({"of": None, "size": 2}, {"pattern"})):
        found = (await ask(query, id=CHILD, **given))["child"]["findings"]["nodes"]
        assert len(found) == given.get("size", 1)
        assert {name for each in found for name in each} == keys


async def test_somebody_who_is_nobody_has_none_and_is_no_error(ask: Ask) -> None:
    assert await ask(PAGE, id="csc/s/nobody") == {"child": None}
    assert await ask(PAGE, id=MOTHER) == {"child": None}


async def test_people_in_lists_have_those_of_the_root_field_too(ask: Ask) -> None:
    lists = """query ($lens: LensInput) {
      children(first: 3, lens: $lens) { nodes { id findings { totalCount ...Found }
        siblings(first: 3) { nodes { id findings { ...Found } } } } }
      household(person: "csc/s/c", on: "2024-03-01", lens: $lens) { edges { node { id findings { totalCount ...Found } } } } }
    """ + PAGE.split("\n")[1]
    found = await ask(lists)
    people = [*found["children"]["nodes"], *(edge["node"] for edge in found["household"]["edges"])]
    people += [sibling for each in found["children"]["nodes"] for sibling in each["siblings"]["nodes"]]
    assert {each["id"] for each in people} == {CHILD, SIBLING, MOTHER, LODGER}
    for each in people:
        root = (await ask(ROOT, id=each["id"]))["findings"]
        assert each["findings"]["nodes"] == root["nodes"]
        assert each["findings"].get("totalCount", root["totalCount"]) == root["totalCount"]
    assert sum(len(each["findings"]["nodes"]) for each in people) > 4


async def test_of_many_people_they_cost_as_many_round_trips_as_of_one(ask: Ask, family: Store) -> None:
    query = """query ($lens: LensInput, $first: Int!) { children(first: $first, lens: $lens) { nodes {
      findings(pattern: missed_appointments) { totalCount } parents { nodes { name } } } } }"""
    for first in (1, 2):
        await ask(query, first=first)
        before = family.round_trips
        found = await ask(query, first=first)
        assert len(found["children"]["nodes"]) == first
        assert family.round_trips == before + 3


async def test_a_page_of_them_goes_on_behind_its_cursor_and_for_nobody_else(ask: Ask, refused: Ask) -> None:
    query = """query ($id: ID!, $after: String, $lens: LensInput) { person(id: $id, lens: $lens) {
      findings(first: 1, after: $after) { totalCount nodes { pattern key } pageInfo { endCursor hasNextPage } } } }"""
    found, after = [], None
    while True:
        page = (await ask(query, id=CHILD, after=after))["person"]["findings"]
        found += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
        assert (await refused(query, id=SIBLING, after=after, lens=LATE))[0] == "BAD_INPUT"
    assert len(found) == page["totalCount"] > 1
    whole = (await ask(PAGE, id=CHILD))["child"]["findings"]["nodes"]
    assert found == [{"pattern": each["pattern"], "key": each["key"]} for each in whole]


async def test_an_error_says_where_the_first_of_the_people_stands(ask: Ask, family: Store) -> None:
    page = """query ($id: ID!, $after: String, $lens: LensInput) { person(id: $id, lens: $lens) {
      findings(first: 1, after: $after) { pageInfo { endCursor } } } }"""
    after = (await ask(page, id=CHILD))["person"]["findings"]["pageInfo"]["endCursor"]
    query = """query ($id: ID!, $after: String, $lens: LensInput) { child(id: $id, lens: $lens) {
      name all: siblings { edges { node { theirs: findings(first: 1, after: $after) { totalCount } } } } } }"""
    given = {"id": CHILD, "after": after, "lens": LATE}
    result = await SCHEMA.execute(query, variable_values=given, context_value=Context(family))
    assert result.data == {"child": None}
    (error,) = result.errors or ()
    assert error.path == ["child", "all", "edges", 0, "node", "theirs"]
    assert error.locations and error.locations[0].line == 2


async def test_what_is_wrong_with_them_is_said_wherever_they_stand(refused: Ask) -> None:
    of_nothing = 'findings(pattern: missed_appointments, parameters: [{name: "nope", value: 1}]) { totalCount }'
    for query in (
        f'{{ child(id: "csc/s/c") {{ {of_nothing} }} }}',
        f'{{ child(id: "csc/s/nobody") {{ {of_nothing} }} }}',
        f"{{ children {{ nodes {{ {of_nothing} }} }} }}",
    ):
        code, message = await refused(query)
        assert code == "UNKNOWN_NAME"
        assert "nope" in message
