"""However a pattern is asked, it says the same: of everyone, of several, of one, why, and of one agency's own records.

Every pattern that there is in the register is asked, a new one too.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidInput
from graph.lens import Lens
from graph.store import Store
from queries.engine import registry as register_module
from queries.engine.find import find
from queries.engine.registry import pattern_of, registry
from queries.explanations.consistency import inconsistencies
from queries.explanations.explain import explain
from tests.queries.building import child, found, loaded, nhs, partnership, person, tie
from tests.queries.family_without import families
from tests.queries.oracle.world import World
from tests.queries.oracle.worlds import Files, extracts, lenses
from tests.queries.own_pattern import NAME, write_example
from tests.queries.test_independent_check import EXAMPLES, UNHURRIED, written
from tests.queries.undated import days_may_be_blank

AS_OF = "2025-06-01"
LENS = Lens.of(date.fromisoformat(AS_OF))


@settings(max_examples=max(EXAMPLES // 6, 1), deadline=None, suppress_health_check=UNHURRIED, print_blob=True)
@given(data=st.data(), made=extracts())
async def test_every_pattern_says_the_same_however_it_is_asked(
    store: Store, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, made: list[Files]
) -> None:
    await store.write("MATCH (n) DETACH DELETE n")
    with days_may_be_blank():
        await loaded(store, *written(tmp_path_factory.mktemp("extracts"), made), accept_removals=True)
    looking = data.draw(lenses(made), label="lens")
    lens = Lens(looking.as_of, looking.known_at, tuple(sorted(looking.agencies)))
    patterns = list(registry().values())
    least = {parameter.name: 1 for each in patterns for parameter in each.parameters if parameter.name.startswith("min_")}
    everyone = (await find(store, "all", lens=lens, parameters=least)).to_dicts()
    records = World.of(made).people_on(lens.known_at)
    people = sorted(set(records.values()))
    together = await find(store, patterns, people=people, lens=lens, parameters=least)
    assert together.to_dicts() == everyone
    one = data.draw(st.sampled_from(sorted(records)), label="record")
    own = [each for each in everyone if each["subject"]["id"] == records[one]]
    try:
        assert (await find(store, "all", subject=one, lens=lens, parameters=least)).to_dicts() == own
    except InvalidInput:
        assert own == []  # nobody whom this lens shows
    for id_ in data.draw(st.lists(st.sampled_from(sorted(registry())), min_size=2, max_size=2, unique=True), label="patterns"):
        pattern = pattern_of(id_)
        values = {each.name: 1 for each in pattern.parameters if each.name in least}
        assert await inconsistencies(store, pattern, lens=lens, parameters=values, people=20) == []


async def test_every_pattern_says_the_same_of_a_family_with_every_kind_of_fact(store: Store, tmp_path: Path) -> None:
    await loaded(store, *partnership(tmp_path, **families([()])))
    for pattern in registry().values():
        least = {each.name: 1 for each in pattern.parameters if each.name.startswith("min_")}
        assert await inconsistencies(store, pattern, lens=LENS, parameters=least, people=5) == []


@pytest.fixture
def trusting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The example of the guide, whose judge counts whatever contacts it is shown: which those are, its text alone says."""
    monkeypatch.setenv("CASEGRAPH_PATTERNS", str(tmp_path / "my-patterns"))
    yield write_example(tmp_path / "my-patterns")
    register_module._together.cache_clear()
    sys.modules.pop(f"own_pattern_{NAME}", None)


@pytest.fixture
async def two_incidents(store: Store, tmp_path: Path) -> Store:
    """A child with two incidents, beside much else: other contacts, and incidents about its mother and long ago."""
    kinds = [("c", "2025-02-01", "incident"), ("c", "2025-03-01", "call"), ("c", "2019-01-01", "incident")]
    kinds.append(("m", "2025-03-01", "incident"))
    police: Files = {
        "people": [child("c", "2015-05-05", nhs_number=nhs(1)), {"person_id": "m", "role": "adult"}],
        "relationships": [tie("m", "c", "mother")],
        "contacts": [{"person_id": who, "on": on, "kind": kind} for who, on, kind in kinds],
    }
    school: Files = {
        "people": [child("c", "2015-05-05", nhs_number=nhs(1))],
        "contacts": [{"person_id": "c", "on": "2025-04-01", "kind": "incident"}],
    }
    await loaded(store, *partnership(tmp_path, police=police, school=school))
    return store


@pytest.mark.usefixtures("trusting")
async def test_a_judge_that_rests_on_its_own_text_is_right_of_one_person_too(two_incidents: Store) -> None:
    (everyone,) = await found(two_incidents, NAME, AS_OF, min_incidents=2)
    assert await found(two_incidents, NAME, AS_OF, subject="police/s/c", min_incidents=2) == [everyone]
    assert (everyone.answers["incidents"], everyone.seen_by) == (2, ())
    assert await found(two_incidents, NAME, AS_OF, subject="police/s/c") == []
    assert (await explain(two_incidents, NAME, "police/s/c", lens=LENS)).findings == []
    for least in (1, 2, 3):
        assert await inconsistencies(two_incidents, pattern_of(NAME), lens=LENS, parameters={"min_incidents": least}) == []


async def test_one_that_says_that_it_filters_itself_and_does_not_is_found_out(two_incidents: Store, trusting: Path) -> None:
    declared = trusting / "__init__.py"
    declared.write_text(declared.read_text().replace("    judge=judge,", "    judge=judge,\n    filters_itself=True,"))
    (by_themselves, explained) = await inconsistencies(two_incidents, pattern_of(NAME), lens=LENS)
    who = person("police", "c")
    assert by_themselves == f"{who}: found by themselves, and not where everyone is asked about"
    assert explained == f"{who}: found by its explanation, and not where everyone is asked about"
