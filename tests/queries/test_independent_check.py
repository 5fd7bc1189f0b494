"""Every answer against a slow reading of the definitions that shares nothing with the product but the files it reads.

CASEGRAPH_TEST_EXAMPLES=2000 asks about more partnerships than the few of an ordinary run.
"""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from graph.errors import InvalidInput
from graph.lens import Lens
from graph.store import Store
from queries.core.findings import Finding
from queries.engine.find import find
from tests.queries.building import extract, loaded
from tests.queries.oracle.findings import EVERY, findings
from tests.queries.oracle.view import Looking
from tests.queries.oracle.world import World
from tests.queries.oracle.worlds import Files, extracts, lenses, parameters
from tests.queries.undated import days_may_be_blank

EXAMPLES = int(os.environ.get("CASEGRAPH_TEST_EXAMPLES", "10"))
UNHURRIED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=UNHURRIED, print_blob=True)
@given(data=st.data(), made=extracts())
async def test_every_answer_is_the_one_that_the_definitions_give(
    store: Store, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, made: list[Files]
) -> None:
    await store.write("MATCH (n) DETACH DELETE n")
    with days_may_be_blank():
        await loaded(store, *written(tmp_path_factory.mktemp("extracts"), made), accept_removals=True)
    world = World.of(made)
    for pattern, (_, defaults) in EVERY.items():
        lens = data.draw(lenses(made), label="lens")
        given_ = data.draw(parameters(defaults), label=pattern)
        expected = findings(world, pattern, lens, given_)
        note(f"{pattern}: {given_}")
        assert await asked(store, pattern, lens, given_) == expected
        for name, subject in data.draw(alone(world.people_on(lens.known_at), expected), label="asked alone"):
            assert await asked(store, pattern, lens, given_, name) == [each for each in expected if each["subject"] == subject]


def alone(people: dict[str, str], expected: list[dict[str, Any]]) -> st.SearchStrategy[list[tuple[str, str]]]:
    """Whom to ask about alone, by a name and the id of who that was: mostly one with a finding, by that; where nobody has one,
    now and then anybody, by the key of one of their records."""
    anybody, found = sorted(people.items()), sorted({(each["subject"], each["subject"]) for each in expected})
    one = st.sampled_from(found * 3 + anybody).map(lambda each: [each])
    return one if found else st.just([]) | st.just([]) | st.just([]) | one


def written(folder: Path, made: list[Files]) -> list[Path]:
    return [extract(folder / str(number), files["extract"]["agency_id"], files) for number, files in enumerate(made)]


async def asked(
    store: Store, pattern: str, lens: Looking, given: dict[str, Any], subject: str | None = None
) -> list[dict[str, Any]]:
    through = Lens(lens.as_of, lens.known_at, tuple(sorted(lens.agencies)))
    try:
        answer = await find(store, pattern, subject=subject, lens=through, parameters=given)
    except InvalidInput:  # nobody whom this lens shows
        return []
    return [plain(each) for each in answer.findings]


def plain(finding: Finding) -> dict[str, Any]:
    answers = dict(finding.answers)
    if "by_person" in answers:
        answers["by_person"] = sorted(answers["by_person"], key=lambda each: (each["relation"], each["person"]))
    return {
        "subject": finding.subject,
        "key": finding.key,
        "status": finding.status,
        "answers": answers,
        "evidence": sorted((each.kind, each.id) for each in finding.evidence),
        "seen_by": list(finding.seen_by or ()),
        "missing_picture": finding.missing_picture,
        "agencies": list(finding.agencies),
        "first_on": finding.first_on,
        "last_on": finding.last_on,
        "on_record_since": finding.on_record_since,
        "coverage": finding.coverage and finding.coverage.to_dict(),
    }
