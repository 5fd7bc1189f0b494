"""What may not stand in the repository: registry addresses, one machine's paths, Cypher outside its files."""

import ast
import re
from collections.abc import Callable

import pytest

from tests.house.cypher_in_python import formatted_lines, query_lines, schema_lines
from tests.house.source import ROOMS, modules, texts

REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|repo1?\.maven\.|crates\.io|proxy\.golang"
    r"|(?:deb|security)\.debian\.org|--(?:extra-)?index-url|PIP_(?:EXTRA_)?INDEX_URL"
)
MACHINE_PATH = re.compile(r"(?<![\w.~])/(?:work|root|home|Users)/\w|\b[A-Z]:\\Users\\")

# Schema statements are made from the declarations of nodes, so they have no text of their own.
MAKES_THE_SCHEMA = "graph/model/__init__.py"


@pytest.mark.parametrize("forbidden", [REGISTRY, MACHINE_PATH], ids=["registry address", "machine path"])
def test_no_file_names_a_registry_or_a_machine(forbidden: re.Pattern[str]) -> None:
    found = [f"{path}: {match[0]}" for path, text in texts() for match in forbidden.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (REGISTRY, "https://files.python" + "hosted.org/packages/x"),
        (REGISTRY, "pip install --index" + "-url https://mirror.example"),
        (MACHINE_PATH, "python /ro" + "ot/x.py"),
        (MACHINE_PATH, "see '/ho" + "me/ada/notes'"),
    ],
)
def test_what_is_forbidden_is_noticed(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


def test_queries_are_in_cypher_files_alone() -> None:
    found = [f"{path}:{line}" for path, tree in modules(*ROOMS) for line in query_lines(tree)]
    assert found == []


def test_schema_statements_come_from_the_model_alone() -> None:
    where = {path.as_posix() for path, tree in modules(*ROOMS) if schema_lines(tree)}
    assert where == {MAKES_THE_SCHEMA}


def test_no_text_for_the_store_is_put_together_from_values() -> None:
    found = [f"{path}:{line}" for path, tree in modules(*ROOMS) for line in formatted_lines(tree)]
    assert found == []


@pytest.mark.parametrize(
    ("finds", "text"),
    [
        (query_lines, "x = 'MATCH (n) RETURN n'"),
        (query_lines, "x = f'MERGE (n:{label})'"),
        (query_lines, "x = 'UNWIND $rows AS row'"),
        (schema_lines, "x = 'CREATE CONSTRAINT a IF NOT EXISTS'"),
        (formatted_lines, "async def f(store, name): await store.read(f'{name}')"),
        (formatted_lines, "async def f(store, name): await store.write('a' + name)"),
        (formatted_lines, "async def f(store, name): await store.read('a %s' % name)"),
        (formatted_lines, "async def f(store, name): await store.transact([('{}'.format(name), {})])"),
        (formatted_lines, "async def f(store, name):\n async for x in store.stream(f'{name}'): pass"),
        (formatted_lines, "async def f(store, name): await store.read(dedent(f'{name}'))"),
        (formatted_lines, "Query(f'{name}', timeout=1)"),
    ],
)
def test_cypher_in_python_is_noticed(finds: Callable[[ast.Module], list[int]], text: str) -> None:
    assert len(finds(ast.parse(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        '"""For example MATCH (n) RETURN n."""',
        "async def f(store, text): await store.read(text, name=f'{text}')",
        "async def f(store, by): await store.read(text(f'described_by_{by}'))",
        "def f(out, x): out.write(f'{x}')",
    ],
)
def test_what_is_harmless_is_left_alone(text: str) -> None:
    tree = ast.parse(text)
    assert query_lines(tree) + schema_lines(tree) + formatted_lines(tree) == []
