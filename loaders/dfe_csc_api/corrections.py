"""The children of whom something was rejected, as a payload of its own: to be corrected, and loaded as it is."""

import json
from pathlib import Path
from typing import Any

from graph.facts import Reject, Source
from loaders.dfe_csc_api.header import is_child
from loaders.files.private_files import make_folder, open_bytes
from loaders.json_files.cursor import Twice
from loaders.json_files.elements import Element, elements


def write_children(path: Path, folder: Path, source: Source, code: str | None, rejects: list[Reject]) -> Path:
    """Write every child of a payload in which something was rejected, whole as it stands; of a name that stands twice, the first.

    The name of the file says of which day it is, as the payload itself does not. Its reasons are in `rejects.csv`.
    """
    target = folder / f"rejected-{source.extracted_on}.json"
    children = [each.value for each in elements(path, "Children") if is_child(each) and _has(each, rejects)]
    payload = ({"la_code": code} if code else {}) | {"Children": children}
    make_folder(folder)
    with open_bytes(target) as stream:
        stream.write(json.dumps(payload, ensure_ascii=False, indent=2, default=_first).encode("utf-8", "replace"))
    return target


def _has(child: Element, rejects: list[Reject]) -> bool:
    return any(each.line >= child.line and f"{each.column}.".startswith(f"{child.path}.") for each in rejects)


def _first(value: Any) -> Any:
    assert isinstance(value, Twice)
    return value.values[0]
