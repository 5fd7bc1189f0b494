"""The README names every pattern and every command."""

import re
from collections.abc import Iterator

import pytest
import typer

from queries.engine.registry import pattern_of
from tests.house.source import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
FINDS = re.findall(r"\$ casegraph find [a-z].*?(?=\n```)", README, re.DOTALL)


def test_every_pattern_is_named() -> None:
    patterns = [path.name for path in (ROOT / "queries" / "patterns").iterdir() if any(path.glob("*.cypher"))]
    assert patterns
    assert [name for name in patterns if f"`{name}`" not in README] == []


def test_every_command_is_named() -> None:
    from api.command import app

    commands = list(_commands(typer.main.get_command(app), "casegraph"))
    assert commands
    assert [command for command in commands if command not in README] == []


def _commands(command: object, called: str) -> Iterator[str]:
    inner: dict[str, object] | None = getattr(command, "commands", None)
    if inner is None:
        yield called
        return
    for name, each in inner.items():
        if not getattr(each, "hidden", False):
            yield from _commands(each, f"{called} {name}")


@pytest.mark.parametrize("shown", FINDS, ids=lambda shown: shown.split("\n")[0])
def test_what_a_find_shows_ends_with_the_cautions_of_its_pattern_where_it_found_something(shown: str) -> None:
    cautions = pattern_of(shown.split()[3]).cautions
    flowing = " ".join(shown.split())
    told = [caution for caution in cautions if f"caution: {shown.split()[3]}: {caution}" in flowing]
    assert told == ([] if "\n0 findings" in shown else list(cautions))
