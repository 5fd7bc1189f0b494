"""Four rooms, one direction, and names that are nobody else's."""

import ast
import importlib
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.house.source import ROOMS, ROOT, modules

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


_CONTRACTS = {
    each["id"]: each for each in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}
WINGS = [wing.strip().removeprefix("queries.") for layer in _CONTRACTS["queries"]["layers"] for wing in layer.split("|")]


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


def foreign_imports(path: Path, text: str) -> list[str]:
    """The formats that a module of the loaders imports and is no part of; which ones there are, nobody but they decides."""
    own = path.parts[1]
    named = [each for node in ast.walk(ast.parse(text)) for each in _imported(node)]
    return sorted({each for name in named for each in FORMATS if name.split(".")[:2] == ["loaders", each]} - {own})


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{each.name}" for each in node.names]
    return [each.name for each in node.names] if isinstance(node, ast.Import) else []


WRITERS = ("loaders/invented/",)
"""What writes files of a format, and is no part of reading any: it goes by that format's columns."""
FORMATS = [path.parent.name for path in (ROOT / "loaders").glob("*/__init__.py") if "\nFORMAT = " in path.read_text("utf-8")]


def test_no_format_needs_the_code_of_another_nor_does_what_they_share() -> None:
    assert len(FORMATS) >= 7
    reading = [(path, tree) for path, tree in modules("loaders") if not path.as_posix().startswith(WRITERS)]
    found = {str(path): foreign_imports(path, ast.unparse(tree)) for path, tree in reading}
    assert {path: named for path, named in found.items() if named} == {}


def test_facts_are_made_by_their_builder_alone() -> None:
    makers = {str(path) for path, tree in modules("loaders") for node in ast.walk(tree) if _makes_a_fact(node)}
    assert makers == {"loaders/facts/builder.py"}


def _makes_a_fact(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("Fact", "End")


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("loaders/fhir/xml.py", "from loaders.cin_census.header import source_of"),
        ("loaders/fhir/xml.py", "from loaders import cin_census"),
        ("loaders/json_files/rows.py", "import loaders.cin_census.header"),
    ],
)
def test_a_module_that_imports_a_format_of_another_folder_is_noticed(module: str, text: str) -> None:
    assert foreign_imports(Path(module), text) == ["cin_census"]


def test_every_folder_of_queries_is_a_wing() -> None:
    folders = {path.parent.name for path in (ROOT / "queries").glob("*/__init__.py")}
    assert folders == set(WINGS), "name it in the contract 'queries' of pyproject.toml"


@pytest.mark.parametrize("name", [*ROOMS, "tests"])
def test_no_other_distribution_owns_the_name(name: str) -> None:
    assert set(packages_distributions().get(name, ())) <= {"casegraph"}


@pytest.mark.parametrize("name", ROOMS)
def test_the_room_that_is_imported_is_this_one(name: str) -> None:
    assert importlib.import_module(name).__file__ == str(ROOT / name / "__init__.py")
