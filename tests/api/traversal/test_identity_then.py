"""Going from a person to the next through a lens of an earlier day: each of whom they were is a person of their own."""

from datetime import date
from pathlib import Path
from typing import Any

from api.graphql.operation.context import Context
from api.graphql.schema import SCHEMA
from graph.identity.decisions import join
from graph.store import Store
from tests.queries.building import adult, child, loaded, nhs, partnership, person, tie

BEFORE, DAY = "2025-10-01", "2025-10-02"
AROUND = """query ($id: ID!, $day: Date!) { person(id: $id, lens: {asOf: $day}) { id dateOfBirth records { key }
  contacts { totalCount nodes { record person { id } participants { person { id } } } }
  parents { nodes { id children { nodes { id } } } edges { accounts { record person related } } }
  siblings { nodes { id } } household { nodes { id records { key } } } addresses { nodes { person { id } } }
  findings(pattern: heritage_not_understood) { nodes { subject { id } } } } }"""


async def loaded_family(store: Store, folder: Path) -> None:
    """A child and a mother whom two agencies know, and by 2 October alone by the same numbers; each with a home and a contact."""
    files: dict[str, Any] = {}
    for agency, written in (("gp", "2000-01-01"), ("hv", DAY)):
        people = [child("c", "2020-01-01", nhs_number=nhs(1)), adult("m", nhs_number=nhs(2))]
        files[agency] = {
            "people": [each | {"recorded_on": written} for each in people] + [child("s", "2021-01-01")],
            "relationships": [tie("m", each, "mother", recorded_on="2025-01-01") for each in "cs"],
            "addresses": [
                {"person_id": each, "uprn": "1001" if agency == "gp" else "1002", "start": "2025-01-01"} for each in "cm"
            ],
            "contacts": [{"contact_id": agency, "person_id": "c", "on": "2025-05-05"}],
            "contact_people": [{"contact_id": agency, "person_id": "m", "presence": "seen"}],
        }
    await loaded(store, *partnership(folder, **files))


async def asked(store: Store, query: str, **given: str) -> Any:
    result = await SCHEMA.execute(query, variable_values=given, context_value=Context(store))
    assert not result.errors, result.errors
    return result.data


def ids(connection: dict[str, Any]) -> list[str]:
    return [each["id"] for each in connection["nodes"]]


async def test_a_person_of_then_has_what_their_records_brought_and_those_around_are_of_then(store: Store, tmp_path: Path) -> None:
    await loaded_family(store, tmp_path)
    found = (await asked(store, AROUND, id="gp/s/c", day=BEFORE))["person"]
    assert (found["id"], found["records"]) == (person("gp", "c"), [{"key": "gp/s/c"}])
    assert found["contacts"]["totalCount"] == 1
    (contact,) = found["contacts"]["nodes"]
    assert contact["record"] == "gp/s/gp"
    assert contact["person"]["id"] == found["id"]
    assert contact["participants"] == [{"person": {"id": person("gp", "m")}}]
    (mother,) = found["parents"]["nodes"]
    assert (mother["id"], ids(mother["children"])) == (person("gp", "m"), sorted([person("gp", "c"), person("gp", "s")]))
    assert len(found["parents"]["edges"][0]["accounts"]) == 1
    assert (ids(found["siblings"]), ids(found["household"])) == ([person("gp", "s")], [person("gp", "m")])
    assert found["findings"]["nodes"] == [{"subject": {"id": found["id"]}}]


async def test_what_was_written_by_the_day_ties_them_all(store: Store, tmp_path: Path) -> None:
    await loaded_family(store, tmp_path)
    found = (await asked(store, AROUND, id="hv/s/c", day=DAY))["person"]
    assert (found["id"], found["contacts"]["totalCount"]) == (person("gp", "c"), 2)
    assert ids(found["siblings"]) == sorted([person("gp", "s"), person("hv", "s")])


async def test_who_was_named_by_facts_alone_is_somebody_of_their_own(store: Store, tmp_path: Path) -> None:
    """The health visitor had written a contact about the child down, and who that child was not yet."""
    await loaded_family(store, tmp_path)
    assert (await asked(store, AROUND, id="hv/s/c", day=BEFORE))["person"] is None
    found = await asked(store, "query ($day: Date!) { node(id: \"contact:hv/s/hv\", lens: {asOf: $day}) "
                               "{ ... on Contact { person { id records { key } } } } }", day=BEFORE)  # fmt: skip
    assert found["node"]["person"] == {"id": person("hv", "c"), "records": []}


async def test_children_are_listed_page_by_page_as_who_they_were(store: Store, tmp_path: Path) -> None:
    await loaded_family(store, tmp_path)
    page = """query ($day: Date!, $after: String) { children(lens: {asOf: $day}, first: 1, after: $after) {
      totalCount nodes { id } pageInfo { hasNextPage endCursor } } }"""
    for day, expected in ((BEFORE, ["gp/c", "gp/s", "hv/s"]), (DAY, ["gp/c", "gp/s", "hv/s"])):
        seen, given = [], {"day": day}
        while True:
            found = (await asked(store, page, **given))["children"]
            assert found["totalCount"] == len(expected)
            seen += ids(found)
            if not found["pageInfo"]["hasNextPage"]:
                break
            given["after"] = found["pageInfo"]["endCursor"]
        assert seen == sorted(person(*each.split("/")) for each in expected)


async def test_an_id_of_then_is_good_for_that_lens_again(store: Store, tmp_path: Path) -> None:
    await loaded_family(store, tmp_path)
    query = (
        "query ($id: ID!, $day: Date!) { node(id: $id, lens: {asOf: $day}) { id } person(id: $id, lens: {asOf: $day}) { id } }"
    )
    for name, day, who in ((person("gp", "c"), BEFORE, "gp"), (person("hv", "c"), DAY, "gp")):
        found = await asked(store, query, id=name, day=day)
        assert found == {"node": {"id": person(who, "c")}, "person": {"id": person(who, "c")}}


async def test_what_joined_somebody_only_later_is_said_of_the_whole_answer(store: Store, tmp_path: Path) -> None:
    people = [child("a", "2020-01-01"), child("b", "2020-01-01")]
    await loaded(store, *partnership(tmp_path, hv={"people": people}))
    await join(store, "hv/s/a", "hv/s/b", by="ann", reason="one child", on=date(2025, 11, 1))
    query = "query ($id: ID!, $day: Date!) { person(id: $id, lens: {asOf: $day}) { records { key } } }"
    for day, cautions in ((BEFORE, 1), ("2025-11-01", 0)):
        result = await SCHEMA.execute(query, variable_values={"id": "hv/s/b", "day": day}, context_value=Context(store))
        assert result.data is not None
        assert len(result.data["person"]["records"]) == 2
        said = (result.extensions or {}).get("cautions", [])
        assert len([each for each in said if "joined by a decision of 2025-11-01" in each]) == cautions


async def test_filters_of_people_ask_about_who_they_were(store: Store, tmp_path: Path) -> None:
    await loaded_family(store, tmp_path)
    query = """query ($day: Date!, $agency: String!) { children(lens: {asOf: $day}, filter: {contact: {agency: {eq: $agency}}})
      { nodes { id } } }"""
    assert ids((await asked(store, query, day=BEFORE, agency="hv"))["children"]) == []
    assert ids((await asked(store, query, day=DAY, agency="hv"))["children"]) == [person("gp", "c")]
