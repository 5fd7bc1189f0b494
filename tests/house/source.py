"""The repository's own text, as the house tests read it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("graph", "queries", "loaders", "api")

_PASSED_OVER = {"__pycache__", "node_modules", "build", "dist"}
_DOTTED = {".ci", ".gitignore", ".dockerignore"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file that belongs to the repository, without what tools leave there."""
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") and path.name not in _DOTTED
        if hidden or path.name in _PASSED_OVER or path.suffix == ".egg-info":
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path


def texts() -> Iterator[tuple[Path, str]]:
    """Every file that is text, by its path in the repository."""
    for path in files():
        try:
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def modules(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    """Every Python module of those folders of the repository, parsed."""
    for path, text in texts():
        if path.suffix == ".py" and path.parts[0] in folders:
            yield path, ast.parse(text, str(path))


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function and method, inner ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines from its def to its end, its docstring and decorators not counted."""
    first = function.body[0]
    documented = ast.get_docstring(function, clean=False) is not None
    return _lines(function) - (_lines(first) if documented else 0)


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1
