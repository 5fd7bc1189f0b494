"""Findings inside a person: those of the root field, through the same lens, beside the read of the person."""

from graph.store import Store
from tests.api.traversal.conftest import CHILD, MOTHER, Ask

PAGE = """query ($id: ID!, $lens: LensInput) { child(id: $id, lens: $lens) { name findings { totalCount ...Found } } }
fragment Found on FindingConnection { nodes { pattern key status statement seenBy lens { asOf agencies } } }"""
ROOT = """query ($id: ID!, $lens: LensInput) { findings(subject: $id, lens: $lens) { totalCount
  nodes { pattern key status statement seenBy lens { asOf agencies } } } }"""


async def test_a_childs_page_has_the_findings_of_the_root_field(ask: Ask) -> None:
    for lens in ({"asOf": "2025-01-01"}, {"asOf": "2024-06-01", "agencies": ["csc"]}):
        page = await ask(PAGE, lens=lens, id="csc/s/c")
        assert page["child"]["findings"] == (await ask(ROOT, lens=lens, id="csc/s/c"))["findings"]
        assert page["child"]["findings"]["totalCount"] > 0


async def test_it_costs_the_read_of_the_person_and_two_of_the_findings(ask: Ask, family: Store) -> None:
    await ask(PAGE, id=CHILD)
    before = family.round_trips
    await ask(PAGE, id=CHILD)
    assert family.round_trips == before + 3


async def test_several_are_asked_of_one_person_each_under_its_own_key(ask: Ask) -> None:
    query = """query ($id: ID!, $lens: LensInput) { node(id: $id, lens: $lens) { id ... on Person {
      gone: findings(pattern: missed_appointments, parameters: [{name: "min_missed", value: 1}]) { nodes { pattern } }
      none: findings(pattern: below_threshold) { nodes { pattern } } name } } }"""
    node = (await ask(query, id=CHILD))["node"]
    assert list(node) == ["id", "gone", "none", "name"]
    assert [node["gone"]["nodes"], node["none"]["nodes"]] == [[{"pattern": "missed_appointments"}], []]


async def test_somebody_who_is_nobody_has_none_and_is_no_error(ask: Ask) -> None:
    assert await ask(PAGE, id="csc/s/nobody") == {"child": None}
    assert await ask(PAGE, id=MOTHER) == {"child": None}


async def test_of_people_in_a_list_they_are_refused_with_what_to_ask_instead(refused: Ask) -> None:
    for query in (
        "{ children { nodes { findings { totalCount } } } }",
        '{ child(id: "csc/s/c") { siblings { nodes { findings { totalCount } } } } }',
    ):
        code, message = await refused(query)
        assert code == "BAD_INPUT"
        assert "ask the root field findings(subject: …) for each of them" in message


async def test_what_is_wrong_with_them_is_said_where_they_stand(refused: Ask) -> None:
    of_nothing = 'findings(pattern: missed_appointments, parameters: [{name: "nope", value: 1}]) { totalCount }'
    query = f'{{ child(id: "csc/s/c") {{ {of_nothing} }} }}'
    code, message = await refused(query)
    assert code == "UNKNOWN_NAME"
    assert "nope" in message
