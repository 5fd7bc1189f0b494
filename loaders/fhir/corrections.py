"""The resources that were rejected, and all about the same people, as a Bundle: to be corrected, and loaded as it is.

What is no JSON at all stands beside it as it was, a line each. The Bundle says of itself how often its resources were corrected.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from graph.facts import Reject, Source
from graph.spill import SpilledSet
from loaders.corrections.groups import REJECTED, Groups, is_twice
from loaders.corrections.marks import CORRECTION, mark_of, mark_read
from loaders.fhir.codes import ODS_CODE
from loaders.fhir.discovery import names_of
from loaders.fhir.references import PEOPLE, identifiers_in, local_of
from loaders.fhir.xml import is_markup, resources_in
from loaders.files.packed import open_unpacked
from loaders.files.private_files import make_folder, open_bytes
from loaders.json_files.elements import Element, elements
from loaders.json_files.items import JsonItemError, JsonObject
from loaders.json_files.texts import json_text

_FILE, _TORN = "rejected.json", "rejected.ndjson"
_TAG = f"urn:casegraph:{CORRECTION}"
_GROUPED = frozenset({*PEOPLE, "Appointment", "Encounter", "Flag"})
_WHOM = frozenset({"reference", "subject", "patient", "participant", "id", "resourceType", "entry"})
"""The names whose values say whom, or which resource, something is about."""


def write_bundle(
    paths: Sequence[Path], organisation: tuple[str | None, str], folder: Path, source: Source, rejects: list[Reject]
) -> list[Path]:
    """Write what was rejected of these files, and everything about the same people; returns the files written.

    `organisation`: the code and name of the one whose files they are, if they say so.
    """
    make_folder(folder)
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "meta": {"tag": [{"system": _TAG, "code": str(mark_of(source).correction)}]},
        "timestamp": f"{source.extracted_on}T12:00:00Z",
        "entry": [*_organisation(*organisation), *_RejectedResources(paths, rejects).entries()],
    }
    with open_bytes(folder / _FILE) as stream:
        stream.write(json_text(bundle))
    torn = b"".join(_torn_lines(paths))
    if not torn:
        return [folder / _FILE]
    with open_bytes(folder / _TORN) as stream:
        stream.write(torn)
    return [folder / _FILE, folder / _TORN]


def correction_in(name: str, bundle: JsonObject) -> int:
    """How often what is in a Bundle was corrected, 0 where it does not say; raises RefusedFile where that is no number."""
    try:
        said = [tag.said("code") for meta in bundle.inner("meta") for tag in meta.inner("tag") if tag.said("system") == _TAG]
    except JsonItemError:
        return 0
    return mark_read(name, said, (), ()).correction if said else 0


class _RejectedResources:
    """The resources of some files, in groups; where what is wrong with one is whom it is about, it may be about anybody."""

    def __init__(self, paths: Sequence[Path], rejects: list[Reject]) -> None:
        self._paths, self._groups = paths, Groups()
        self._rejects: dict[tuple[str, int], list[Reject]] = defaultdict(list)
        for each in rejects:
            self._rejects[each.file, each.line].append(each)
        self._addresses = SpilledSet()
        for address in (each for _, element in _units(paths) for each in _addresses(element.value)):
            self._addresses.add(address)
        for name, element in _units(paths):
            self._join(self._keys(name, element), self._of(name, element))
        self._groups.everything |= any(element.broken for _, element in _elements(paths))

    def entries(self) -> Iterator[Any]:
        """What was rejected, and all that belongs with it, as entries of a bundle."""
        return (_entry(element.value) for name, element in _units(self._paths) if self._groups.has(self._keys(name, element)))

    def _join(self, keys: list[str], wrong: list[Reject]) -> None:
        self._groups.join(keys)
        self._groups.everything |= keys == [REJECTED] or any(map(_in_doubt, wrong))

    def _of(self, name: str, element: Element) -> list[Reject]:
        """The rejects of an element."""
        path, wrong = element.path, self._rejects.get((name, element.line), [])
        return [each for each in wrong if not path or f"{each.column}.".startswith((f"{path}.", f"{path}["))]

    def _keys(self, name: str, element: Element) -> list[str]:
        """Whom and what an element is or names; and that it was rejected."""
        named = (key for key in _named(element.value, "") if self._is_known(key))
        return [*dict.fromkeys(named), *([REJECTED] if self._of(name, element) else [])]

    def _is_known(self, key: str) -> bool:
        """Whether it names a person or an event: not a worker, whom many people have in common."""
        return key in self._addresses or "|" in key or key.partition(":")[0] in _GROUPED


def _in_doubt(reject: Reject) -> bool:
    last = reject.column.rpartition(".")[2].partition("[")[0]
    return last in _WHOM and not is_twice(reject)


def _addresses(value: Any) -> list[str]:
    """The address of an entry whose resource is a person's or an event."""
    resource = value.get("resource") if isinstance(value, dict) else None
    grouped = isinstance(resource, dict) and resource.get("resourceType") in _GROUPED
    return [str(value["fullUrl"])] if grouped and value.get("fullUrl") else []


