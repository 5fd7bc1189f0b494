"""FHIR in XML, as the values that the same resource has in JSON: an attribute `value` is the value, what repeats is a list."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from graph.errors import RefusedFile
from loaders.cin_census.elements import line_of
from loaders.cin_census.parsing import elements
from loaders.json_files.elements import Element

_FHIR = "{http://hl7.org/fhir}"
_BUNDLE, _ENTRY = f"{_FHIR}Bundle", f"{_FHIR}entry"
_HOLDS_RESOURCES = ("resource", "contained")


def is_markup(path: Path) -> bool:
    """Whether a file begins as XML with a resource."""
    return _root(path).startswith(_FHIR)


def _root(path: Path) -> str:
    """The name of the root element; blank where the file does not begin as XML. Raises RefusedFile for a DOCTYPE."""
    began: Any = etree.iterparse(
        str(path), events=("start",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for _, element in began:
            if element.getroottree().docinfo.doctype and str(element.tag).startswith(_FHIR):
                raise RefusedFile(f"{path.name}: expected no DOCTYPE, found one; no entity is ever read")
            return str(element.tag)
    except (etree.XMLSyntaxError, OSError):
        pass
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
