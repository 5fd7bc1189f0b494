"""Patterns of somebody's own: the folders beside one another in the folder that CASEGRAPH_PATTERNS names.

Each is a folder as those of `queries/patterns/` are. Its Python runs with all rights of who runs casegraph.
"""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from graph.errors import WrongPattern
from queries.core.pattern import Pattern
from queries.engine.judge import where
from queries.engine.validation import check, is_name

SETTING = "CASEGRAPH_PATTERNS"


def read_custom_patterns(named: Path, taken: frozenset[str]) -> dict[str, Pattern]:
    """The patterns of a folder by id, each checked; `taken` are the ids that they may not have.

    Raises WrongPattern, which names the file or folder, what was expected and what was found.
    """
    root = named.expanduser().resolve()
    if not root.is_dir():
        raise WrongPattern(
            f"{SETTING}: expected a folder of pattern folders, found {'a file' if root.exists() else 'none'} at {root}"
        )
    if (root / "__init__.py").exists():
        raise WrongPattern(
            f"{SETTING}: expected a folder of pattern folders, found the folder of one: {root}; name the one above"
        )
    try:
        found = {folder.name: _read(folder, taken) for folder in _folders(root)}
    except OSError as error:
        raise WrongPattern(f"{error.filename}: expected a file or folder that can be read, found: {error.strerror}") from None
    if not found:
        raise WrongPattern(
            f"{SETTING}: expected pattern folders, each with __init__.py and its .cypher file, found none in {root}"
        )
    return found


def _folders(root: Path) -> Iterator[Path]:
    for folder in sorted(root.iterdir()):
        hidden = folder.name.startswith((".", "_"))
        if folder.is_dir() and not hidden and ((folder / "__init__.py").is_file() or any(folder.glob("*.cypher"))):
            yield folder


def _read(folder: Path, taken: frozenset[str]) -> Pattern:
    if not is_name(folder.name):
        raise WrongPattern(
            f"{folder}: expected a folder named as a pattern, in lower case as baby_not_weighed, found '{folder.name}'"
        )
    if folder.name in taken:
        raise WrongPattern(f"{folder}: expected another name than those of the built-in patterns, found '{folder.name}'")
    return check(getattr(_imported(folder), "PATTERN", None), folder)


def _imported(folder: Path) -> ModuleType:
    file = folder / "__init__.py"
    if not file.is_file():
        raise WrongPattern(f"{file}: expected the pattern's declaration there, found no file")
    name = f"own_pattern_{folder.name}"
    spec = importlib.util.spec_from_file_location(name, file, submodule_search_locations=[str(folder)])
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Before it runs, as when Python imports it: what is declared in it may look itself up there.
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    # A file that calls sys.exit is a wrong pattern; it must not end the command, or the server.
    except (Exception, SystemExit) as error:
        sys.modules.pop(name)
        raise WrongPattern(f"{where(error, folder)}: expected Python that can be imported, found {_kind(error)}") from None
    return module


def _kind(error: BaseException) -> str:
    return f"{type(error).__name__} ({error.msg if isinstance(error, SyntaxError) else error})"
