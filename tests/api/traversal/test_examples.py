"""The example operations: each is what its comment says, valid, answered, and within one round trip for each root field."""

from pathlib import Path

import pytest
from graphql import build_schema, parse, validate

from api.graphql.schema import sdl
from api.http import examples
from graph.store import Store
from tests.api.traversal.conftest import CHILD, LATE, Ask

EXAMPLES = sorted(examples.EXAMPLES.glob("*/*.graphql"))
MOVED = {"pattern": "closed_after_missed", "parameters": [{"name": "within_days", "value": 61}]}
GIVEN = {"child": CHILD, "person": CHILD, "on": "2023-06-01", "text": CHILD, **MOVED}
ROUND_TRIPS = {"find-who-or-where": 2, "a-childs-page": 4, "a-familys-findings": 5, "the-register-of-questions": 0}


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", EXAMPLES, ids=named)
def test_an_example_is_valid_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert validate(build_schema(sdl()), parse(text)) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=named)
async def test_an_example_is_answered(path: Path, ask: Ask) -> None:
    text = path.read_text(encoding="utf-8")
    wanted = {name: value for name, value in GIVEN.items() if f"${name}:" in text}
    answer = await ask(text, LATE, **wanted)
    assert all(answer.values())


@pytest.mark.parametrize("path", [path for path in EXAMPLES if path.parent.name == "front-end"], ids=named)
async def test_a_screen_takes_one_round_trip_or_as_few_as_can_be(path: Path, ask: Ask, family: Store) -> None:
    text = path.read_text(encoding="utf-8")
    wanted = {"text" if "$text:" in text else "child": CHILD}
    await ask(text, LATE, **wanted)
    before = family.round_trips
    await ask(text, LATE, **wanted)
    assert family.round_trips == before + ROUND_TRIPS.get(path.stem, 1)


def test_every_kind_of_user_has_examples() -> None:
    assert {path.parent.name for path in EXAMPLES} == {"analyst", "front-end", "reviewer"}
