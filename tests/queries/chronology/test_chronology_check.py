"""A chronology shows exactly what the lens shows about somebody, on random partnerships, as a slow reading of the definitions."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import InvalidInput
from graph.lens import Lens
from graph.store import Store
from queries.chronology import Chronology, RowNumbers, chronology
from tests.queries.building import extract, loaded
from tests.queries.oracle.facts import Fact
from tests.queries.oracle.view import Looking, View
from tests.queries.oracle.world import World
from tests.queries.oracle.worlds import Files, extracts, lenses
from tests.queries.undated import days_may_be_blank

EXAMPLES = int(os.environ.get("CASEGRAPH_TEST_EXAMPLES", "15"))
UNHURRIED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=UNHURRIED, print_blob=True)
@given(data=st.data(), made=extracts())
async def test_a_chronology_shows_every_fact_that_the_lens_shows_about_somebody_and_no_other(
    store: Store, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, made: list[Files]
) -> None:
    await store.write("MATCH (n) DETACH DELETE n")
    folder = tmp_path_factory.mktemp("extracts")
    paths = [extract(folder / str(number), files["extract"]["agency_id"], files) for number, files in enumerate(made)]
    with days_may_be_blank():
        await loaded(store, *paths, accept_removals=True)
    world = World.of(made)
    lens = data.draw(lenses(made), label="lens")
    view = View(world, lens)
    for record, person in data.draw(st.permutations(sorted(view.people.items())), label="people")[:3]:
        numbers = data.draw(st.sampled_from([None, RowNumbers()]), label="numbers")
        try:
            found = await chronology(store, [record], lens=_lens(lens), numbers=numbers)
        except InvalidInput:  # nobody whom this lens shows
            continue
        assert found.people == (person,)
        assert shown(found) == expected(view, person)
        assert evidence_of_people(found) <= {fact.id for fact in view.of("person")}


def _lens(lens: Looking) -> Lens:
    return Lens(lens.as_of, lens.known_at, tuple(sorted(lens.agencies)))


def shown(found: Chronology) -> set[tuple[str, str]]:
    """The kind and id of every fact that a row rests on, but for records of people."""
    return {(each.kind, each.id) for row in found.rows for each in row.evidence if each.kind != "person"}


def evidence_of_people(found: Chronology) -> set[str]:
    return {each.id for row in found.rows for each in row.evidence if each.kind == "person"}


def expected(view: View, person: str) -> set[tuple[str, str]]:
    return {(fact.kind, fact.id) for fact in view.facts if fact.kind != "person" and is_in_it(view, fact, person)}


def is_in_it(view: View, fact: Fact, person: str) -> bool:
    if fact.kind == "relationship":
        assert fact.related is not None
        both = {view.who(fact.record), view.who(fact.related)}
        return person in both and (fact.on is not None or fact.end is not None)
    return person in view.people_in(fact)
