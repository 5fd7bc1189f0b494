"""The Dockerfile and the compose file: well formed, and nothing open that should be shut."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.house.source import ROOT

COMPOSE = ROOT / "docker-compose.yml"
DOCKERFILE = ROOT / "Dockerfile"
BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(COMPOSE.read_text())["services"]
    return found


def checked(tool: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [str(BIN / tool), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def check_compose(path: Path) -> subprocess.CompletedProcess[str]:
    return checked("check-jsonschema", "--builtin-schema", "vendor.compose-spec", path)


def test_the_compose_file_keeps_to_its_schema() -> None:
    done = check_compose(COMPOSE)
    assert done.returncode == 0, done.stdout


def test_a_compose_file_that_does_not_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "docker-compose.yml"
    wrong.write_text(COMPOSE.read_text().replace("restart:", "restarts:"))
    assert check_compose(wrong).returncode == 1


@pytest.mark.skipif(sys.platform == "win32", reason="hadolint has no wheel for Windows")
def test_the_dockerfile_has_no_lint() -> None:
    done = checked("hadolint", DOCKERFILE)
    assert done.returncode == 0, done.stdout


def test_the_password_is_required_and_has_no_default() -> None:
    named = re.findall(r"\$\{(\w+)(:[-?+])?", COMPOSE.read_text())
    secrets = [operator for name, operator in named if name == "CASEGRAPH_PASSWORD"]
    assert secrets == [":?", ":?"]


def test_no_service_publishes_a_port(services: dict[str, Any]) -> None:
    assert [name for name, service in services.items() if "ports" in service] == []


def test_the_api_waits_for_a_healthy_neo4j(services: dict[str, Any]) -> None:
    assert services["api"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert "RETURN 1" in services["neo4j"]["healthcheck"]["test"][1]


def test_the_api_listens_on_loopback_beside_neo4j(services: dict[str, Any]) -> None:
    assert services["api"]["network_mode"] == "service:neo4j"
    assert services["api"]["environment"]["CASEGRAPH_STORE"] == "neo4j://localhost:7687"
    assert re.findall(r'"--host", "([^"]+)"', DOCKERFILE.read_text()) == ["127.0.0.1"]


def test_neo4j_keeps_its_data_in_a_volume(services: dict[str, Any]) -> None:
    assert services["neo4j"]["volumes"] == ["neo4j-data:/data"]


def test_the_image_does_not_run_as_root() -> None:
    stages = DOCKERFILE.read_text().split("\nFROM ")
    assert re.findall(r"^USER (\S+)", stages[-1], re.MULTILINE) == ["10001"]


def test_the_image_holds_nothing_but_the_rooms() -> None:
    kept = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE.read_text(), re.MULTILINE)
    assert sorted(kept) == sorted(" ".join(copied).split())
