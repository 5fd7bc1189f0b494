"""All that is around a child, or several, asked once: every pattern gives the same from it as through its own Cypher."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidInput
from graph.lens import Lens
from graph.store import Store
from queries.findings import find, find_about
from queries.register import register
from tests.queries.building import loaded
from tests.queries.oracle.worlds import Files, extracts, lenses
from tests.queries.test_independent_check import EXAMPLES, UNHURRIED, written


@settings(max_examples=max(EXAMPLES // 6, 1), deadline=None, suppress_health_check=UNHURRIED, print_blob=True)
@given(data=st.data(), made=extracts())
async def test_all_patterns_of_one_person_and_of_all_together_are_those_that_each_pattern_finds_of_everyone(
    store: Store, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, made: list[Files]
) -> None:
    await store.write("MATCH (n) DETACH DELETE n")
    await loaded(store, *written(tmp_path_factory.mktemp("extracts"), made))
    looking = data.draw(lenses(made), label="lens")
    lens = Lens(looking.as_of, looking.known_at, tuple(sorted(looking.agencies)))
    least = {
        parameter.name: 1 for each in register().values() for parameter in each.parameters if parameter.name.startswith("min_")
    }
    everyone = (await find(store, "all", lens=lens, parameters=least)).to_dicts()
    people = [person for (person,) in await store.read("MATCH (person:Person) RETURN person.id ORDER BY person.id")]
    together = await find_about(store, list(register().values()), people, lens=lens, parameters=least)
    assert together.to_dicts() == everyone
    person = data.draw(st.sampled_from(people), label="person")
    own = [each for each in everyone if each["subject"]["id"] == person]
    try:
        assert (await find(store, "all", subject=person, lens=lens, parameters=least)).to_dicts() == own
    except InvalidInput:
        assert own == []  # nobody whom this lens shows
