"""The audit of GraphQL over HTTP that the protocol's own implementation carries (the npm package graphql-http)."""

import json
import os
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from api.http.application import application
from tests.api.serving import served

PACKAGE = Path(__file__).parent / "node"
# GET is off, so these three, which a server MAY answer, are not.
NOT_OFFERED = {"5A70", "D6D5", "6A70"}


@pytest.fixture(scope="module")
def audit() -> Path:
    """The audit's script, with the packages that it needs beside it."""
    if not (shutil.which("node") and shutil.which("npm")):
        if os.environ.get("CI"):
            pytest.fail("the audit needs node and npm, and this machine has not both")
        pytest.skip("the audit of GraphQL over HTTP needs node and npm: install Node.js to run it")
    folder = Path(tempfile.gettempdir()) / f"casegraph-audit-{os.getuid()}"
    shutil.copytree(PACKAGE, folder, dirs_exist_ok=True)
    command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline", "--silent"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / "audit.js"


def test_every_must_and_should_is_kept(audit: Path) -> None:
    with served(application(object())) as address:  # type: ignore[arg-type]
        done = subprocess.run(["node", audit, f"{address}/graphql"], capture_output=True, text=True)
    rules = [json.loads(line) for line in done.stdout.splitlines()]
    kept = Counter(rule["name"].split()[0] for rule in rules if rule["kept"])
    assert {rule["id"] for rule in rules if not rule["kept"]} == NOT_OFFERED
    assert kept == {"MUST": 13, "SHOULD": 23, "MAY": 22}
