"""Resources whose structure is not what it should be: never a crash, and books that add up to what stands in the file."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any
from xml.sax.saxutils import quoteattr

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import RefusedFile
from graph.facts import FactKind
from loaders.fhir import FORMAT
from tests.loaders.fhir.everything import EVERYTHING
from tests.loaders.reading import Read, read_path

ODD = [
    None,
    "",
    " ",
    "x",
    "\x07",
    "2024-02-30",
    "0",
    "-1",
    True,
    False,
    [],
    {},
    [[]],
    [None],
    [{}],
    {"": ""},
    {"x": {"y": ["z"]}},
    10**30,
]
"""Values that stand where others should."""

Parent = dict[str, Any] | list[Any]


def places(value: Any) -> list[tuple[Parent, Any]]:
    """Every place in a tree: the object or list, and the name or number in it."""
    names = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [place for name in names for place in ((value, name), *places(value[name]))]


def replaced(at: Parent, name: Any, random: Random, whole: Parent) -> None:
    at[name] = deepcopy(random.choice(ODD))


def removed(at: Parent, name: Any, random: Random, whole: Parent) -> None:
    del at[name]


def wrapped(at: Parent, name: Any, random: Random, whole: Parent) -> None:
    at[name] = random.choice([[at[name]], {"extension": at[name]}, {str(name): at[name]}, [at[name], at[name]], [at[name], None]])


def swapped(at: Parent, name: Any, random: Random, whole: Parent) -> None:
    other, place = random.choice(places(whole))
    at[name] = deepcopy(other[place])


def renamed(at: Parent, name: Any, random: Random, whole: Parent) -> None:
    if isinstance(at, dict):
        at[random.choice(["resourceType", "id", "contained", "entry", "value", f"_{name}", f"{name}x"])] = at.pop(name)


MUTATIONS: list[Callable[[Parent, Any, Random, Parent], None]] = [replaced, removed, wrapped, swapped, renamed]


def mutated(seed: int) -> dict[str, Any]:
    random, whole = Random(seed), deepcopy(EVERYTHING)
    for _ in range(random.randint(1, 4)):
        if inside := places(whole):
            random.choice(MUTATIONS)(*random.choice(inside), random, whole)
    return whole


def in_xml(value: Any, name: str = "Bundle", *, root: bool = True) -> str:
    """Any tree as XML that is well formed, whether FHIR or not."""
    name = name if name.isidentifier() and name.isascii() else "odd"
    namespace = ' xmlns="http://hl7.org/fhir"' if root else ""
    if isinstance(value, list):
        return "".join(in_xml(each, name, root=False) for each in value)
    if not isinstance(value, dict):
        text = "".join(each for each in (str(value).lower() if isinstance(value, bool) else str(value)) if each.isprintable())
        return f"<{name}{namespace} value={quoteattr(text)}/>"
    url = f" url={quoteattr(value['url'])}" if isinstance(value.get("url"), str) else ""
    inside = "".join(in_xml(each, str(key), root=False) for key, each in value.items() if key not in ("url", "resourceType"))
    type_ = value.get("resourceType")
    if isinstance(type_, str) and type_.isidentifier() and not root:
        inside = f"<{type_}>{inside}</{type_}>" if name in ("resource", "contained") else inside
    return f"<{name}{namespace}{url}>{inside}</{name}>"


def resources_in(value: Any) -> int:
    """How many entries of a bundle have a resource that is an object with something in it."""
    entries = value.get("entry") if isinstance(value, dict) else None
    entries = entries if isinstance(entries, list) else [entries]
    return sum(isinstance(each, dict) and isinstance(each.get("resource"), dict) and bool(each["resource"]) for each in entries)


def judge(path: Path) -> Read | None:
    """What became of a file; None of one that is refused as a whole."""
    try:
        found = read_path(FORMAT, path, "gp")
    except RefusedFile as refused:
        assert "expected" in str(refused) or "does not say when" in str(refused)
        return None
    total, said = found.summary.total, "\n".join(found.notes)
    assert total.read == total.kept + total.rejected + total.set_aside == len(found.rows)
    for row in found.rows:
        assert (
            row.facts
            or row.removed
            or row.within
            or row.reject
            or row.warnings
            or row.table in said
            or row.table == "Organization"
        )
    named = {key for fact in found.facts for key in fact.records}
    assert named <= {fact.id for fact in found.of(FactKind.PERSON)}
    assert found.undeclared() == set()
    return found


def check(seed: int, folder: Path) -> None:
    whole = mutated(seed)
    (folder / "b.json").write_text(json.dumps(whole))
    (folder / "b.xml").write_text(in_xml(whole))
    in_json = judge(folder / "b.json")
    judge(folder / "b.xml")
    if in_json is not None and whole.get("resourceType") == "Bundle" and isinstance(whole.get("entry"), list):
        about_resources = [
            row for row in in_json.rows if "." not in row.table and row.table != "reference" and row.table[:1].isupper()
        ]
        assert len(about_resources) + sum(row.table == "entry" for row in in_json.rows) >= resources_in(whole)


@settings(deadline=None)
@given(st.integers(0, 2**32))
def test_whatever_stands_where_something_else_should_is_rejected_or_refused(tmp_path_factory: Any, seed: int) -> None:
    check(seed, tmp_path_factory.mktemp("odd"))


def test_the_whole_is_read_the_same_in_json_and_xml(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text(json.dumps(EVERYTHING))
    (tmp_path / "b.xml").write_text(in_xml(EVERYTHING))
    in_json, in_xml_ = judge(tmp_path / "b.json"), judge(tmp_path / "b.xml")
    assert in_json is not None
    assert in_xml_ is not None
    assert (in_json.facts, in_json.rejects) == (in_xml_.facts, in_xml_.rejects)
    assert in_json.rejects == []
