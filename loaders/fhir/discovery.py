"""The resources of files, one by one: of a bundle's entries, of the lines, and those contained in others."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InvalidInput
from loaders.fhir.references import local_of
from loaders.fhir.xml import is_markup, resources_in
from loaders.json_files.elements import Element, elements
from loaders.json_files.items import JsonItemError, JsonObject, ident

_TYPE = re.compile(r"[A-Z][A-Za-z]{1,60}")


@dataclass(slots=True)
class FoundResource:
    """One resource: its type, what tells it from others (`Type:id`), and the address of its entry.

    `fault`: there is none that can be read; `deleted`: the entry says only that it was deleted; `bundle`: what stands around the
    entries, and is no resource of its own.
    """

    item: JsonObject
    type: str = ""
    local: str = ""
    address: str = ""
    fault: JsonItemError | None = None
    deleted: bool = False
    bundle: bool = False
    file: str = ""


def names_of(paths: Iterable[Path]) -> dict[Path, str]:
    """What each file is called: its name, with its folder before it where two have one name."""
    given = list(paths)
    names = [path.name for path in given]
    return {path: path.name if names.count(path.name) == 1 else f"{path.parent.name}/{path.name}" for path in given}


def resources_of(paths: Iterable[Path], *, recording: bool = False) -> Iterator[FoundResource]:
    """Every resource of these files; `recording` has their items say what was read of them (see `Item.reads`)."""
    for path, name in names_of(paths).items():
        for found in resources(path):
            found.file = name
            if recording:
                found.item.reads = set()
            yield found


def resources(path: Path) -> Iterator[FoundResource]:
    """Every resource of a file, in its order; raises RefusedFile where the file is neither JSON nor XML."""
    for element in resources_in(path) if is_markup(path) else elements(path, "entry"):
        if element.broken or not isinstance(element.value, dict):
            reason = element.broken or "expected an object, as a resource or an entry is"
            yield FoundResource(
                JsonObject({}, element.path, element.line), fault=JsonItemError(element.line, element.path, "", reason)
            )
        else:
            yield from _element(element)


def _element(element: Element) -> Iterator[FoundResource]:
    item = JsonObject(element.value, element.path, element.line)
    if element.list:
        yield from _entry(item)
    elif item.said("resourceType") == "Bundle":
        yield FoundResource(item, "Bundle", bundle=True)
    else:
        yield from _resource(item, "")


def _entry(item: JsonObject) -> Iterator[FoundResource]:
    try:
        address = item.read("fullUrl", ident) or ""
        inside = item.inner("resource")
        if not inside:
            yield _deleted(item)
        for each in inside:
            if each.said("resourceType") == "Bundle":
                for entry in each.inner("entry"):
                    yield from _entry(entry)
            else:
                yield from _resource(each, address)
    except JsonItemError as fault:
        yield FoundResource(item, fault=fault)


def _deleted(item: JsonObject) -> FoundResource:
    """What an entry without a resource says: that one was deleted, or nothing."""
    for request in item.inner("request"):
        url = request.read("url", ident) or ""
        if request.said("method").upper() == "DELETE" and local_of(url):
            return FoundResource(item, local_of(url).partition(":")[0], local_of(url), deleted=True)
    return FoundResource(
        item, fault=item.itself("expected a resource in the entry, or a request that deletes one; found neither")
    )


def _resource(item: JsonObject, address: str) -> Iterator[FoundResource]:
    try:
        type_ = item.need("resourceType", _type)
        id_ = item.read("id", ident) or _last_part(address)
        if not id_:
            raise item.fault("id", "expected an id, found none, nor a fullUrl that has one")
        found = FoundResource(item, type_, f"{type_}:{id_}", address)
        # All before the first is given out: one contained resource that is wrong rejects the whole.
        contained = [_contained(found, each) for each in item.inner("contained")]
    except JsonItemError as fault:
        # The condition is evaluated first, and is what gives `type_` its value.
        yield FoundResource(item, type_ if _TYPE.fullmatch(type_ := item.said("resourceType")) else "", fault=fault)
        return
    yield from contained
    yield found


def _contained(container: FoundResource, item: JsonObject) -> FoundResource:
    """A resource in another is told from others by the id of that one and its own."""
    type_ = item.need("resourceType", _type)
    return FoundResource(item, type_, f"{container.local}#{item.need('id', ident).removeprefix('#')}")


def _type(text: str) -> str:
    if not _TYPE.fullmatch(text):
        raise InvalidInput(f"expected the type of a resource, as Patient, found '{text[:40]}'")
    return text


def _last_part(address: str) -> str:
    return address.rsplit("/", 1)[-1].rsplit(":", 1)[-1]