def _elements(paths: Sequence[Path]) -> Iterator[tuple[str, Element]]:
    """Every element of these files, with the name of its file."""
    for path, name in names_of(paths).items():
        for element in resources_in(path) if is_markup(path) else elements(path, "entry"):
            yield name, element


def _units(paths: Sequence[Path]) -> Iterator[tuple[str, Element]]:
    """Every entry of a bundle, and every resource that stands by itself."""
    for name, element in _elements(paths):
        bundle = isinstance(element.value, dict) and not element.list and element.value.get("resourceType") == "Bundle"
        if not element.broken and not bundle:
            yield name, element


def _entry(value: Any) -> Any:
    return {"resource": value} if isinstance(value, dict) and "resourceType" in value else value


def _organisation(code: str | None, name: str) -> list[Any]:
    if not code:
        return []
    said = {"resourceType": "Organization", "id": code, "identifier": [{"system": ODS_CODE, "value": code}]}
    return [{"resource": said | ({"name": name} if name else {})}]


def _torn_lines(paths: Sequence[Path]) -> Iterator[bytes]:
    """The lines that are no JSON, as they stand."""
    torn = [(path, int(element.line)) for path in paths for _, element in _elements([path]) if element.broken]
    for path, group in groupby(torn, key=lambda each: each[0]):
        wanted = {line for _, line in group}
        with open_unpacked(path) as stream:
            yield from (line.rstrip(b"\r\n") + b"\n" for number, line in enumerate(stream, 1) if number in wanted)


def _named(value: Any, address: str) -> Iterator[str]:
    """The people and events that a value is or names: by type and id, by address, and by identifier."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            yield from _of_object(each, str(each.get("fullUrl") or address))


def _of_object(value: dict[str, Any], address: str) -> Iterator[str]:
    type_, said = str(value.get("resourceType") or ""), value.get("reference")
    if type_ in _GROUPED:
        yield f"{type_}:{value.get('id') or address.rpartition('/')[2].rpartition(':')[2]}"
        yield from [address] if address else []
        yield from _identifiers(value) if type_ in PEOPLE else ()
    if isinstance(said, str):
        local = local_of(said)
        yield from [local] if local.partition(":")[0] in _GROUPED else [] if local else [said]
    for name, inside in value.items():
        if name in ("subject", "patient", "actor", "individual", "other") and isinstance(inside, dict):
            yield from _identifiers(inside)
        yield from _named(inside, address if name == "resource" else "")


def _identifiers(value: dict[str, Any]) -> Iterator[str]:
    try:
        yield from identifiers_in(JsonObject(value, "", 0))
    except JsonItemError:
        return
