"""While a load is unfinished every answer says so, whatever it finds."""

from pathlib import Path

import pytest

from graph.store import Store
from queries.engine.find import find
from queries.engine.registry import registry
from queries.explanations.explain import explain
from queries.explanations.missing_picture import missing_picture
from queries.loaded.status import status
from queries.search import search
from tests.api.conftest import client_of
from tests.api.test_who_is_known import run
from tests.queries.building import child, loaded, partnership, person

CAUTION = (
    "A load is unfinished: hv/s of 2026-01-01. Load it again, or give it up with `casegraph load --give-up`, then ask again."
)
GIRL = person("hv", "girl")
QUERIES = (
    "{ findings(pattern: frequent_moves) { totalCount cautions } }",
    f'{{ findings(subject: "{GIRL}") {{ totalCount cautions }} }}',
    f'{{ explain(pattern: frequent_moves, subject: "{GIRL}") {{ statements cautions }} }}',
    f'{{ missingPicture(subject: "{GIRL}") {{ subject cautions }} }}',
    '{ search(text: "nobody") { more cautions } }',
    "{ status { edges cautions } }",
    "{ coverage { id } }",
    f'{{ child(id: "{GIRL}") {{ id parents {{ nodes {{ id }} }} }} }}',
    f'{{ person(id: "{GIRL}") {{ findings {{ totalCount cautions }} }} }}',
    '{ person(id: "hv/s/nobody") { id } }',
    f'{{ node(id: "{GIRL}") {{ id }} }}',
    '{ address(id: "uprn:1") { id } }',
    f'{{ household(person: "{GIRL}") {{ totalCount }} }}',
    "{ children { totalCount } }",
    "{ agencies { id } }",
    '{ findings(subject: "hv/s/nobody") { totalCount } }',
)
COMMANDS = (
    ("find", "frequent_moves"),
    ("find", "all", "--subject", GIRL),
    ("explain", "frequent_moves", "--subject", GIRL),
    ("missing-picture", "--subject", GIRL),
    ("search", "nobody"),
    ("status",),
)


@pytest.fixture
async def half(store: Store, tmp_path: Path) -> Store:
    """A store with a load that did not end, as nobody says that it did."""
    await loaded(store, *partnership(tmp_path, hv={"people": [child("girl", "2019-05-01", ethnicity="WBRI")]}))
    await store.write("MATCH (load:Load) REMOVE load.finished_at")
    return store


async def test_graphql_says_so_of_every_answer_and_no_more_once_it_is_whole(half: Store) -> None:
    async with client_of(half) as client:
        for again in range(2):  # the second time the short way
            for query in QUERIES:
                body = (await client.post("/graphql", json={"query": query})).json()
                assert body.get("extensions") == {"cautions": [CAUTION]}, (again, query)
                for root in (body["data"] or {}).values():
                    if isinstance(root, dict) and "cautions" in root:
                        assert root["cautions"][0] == CAUTION
        await half.write("MATCH (load:Load) SET load.finished_at = '2026-01-02'")
        for query in QUERIES:
            assert "extensions" not in (await client.post("/graphql", json={"query": query})).json(), query


async def test_the_command_says_so_in_tables_and_beside_json(half: Store, environment: dict[str, str]) -> None:
    for command in COMMANDS:
        table = run(environment, *command)
        assert f"caution: {CAUTION}" in " ".join(table.stdout.split()), command
        beside = run(environment, *command, "--format", "json")
        assert CAUTION in " ".join(beside.stderr.split()), command
        assert "caution: " not in beside.stdout
        assert (table.exit_code, beside.exit_code) == (0, 0)


async def test_python_says_so(half: Store) -> None:
    answers = [
        await find(half, "frequent_moves"),
        await find(half, "all", subject=GIRL),
        await missing_picture(half, GIRL),
        await search(half, "nobody"),
        await status(half),
    ]
    assert [each.cautions for each in answers] == [(CAUTION,)] * len(answers)
    why = await explain(half, "frequent_moves", GIRL)
    assert (why.cautions[0], why.statements[-1]) == (CAUTION, CAUTION)


async def test_a_table_says_the_cautions_of_its_patterns_once(store: Store, tmp_path: Path, environment: dict[str, str]) -> None:
    children = [child(who, "2019-05-01") for who in ("girl", "boy")]
    await loaded(store, *partnership(tmp_path, hv={"people": children}))
    shown = " ".join(run(environment, "find", "heritage_not_understood").stdout.split())
    cautions = registry()["heritage_not_understood"].cautions
    assert [shown.count(f"caution: heritage_not_understood: {each}") for each in cautions] == [1] * len(cautions)
