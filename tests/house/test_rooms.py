"""Four rooms, one direction, and names that are nobody else's."""

import importlib
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.house.source import ROOMS, ROOT

WRONG_WAYS = [
    ("graph", "queries"),
    ("graph", "loaders"),
    ("graph", "api"),
    ("queries", "loaders"),
    ("queries", "api"),
    ("loaders", "queries"),
    ("loaders", "api"),
]


def lint(folder: Path, *contract: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as go; go()"]
    options = ["--config", str(ROOT / "pyproject.toml"), "--no-cache", *contract]
    return subprocess.run([*command, *options], cwd=folder, capture_output=True, text=True, check=False)


def test_imports_go_one_way() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("importer", "imported"), WRONG_WAYS)
def test_an_import_the_other_way_is_refused(importer: str, imported: str, tmp_path: Path) -> None:
    for room in ROOMS:
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").write_text(f"import {imported}\n" if room == importer else "")
    done = lint(tmp_path, "--contract", "rooms")
    assert done.returncode == 1
    assert f"{importer} is not allowed to import {imported}" in done.stdout


WINGS = (
    "core",
    "patterns",
    "pairs",
    "engine",
    "explanations",
    "traversal",
    "search",
    "matches",
    "loaded",
    "contradictions",
    "previews",
)


@pytest.mark.parametrize(
    ("importer", "imported"), [("core", "engine"), ("patterns", "engine"), ("engine", "search"), ("search", "loaded")]
)
def test_a_wing_that_imports_upward_or_beside_is_refused(importer: str, imported: str, tmp_path: Path) -> None:
    for folder in (*ROOMS, *(f"queries/{wing}" for wing in WINGS)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "__init__.py").write_text(f"import queries.{imported}\n" if folder == f"queries/{importer}" else "")
    done = lint(tmp_path, "--contract", "queries")
    assert done.returncode == 1
    assert f"queries.{importer} is not allowed to import queries.{imported}" in done.stdout


@pytest.mark.parametrize("name", [*ROOMS, "tests"])
def test_no_other_distribution_owns_the_name(name: str) -> None:
    assert set(packages_distributions().get(name, ())) <= {"casegraph"}


@pytest.mark.parametrize("name", ROOMS)
def test_the_room_that_is_imported_is_this_one(name: str) -> None:
    assert importlib.import_module(name).__file__ == str(ROOT / name / "__init__.py")
