"""A pattern of somebody's own through the doors: the command, the shell's completion, and GraphQL."""

import json
import os
import signal
import subprocess
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner, Result

from api.command import app
from api.command.find import complete
from graph.store import Store
from loaders.load import load
from tests.api.processes import SIGNED_IN, headers_of
from tests.api.test_serve import COMMAND
from tests.queries.building import child, partnership
from tests.queries.own_pattern import NAME, write_example

QUERY = f"""{{
  pattern(id: {NAME}) {{ question }}
  findings(pattern: {NAME}, lens: {{asOf: "2025-06-01"}}) {{ nodes {{ pattern seenBy }} }}
}}"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the page's example, in the folder that the setting names."""
    monkeypatch.setenv("CASEGRAPH_PATTERNS", str(tmp_path / "my-patterns"))
    return write_example(tmp_path / "my-patterns")


def casegraph(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


@pytest.mark.usefixtures("folder")
async def test_it_is_served_beside_the_built_in_ones(store: Store, environment: dict[str, str], tmp_path: Path) -> None:
    incidents = [{"person_id": "c", "on": f"2025-0{month}-01", "kind": "incident"} for month in (1, 2, 3)]
    await load(store, partnership(tmp_path, police={"people": [child("c", "2015-05-05")], "contacts": incidents}))
    command = [*COMMAND, "serve", "--port", "0"]
    where, headers = os.environ | SIGNED_IN | environment | {"CASEGRAPH_HOME": str(tmp_path)}, headers_of(tmp_path)
    with subprocess.Popen(command, env=where, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        said = ""
        while "answers at" not in said:
            line = server.stderr.readline()
            assert line, said
            said += line
        address = said.split(" and ")[-1].split(";")[0]
        answer = httpx.post(address, json={"query": QUERY}, headers=headers, timeout=60).json()
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0
    assert said.startswith(f"own patterns: {NAME} (CASEGRAPH_PATTERNS)\n")
    assert answer["data"]["pattern"]["question"] == "Are incidents around this child adding up?"
    assert answer["data"]["findings"]["nodes"] == [{"pattern": NAME, "seenBy": ["police"]}]


@pytest.mark.usefixtures("folder")
def test_the_command_lists_it_and_the_shell_completes_it() -> None:
    done = casegraph("patterns", NAME, "--format", "json")
    assert json.loads(done.stdout)["id"] == NAME
    assert done.stderr == f"own patterns: {NAME} (CASEGRAPH_PATTERNS)\n"
    assert complete("repeat") == [NAME]


def test_a_broken_one_stops_every_command_with_one_sentence(folder: Path) -> None:
    (folder / "__init__.py").write_text("PATTERN = 3\n")
    done = casegraph("status")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(
        f"casegraph: {folder}/__init__.py: expected PATTERN, a queries.core.pattern.Pattern, found int '3'"
    )
    assert complete("repeat") == []


@pytest.mark.parametrize(("name", "value"), [("QUERY_TIMEOUT", "soon"), ("EMBEDDED_MEMORY", "lots")])
def test_a_setting_that_cannot_be_read_is_one_sentence(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"CASEGRAPH_{name}", value)
    done = casegraph("status")
    assert done.exit_code == 2
    assert done.stderr.startswith(f"casegraph: CASEGRAPH_{name}: ")
    assert f"found '{value}'" in done.stderr
