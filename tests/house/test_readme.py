"""The README names every pattern and every command."""

from collections.abc import Iterator

import typer

from tests.house.source import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


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
