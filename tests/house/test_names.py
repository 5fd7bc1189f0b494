"""One name means one thing, and a folder can be taken in at a glance."""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import ROOMS, modules

MOST_MODULES = 12
TWO_MEANINGS: dict[str, str] = {}
"""Class names that stand twice all the same, and why."""
NOUNS = {"beginning", "first_reading", "grouping", "mapping", "ranking", "wording"}
"""Names of modules that end as a verb does and are none."""


def test_a_class_name_stands_once_in_the_four_rooms() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path, tree in modules(*ROOMS):
        for each in _classes(tree):
            if not each.name.startswith("_") and not _shows_what_it_is_named_after(path, each):
                places[each.name].append(str(path))
    twice = {name: sorted(paths) for name, paths in places.items() if len(paths) > 1}
    assert {name: paths for name, paths in twice.items() if name not in TWO_MEANINGS} == {}
    assert sorted(TWO_MEANINGS) == sorted(twice), "an exception that is none any more"


def test_no_folder_has_more_modules_than_can_be_taken_in_at_a_glance() -> None:
    loose = Counter(path.parent for path, _ in modules(*ROOMS) if path.name != "__init__.py")
    assert {str(folder): count for folder, count in loose.items() if count > MOST_MODULES} == {}


def test_modules_are_named_by_nouns() -> None:
    named = {path.stem for path, _ in modules(*ROOMS) if path.stem.endswith("ing")}
    assert named - NOUNS == set()


def _classes(tree: ast.Module) -> Iterator[ast.ClassDef]:
    return (node for node in tree.body if isinstance(node, ast.ClassDef))


def _shows_what_it_is_named_after(path: Path, class_: ast.ClassDef) -> bool:
    """Whether it is a type of GraphQL: it bears the name of what it shows."""
    return path.parts[:2] == ("api", "graphql") and any("strawberry" in ast.unparse(each) for each in class_.decorator_list)
