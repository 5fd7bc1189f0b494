"""FHIR in XML, as the values that the same resource has in JSON: an attribute `value` is the value, what repeats is a list."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from lxml import etree

from graph.errors import RefusedFile
from loaders.cin_census.elements import line_of
from loaders.cin_census.parsing import elements
from loaders.files.markup import GuardedMarkup
from loaders.files.regular import open_file
from loaders.json_files.elements import Element

_FHIR = "{http://hl7.org/fhir}"
_NAMESPACE, _BEGINNING = b"http://hl7.org/fhir", 4096
_BUNDLE, _ENTRY = f"{_FHIR}Bundle", f"{_FHIR}entry"
_HOLDS_RESOURCES = ("resource", "contained")


def is_markup(path: Path) -> bool:
    """Whether a file begins as XML with a resource."""
    return _root(path).startswith(_FHIR)


def _root(path: Path) -> str:
    """The name of the root element; blank where the file does not begin as XML. Raises RefusedFile for a DOCTYPE."""
    try:
        with open_file(path) as stream:
            return _root_in(path.name, stream)
    except (etree.XMLSyntaxError, OSError):
        return ""


def _root_in(name: str, stream: IO[bytes]) -> str:
    ours = _NAMESPACE in stream.read(_BEGINNING)
    stream.seek(0)
    began: Any = etree.iterparse(
        GuardedMarkup(name, stream), events=("start",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return next((str(element.tag) for _, element in began), "")
    except RefusedFile:
        if ours:
            raise
        return ""


def resources_in(path: Path) -> Iterator[Element]:
    """Each entry of a bundle, then the bundle itself without them; or the one resource that the file is.

    Raises RefusedFile where the XML breaks off or is not well formed, naming the line.
    """
    root, entries = _root(path), 0
    for element in elements(path, _ENTRY, root):
        parent = element.getparent()
        if parent is None:
            yield Element("", line_of(element), _resource(element))
        elif parent.tag == _BUNDLE and element.tag == _ENTRY:
            yield Element(f"entry[{entries}]", line_of(element), _object(element), "entry")
            entries += 1


def _resource(element: etree._Element) -> dict[str, Any]:
    return {"resourceType": _name(element), **_object(element)}


def _object(element: etree._Element) -> dict[str, Any]:
    """The elements in an element, by name; the words of the narrative, which are HTML, are left out."""
    found: dict[str, Any] = {str(name): str(said) for name, said in element.attrib.items() if name in ("id", "url")}
    for child in element.iterchildren(f"{_FHIR}*"):
        name, value = _name(child), _value(child)
        if name not in found:
            found[name] = value
        elif isinstance(found[name], list):
            found[name].append(value)
        else:
            found[name] = [found[name], value]
    return found


def _value(element: etree._Element) -> Any:
    if _name(element) in _HOLDS_RESOURCES:
        return next(map(_resource, element.iterchildren(f"{_FHIR}*")), {})
    said = element.get("value")
    return str(said) if said is not None else _object(element)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
