"""The children of whom something was rejected, as a payload of its own: to be corrected, and loaded as it is."""

from pathlib import Path

from graph.facts import Reject, Source
from loaders.corrections.marks import CORRECTION, mark_of
from loaders.dfe_csc_api.header import is_child
from loaders.files.private_files import make_folder, open_bytes
from loaders.json_files.elements import Element, elements
from loaders.json_files.items import shown
from loaders.json_files.texts import json_text


def write_children(path: Path, folder: Path, source: Source, code: str | None, rejects: list[Reject]) -> Path:
    """Write every child of a payload in which something was rejected, whole as it stands; of a name that stands twice, the first.

    The name of the file says of which day it is, as the payload itself does not. Its reasons are in `rejects.csv`.
    """
    target = folder / f"rejected-{source.extracted_on}.json"
    wanted = {_id_of(each) for each in elements(path, "Children") if is_child(each) and _has(each, rejects)} - {""}
    found = (each for each in elements(path, "Children") if is_child(each))
    children = [each.value for each in found if _has(each, rejects) or _id_of(each) in wanted]
    mark = {CORRECTION: mark_of(source).correction}
    payload = ({"la_code": code} if code else {}) | mark | {"Children": children}
    make_folder(folder)
    with open_bytes(target) as stream:
        stream.write(json_text(payload))
    return target


def _has(child: Element, rejects: list[Reject]) -> bool:
    return any(each.line >= child.line and f"{each.column}.".startswith(f"{child.path}.") for each in rejects)


def _id_of(child: Element) -> str:
    return shown(child.value.get("la_child_id")).strip()
