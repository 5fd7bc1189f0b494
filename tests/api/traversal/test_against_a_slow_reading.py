"""A person and all around them, against the slow reading of the definitions that the patterns are checked by too.

CASEGRAPH_TEST_EXAMPLES=2000 asks about more partnerships than the few of an ordinary run.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.graphql.operation.context import Context
from api.graphql.schema import SCHEMA
from graph.store import Store
from tests.queries.building import extract, loaded
from tests.queries.oracle.facts import Fact
from tests.queries.oracle.view import View
from tests.queries.oracle.world import World
from tests.queries.oracle.worlds import Files, extracts, lenses
from tests.queries.undated import days_may_be_blank

EXAMPLES = int(os.environ.get("CASEGRAPH_TEST_EXAMPLES", "5"))
UNHURRIED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]

AROUND = """query ($id: ID!, $lens: LensInput) { person(id: $id, lens: $lens) {
  records { key } dateOfBirth died
  parents(first: 200) { nodes { id } edges { accounts { record end } } }
  siblings(first: 200) { nodes { id } } household(first: 200) { nodes { id } }
  addresses(first: 200) { nodes { record end } } contacts(first: 200) { nodes { record on } }
  tookPartIn(first: 200) { nodes { record } } concerns(first: 200) { nodes { record on } }
  involvements(first: 200) { nodes { record start end } } } }"""


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=UNHURRIED, print_blob=True)
@given(data=st.data(), made=extracts())
async def test_everything_around_a_person_is_what_the_definitions_give(
    store: Store, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, made: list[Files]
) -> None:
    await store.write("MATCH (n) DETACH DELETE n")
    with days_may_be_blank():
        await loaded(store, *written(tmp_path_factory.mktemp("extracts"), made), accept_removals=True)
    world = World.of(made)
    view = View(world, data.draw(lenses(made), label="lens"))
    for record, person in sorted(view.people.items()):
        assert await asked(store, view, record) == expected(view, person)


def written(folder: Path, made: list[Files]) -> list[Path]:
    return [extract(folder / str(number), files["extract"]["agency_id"], files) for number, files in enumerate(made)]


async def asked(store: Store, view: View, person: str) -> dict[str, Any] | None:
    lens = {"agencies": sorted(view.lens.agencies), "asOf": str(view.lens.as_of), "knownAt": str(view.lens.known_at)}
    result = await SCHEMA.execute(AROUND, variable_values={"id": person, "lens": lens}, context_value=Context(store))
    assert not result.errors, result.errors
    assert result.data is not None
    found = result.data["person"]
    return found and {
        "records": {each["key"] for each in found["records"]},
        "born": found["dateOfBirth"],
        "died": found["died"] is not None,
        "accounts": {(each["record"], each["end"]) for edge in found["parents"]["edges"] for each in edge["accounts"]},
        **{name: listed(found[name], "id") for name in ("parents", "siblings", "household")},
        "addresses": listed(found["addresses"], "record", "end"),
        "involvements": listed(found["involvements"], "record", "start", "end"),
        "tookPartIn": listed(found["tookPartIn"], "record"),
        **{name: listed(found[name], "record", "on") for name in ("contacts", "concerns")},
    }


def expected(view: View, person: str) -> dict[str, Any] | None:
    records = {fact.id for fact in view.about("person", person)}
    if not records:
        return None
    parents, born = view.parents(person), view.born(person)
    before = view.lens.as_of.fromordinal(view.lens.as_of.toordinal() - 1)
    joined = [fact for fact in view.of("contact") if any(view.who(part.record) == person for part in fact.parts)]
    return {
        "records": records,
        "born": born and str(born),
        "died": bool(view.death(person)),
        "accounts": {ended(fact) for facts in parents.values() for fact in facts},
        "parents": sorted(parents),
        "siblings": sorted(view.siblings(person)),
        "household": sorted({other for other, _, _ in view.stays_together(person, before, view.lens.as_of)}),
        "addresses": sorted((ended(fact) for fact in view.about("stay", person)), key=str),
        "involvements": sorted((spell(fact) for fact in view.about("involvement", person)), key=str),
        "contacts": sorted((dated(fact) for fact in view.about("contact", person)), key=str),
        "tookPartIn": sorted({fact.id for fact in joined}),
        "concerns": sorted((dated(fact) for fact in view.about("concern", person)), key=str),
    }


def dated(fact: Fact) -> tuple[str, str | None]:
    return fact.id, fact.on and str(fact.on)


def spell(fact: Fact) -> tuple[str, str | None, str | None]:
    return *dated(fact), fact.end and str(fact.end)


def ended(fact: Fact) -> tuple[str, str | None]:
    return fact.id, fact.end and str(fact.end)


def listed(connection: dict[str, Any], *fields: str) -> list[Any]:
    rows = [tuple(node[field] for field in fields) for node in connection["nodes"]]
    return sorted((row if len(fields) > 1 else row[0] for row in rows), key=str)
